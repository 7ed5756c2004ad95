"""Roles and people as those who give roles see them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from dure.engines.identifiers import phone
from dure.engines.identifiers.numbers import NumberFault
from dure.ledger import clock
from dure.ledger.errors import NotFound, Refused
from dure.network.models import Organisation, Person, Role
from dure.network.standing import Standing

ENOUGH = 20


def heads_offices(standing: Standing) -> list[UUID]:
    """Keys of the offices of which this reader is head."""
    return [uid for uid, codes in standing.offices.items() if "OFFICE_HEAD" in codes]


def roles_kept_by(standing: Standing, *, words: str = "", office: str = "") -> QuerySet[Role]:
    """Roles of today that this reader may give and end: of the own office, or all for headquarters."""
    rows = Role.objects.filter(during__contains=clock.today()).exclude(during__isempty=True)
    if not standing.headquarters:
        own = heads_offices(standing)
        rows = rows.filter(Q(office__in=own) | Q(group__office__in=own) | Q(organisation__office__in=own))
    if office:
        rows = rows.filter(
            Q(office__code=office) | Q(group__office__code=office) | Q(organisation__office__code=office)
        )
    if words:
        rows = rows.filter(_person(words, "person__") | Q(organisation__name__icontains=words))
    return rows.select_related("person", "person__account", "office", "group", "organisation").order_by(
        "person__name", "person_id", "code"
    )


def people_within(standing: Standing) -> QuerySet[Person]:
    """People whom this reader may give a role: of the own office, its groups and firms."""
    rows = Person.objects.all()
    if not standing.headquarters:
        own = heads_offices(standing)
        near = (
            Q(roles__office__in=own)
            | Q(roles__group__office__in=own)
            | Q(roles__organisation__office__in=own)
        )
        near |= Q(posts__organisation__office__in=own)
        rows = rows.filter(near)
    return rows.distinct()


def has_roles_elsewhere(standing: Standing, person: Person) -> bool:
    """Whether somebody acts in a place that this reader does not keep; an account would open that too."""
    if standing.headquarters:
        return False
    live = Role.objects.filter(person=person, during__contains=clock.today()).values_list("pk", flat=True)
    kept = roles_kept_by(standing).filter(person=person).values_list("pk", flat=True)
    return bool(set(live) - set(kept))


def people_found(standing: Standing, words: str) -> list[Person]:
    """People within reach by name, e-mail or telephone number."""
    if not words:
        return []
    rows = people_within(standing).filter(_person(words)).select_related("account")
    return list(rows.order_by("name", "pk")[:ENOUGH])


def find_person(standing: Standing, key: str | UUID) -> Person:
    """A person within reach; NotFound for everybody else."""
    try:
        found = people_within(standing).select_related("account").filter(pk=UUID(str(key))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("not_found")
    return found


def one_person(words: str, among: QuerySet[Person]) -> Person:
    """The one person meant by an e-mail, a telephone number or a full name; refused when it is none or several."""
    rows = list(among.filter(_person(words, exact=True)).distinct()[:2])
    if len(rows) != 1:
        raise Refused("person_unknown")
    return rows[0]


def one_organisation(words: str, among: QuerySet[Organisation]) -> Organisation:
    """The one organisation meant by a business number or a full name; refused when it is none or several."""
    digits = "".join(each for each in words if each.isdigit())
    named = Q(name=words.strip()) | Q(name_en=words.strip())
    if len(digits) == 10:
        named |= Q(business_no=digits)
    rows = list(among.filter(named)[:2])
    if len(rows) != 1:
        raise Refused("organisation_unknown")
    return rows[0]


def _person(words: str, prefix: str = "", *, exact: bool = False) -> Q:
    said = words.strip()
    how = "" if exact else "__icontains"
    found = Q(**{f"{prefix}name{how}": said}) | Q(**{f"{prefix}email__iexact": said})
    try:
        number = phone(said)
    except NumberFault:
        return found
    return found | Q(**{f"{prefix}phone": number})
