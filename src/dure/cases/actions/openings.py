"""Who opened what of a case, and who printed a briefing."""

from dure.cases.models import DifficultyCase, DutyHandover
from dure.cases.queries.seen import is_inside
from dure.network.standing import Standing
from dure.papers.actions import log_opening


def note_opening(*, case: DifficultyCase, part: str, by: Standing, address: str | None) -> None:
    """Write down that somebody opened a part; office and firm only where a file or print leaves the page."""
    if is_inside(by, case) and part not in ("file", "print"):
        return
    log_opening(on=case.ref, standing=by, part=part, task="CASE", subject=case.firm, address=address)


def note_briefing(*, handover: DutyHandover, by: Standing, address: str | None) -> None:
    """Write down that a briefing with people and numbers of many firms left the page."""
    log_opening(on=handover.ref, standing=by, part="print", task="HANDOVER", address=address)
