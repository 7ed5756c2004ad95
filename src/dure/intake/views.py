"""Visits and calls, the inbox, difficulties found in a council, and what the telephone needs without signal."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dure.intake.forms import ContactForm, FileForm, FindingsForm, TakeForm
from dure.intake.queries import (
    contacts_with,
    files_of,
    find_contact,
    find_item,
    firms_of,
    open_items,
)
from dure.intake.rules import must_write_for
from dure.ledger.errors import DureError, NotFound
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all, signed_in, staff_only
from dure.network.queries.organisations import find_organisation
from dure.network.queries.places import own_office
from dure.network.sentences import sentence
from dure.papers.incoming import incoming_of
from dure.papers.models import File
from dure.papers.serving import file_answer

PAGE, BESIDE = 20, 5


@staff_only
def contact_new(request: Request) -> HttpResponse:
    """A visit note; sent by a page, or by the queue of a telephone that was without signal."""
    by = request.standing
    if not by.offices:
        raise NotFound("not_found")
    if request.method != "POST":
        firm = request.GET.get("firm", "")
        channel = request.GET.get("channel", "VISIT")
        form = ContactForm(by=by, initial={"firm": firm, "channel": channel, "once": uuid4()})
        return _contact_page(request, form)
    form = ContactForm(request.POST, by=by, files=_files(request))
    if not form.is_valid():
        return _contact_page(request, form, 422)
    try:
        made = form.perform()
    except DureError as error:
        form.add_error(None, sentence(error))
        return _contact_page(request, form, error.status)
    if _is_queue(request):
        return JsonResponse({"url": f"/contacts/{made.pk}"}, status=201)
    messages.success(request, _("적었습니다."))
    return redirect("intake:contact", key=made.pk)


def _contact_page(request: Request, form: ContactForm, status: int = 200) -> HttpResponse:
    if _is_queue(request):
        faults = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"faults": faults}, status=status)
    return render(
        request, "intake/contact_new.html", {"form": form, "firms": firms_of(request.standing)}, status=status
    )


@signed_in
def contact(request: Request, key: UUID) -> HttpResponse:
    """What was said at a visit, with its photos and signature."""
    found = find_contact(key, request.standing)
    return render(request, "intake/contact.html", {"contact": found, "files": files_of(found.pk)})


@signed_in
def contact_file(request: Request, key: UUID, file: UUID) -> FileResponse:
    """A photo or signature of a visit."""
    return _sent_file(find_contact(key, request.standing).pk, file)


@staff_only
def contacts(request: Request, key: UUID) -> HttpResponse:
    """Contacts with a firm: a page, or the part that the 기업카드 loads."""
    firm = find_organisation(key)
    must_write_for(request.standing, firm)
    part = getattr(request, "htmx", False)
    page = Paginator(contacts_with(firm, request.standing), BESIDE if part else PAGE).get_page(
        request.GET.get("page")
    )
    template = "intake/parts/contacts.html" if part else "intake/contacts.html"
    return render(request, template, {"firm": firm, "page": page, "part": part})


@staff_only
def inbox(request: Request) -> HttpResponse:
    """받은 것: what came in and has no place yet; anything can be put in."""
    by = request.standing
    office = own_office(by)
    if request.method == "POST":
        form = TakeForm(request.POST, by=by, office=office, files=_files(request))
        if form.is_valid():
            form.perform()
            messages.success(request, _("받은 것에 넣었습니다."))
            return redirect("intake:inbox")
    else:
        form = TakeForm(by=by, office=office, initial={"once": uuid4()})
    page = Paginator(open_items(by), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "intake/inbox.html", {"form": form, "page": page}, status=422 if form.errors else 200
    )


@staff_only
def item(request: Request, key: UUID) -> HttpResponse:
    """One thing of the inbox, and where it goes."""
    by = request.standing
    found = find_item(key, by)
    form = FileForm(request.POST if request.method == "POST" else None, by=by, item=found)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                form.perform()
            except DureError as error:
                form.add_error(None, sentence(error))
                status = error.status
            else:
                messages.success(request, _("정리했습니다."))
                return redirect("intake:inbox")
    return render(
        request, "intake/item.html", {"item": found, "files": files_of(found.pk), "form": form}, status=status
    )


@staff_only
def item_file(request: Request, key: UUID, file: UUID) -> FileResponse:
    """A picture or file of the inbox."""
    return _sent_file(find_item(key, request.standing).pk, file)


@staff_only
def findings(request: Request) -> HttpResponse:
    """Difficulties found in a council, registered together."""
    by = request.standing
    if not by.offices:
        raise NotFound("not_found")
    form = FindingsForm(request.POST if request.method == "POST" else None, by=by, initial={"once": uuid4()})
    if request.method == "POST" and form.is_valid():
        made = form.perform()
        messages.success(
            request, _("{count}건을 등록했습니다. 기업의 동의를 기다립니다.").format(count=len(made))
        )
        return redirect("/cases?open=1")
    return render(request, "intake/findings.html", {"form": form}, status=422 if form.errors else 200)


@open_to_all
@never_cache
def pass_for_queue(request: Request) -> HttpResponse:
    """Who is signed in now and with which token a queued note may be sent; nothing about anybody else."""
    if not request.user.is_authenticated or not request.standing.offices:
        return JsonResponse({"account": None}, status=401)
    return JsonResponse({"account": str(request.user.pk), "token": get_token(request)})


@open_to_all
def service_worker(request: Request) -> HttpResponse:
    """The script that keeps the visit page on a telephone without signal; it must lie at the root."""
    script = render_to_string("intake/sw.js", request=request)
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _files(request: Request) -> list[Any]:
    return [incoming_of(upload) for upload in request.FILES.getlist("file")]


def _is_queue(request: Request) -> bool:
    return request.headers.get("X-Dure-Queue") == "1"


def _sent_file(owner: UUID, key: UUID) -> FileResponse:
    row = File.objects.filter(pk=key, owner_uid=owner).first()
    if row is None:
        raise NotFound("not_found")
    return file_answer(row, shown=True)
