"""What a reader may see: whole cases by office, firm or authorship, parts of others by grant."""

from uuid import UUID

from django.db.models import Q, QuerySet

from dure.cases.models import DifficultyCase, Handover
from dure.cases.rules import is_offered_to
from dure.ledger.errors import NotFound
from dure.network.standing import Standing

ALL_PARTS = frozenset({"title", "problem", "files"})
NOTHING: frozenset[str] = frozenset()


def visible_to(standing: Standing) -> QuerySet[DifficultyCase]:
    """Cases of which this reader may know at all; a block beats everything else."""
    if standing.is_system:
        return DifficultyCase.objects.all()
    mine = Q(office_id__in=list(standing.offices)) | Q(firm_id__in=list(standing.firms))
    mine |= Q(pk__in=list(standing.grants))
    if standing.secretariats:
        mine |= Q(group_id__in=list(standing.secretariats))
    if standing.person_id:
        mine |= Q(writer_id=standing.person_id)
    mine |= covered(standing)
    if standing.offices:
        offered = Handover.objects.filter(taken_at=None, to_office__in=list(standing.offices))
        mine |= Q(pk__in=list(offered.values_list("case_id", flat=True)))
    found = DifficultyCase.objects.filter(mine)
    if standing.blocked_by:
        found = found.exclude(firm_id__in=list(standing.blocked_by))
    return found


def parts_seen(standing: Standing, case: DifficultyCase) -> frozenset[str]:
    """Which parts of a case a reader may see: title, problem, files."""
    if standing.is_system:
        return ALL_PARTS
    if case.firm_id in standing.blocked_by:
        return NOTHING
    whole = (
        case.office_id in standing.offices
        or case.firm_id in standing.firms
        or case.group_id in standing.secretariats
        or (standing.person_id is not None and case.writer_id == standing.person_id)
        or stands_in(standing, case)
    )
    if whole:
        return ALL_PARTS
    parts = standing.grants.get(case.pk, NOTHING)
    return parts | {"title", "problem"} if is_offered_to(standing, case) else parts


def covered(standing: Standing) -> Q:
    """Cases of the colleagues for whom a reader stands in today, where that is."""
    found = Q(pk=None)
    for person, place in standing.covers:
        found |= Q(in_charge_id=person) & (Q(office_id=place) | Q(group_id=place))
    return found


def stands_in(standing: Standing, case: DifficultyCase) -> bool:
    """Whether a reader stands in today for the colleague in charge, and so knows what that colleague knows."""
    return bool(standing.covering(case.in_charge_id, case.office_id, case.group_id))


def is_of_office(standing: Standing, case: DifficultyCase) -> bool:
    """Whether a reader works in the office of a case, or stands in for who is in charge of it."""
    return standing.is_system or case.office_id in standing.offices or stands_in(standing, case)


def is_inside(standing: Standing, case: DifficultyCase) -> bool:
    """Whether a reader is of the office or of the firm."""
    return is_of_office(standing, case) or case.firm_id in standing.firms


def may_see_part(standing: Standing, case: DifficultyCase, part: str) -> bool:
    """Whether a reader may see one part."""
    return part in parts_seen(standing, case)


def sees_firm(standing: Standing, case: DifficultyCase) -> bool:
    """Whether a reader may know which firm it is: office and firm always, helpers once it agreed to be named."""
    inside = (
        standing.is_system
        or case.office_id in standing.offices
        or case.firm_id in standing.firms
        or case.group_id in standing.secretariats
        or case.group_id in standing.officers
        or stands_in(standing, case)
    )
    return inside or case.naming_allowed_at is not None


def find_case(standing: Standing, key: str | UUID) -> DifficultyCase:
    """A case by number or key; the same NotFound for missing and for not allowed to know."""
    found = visible_to(standing).select_related(
        "firm", "office", "group", "in_charge", "kind", "firm__coordinator"
    )
    case = found.filter(pk=key).first() if _is_uuid(key) else found.filter(number=str(key).upper()).first()
    if case is None:
        raise NotFound("not_found")
    return case


def _is_uuid(key: str | UUID) -> bool:
    try:
        UUID(str(key))
    except ValueError:
        return False
    return True
