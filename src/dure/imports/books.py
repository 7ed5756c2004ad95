"""A workbook on its way in: kept once, read again at each look, so that nothing depends on the browser."""

import hashlib

from dure.engines.sheets import Book, Sheet, SheetFault, guess_columns, header_key, read_book, read_pasted
from dure.imports.kinds import KINDS, known_words, synonyms
from dure.imports.models import Import
from dure.imports.plans import Planned, meant
from dure.ledger.errors import Refused
from dure.network.models import Office
from dure.papers.store import HEAD, Incoming, keep_bytes, path_of


def opened(content: bytes, name: str) -> Book:
    """The tables of a file; Refused with the code of its fault."""
    try:
        return read_book(content, name, words=known_words())
    except SheetFault as fault:
        raise Refused(f"sheet_{fault.code}", **fault.found) from fault


def pasted(text: str) -> bytes:
    """Cells copied out of a sheet, as a file that reads the same."""
    try:
        read_pasted(text, words=known_words())
    except SheetFault as fault:
        raise Refused(f"sheet_{fault.code}", **fault.found) from fault
    return text.encode()


def kept(content: bytes, name: str) -> str:
    """Keep the bytes; returns their SHA-256."""
    digest, _size = keep_bytes(Incoming(name=name, pieces=[content], head=content[:HEAD], size=len(content)))
    assert digest == hashlib.sha256(content).hexdigest()  # noqa: S101
    return digest


def sheet_of(batch: Import) -> Sheet:
    """The sheet of an import, read again."""
    book = opened(path_of(batch.sha256).read_bytes(), batch.file_name)
    found = next((sheet for sheet in book.sheets if sheet.name == batch.sheet), None)
    if found is None:
        raise Refused("sheet_gone")
    return found


def guessed(sheet: Sheet, kind: str, office: Office) -> dict[int, str]:
    """What each column means: as this office said the last time under the same header, else by its words."""
    guess = guess_columns(list(sheet.header), synonyms(kind))
    said = remembered(office, kind)
    for place, header in enumerate(sheet.header):
        if (key := header_key(header)) in said:
            guess.pop(place, None)
            if said[key]:
                guess = {p: name for p, name in guess.items() if name != said[key]} | {place: said[key]}
    return guess


def remembered(office: Office, kind: str) -> dict[str, str]:
    """Header → field as the imports of this office had it, the newest said last."""
    found: dict[str, str] = {}
    rows = Import.objects.filter(office=office, kind=kind, done_at__isnull=False).order_by("done_at")
    for header, columns in rows.values_list("header", "columns")[:50]:
        for place, name in enumerate(header):
            found[header_key(name)] = columns.get(str(place), "")
    return found


def likeliest(sheet: Sheet) -> str:
    """The kind of rows a sheet most likely holds: the one with the most columns known, needed ones twice."""

    def score(kind: str) -> tuple[int, int]:
        fields = set(guess_columns(list(sheet.header), synonyms(kind)).values())
        needed = {column.field for column in KINDS[kind][1] if column.needed}
        return (len(needed & fields) == len(needed)) * 100 + len(fields), -list(KINDS).index(kind)

    return max(KINDS, key=score)


def rows_of(batch: Import, sheet: Sheet) -> list[Planned]:
    """The rows of a sheet with their meaning."""
    columns = {int(place): name for place, name in batch.columns.items() if name}
    return [meant(row, columns, batch.kind) for row in sheet.rows]
