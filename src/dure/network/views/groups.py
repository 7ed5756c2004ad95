"""Groups: found, read as of any day, founded, kept."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.engines.tables import csv_bytes
from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network import actions as act
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all, signed_in
from dure.network.forms.charters import LANGUAGES, GroupEndForm, GroupForm, WordsForm
from dure.network.forms.groups import ExportForm, FoundForm, HelpForm, LeaveForm, MemberForm
from dure.network.models import Complex, Group, GroupKind, Membership
from dure.network.queries import groups as read
from dure.network.queries.places import offices as open_offices
from dure.network.queries.wording import wordings_of
from dure.network.rules import is_inside_group, may_found_groups, may_run_group
from dure.network.templatetags.network_words import last_day
from dure.network.views.answers import day_asked, must, posted
from dure.network.views.filling import Page, fill_in
from dure.network.words import EXPORT_REASONS, GROUP_OFFICES, ORGANISATION_KINDS

PAGE, MEMBERS = 20, 50


@open_to_all
def groups(request: Request) -> HttpResponse:
    """All living groups, with filters in the address bar."""
    wanted = read.GroupFilter.from_query(request.GET)
    page = Paginator(read.groups_found(wanted), PAGE).get_page(request.GET.get("page"))
    counts = read.member_counts([row.pk for row in page.object_list], clock.today())
    rows = [(row, *counts.get(row.pk, (0, 0))) for row in page.object_list]
    context = {
        "page": page,
        "rows": rows,
        "wanted": wanted,
        "kinds": GroupKind.objects.filter(closed=False),
        "complexes": Complex.objects.order_by("name"),
        "offices": open_offices().exclude(kind="HQ"),
        "may_found": may_found_groups(request.standing),
    }
    return render(request, "network/groups.html", context)


@open_to_all
def group(request: Request, code: str) -> HttpResponse:
    """One group: goal, officers, members of a day, what lies below, help; what may not be seen is not there."""
    by = request.standing
    found, on, today = read.find_group(code), day_asked(request), clock.today()
    inside = is_inside_group(by, found)
    members = read.members_on(found, on)
    shown = [row for row in members if row.organisation_id or inside or _is_public(row)]
    context: dict[str, Any] = {
        "group": found,
        "worded": wordings_of([found.pk], request.LANGUAGE_CODE).get(found.pk, {}),
        "on": on,
        "today": today,
        "statistics": read.member_statistics(members),
        "page": Paginator(shown, MEMBERS).get_page(request.GET.get("page")),
        "unnamed": len(members) - len(shown),
        "changes": read.changes_of(found),
        "below": read.below(found),
        "help": read.help_total(found, today.year),
        "inside": inside,
        "may_run": may_run_group(by, found) and not found.ended_on,
        "languages": LANGUAGES.items(),
        "crew": read.crew(found) if by.person_id else {},
        "balances": read.balances(found, by),
        "reasons": EXPORT_REASONS.items(),
        "thanks": read.thanks(found, today.year) if inside else [],
    }
    return render(request, "network/group.html", context)


def _is_public(row: Membership) -> bool:
    profile = getattr(row.person, "expert", None)
    return profile is not None and profile.shown


@signed_in
def found(request: Request) -> HttpResponse:
    """Found a group of any kind."""
    by = request.standing
    must(may_found_groups(by))
    page = Page(
        title=_("모임 만들기"), send=_("모임 만들기"), done=_("모임을 만들었습니다. 이제 회원을 더해 주세요."),
        back="/groups", crumbs=_crumbs(None, _("모임 만들기")),
    )  # fmt: skip
    return fill_in(request, FoundForm(posted(request), by=by), page, to=lambda made: f"/groups/{made.code}")


@signed_in
def facts(request: Request, code: str) -> HttpResponse:
    """Correct what a group says of itself."""
    by, found_group = request.standing, _kept(request, code)
    page = _page(found_group, _("소개 고치기"), _("고쳤습니다. 다른 말로 적은 것이 있으면 다시 살펴 주세요."))
    return fill_in(request, GroupForm(posted(request), group=found_group, by=by), page)


@signed_in
def words(request: Request, code: str, language: str) -> HttpResponse:
    """What a group says of itself in another language."""
    by, found_group = request.standing, _kept(request, code)
    if language not in LANGUAGES:
        raise NotFound("not_found")
    lead = _("비워 둔 것은 한국어로 보입니다.")
    title = _("{language}로 적기").format(language=LANGUAGES[language])
    page = _page(found_group, title, _("적었습니다."), lead=lead)
    return fill_in(request, WordsForm(posted(request), group=found_group, language=language, by=by), page)


@signed_in
def ending(request: Request, code: str) -> HttpResponse:
    """Let a group end."""
    by, found_group = request.standing, _kept(request, code)
    page = _page(found_group, _("모임 끝내기"), _("모임을 끝냈습니다."))
    return fill_in(request, GroupEndForm(posted(request), group=found_group, by=by), page)


@signed_in
def member_new(request: Request, code: str) -> HttpResponse:
    """Take an organisation or a person in."""
    by, found_group = request.standing, _kept(request, code)
    page = _page(found_group, _("회원 더하기"), _("회원을 더했습니다."))
    return fill_in(request, MemberForm(posted(request), group=found_group, by=by), page)


@signed_in
def member_end(request: Request, code: str, key: str) -> HttpResponse:
    """Let a membership end."""
    by, found_group = request.standing, _kept(request, code)
    row = (
        Membership.objects.filter(pk=key, group=found_group)
        .select_related("organisation", "person", "group")
        .first()
    )
    if row is None:
        raise NotFound("not_found")
    page = _page(
        found_group, _("회원 끝내기"), _("마지막 날을 적었습니다."), lead=str(row.organisation or row.person)
    )
    return fill_in(request, LeaveForm(posted(request), membership=row, by=by), page)


@signed_in
def help_new(request: Request, code: str) -> HttpResponse:
    """Book help that one member gave another."""
    by, found_group = request.standing, _kept(request, code)
    lead = _("주고받은 시간은 그 회원과 담당 코디네이터만 봅니다. 모임에는 합계와 고마움만 보입니다.")
    page = _page(found_group, _("품앗이 적기"), _("품앗이를 적었습니다."), lead=lead)
    return fill_in(request, HelpForm(posted(request), group=found_group, by=by), page)


@require_POST
@signed_in
def members_file(request: Request, code: str) -> HttpResponse:
    """The members of a day as CSV, with the reason on record."""
    by, found_group = request.standing, _kept(request, code)
    form = ExportForm(request.POST, by=by)
    if not form.is_valid():
        page = _page(found_group, _("명단 내려받기"), "", lead=_("누가 왜 내려받았는지 기록에 남습니다."))
        return render(request, "network/form.html", {"form": form, "page": page}, status=422)
    on = day_asked(request)
    rows = read.members_on(found_group, on)
    act.export_members(group=found_group, reason=form.cleaned_data["reason"], count=len(rows), by=by.actor)
    sheet = csv_bytes(
        [_("이름"), _("종류"), _("맡은 일"), _("단지"), _("들어온 날"), _("마지막 날")],
        [_line(row) for row in rows],
    )
    answer = HttpResponse(sheet, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{found_group.name} {on:%Y-%m-%d}.csv")  # noqa: FBT003
    return answer


def _line(row: Membership) -> list[Any]:
    organisation = row.organisation
    kind = ORGANISATION_KINDS.get(organisation.kind, organisation.kind) if organisation else _("사람")
    place = organisation.complex.name if organisation and organisation.complex else ""
    held = GROUP_OFFICES.get(row.office_held, "")
    return [organisation or row.person, kind, held, place, row.during.lower, last_day(row.during) or ""]


def _kept(request: Request, code: str) -> Group:
    found_group = read.find_group(code)
    must(may_run_group(request.standing, found_group))
    return found_group


def _crumbs(group: Group | None, here: Any) -> list[dict[str, Any]]:
    above = [{"label": group.name, "url": f"/groups/{group.code}"}] if group else []
    return [{"label": _("미니클러스터·모임"), "url": "/groups"}, *above, {"label": here}]


def _page(group: Group, title: Any, done: Any, lead: Any = "") -> Page:
    back = f"/groups/{group.code}"
    return Page(title=title, send=title, done=done, back=back, lead=lead, crumbs=_crumbs(group, title))
