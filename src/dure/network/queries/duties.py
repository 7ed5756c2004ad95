"""Who looks after what and who stands in for whom, today or on another day."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from dure.ledger import clock
from dure.network.models import Coordination, Office, Organisation, Person, Role, StandIn
from dure.network.standing import Standing


def deputies(office_id: UUID) -> QuerySet[Person]:
    """Who can stand in at an office: its people and the secretaries of its groups."""
    today = Role.objects.filter(during__contains=clock.today())
    here = Q(office_id=office_id, code__in=Role.OFFICE_ROLES) | Q(
        group__office_id=office_id, code="SECRETARIAT"
    )
    return Person.objects.filter(pk__in=today.filter(here).values("person")).order_by("name", "pk")


def stand_in_of(person_id: UUID | None, office_id: UUID | None, on: date | None = None) -> StandIn | None:
    """Who stands in for somebody at an office on a day."""
    if person_id is None:
        return None
    rows = StandIn.objects.filter(absent_id=person_id, office_id=office_id)
    return rows.filter(during__contains=on or clock.today()).select_related("absent", "person").first()


def stand_ins_between(since: date, until: date) -> list[StandIn]:
    """All who stand in for somebody on any day of a period, both days included."""
    return list(StandIn.objects.filter(during__overlap=DateRange(since, until + timedelta(days=1))))


def stand_ins_kept(standing: Standing) -> QuerySet[StandIn]:
    """Present and coming ones of the reader's own offices, the earliest first."""
    coming = StandIn.objects.filter(office_id__in=list(standing.offices), during__endswith__gt=clock.today())
    rows = coming | StandIn.objects.filter(
        Q(absent_id=standing.person_id) | Q(person_id=standing.person_id), during__endswith__gt=clock.today()
    )
    return rows.distinct().select_related("absent", "person", "office").order_by("during", "pk")


def coordinator_on(organisation: Organisation, day: date) -> Person | None:
    """Who looked after a firm on a day."""
    row = Coordination.objects.filter(organisation=organisation, during__contains=day)
    found = row.select_related("person").first()
    return found.person if found else None


def firms_of(person_id: UUID, office_ids: Iterable[UUID]) -> QuerySet[Organisation]:
    """The firms of some offices that somebody looks after today, by name."""
    rows = Organisation.objects.filter(
        coordinator_id=person_id, office_id__in=list(office_ids), closed_on=None
    )
    return rows.select_related("complex").order_by("name", "pk")


def offices_of_duties(standing: Standing) -> QuerySet[Office]:
    """The offices where a reader has work that others can do: of its staff, and of the secretaries of its groups."""
    near = Q(pk__in=list(standing.offices)) | Q(groups__in=list(standing.secretariats))
    return Office.objects.filter(near).distinct().order_by("name")
