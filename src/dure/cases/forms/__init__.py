"""The shape of input, for pages and API alike; each form of a step knows its noun and its action."""

from dure.cases.forms.base import FORMS, StepForm, form_of
from dure.cases.forms.forwarding import *  # noqa: F403
from dure.cases.forms.intake import AskForm, CallForm
from dure.cases.forms.referral import *  # noqa: F403
from dure.cases.forms.steps import *  # noqa: F403
from dure.cases.forms.tasks import *  # noqa: F403
from dure.cases.forms.work import *  # noqa: F403

__all__ = ["FORMS", "AskForm", "CallForm", "StepForm", "form_of"]
