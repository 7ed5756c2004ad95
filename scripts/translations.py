"""Collects the texts of code and templates, compiles what is translated, and tells what is missing.

python scripts/translations.py extract | compile | check
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "dure"
LOCALE = SOURCE / "site" / "locale"
LANGUAGES = ("en", "ja", "zh_Hans")
STAFF_ONLY = (
    "desk/",
    "reports/",
    "cli/",
    "cases/briefing.py",
    "cases/forms/duties.py",
    "cases/templates/cases/duties/",
    "cases/views/duties.py",
    "imports/",
    "intake/actions.py",
    "intake/events.py",
    "intake/forms.py",
    "intake/views.py",
    "intake/templates/intake/contact.html",
    "intake/templates/intake/contact_new.html",
    "intake/templates/intake/contacts.html",
    "intake/templates/intake/findings.html",
    "intake/templates/intake/inbox.html",
    "intake/templates/intake/item.html",
    "intake/templates/intake/parts/",
    "messages/events.py",
    "messages/forms.py",
    "messages/shipped.py",
    "messages/texts.py",
    "messages/words.py",
    "messages/views.py",
    "messages/templates/messages/group.html",
    "messages/templates/messages/message.html",
    "messages/templates/messages/messages.html",
    "messages/templates/messages/template.html",
    "messages/templates/messages/templates.html",
    "messages/templates/messages/write.html",
    "links/templates/links/case.html",
    "rights/",
    "links/templates/links/parts/",
    "network/forms/duties.py",
    "network/views/duties.py",
    "public/forms.py",
    "public/starting.py",
    "public/templates/public/start.html",
)
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3), "_p": ((1, "c"), 2),
}  # fmt: skip
PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)[sd]")


def collected() -> Catalog:
    """Every text, with the files it stands in."""
    catalog = Catalog(fuzzy=False, charset="utf-8")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        place = str(path.relative_to(SOURCE))
        text = path.read_text()
        if path.suffix != ".py":
            text = "\n".join(line.lstrip() for line in templatize(text, origin=place).splitlines())
        for _line, told, _comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS
        ):
            catalog.add(told, locations=[(place, None)], context=context)
    return catalog


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def translated(language: str) -> Catalog:
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write_texts() -> None:
    """Bring the files of all languages to the present texts; what is translated stays."""
    wanted = collected()
    for language in LANGUAGES:
        catalog = translated(language)
        catalog.update(wanted, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=110, sort_by_file=True, include_lineno=False, omit_header=False)


def compile_texts() -> None:
    """Write what Django reads, where it is older than what people write."""
    for language in LANGUAGES:
        source = po_file(language)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            fresh = target.with_suffix(f".{os.getpid()}")
            with fresh.open("wb") as file:
                write_mo(file, translated(language))
            fresh.replace(target)


def faults() -> Iterator[str]:
    """What is not translated, or not with the same placeholders."""
    wanted = collected()
    for language in LANGUAGES:
        catalog = translated(language)
        for message in wanted:
            if not message.id or (language != "en" and _for_staff(message)):
                continue
            there = catalog.get(message.id, message.context)
            if there is None or there.fuzzy or not all(_forms(there.string)):
                yield f"{language}: not translated: {_first(message.id)!r} ({message.locations[0][0]})"
            elif any(
                _placeholders(text) - _placeholders(*_forms(message.id)) for text in _forms(there.string)
            ):
                yield f"{language}: other placeholders: {_first(message.id)!r} ({message.locations[0][0]})"


def _for_staff(message: Message) -> bool:
    return all(place.startswith(STAFF_ONLY) for place, _line in message.locations)


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return _forms(text)[0]


def _placeholders(*texts: str) -> set[str]:
    return {found for text in texts for found in PLACEHOLDER.findall(text)}


def main(what: str) -> int:
    if not settings.configured:
        settings.configure()
    if what == "extract":
        write_texts()
    elif what == "compile":
        compile_texts()
    elif what == "check":
        told = list(faults())
        print("\n".join(told[:40]))
        print(f"{len(told)} texts" if told else "every text is translated")
        return bool(told)
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
