"""What can happen to a case; importing this package registers all of it."""

from dure.cases.events.case import *  # noqa: F403
from dure.cases.events.duties import *  # noqa: F403
from dure.cases.events.occasions import *  # noqa: F403
from dure.cases.events.referral import *  # noqa: F403
from dure.cases.events.story import *  # noqa: F403
from dure.cases.events.tasks import *  # noqa: F403
