"""Who has shown in this browser to be the addressee of a link, for half an hour."""

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from dure.ledger import clock
from dure.links.models import Link

PASSED, MINUTES = "links", 30


def let_in(request: HttpRequest, link: Link) -> None:
    """Remember that the digits were right."""
    request.session[PASSED] = {**request.session.get(PASSED, {}), str(link.pk): clock.now().isoformat()}


def is_in(request: HttpRequest, link: Link) -> bool:
    """Whether the digits were right in this browser within the last half hour."""
    since = parse_datetime(request.session.get(PASSED, {}).get(str(link.pk), ""))
    return since is not None and (clock.now() - since).total_seconds() < MINUTES * 60
