"""Whether a firm wants somebody kept out."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from dure.network.held import blocking_firms
from dure.network.models import Block, ExpertProfile, Organisation, Person, Post


def blocks(firm_id: UUID, *, person: Person | None = None, organisation: Organisation | None = None) -> bool:
    """Whether a person (through any workplace) or an organisation is blocked by a firm; closed in doubt."""
    if not Block.objects.filter(firm_id=firm_id, cleared_at=None).exists():
        return False
    near: set[UUID] = {organisation.pk} if organisation else set()
    if person is not None:
        near |= set(Post.objects.filter(person=person).values_list("organisation_id", flat=True))
        expert = getattr(person, "expert", None)
        if expert is not None:
            near.add(expert.organisation_id)
    return firm_id in blocking_firms(person.pk if person else None, near - {firm_id})


@dataclass(frozen=True)
class KeptOut:
    """The organisations and people that firms want kept out, with all that counts as them."""

    organisations: frozenset[UUID] = frozenset()
    people: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.organisations or self.people)


def kept_out(firm_ids: Collection[UUID]) -> KeptOut:
    """Everybody whom `blocks` would name for one of these firms, and whoever bears a name given only in words."""
    live = list(Block.objects.filter(firm__in=list(firm_ids), cleared_at=None).select_related("organisation"))
    if not live:
        return KeptOut()
    alike = Q(pk__in=[each.organisation_id for each in live if each.organisation_id])
    people = Q(pk__in=[each.person_id for each in live if each.person_id])
    for each in live:
        alike |= _near(each)
        if not each.organisation_id and not each.person_id:
            people |= Q(name=each.words)
    organisations = frozenset(Organisation.objects.filter(alike).values_list("pk", flat=True))
    organisations -= frozenset(firm_ids)
    there = Post.objects.filter(organisation__in=organisations).values_list("person_id", flat=True)
    experts = ExpertProfile.objects.filter(organisation__in=organisations).values_list("person_id", flat=True)
    named = Person.objects.filter(people).values_list("pk", flat=True)
    return KeptOut(organisations, frozenset([*there, *experts, *named]))


def _near(block: Block) -> Q:
    """An organisation of the same corporate group, with the same head or address, or with the name given in words."""
    if block.organisation is None:
        return (
            Q(name__icontains=block.words) if len(block.words) > 1 and not block.person_id else Q(pk__in=[])
        )
    near = Q(pk__in=[])
    for name in ("corporate_group", "head_name", "address"):
        if value := getattr(block.organisation, name):
            near |= Q(**{name: value})
    return near
