"""The first act of an installation: its first office, who works there, and the groups it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.actions.access import give_role
from dure.network.actions.accounts import open_account
from dure.network.actions.groups import found_group
from dure.network.actions.organisations import register_person
from dure.network.actions.places import open_office, register_complex
from dure.network.actions.settings import change_setting
from dure.network.models import Account, Complex, GroupKind, Office, Role
from dure.network.queries.beginnings import is_begun, is_demonstration
from dure.network.seeds import sow

TURN = 0x6265676E
FIRST_KIND = "MINI_CLUSTER"


@dataclass(frozen=True)
class Colleague:
    """Somebody who works in the first office, in one role or several."""

    name: str
    email: str
    roles: Sequence[str]
    phone: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Founding:
    """What an installation begins with; the first of the staff is its head and keeps the whole installation."""

    operator: str
    office: str
    code: str
    staff: Sequence[Colleague]
    complexes: Sequence[str] = ()
    groups: Sequence[str] = ()
    phone: str = ""


def found_installation(told: Founding) -> list[Account]:
    """Begin on an empty database, whole or not at all, and once; returns the accounts in the order of the staff.

    The installation is marked as real, so that demonstration data never come beside it.
    """
    if not told.staff:
        raise Refused("head_missing")
    with recording(by=SYSTEM) as ledger:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [TURN])
        if is_demonstration():
            raise Refused("demonstration_here")
        if is_begun() or Office.objects.exists():
            raise Refused("installation_begun")
        sow()
        places = [
            register_complex(by=SYSTEM, code=f"{told.code}-{place}", name=name)
            for place, name in enumerate(told.complexes, start=1)
        ]
        office = open_office(
            by=SYSTEM, complexes=places, name=told.office, code=told.code, phone=told.phone,
            opened_on=clock.today(),
        )  # fmt: skip
        accounts = [_welcome(each, office, first=not place) for place, each in enumerate(told.staff)]
        _found_groups(told, office, places)
        change_setting(key="site.operator", value=told.operator, since=clock.today(), by=SYSTEM)
        ledger.record(events.InstallationFounded(office=office.ref), scope=office.pk)
    return accounts


def _welcome(told: Colleague, office: Office, *, first: bool) -> Account:
    person = register_person(by=SYSTEM, name=told.name, email=told.email.lower(), phone=told.phone)
    codes = dict.fromkeys(
        [*(["OFFICE_HEAD"] if first else []), *told.roles, *(["HEADQUARTERS"] if first else [])]
    )
    for code in codes:
        if code not in (*Role.OFFICE_ROLES, "HEADQUARTERS"):
            raise Refused("role_unknown", role=code)
        give_role(person=person, code=code, office=None if code == "HEADQUARTERS" else office, by=SYSTEM)
    account = open_account(person=person, by=SYSTEM)
    if told.password:
        account.set_password(told.password)
        account.save(update_fields=["password"])
    return account


def _found_groups(told: Founding, office: Office, places: list[Complex]) -> None:
    kind = GroupKind.objects.get(code=FIRST_KIND)
    for place, name in enumerate(told.groups, start=1):
        found_group(
            by=SYSTEM, complexes=places, kind=kind, code=f"MC-{told.code}-{place}", name=name, office=office
        )
