"""The inside of an XLSX before a reader trusts it: its parts unpacked within limits, no entities, cells within reach."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from xml.parsers import expat

from dure.engines.sheets.faults import Limits, SheetFault
from dure.engines.sheets.grids import must_fit

LOCAL_HEADER = 30
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
DIRECTORY = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass
class Found:
    """What stands in one worksheet: where its last filled cell is, and formulas whose result was not saved."""

    last_row: int = 0
    last_column: int = 0
    unknown_formulas: int = 0


@dataclass(frozen=True)
class Package:
    """A workbook whose parts were looked at: what was found in each sheet by name, and whether it carries macros."""

    sheets: dict[str, Found] = field(default_factory=dict)
    macros: bool = False


def looked_through(content: bytes, limits: Limits) -> Package:
    """Unpack every part once within the limits; refuse bombs, entities, other kinds of package, damaged files."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise SheetFault("file_damaged") from None
    names = {each.filename for each in parts}
    if any(each.flag_bits & 1 for each in parts):
        raise SheetFault("password", kind="ZIP")
    if len(parts) > limits.parts or sum(each.file_size for each in parts) > limits.unpacked:
        raise SheetFault("zip_bomb", limit=limits.unpacked // 2**20)
    must_be_workbook(names)
    names_by_path = sheet_names(
        dict(unpacked(content, [p for p in parts if p.filename in DIRECTORY], limits))
    )
    sheets: dict[str, Found] = {}
    for path, data in unpacked(content, parts, limits):
        if path.endswith((".xml", ".rels", ".vml")):
            must_be_free_of_entities(data)
        if path in names_by_path and path.startswith("xl/worksheets/"):
            sheets[names_by_path[path]] = cells_of(data, names_by_path[path], limits)
    return Package(sheets, macros="xl/vbaProject.bin" in names)


def must_be_workbook(names: set[str]) -> None:
    """A package of another kind is named, so that the way out can be told."""
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise SheetFault("format_unknown", kind="XLSB")
    for part, kind in (
        ("word/document.xml", "DOCX"), ("ppt/presentation.xml", "PPTX"), ("Contents/content.hpf", "HWPX"),
        ("content.xml", "ODS"), ("Index/Document.iwa", "Numbers"),
    ):  # fmt: skip
        if part in names:
            raise SheetFault("format_unknown", kind=kind)
    raise SheetFault("zip_without_workbook", count=len(names))


def unpacked(content: bytes, parts: list[zipfile.ZipInfo], limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Each part by its real size, whatever the directory says of it."""
    left = limits.unpacked
    for part in parts:
        start = part.header_offset
        header = content[start : start + LOCAL_HEADER]
        if len(header) < LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise SheetFault("file_damaged")
        start += (
            LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        )
        packed = content[start : start + part.compress_size]
        data = packed if part.compress_type == zipfile.ZIP_STORED else _inflated(packed, part, left)
        left -= len(data)
        if left < 0:
            raise SheetFault("zip_bomb", limit=limits.unpacked // 2**20)
        yield part.filename.replace("\\", "/").lstrip("/"), data


def _inflated(packed: bytes, part: zipfile.ZipInfo, left: int) -> bytes:
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise SheetFault("file_damaged")
    stream = zlib.decompressobj(-15)
    try:
        data = stream.decompress(packed, left + 1)
    except zlib.error:
        raise SheetFault("file_damaged") from None
    if len(data) <= left and not stream.eof:
        raise SheetFault("file_damaged")
    return data


def must_be_free_of_entities(data: bytes) -> None:
    """No part of a workbook declares a document type; one that does wants to unfold or to fetch something."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        data = data.replace(b"\x00", b"")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise SheetFault("entities")


def cells_of(data: bytes, name: str, limits: Limits) -> Found:
    """Where the filled cells of a worksheet are; refused as soon as one stands beyond the limits."""
    reader = _Cells(name, limits)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)  # noqa: FBT003  (expat knows no names)
    except SheetFault:
        raise
    except (expat.ExpatError, ValueError):
        raise SheetFault("file_damaged") from None
    return reader.found


class _Cells:
    """Follows the elements of a worksheet."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits, self.found = name, limits, Found()
        self.row = self.column = 0
        self.holding = self.filled = self.formula = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "t"):
            self.holding = True
        elif tag == "c":
            place = REFERENCE.fullmatch(given.get("r", ""))
            self.column = column_number(place[1]) if place else self.column + 1
            self.row = int(place[2]) if place else self.row
            self.filled = self.formula = False
        elif tag == "row":
            self.row = int(given["r"]) if given.get("r", "").isdigit() else self.row + 1
            self.column = 0
        elif tag == "f":
            self.formula = True

    def text(self, data: str) -> None:
        if not self.holding or self.filled:
            return
        self.filled, found = True, self.found
        found.last_row, found.last_column = max(found.last_row, self.row), max(found.last_column, self.column)
        must_fit(self.name, self.row, self.column, self.limits)

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "t"):
            self.holding = False
        elif tag == "c" and self.formula and not self.filled:
            self.found.unknown_formulas += 1


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def sheet_names(parts: dict[str, bytes]) -> dict[str, str]:
    """Parts with the name of the sheet that each holds."""
    for data in parts.values():
        must_be_free_of_entities(data)
    try:
        book = ET.fromstring(parts.get("xl/workbook.xml", b""))  # noqa: S314  (entities were refused before)
        links = ET.fromstring(parts.get("xl/_rels/workbook.xml.rels", b""))  # noqa: S314
    except ET.ParseError:
        raise SheetFault("file_damaged") from None
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    found = {}
    for each in book.iter():
        if each.tag.rpartition("}")[2] == "sheet":
            target = targets.get(each.get(RELATION) or each.get(STRICT_RELATION), "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[path] = each.get("name", "")
    return found
