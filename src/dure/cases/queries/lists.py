"""Cases in lists: filtered, with what a row shows and nothing more."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.dateparse import parse_date

from dure.cases.lifecycle import CASE
from dure.cases.models import CaseClock, DifficultyCase
from dure.cases.queries.counts import END, LINES, RECEIPT, Asked, evidence
from dure.cases.queries.seen import visible_to
from dure.network.standing import Standing


@dataclass(frozen=True)
class CaseFilter:
    """What somebody looks for, as it stands in the address bar."""

    state: str = ""
    kind: str = ""
    mine: bool = False
    open: bool = False
    words: str = ""
    counted: str = ""
    by: str = RECEIPT
    since: date | None = None
    until: date | None = None

    @classmethod
    def from_query(cls, query: QueryDict) -> "CaseFilter":
        """Read from an address; what is unknown is left out."""
        states = {state.code for state in CASE.states}
        return cls(
            state=query.get("state", "") if query.get("state", "") in states else "",
            kind=query.get("kind", "")[:24],
            mine=query.get("mine") == "1",
            open=query.get("open") == "1",
            words=query.get("q", "").strip()[:100].replace("\x00", ""),
            counted=query.get("counted", "") if query.get("counted", "") in LINES else "",
            by=END if query.get("by") == END else RECEIPT,
            since=_day(query.get("since", "")),
            until=_day(query.get("until", "")),
        )


def filtered(standing: Standing, wanted: CaseFilter) -> QuerySet[DifficultyCase]:
    """Visible cases that match, the most urgent first."""
    rows = visible_to(standing)
    if wanted.counted and wanted.since and wanted.until:
        rows = evidence(standing, Asked(wanted.since, wanted.until, wanted.by), wanted.counted)
    rows = rows.select_related("firm", "kind", "in_charge", "group", "office")
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind_id=wanted.kind)
    if wanted.mine:
        rows = rows.filter(in_charge_id=standing.person_id)
    if wanted.open:
        rows = rows.filter(state__in=CASE.open_states())
    if wanted.words:
        named = Q(title__icontains=wanted.words) | Q(number__icontains=wanted.words)
        if standing.is_staff:
            named |= Q(firm__name__icontains=wanted.words, office_id__in=list(standing.offices))
        rows = rows.filter(named)
    running = CaseClock.objects.filter(case=OuterRef("pk"), stopped_at=None, due_at__isnull=False)
    due = Subquery(running.order_by("due_at").values("due_at")[:1])
    return rows.annotate(due_at=due).order_by(F("due_at").asc(nulls_last=True), "-made_at")


def _day(text: str) -> date | None:
    try:
        return parse_date(text[:10])
    except ValueError:
        return None
