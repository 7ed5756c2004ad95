"""What every page knows: navigation by role, the office, the person in charge, unread notices."""

from functools import cache
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from dure.ledger import clock
from dure.network.models import Office, Organisation, StandIn
from dure.network.rules import may_keep_roles
from dure.network.standing import Standing
from dure.notices.queries import unread_count
from dure.site.accounts import single_sign_on_name

LINKS = {
    "home": "/",
    "search": "/search",
    "notices": "/notices",
    "sign_in": "/accounts/login/",
    "sign_out": "/accounts/logout/",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "manual": "/help",
    "open_data": "/api/docs",
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html; everything that costs a query is asked only when it is shown."""
    standing: Standing | None = getattr(request, "standing", None)
    account = getattr(request, "user", None)
    if standing is None or account is None or not account.is_authenticated:
        return {
            "nav": public_nav(request.path),
            "site_links": LINKS,
            "standing": standing,
            "single_sign_on": single_sign_on_name(),
        }
    own = cache(lambda: _own_organisation(standing))
    return {
        "standing": standing,
        "nav": nav(standing, request.path),
        "site_links": {**LINKS, "call": "/cases/call"} if standing.offices else LINKS,
        "site_office": SimpleLazyObject(lambda: _office(standing, own())),
        "account_name": account.person.name if account.person else account.email,
        "account_menu": account_menu(standing),
        "notices_count": unread_count(standing),
        "is_firm": bool(standing.firms) and not standing.is_staff,
        "my_coordinator": SimpleLazyObject(lambda: _coordinator(own())),
        "drafts_sent": request.session.pop("drafts_sent", []),
    }


def account_menu(standing: Standing) -> list[dict[str, Any]]:
    """What somebody keeps beside the daily work: the office, its people, the rules of the house."""
    rows = [(_("우리 회사"), f"/organisations/{key}", "factory") for key in sorted(standing.firms)[:3]]
    if standing.expert_id:
        rows.append((_("내 소개"), f"/experts/{standing.expert_id}", "person"))
    if standing.is_staff:
        rows += [(_("추진단·본부"), "/offices", "building"), (_("설정"), "/settings", "gear")]
    if may_keep_roles(standing):
        rows.append((_("역할과 계정"), "/roles", "key"))
    if standing.offices:
        rows += [
            (_("받은 것"), "/inbox", "download"),
            (_("개인정보 요구"), "/rights", "lock"),
            (_("보낸 글"), "/messages", "mail"),
            (_("가져오고 내보내기"), "/imports", "upload"),
        ]
    if standing.offices or standing.secretariats:
        rows.append((_("인수인계"), "/duties", "people"))
    if standing.offices or standing.headquarters:
        rows.append((_("정책제안"), "/proposals", "flag"))
    if any("OFFICE_HEAD" in codes for codes in standing.offices.values()):
        rows.append((_("열람 기록"), "/openings", "list"))
    rows += [(_("로그인 보안"), "/accounts/mfa/", "lock"), (_("프로그램 열쇠"), "/tokens", "key")]
    return [{"label": label, "url": url, "icon": icon} for label, url, icon in rows]


def public_nav(path: str) -> list[dict[str, Any]]:
    """What everybody may open."""
    return _items(
        path,
        (_("처음"), "/", "home"),
        (_("해결사례"), "/stories", "book"),
        (_("지원사업"), "/services", "bag"),
        (_("미니클러스터"), "/groups", "people"),
        (_("전문가"), "/experts", "person"),
        (_("단지"), "/complexes", "pin"),
    )


def nav(standing: Standing, path: str) -> list[dict[str, Any]]:
    """The main navigation of what somebody is."""
    rows = [(_("내 업무"), "/desk", "list")]
    if standing.is_staff:
        rows += [
            (_("애로"), "/cases", "talk"),
            (_("기업"), "/organisations", "factory"),
            (_("집계"), "/counts", "list"),
        ]
    elif standing.firms:
        rows += [(_("도움 요청"), "/cases/new", "plus"), (_("내 애로"), "/cases", "talk")]
    else:
        rows += [(_("부탁받은 일"), "/cases", "talk")]
    rows += [
        (_("해결사례"), "/stories", "book"),
        (_("전문가"), "/experts", "person"),
        (_("미니클러스터"), "/groups", "people"),
        (_("지원사업"), "/services", "bag"),
        (_("소식"), "/feed", "bell"),
    ]
    return _items(path, *rows)


def _items(path: str, *rows: tuple[str, str, str]) -> list[dict[str, Any]]:
    best = max((url for _label, url, _icon in rows if path.startswith(url)), key=len, default="")
    return [
        {"label": label, "url": url, "icon": icon, "current": url == best, "main": url == "/cases/new"}
        for label, url, icon in rows
    ]


def _own_organisation(standing: Standing) -> Organisation | None:
    """The firm, else the body, for which somebody acts, with its office and who looks after it, today or always."""
    keys = list(standing.firms or standing.bodies)
    away = StandIn.objects.filter(
        absent=OuterRef("coordinator"), office=OuterRef("office"), during__contains=clock.today()
    )
    rows = Organisation.objects.filter(pk__in=keys).select_related("coordinator", "office")
    return rows.annotate(
        deputy=Subquery(away.values("person__name")), deputy_phone=Subquery(away.values("person__phone"))
    ).first()


def _office(standing: Standing, own: Organisation | None) -> dict[str, str]:
    found = own.office if own else None
    if standing.offices:
        found = Office.objects.filter(pk__in=list(standing.offices)).first()
    return {"name": found.name, "phone": found.phone} if found else {}


def _coordinator(own: Organisation | None) -> dict[str, str]:
    if not own or own.coordinator is None:
        return {}
    main = own.office.phone if own.office else ""
    if deputy := own.deputy:  # type: ignore[attr-defined]
        title = _("{name} 담당자가 자리를 비우는 동안 대신").format(name=own.coordinator.name)
        return {"name": deputy, "title": title, "phone": own.deputy_phone or main}  # type: ignore[attr-defined]
    return {"name": own.coordinator.name, "title": _("코디네이터"), "phone": own.coordinator.phone or main}
