"""Writing messages, what was sent, templates, and refusing with one tap."""

from uuid import UUID, uuid4

from django.contrib import messages as said
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.engines.tables import OutSheet, xlsx_bytes
from dure.ledger.errors import DureError, NotFound
from dure.links.models import Link
from dure.messages import actions as act
from dure.messages.forms import TemplateForm, WriteForm
from dure.messages.models import KINDS, Message
from dure.messages.queries import people_of_group, sent, values_for, visible_to, wordings
from dure.messages.rules import may_keep_templates, must_write_to, why_not
from dure.messages.shipped import TEMPLATES
from dure.messages.texts import byte_length, previewed
from dure.messages.tokens import person_of
from dure.messages.words import WAYS
from dure.network.asking import Request, key_of
from dure.network.doorkeeper import open_to_all, staff_only
from dure.network.models import Office, Person
from dure.network.queries.groups import find_group
from dure.network.queries.people import find_person
from dure.network.queries.places import own_office
from dure.network.sentences import sentence

PAGE, MOST = 30, 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_only
def write(request: Request) -> HttpResponse:
    """Write to one person, by a link that was made or without one."""
    by = request.standing
    link = _link(request)
    person = link.person if link else find_person(key_of(request.GET.get("person", "")))
    office = link.case.office if link else own_office(request.standing)
    must_write_to(by, office, person, link)
    form = WriteForm(
        request.POST if request.method == "POST" else None,
        by=by,
        office=office,
        link=link,
        initial={"once": uuid4()},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = form.write_to(person)
            except DureError as error:
                form.add_error(None, sentence(error))
                status = error.status
            else:
                return redirect("messages:message", key=made.pk)
    kinds = {way: _why(person, "SERVICE", way) for way in WAYS}
    context = {
        "form": form,
        "person": person,
        "link": link,
        "why_not": kinds,
        "preview": _preview(office, form, person, link),
    }
    return render(request, "messages/write.html", context, status=status)


@staff_only
def write_to_group(request: Request) -> HttpResponse:
    """Write the same to the people of a group, each in their own way; who cannot be reached is listed for a call."""
    by, office = request.standing, own_office(request.standing)
    group = find_group(request.GET.get("group", ""))
    people = list(people_of_group(group, by)[:MOST])
    sent = request.POST if request.method == "POST" else None
    form = WriteForm(sent, by=by, office=office, initial={"once": uuid4()})
    left: list[tuple[Person, str]] = []
    done: list[Message] = []
    if request.method == "POST" and form.is_valid():
        for person in people:
            try:
                done.append(form.write_to(person))
            except DureError as error:
                left.append((person, sentence(error)))
        said.success(request, _("{count}명에게 썼습니다.").format(count=len(done)))
    context = {"form": form, "group": group, "people": people, "left": left, "done": done}
    return render(request, "messages/group.html", context, status=422 if form.errors else 200)


@staff_only
def message(request: Request, key: UUID) -> HttpResponse:
    """One message: its text to copy, and what became of it."""
    found = visible_to(request.standing).filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    return render(request, "messages/message.html", {"message": found, "bytes": byte_length(found.text)})


@require_POST
@staff_only
def by_hand(request: Request, key: UUID) -> HttpResponse:
    """It was sent in a messenger."""
    found = visible_to(request.standing).filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    act.mark_sent_by_hand(message=found, by=request.standing)
    said.success(request, _("직접 보낸 것으로 적었습니다."))
    return redirect("messages:message", key=key)


@staff_only
def messages(request: Request) -> HttpResponse:
    """보낸 글: everything written, and what became of it."""
    told = {name: request.GET.get(name, "") for name in ("state", "way")}
    page = Paginator(sent(request.standing, **told), PAGE).get_page(request.GET.get("page"))
    return render(request, "messages/messages.html", {"page": page, **told})


@staff_only
def templates(request: Request) -> HttpResponse:
    """The texts of one's office; as a table for the inspection by the gateway."""
    office = own_office(request.standing)
    rows = list(wordings(office).values())
    if request.GET.get("form") == "xlsx":
        sheet = OutSheet(
            name="템플릿", head=["코드", "이름", "종류", "판", "글", "바이트", "쓸 수 있는 변수", "알림톡 코드"],
            rows=[
                [row.code, str(row.shipped.title), row.shipped.kind, row.version, row.text, byte_length(row.text),
                 ", ".join(f"{{{name}}}" for name in row.shipped.variables), row.gateway_code]
                for row in rows
            ],
        )  # fmt: skip
        answer = HttpResponse(xlsx_bytes([sheet]), content_type=XLSX)
        answer["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename="보내는 글.xlsx") or ""
        )
        return answer
    return render(request, "messages/templates.html", {"office": office, "rows": rows})


@staff_only
def template(request: Request, code: str) -> HttpResponse:
    """Word one template."""
    by, office = request.standing, own_office(request.standing)
    if code not in TEMPLATES or not may_keep_templates(by, office):
        raise NotFound("not_found")
    form = TemplateForm(request.POST if request.method == "POST" else None, by=by, office=office, code=code)
    if request.method == "POST" and form.is_valid():
        form.perform()
        said.success(request, _("고쳤습니다. 앞으로 보내는 글부터 바뀝니다."))
        return redirect("messages:templates")
    context = {"form": form, "shipped": TEMPLATES[code]}
    return render(request, "messages/template.html", context, status=422 if form.errors else 200)


@open_to_all
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Refuse messages with one tap, without signing in; a scanner that only opens the page refuses nothing."""
    key = person_of(token)
    person = Person.objects.filter(pk=key, erased_on=None).first() if key else None
    done = False
    if person is not None and request.method == "POST":
        every = request.POST.get("all") == "1"
        act.refuse_messages(person=person, purposes=KINDS if every else ("INVITATION",))
        done = True
    answer = render(
        request,
        "messages/stop.html",
        {"known": person is not None, "done": done},
        status=200 if person else 404,
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _link(request: Request) -> Link | None:
    if "link" not in request.GET:
        return None
    rows = Link.objects.select_related("case__office", "case__firm", "person", "referral")
    return get_object_or_404(rows, pk=key_of(request.GET["link"]))


def _why(person: Person, kind: str, way: str) -> str:
    code = why_not(person, kind, way)
    return sentence(DureError(code, person=person.name)) if code else ""


def _preview(office: Office, form: WriteForm, person: Person, link: Link | None) -> str:
    """The text with what is known already; what is still to be filled in stands in its braces."""
    code = form.data.get("code") or form.fields["code"].initial
    return (
        previewed(wordings(office)[code].text, values_for(office, person, link)) if code in TEMPLATES else ""
    )
