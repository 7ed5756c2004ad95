"""Bringing a list in, looking at it, carrying it out in one act, and taking it back."""

from collections.abc import Mapping

from dure.imports import events
from dure.imports.books import guessed, kept, likeliest, opened, rows_of, sheet_of
from dure.imports.deeds import DEEDS, Taken
from dure.imports.kinds import KINDS, columns_of
from dure.imports.models import Import, ImportedRow
from dure.imports.planners import planner_of
from dure.imports.plans import Planned, counted, planned
from dure.imports.rules import must_import, must_keep
from dure.imports.undoing import take_back, used_since
from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import Clash, Refused
from dure.ledger.refs import Ref
from dure.network.models import Office
from dure.network.standing import Standing

MOST_ROWS = 20_000


def take_workbook(*, content: bytes, name: str, office: Office, by: Standing, kind: str = "") -> list[Import]:
    """Keep a file and say what each of its sheets seems to hold; nothing of it is in the register yet."""
    must_import(by, office.pk)
    book = opened(content, name)
    digest = kept(content, name)
    made, now = [], clock.now()
    with recording(by=by.actor):
        for sheet in book.sheets:
            if not sheet.rows:
                continue
            meaning = kind or likeliest(sheet)
            made.append(
                Import.objects.create(
                    office=office, kind=meaning, file_name=name[:200], sha256=digest, sheet=sheet.name[:120],
                    header=list(sheet.header), made_by_id=by.person_id, made_at=now,
                    columns={str(place): field for place, field in guessed(sheet, meaning, office).items()},
                )
            )  # fmt: skip
    if not made:
        raise Refused("sheet_nothing_to_take")
    return made


def say_columns(*, batch: Import, kind: str, columns: Mapping[int, str], by: Standing) -> None:
    """Say what the rows and columns mean; a field stands over one column only."""
    must_keep(by, batch)
    if batch.done_at:
        raise Clash("already_done")
    if kind not in KINDS:
        raise Refused("import_kind_unknown")
    known = {column.field for column in columns_of(kind)}
    told = [name for name in columns.values() if name]
    if doubled := {name for name in told if told.count(name) > 1}:
        raise Refused("column_twice", column=", ".join(sorted(_title(kind, name) for name in doubled)))
    with recording(by=by.actor):
        batch.kind = kind
        batch.columns = {str(place): name for place, name in columns.items() if name in known}
        batch.save(update_fields=["kind", "columns"])


def guess_again(*, batch: Import, kind: str, by: Standing) -> None:
    """Another kind of rows: the columns are guessed anew for it."""
    must_keep(by, batch)
    if kind not in KINDS or batch.done_at:
        raise Refused("import_kind_unknown")
    say_columns(batch=batch, kind=kind, columns=guessed(sheet_of(batch), kind, batch.office), by=by)


def look_at(batch: Import, by: Standing) -> list[Planned]:
    """What carrying it out would do, row by row."""
    must_keep(by, batch)
    return planned(rows_of(batch, sheet_of(batch)), planner_of(batch.kind, batch.office))


def carry_out(*, batch: Import, by: Standing, doubtful: bool = False) -> dict[str, int]:
    """Take all good rows in, in one act; faulty ones are left for the sheet to be mended, and what is known stays.

    A second press, or a second person with the same file at the same time, changes nothing more.
    """
    must_keep(by, batch)
    with recording(by=by.actor) as ledger:
        Office.objects.select_for_update().get(pk=batch.office_id)
        held = Import.objects.select_for_update(of=("self",)).select_related("office").get(pk=batch.pk)
        if held.done_at:
            raise Clash("already_done")
        rows = look_at(held, by)
        for row in rows:
            if row.outcome in ("NEW", "CHANGED") or (doubtful and row.outcome == "DOUBTFUL"):
                _keep(held, row, list(DEEDS[held.kind](row, held.office, by)))
        counts = counted(rows)
        held.done_at, held.counts = clock.now(), counts
        held.save(update_fields=["done_at", "counts"])
        ledger.record(
            events.SheetImported(
                batch=held.ref,
                office=held.office.ref,
                kind=held.kind,
                new=counts["NEW"],
                changed=counts["CHANGED"],
            ),
            scope=held.office_id,
        )
    batch.refresh_from_db()
    return counts


def undo_import(*, batch: Import, by: Standing) -> tuple[int, int]:
    """Take back what nobody has used since; how many rows are undone and how many stay."""
    must_keep(by, batch)
    with recording(by=by.actor) as ledger:
        Office.objects.select_for_update().get(pk=batch.office_id)
        held = Import.objects.select_for_update(of=("self",)).select_related("office").get(pk=batch.pk)
        if not held.done_at or held.undone_at:
            raise Clash("already_done")
        used = used_since(held)

        def tell(target: Ref) -> None:
            ledger.record(events.ObjectTakenBack(batch=held.ref, target=target), scope=held.office_id)

        undone = kept_rows = 0
        for row in held.rows.filter(undone=False).order_by("-pk"):
            if take_back(row, used=used, by=by, tell=tell):
                row.undone = True
                row.save(update_fields=["undone"])
                undone += 1
            else:
                kept_rows += 1
        held.undone_at = clock.now()
        held.save(update_fields=["undone_at"])
        ledger.record(
            events.ImportUndone(batch=held.ref, office=held.office.ref, undone=undone, kept=kept_rows),
            scope=held.office_id,
        )
    batch.refresh_from_db()
    return undone, kept_rows


def _keep(batch: Import, row: Planned, taken: list[Taken]) -> None:
    ImportedRow.objects.bulk_create(
        ImportedRow(
            batch=batch, line=row.line, made=each.made, object_type=each.ref.type, object_uid=each.ref.uid,
            before=each.before, after=each.after,
        )
        for each in taken
    )  # fmt: skip


def _title(kind: str, field: str) -> str:
    return next((column.title for column in columns_of(kind) if column.field == field), field)
