"""Tables of a web page that was saved under the name of a workbook, as many Korean systems export them."""

from html.parser import HTMLParser

from dure.engines.sheets.faults import Limits
from dure.engines.sheets.grids import Grid, Merge, made_grid, must_fit

MOST_SPAN = 1_000


def looks_like_page(text: str) -> bool:
    """Whether a text is a web page and no list."""
    head = text[:2000].lstrip().lower()
    return head.startswith(("<html", "<!doctype html", "<table", "<meta", "<style", "<head")) or (
        head.startswith("<") and "<table" in text[:20_000].lower()
    )


def tables_of(text: str, limits: Limits) -> list[Grid]:
    """Every outermost table of a page as a grid."""
    reader = _Tables(limits)
    reader.feed(text)
    reader.close()
    return [
        made_grid(f"표 {number}" if number > 1 else "표", rows, limits, merged=merged)
        for number, (rows, merged) in enumerate(reader.tables[: limits.sheets], start=1)
    ]


class _Tables(HTMLParser):
    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.tables: list[tuple[list[list[str]], list[Merge]]] = []
        self.depth = 0
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.taken: set[tuple[int, int]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(([], []))
                self.taken = set()
        elif self.depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            rows = self.tables[-1][0]
            rows.append([])
            must_fit("표", len(rows), 1, self.limits)
        elif tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self.span = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        text, self.cell = "".join(self.cell), None
        rows, merged = self.tables[-1]
        if not rows:
            rows.append([])
        row, line = rows[-1], len(rows) - 1
        while (line, len(row)) in self.taken:
            row.append("")
        down, across = self.span
        must_fit("표", line + 1, len(row) + across, self.limits)
        if (down, across) != (1, 1):
            merged.append((line, len(row), line + down - 1, len(row) + across - 1))
            if len(self.taken) < self.limits.rows * 4:
                self.taken.update((line + d, len(row) + a) for d in range(1, down) for a in range(across))
        row.extend([text, *[""] * (across - 1)])


def _span(text: str | None) -> int:
    return min(int(text), MOST_SPAN) if text and text.isascii() and text.isdigit() and int(text) else 1
