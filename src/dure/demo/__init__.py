"""A demonstration network at the reported size; everything that is not reported is invented and marked."""

from collections.abc import Callable

__all__ = ["accounts", "is_loaded", "load"]


def load(progress: Callable[[str, int, int], None]) -> None:
    """Load the demonstration unless it is there."""
    from dure.demo.loading import load as loading

    loading(progress)


def is_loaded() -> bool:
    """Whether this installation is the demonstration."""
    from dure.demo.loading import is_loaded as loaded

    return loaded()


def accounts() -> list[dict[str, str]]:
    """One sign-in a role."""
    from dure.demo.accounts import accounts as rows

    return rows()
