"""Page tests play with the cast."""

from tests.rooms.test_messages import box, gateway  # noqa: F401
from tests.stage import cast, folds_agree, signed_in  # noqa: F401
