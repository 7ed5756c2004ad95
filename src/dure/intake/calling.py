"""'전화 주세요': one tap on a firm's own link makes a case, two fields on an office's page fill its inbox."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from dure.cases import actions as act
from dure.cases.models import DifficultyCase
from dure.engines.identifiers import show_phone
from dure.intake.actions import take_in
from dure.intake.models import Item
from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.network.models import Office, Organisation
from dure.network.standing import SYSTEM_STANDING, Standing

SALT = "dure.intake.call"
AGAIN_AFTER = timedelta(hours=12)
MOST_WAITING = 300


def call_address(firm: UUID) -> str:
    """The link that a firm keeps: whoever has it can only ask to be called."""
    return f"{settings.BASE_URL}/c/{signing.Signer(salt=SALT).sign_object(firm.hex)}"


def firm_of(token: str) -> Organisation | None:
    """Whose link it is; None for anything not signed here, and for a firm that has closed or has no office."""
    try:
        key = UUID(signing.Signer(salt=SALT).unsign_object(token))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Organisation.objects.filter(pk=key, kind="FIRM", closed_on=None, office__isnull=False)
    return rows.select_related("office", "coordinator").first()


def ask_for_call(*, firm: Organisation) -> tuple[DifficultyCase, bool]:
    """A case that only says: call us. Asked again within half a day, the first one stands; whether it is new."""
    nobody = Standing(actor=Actor("nobody"), firms=frozenset({firm.pk}))
    with recording(by=nobody.actor):
        Organisation.objects.select_for_update(of=("self",)).get(pk=firm.pk)
        waiting = DifficultyCase.objects.filter(
            firm=firm, channel="CALL_ME", ended_at=None, made_at__gt=clock.now() - AGAIN_AFTER
        ).first()
        if waiting is not None:
            return waiting, False
        told = act.Told(text=_("전화 부탁드립니다."), channel="CALL_ME", call_back=firm.phone)
        return act.send_case(firm=firm, told=told, by=nobody), True


def leave_number(*, office: Office, name: str, phone: str) -> bool:
    """Somebody unknown wants to be called; the same number waits once, and a flood is not taken."""
    source = f"{name.strip()[:60]} {show_phone(phone)}"
    with recording(by=SYSTEM_STANDING.actor):
        Office.objects.select_for_update().get(pk=office.pk)
        waiting = Item.objects.filter(office=office, filed_at=None)
        if waiting.filter(source__endswith=show_phone(phone)).exists():
            return True
        if waiting.filter(taken_by=None).count() >= MOST_WAITING:
            return False
        take_in(office=office, text=_("전화 부탁드립니다."), source=source, by=SYSTEM_STANDING)
    return True
