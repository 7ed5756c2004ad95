"""How an installation began: not yet, with real data, or as the demonstration."""

from django.core.cache import cache

from dure.ledger.models import Entry
from dure.network.events import InstallationFounded, NetworkLoaded
from dure.network.models import Account

BEGUN = "installation.begun"
INSTALLATION, DEMONSTRATION = "INSTALLATION", "DEMONSTRATION"


def is_begun() -> bool:
    """Whether there is an account; what once has begun is not asked again."""
    if cache.get(BEGUN):
        return True
    begun = Account.objects.exists()
    if begun:
        cache.set(BEGUN, value=True, timeout=None)
    return begun


def is_real() -> bool:
    """Whether `dure init` or the first page began this installation."""
    return Entry.objects.filter(type=InstallationFounded.type).exists()


def is_demonstration() -> bool:
    """Whether this installation is the demonstration."""
    return Entry.objects.filter(
        type=NetworkLoaded.type, payload__kind=INSTALLATION, payload__source=DEMONSTRATION
    ).exists()
