"""Tables of the cases."""

from dure.cases.models.case import Difficulty, DifficultyCase, Draft, Number
from dure.cases.models.clocks import CaseClock
from dure.cases.models.duties import DutyHandover, DutyPassage
from dure.cases.models.effects import Effect, Rating, Satisfaction, Tag
from dure.cases.models.outcomes import Answer, Chase, Ending, Enquiry, Forwarding, Handover, Resolution
from dure.cases.models.referrals import Referral, Visit
from dure.cases.models.stories import SolvedStory, StoryWording
from dure.cases.models.tasks import CooperationTask

__all__ = [
    "Answer",
    "CaseClock",
    "Chase",
    "CooperationTask",
    "Difficulty",
    "DifficultyCase",
    "Draft",
    "DutyHandover",
    "DutyPassage",
    "Effect",
    "Ending",
    "Enquiry",
    "Forwarding",
    "Handover",
    "Number",
    "Rating",
    "Referral",
    "Resolution",
    "Satisfaction",
    "SolvedStory",
    "StoryWording",
    "Tag",
    "Visit",
]
