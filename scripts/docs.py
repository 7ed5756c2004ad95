"""Writes the generated pages of docs/reference, or with --check tells which of them are out of date."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import typer
from reference import lifecycles, permission_table, settings

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"


def commands() -> Iterator[str]:
    """The commands, as their help tells them."""
    from dure.cli.main import app

    yield "# Commands\n\n"
    yield "Every command ends with 0 when done and 2 when asked wrongly; a mistake is told in one line.\n"
    yield from _command(typer.main.get_command(app), "dure")


def _command(command: object, name: str) -> Iterator[str]:
    context = command.make_context(name, [], resilient_parsing=True)  # type: ignore[attr-defined]
    yield f"\n## `{name}`\n\n{_plain(command.help or '')}\n"  # type: ignore[attr-defined]
    options = [each for each in command.params if each.name != "help"]  # type: ignore[attr-defined]
    if options:
        yield "\n| | | default |\n|---|---|---|\n"
    for each in options:
        words = each.opts if each.param_type_name == "option" else [each.name.upper()]
        shown = " ".join(f"`{word}`" for word in words)
        default = "" if each.default is None or callable(each.default) else f"`{each.default}`"
        variable = f" (`{each.envvar}`)" if each.envvar else ""
        yield f"| {shown} | {each.help or ''}{variable} | {default} |\n"
    for child in getattr(command, "list_commands", lambda _context: [])(context):
        yield from _command(command.get_command(context, child), f"{name} {child}")  # type: ignore[attr-defined]


def events() -> Iterator[str]:
    """What can happen, from the classes."""
    from dure.ledger.events import EVENTS

    yield "# Events\n\n"
    yield "Each entry of the ledger has one of these types: objects touched in roles, and a payload.\n"
    for name in sorted(EVENTS):
        event = EVENTS[name]
        touched = [f"{each.metadata['role']}" for each in fields(event) if "role" in each.metadata]
        kept = [f"`{each.name}`" for each in fields(event) if "role" not in each.metadata]
        yield f"\n## `{name}`\n\n{_plain(event.__doc__ or '')}\n\n"
        yield f"- version {event.version}\n- touches: {', '.join(touched) or 'nothing'}\n"
        yield f"- payload: {', '.join(kept) or 'nothing'}\n"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "commands.md": commands,
    "events.md": events,
    "lifecycles.md": lifecycles,
    "permissions.md": permission_table,
    "settings.md": settings,
}


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def main(check: bool) -> int:
    import django

    django.setup()
    stale = []
    for name, write in PAGES.items():
        page, text = REFERENCE / name, "".join(write())
        if check and (not page.exists() or page.read_text() != text):
            stale.append(name)
        elif not check:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text)
    if stale:
        print(f"out of date: {', '.join(stale)}: make docs")
    return bool(stale)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.site.settings")
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("DURE_HOME", home)
        code = main("--check" in sys.argv)
    raise SystemExit(code)
