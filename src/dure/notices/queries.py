"""Notices of one person, and the letters that could not be delivered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dure.cases.models import DifficultyCase
from dure.cases.queries.seen import sees_firm, visible_to
from dure.ledger import clock
from dure.ledger.refs import Ref
from dure.network.queries.names import names_of
from dure.network.standing import Standing
from dure.notices.models import Letter, MailChoice, Notice, ReadMark
from dure.notices.rules import PLACES
from dure.notices.sentences import sentence

NEWS_FOR = timedelta(days=30)
NAMED = {"firm": "organisation", "office": "office", "in_charge": "person", "absent": "person"}


@dataclass(frozen=True)
class Told:
    """A notice as it is shown; the case is named only to those who may see it now."""

    number: int
    at: datetime
    code: str
    words: str
    case: str = ""
    is_new: bool = False

    @property
    def url(self) -> str:
        """Where to go from here."""
        return f"/cases/{self.case}" if self.case else PLACES.get(self.code, "")


def notices_of(standing: Standing) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(person_id=standing.person_id).order_by("-at", "-number")


def told(notices: Sequence[Notice], standing: Standing, *, read: int = 0) -> list[Told]:
    """Notices in the reader's language."""
    uids = {notice.case_uid for notice in notices if notice.case_uid}
    cases = {case.pk: case for case in visible_to(standing).filter(pk__in=uids)} if uids else {}
    names = names_of(_refs(notices), language=standing.language)
    return [_told(notice, cases, names, standing, read) for notice in notices]


def unread_count(standing: Standing) -> int:
    """How many notices of the last month came since a person looked last."""
    return _unread().filter(person_id=standing.person_id).count() if standing.person_id else 0


def unread_signs(people: Collection[UUID]) -> dict[UUID, str]:
    """The same for many at once, as it goes into their streams."""
    rows = _unread().filter(person_id__in=people).values_list("person_id").annotate(count=Count("id"))
    return dict.fromkeys(people, "0") | {person: str(count) for person, count in rows}


def read_up_to(standing: Standing) -> int:
    """How far a person has read."""
    mark = ReadMark.objects.filter(person_id=standing.person_id).values_list("number", flat=True).first()
    return mark or 0


def wants_mail(person_id: UUID | None) -> bool:
    """Whether a person wants letters; yes, unless they said no."""
    return not MailChoice.objects.filter(person_id=person_id, wanted=False).exists()


def undelivered(standing: Standing) -> QuerySet[Letter]:
    """Letters about cases of one's own offices that were given up in the last month."""
    return (
        Letter.objects.filter(
            state=Letter.GIVEN_UP,
            office_uid__in=list(standing.offices),
            settled_at__gte=clock.now() - NEWS_FOR,
        )
        .select_related("person")
        .order_by("-settled_at")
    )


def _unread() -> QuerySet[Notice]:
    mark = ReadMark.objects.filter(person_id=OuterRef("person_id")).values("number")
    recent = Notice.objects.filter(at__gt=clock.now() - NEWS_FOR)
    return recent.annotate(read=Coalesce(Subquery(mark), 0)).filter(number__gt=F("read"))


def _refs(notices: Sequence[Notice]) -> list[Ref]:
    refs = []
    for notice in notices:
        refs += [Ref(type, UUID(notice.params[key])) for key, type in NAMED.items() if key in notice.params]
        if "helper" in notice.params:
            refs.append(Ref(notice.params["helper_type"], UUID(notice.params["helper"])))
    return refs


def _told(
    notice: Notice,
    cases: dict[UUID, DifficultyCase],
    names: dict[UUID, str],
    standing: Standing,
    read: int,
) -> Told:
    case = cases.get(notice.case_uid or UUID(int=0))
    hidden = {"helper"} if case is None else set()
    if notice.case_uid is not None and (case is None or not sees_firm(standing, case)):
        hidden |= {"firm", "in_charge"}
    known = {
        key: names.get(UUID(notice.params[key]), "")
        for key in (*NAMED, "helper")
        if key in notice.params and key not in hidden
    }
    return Told(
        number=notice.number,
        at=notice.at,
        code=notice.code,
        words=sentence(notice.code, notice.params, known, standing.language),
        case=case.number if case is not None else "",
        is_new=notice.number > read and notice.at > clock.now() - NEWS_FOR,
    )
