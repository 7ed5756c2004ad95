"""How far somebody has read."""

from dure.feed.models import ReadMark
from dure.ledger.doors import keeping
from dure.network.standing import Standing


def mark_read(standing: Standing, number: int) -> None:
    """Remember the newest line a person has seen."""
    with keeping():
        ReadMark.objects.update_or_create(person_id=standing.person_id, defaults={"number": number})
