"""How far somebody has read."""

from dure.feed.models import ReadMark
from dure.ledger.doors import keeping
from dure.network.standing import Standing


def mark_read(standing: Standing, number: int) -> None:
    """Remember up to where a person has seen the feed; never backwards."""
    with keeping():
        mark, made = ReadMark.objects.get_or_create(person_id=standing.person_id, defaults={"number": number})
        if not made and mark.number < number:
            ReadMark.objects.filter(pk=mark.pk, number__lt=number).update(number=number)
