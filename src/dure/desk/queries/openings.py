"""The access log, as the head of an office reviews it each month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from dure.cases.models import DifficultyCase
from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Account, Organisation, Person
from dure.network.standing import Standing
from dure.papers.models import Opening


@dataclass(frozen=True)
class Opened:
    """One line of the log: who, by which account, from where, about whom, what for."""

    at: datetime
    who: str
    account: str
    address: str
    subject: str
    case: str
    part: str
    reason: str


def openings(standing: Standing, month: date) -> QuerySet[Opening]:
    """What was opened about the firms of the offices somebody heads, in one month, newest first."""
    heading = [uid for uid, codes in standing.offices.items() if "OFFICE_HEAD" in codes]
    if not heading:
        raise NotFound("not_found")
    firms = Organisation.objects.filter(office_id__in=heading).values("pk")
    begin = datetime.combine(month.replace(day=1), time(0), clock.SEOUL)
    end = begin + relativedelta(months=1)
    rows = Opening.objects.filter(subject_uid__in=firms, at__gte=begin, at__lt=end)
    return rows.exclude(subject_uid__in=list(standing.blocked_by)).order_by("-at", "-id")


def told(rows: Iterable[Opening]) -> list[Opened]:
    """Lines with names; four queries however many there are."""
    found = list(rows)
    people: dict[UUID | None, str] = dict(
        Person.objects.filter(pk__in=_keys(found, "person_uid")).values_list("pk", "name")
    )
    accounts: dict[UUID | None, str] = dict(
        Account.objects.filter(person__in=_keys(found, "person_uid"))
        .annotate(address=Coalesce("email", "phone"))
        .values_list("person_id", "address")
    )
    firms: dict[UUID | None, str] = dict(
        Organisation.objects.filter(pk__in=_keys(found, "subject_uid")).values_list("pk", "name")
    )
    numbers: dict[UUID | None, str] = dict(
        DifficultyCase.objects.filter(pk__in=_keys(found, "object_uid")).values_list("pk", "number")
    )
    return [
        Opened(
            at=row.at,
            who=people.get(row.person_uid, ""),
            account=accounts.get(row.person_uid, ""),
            address=row.address or "",
            subject=firms.get(row.subject_uid, ""),
            case=numbers.get(row.object_uid, ""),
            part=row.part,
            reason=row.reason,
        )
        for row in found
    ]


def _keys(rows: list[Opening], name: str) -> set[UUID]:
    return {key for row in rows if (key := getattr(row, name))}
