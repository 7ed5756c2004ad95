"""Services: found by filters, in the reader's language where there is a version."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import NeedKind, Service
from dure.network.queries.groups import words_of


@dataclass(frozen=True)
class ServiceFilter:
    """What somebody looks for, as it stands in the address bar."""

    need: str = ""
    kind: str = ""
    words: str = ""
    open: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "ServiceFilter":
        """Read from an address; an unknown kind is left out."""
        kind = words_of(query, "kind")
        return cls(
            need=words_of(query, "need"),
            kind=kind if kind in Service.KINDS else "",
            words=words_of(query, "q"),
            open=query.get("open") == "1",
        )


def services_found(wanted: ServiceFilter) -> QuerySet[Service]:
    """Services that match, by name; closed ones only while nobody asks for open ones."""
    today = clock.today()
    rows = Service.objects.select_related("provider", "office")
    if wanted.need:
        rows = rows.filter(needs__contains=[wanted.need])
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.words:
        told = Q(name__icontains=wanted.words) | Q(text__icontains=wanted.words)
        rows = rows.filter(told | Q(whom_for__icontains=wanted.words))
    if wanted.open:
        rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=today))
        rows = rows.filter(Q(open_during=None) | Q(open_during__contains=today))
    return rows.order_by("name", "pk")


def find_service(code: str) -> Service:
    """A service by its code; NotFound when there is none."""
    found = Service.objects.select_related("provider", "office").filter(code=code).first()
    if found is None:
        raise NotFound("not_found")
    return found


def is_open(service: Service) -> bool:
    """Whether somebody can use a service today."""
    today = clock.today()
    if service.closed_on is not None and service.closed_on <= today:
        return False
    term = service.open_during
    if term is None:
        return True
    return bool((term.lower is None or term.lower <= today) and (term.upper is None or today < term.upper))


def need_words() -> dict[str, str]:
    """Kinds of need by code, in Korean."""
    return dict(NeedKind.objects.values_list("code", "ko"))
