"""Folded fields of cases and referrals: what the rows say must follow from the events."""

from dure.cases.models import DifficultyCase, Referral
from dure.ledger.folding import Fold, folds

CASE_FOLD = folds(
    Fold(
        DifficultyCase,
        role="case",
        payload={"state": "state", "paused_state": "paused_state", "next_look_on": "next_look_on"},
        touched={"firm_id": "firm", "office_id": "office", "in_charge_id": "in_charge"},
    )
)
REFERRAL_FOLD = folds(Fold(Referral, role="referral", payload={"state": "referral_state"}))
