"""Whether a firm wants somebody kept out."""

from uuid import UUID

from dure.network.models import Organisation, Person, Post
from dure.network.standing import blocking_firms


def blocks(firm_id: UUID, *, person: Person | None = None, organisation: Organisation | None = None) -> bool:
    """Whether a person (through any workplace) or an organisation is blocked by a firm; closed in doubt."""
    near: set[UUID] = {organisation.pk} if organisation else set()
    if person is not None:
        near |= set(Post.objects.filter(person=person).values_list("organisation_id", flat=True))
        expert = getattr(person, "expert", None)
        if expert is not None:
            near.add(expert.organisation_id)
    return firm_id in blocking_firms(person.pk if person else None, near - {firm_id})
