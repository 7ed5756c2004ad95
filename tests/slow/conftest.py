"""Slow tests play with the cast."""

from tests.stage import cast, folds_agree  # noqa: F401
