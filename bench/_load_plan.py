"""Who takes part in the load: people of every role with a session each, what they open, and which cases move."""

from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from dure.cases.queries import visible_to
from dure.network.models import Account, Group
from dure.network.standing import Standing, standing
from dure.site.middleware import FACTOR_KNOWN

BACKEND = "django.contrib.auth.backends.ModelBackend"
ROLES = {"firm": 15, "expert": 8, "coordinator": 12, "secretariat": 5, "headquarters": 2, "outsider": 8}
STREAMS = {"firm": 60, "expert": 40, "coordinator": 70, "secretariat": 25, "headquarters": 5}
CASES_OF_EACH = 12


def plan(users: int, streams: int) -> dict[str, Any]:
    """Users and streams in their shares, and staff with the cases on which they work while it is measured."""
    people = {role: list(_accounts(role)) for role in ROLES}
    readers = [
        {"role": role, "cookie": _session(account), "cases": _numbers(by), "staff": by.is_staff}
        for role, count in _shared(ROLES, users).items()
        for account, by in people[role][:count]
    ]
    listeners = [
        _session(account)
        for role, count in _shared(STREAMS, streams).items()
        for account, _by in _around(people[role], count)
    ]
    return {"users": readers, "streams": listeners, "acts": _acts(people), "groups": _groups()}


def _shared(shares: dict[str, int], wanted: int) -> dict[str, int]:
    whole = sum(shares.values())
    return {role: max(1, round(share * wanted / whole)) for role, share in shares.items()}


def _around(rows: list[Any], count: int) -> list[Any]:
    return [rows[at % len(rows)] for at in range(count)]


def _accounts(role: str) -> list[tuple[Account, Standing]]:
    """Accounts of a role in an order that mixes the networks."""
    found = Account.objects.select_related("person").filter(email__endswith="@bench.dure")
    if role == "expert":
        found = found.filter(person__expert__isnull=False)
    elif role == "outsider":
        found = found.filter(person__roles__code="FIRM", person__roles__organisation__cases__isnull=True)
    else:
        found = found.filter(person__roles__code=role.upper())
    if role == "firm":
        found = found.filter(person__roles__organisation__cases__isnull=False)
    rows = sorted(found.distinct(), key=lambda account: str(account.pk)[-12:])
    return [(account, standing(account.person)) for account in rows[:120]]


def _session(account: Account) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[FACTOR_KNOWN] = True
    session.create()
    return str(session.session_key)


def _numbers(by: Standing) -> list[str]:
    return list(visible_to(by).order_by("-made_at").values_list("number", flat=True)[:CASES_OF_EACH])


def _acts(people: dict[str, list[Any]]) -> list[dict[str, str]]:
    """Open cases in the hands of those whose streams are open."""
    rows = []
    for account, by in people["coordinator"]:
        cases = visible_to(by).filter(state="IN_PROGRESS", office__in=list(by.offices))
        rows += [
            {"person": str(account.person_id), "case": str(pk)}
            for pk in cases.values_list("pk", flat=True)[:10]
        ]
    return rows


def _groups() -> list[str]:
    return [str(pk) for pk in Group.objects.filter(kind="MINI_CLUSTER").values_list("pk", flat=True)[:20]]
