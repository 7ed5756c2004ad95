"""`dure export`: everything an office holds, in open formats, for an office that is taken over or merged."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from dure.cli.cluster import CannotStart
from dure.cli.place import database, setup_django

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from dure.network.models import Office

README = """\
All data of an office of Dure ({code}), taken out on {on}.

lists/*.xlsx     the lists as people use them: firms, people, experts, members, open cases
tables/*.jsonl   every row of the office, one JSON object a line, named by its table; keys connect the tables
ledger.jsonl     every entry of the office: what happened, when, by whom (key), touching what (type, key, role)
files/           uploaded files under their SHA-256; tables/papers_file.jsonl has their names and owners

UTF-8. Days are Asia/Seoul, moments UTC.
"""


def export_office(
    code: Annotated[str, typer.Argument(help="Code of the office, such as GJ.")],
    file: Annotated[Path, typer.Argument(help="The ZIP to write.")],
    reason: Annotated[str, typer.Option(help="Why it leaves; it is recorded.")],
) -> None:
    """Write everything an office holds into one ZIP of open formats.

    Example: dure export GJ gwangju.zip --reason "taken over by Naju"
    """
    with database():
        setup_django()
        from dure.network.models import Office

        office = Office.objects.filter(code=code).first()
        if office is None:
            known = ", ".join(Office.objects.order_by("code").values_list("code", flat=True))
            why = f"there is no office {code}: {known}"
            raise CannotStart(why)
        unfinished = file.with_name(f"{file.name}.unfinished")
        try:
            unfinished.touch(mode=0o600)
            counts = _write(office, unfinished, reason)
            unfinished.replace(file)
        except OSError as error:
            why = f"{file} cannot be written: {error.strerror or error}"
            raise CannotStart(why) from error
        finally:
            unfinished.unlink(missing_ok=True)
    typer.echo(", ".join(f"{count:,} {what}" for what, count in counts.items()))


def _write(office: "Office", place: Path, reason: str) -> dict[str, int]:
    from dure.imports.exports import LISTS, list_taken_out
    from dure.ledger import clock
    from dure.network.standing import SYSTEM_STANDING
    from dure.papers.models import File
    from dure.papers.store import path_of

    counts = {"rows": 0, "entries": 0, "files": 0}
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("README.txt", README.format(code=office.code, on=clock.today()))
        for kind in LISTS:
            book = list_taken_out(kind=kind, office=office, reason=reason, by=SYSTEM_STANDING)
            out.writestr(f"lists/{kind.lower()}.xlsx", book)
        owners: set[UUID] = set()
        for rows in tables_of(office):
            table = rows.model._meta.db_table
            with out.open(f"tables/{table}.jsonl", "w", force_zip64=True) as member:
                for told in _plain_rows(rows):
                    owners.add(told["id"])
                    member.write(_line(told))
                    counts["rows"] += 1
        kept = File.objects.filter(owner_uid__in=owners)
        with out.open("tables/papers_file.jsonl", "w") as member:
            for told in _plain_rows(kept):
                member.write(_line(told))
                counts["rows"] += 1
        for sha in kept.order_by("sha256").values_list("sha256", flat=True).distinct():
            if path_of(sha).exists():
                out.write(path_of(sha), f"files/{sha}")
                counts["files"] += 1
        with out.open("ledger.jsonl", "w", force_zip64=True) as member:
            for told in _entries(office):
                member.write(_line(told))
                counts["entries"] += 1
    return counts


def tables_of(office: "Office") -> "Iterator[QuerySet[Any]]":
    """Every table of every room in which rows belong to an office, by the shortest way to it."""
    from django.apps import apps

    from dure.ledger.models import Kept

    for model in apps.get_models():
        if issubclass(model, Kept) and (way := way_to_office(model)):
            yield model._default_manager.filter(**{way: office.pk}).distinct().order_by("pk")


def way_to_office(model: "type[Model]", depth: int = 2) -> str:
    """The foreign keys from a row to its office: `office`, `firm__office`, `case__office`; empty where there is none."""
    from django.db.models import ForeignKey, OneToOneField

    if model._meta.db_table == "network_office":
        return "pk"
    keys = [each for each in model._meta.concrete_fields if isinstance(each, ForeignKey | OneToOneField)]
    for name in ("office", "to_office"):
        if any(each.name == name for each in keys):
            return name
    if depth:
        for name in (
            "firm",
            "case",
            "organisation",
            "group",
            "referral",
            "forwarding",
            "batch",
            "story",
            "subject",
            "discloser",
            "person",
        ):
            found = next((each for each in keys if each.name == name), None)
            if found is not None and (way := _through(found, depth)):
                return way
    if model._meta.db_table == "network_person":
        return "posts__organisation__office"
    return ""


def _through(key: Any, depth: int) -> str:
    way = way_to_office(key.related_model, depth - 1)
    return f"{key.name}__{way}" if way and way != "pk" else key.name if way else ""


def _plain_rows(rows: "QuerySet[Any]") -> Iterator[dict[str, Any]]:
    hidden = {"password"}
    for row in rows.iterator(chunk_size=500):
        yield {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.attname not in hidden and not getattr(field, "generated", False)
        }


def _entries(office: "Office") -> Iterator[dict[str, Any]]:
    from dure.ledger.models import Entry

    rows: Iterable[Entry] = (
        Entry.objects.filter(scope=office.pk).order_by("number").prefetch_related("touches").iterator(500)
    )
    for row in rows:
        yield {
            "number": row.number, "uid": row.uid, "type": row.type, "recorded_at": row.recorded_at,
            "occurred_at": row.occurred_at, "actor": [row.actor_kind, row.actor_uid], "payload": row.payload,
            "touches": [[each.role, each.type, each.uid] for each in row.touches.all()], "seal": row.seal,
        }  # fmt: skip


def _line(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, default=_plain) + "\n").encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if hasattr(value, "lower") and hasattr(value, "upper") and not isinstance(value, str):
        return [value.lower, value.upper]
    return float(value) if isinstance(value, Decimal) else str(value)
