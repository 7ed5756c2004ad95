"""What the cases do when they read an event."""

from typing import ClassVar

from dure.cases.actions.referrals import withdraw_request
from dure.cases.models import Referral
from dure.ledger.models import Entry
from dure.ledger.readers import Reaction
from dure.network.events import PartyBlocked
from dure.network.queries.blocks import blocks
from dure.network.standing import SYSTEM_STANDING


class TakeBackFromBlocked(Reaction):
    """Once a firm names somebody, what they were asked is taken back."""

    name: ClassVar[str] = "cases.take_back_from_blocked"
    types: ClassVar[frozenset[str]] = frozenset({PartyBlocked.type})

    def answer(self, entry: Entry) -> None:
        """Withdraw every open request of this firm to somebody who is blocked now."""
        firm = next(touch.uid for touch in entry.touches.all() if touch.role == "firm")
        asked = Referral.objects.filter(case__firm_id=firm, state__in=("PROPOSED", "ASKED", "ACCEPTED"))
        for referral in asked.select_related("case", "person", "organisation"):
            if blocks(firm, person=referral.person, organisation=referral.organisation):
                withdraw_request(referral=referral, by=SYSTEM_STANDING, reason="BLOCKED")
