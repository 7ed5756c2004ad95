"""What somebody is typing is kept until it is sent; no event, for nothing has happened yet."""

from dure.cases.models import Draft
from dure.ledger import clock
from dure.ledger.doors import keeping
from dure.network.standing import Standing

LARGEST = 40_000
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "seen", "once", "call_me")


def keep_draft(*, by: Standing, form: str, fields: dict[str, str]) -> None:
    """Keep the fields of a form for one person; the newest wins."""
    kept = {name: value for name, value in fields.items() if name not in NEVER_KEPT and value}
    if by.person_id is None or sum(len(value) for value in kept.values()) > LARGEST:
        return
    with keeping():
        Draft.objects.update_or_create(
            person_id=by.person_id, form=form[:60], defaults={"fields": kept, "saved_at": clock.now()}
        )


def discard_draft(*, by: Standing, form: str) -> None:
    """Forget a draft: it was sent, or thrown away."""
    with keeping():
        Draft.objects.filter(person_id=by.person_id, form=form[:60]).delete()
