"""How far somebody has read notices, and whether they come by e-mail."""

from dure.ledger.doors import keeping
from dure.network.standing import Standing
from dure.notices.models import MailChoice, ReadMark


def mark_read(standing: Standing, number: int) -> None:
    """Remember up to where a person has read; never backwards."""
    with keeping():
        mark, made = ReadMark.objects.get_or_create(person_id=standing.person_id, defaults={"number": number})
        if not made and mark.number < number:
            ReadMark.objects.filter(pk=mark.pk, number__lt=number).update(number=number)


def choose_mail(standing: Standing, *, wanted: bool) -> None:
    """Let notices come by e-mail, or no longer."""
    with keeping():
        MailChoice.objects.update_or_create(person_id=standing.person_id, defaults={"wanted": wanted})
