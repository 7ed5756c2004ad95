"""What somebody does to their own desk."""

from dure.desk.models import PutAway
from dure.ledger.doors import keeping
from dure.network.standing import Standing


def put_away(*, what: str, by: Standing) -> None:
    """Show something no more; putting it away twice changes nothing."""
    if by.person_id is None:
        return
    with keeping():
        PutAway.objects.get_or_create(person_id=by.person_id, what=what)
