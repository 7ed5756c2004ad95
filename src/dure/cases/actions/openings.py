"""Who opened what of a case."""

from dure.cases.models import DifficultyCase
from dure.network.standing import Standing
from dure.papers.actions import log_opening


def note_opening(*, case: DifficultyCase, part: str, by: Standing, address: str | None) -> None:
    """Write down that somebody opened a part; office and firm only where a file or print leaves the page."""
    inside = case.office_id in by.offices or case.firm_id in by.firms
    if inside and part not in ("file", "print"):
        return
    log_opening(on=case.ref, standing=by, part=part, task="CASE", subject=case.firm, address=address)
