"""Page tests play with the cast."""

from tests.stage import cast, folds_agree, signed_in  # noqa: F401
