"""The user manual in Korean: pages that are shipped with the product and shown under /help."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

INDEX = "README"
READERS = ("firm", "expert", "coordinator", "office", "operator")
PAGES = Path(__file__).parent / "pages"
BESIDE = re.compile(r"\]\((\w+)\.md(#[^)]*)?\)")
PICTURE = re.compile(r"\]\(\.\./\.\./static/([^)]+)\)")
OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+((?:docs/)?[^)]+\.md)\)")
ON_SCREEN = re.compile("「[^」]+」")
HEADING = re.compile("<h2>(.+?)</h2>")


@dataclass(frozen=True)
class ManualPage:
    """One page: for whom, and what it says as HTML."""

    name: str
    title: str
    body: SafeString


@cache
def manual_page(name: str) -> ManualPage:
    """A page by its file name; raises KeyError where there is none."""
    if name not in (INDEX, *READERS):
        raise KeyError(name)
    heading, _, text = (PAGES / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    html = MarkdownIt().enable("table").render(_served(text))
    html = HEADING.sub(lambda found: f'<h2 id="{anchor_of(found[1])}">{found[1]}</h2>', html)
    body = ON_SCREEN.sub(lambda found: f"<b>{found[0]}</b>", html)
    return ManualPage(name, heading.removeprefix("# "), mark_safe(body))  # noqa: S308  (our own files)


def anchor_of(heading: str) -> str:
    """The part of an address that leads to a heading, as repositories that show Markdown make it."""
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")


def _served(text: str) -> str:
    """Addresses as the site has them; pages that are not on it are named, not linked."""
    text = PICTURE.sub(lambda found: f"]({static(found[1])})", text)
    text = OUTSIDE.sub(r"\1(`\2`)", text)
    return BESIDE.sub(_address, text)


def _address(found: re.Match[str]) -> str:
    where = "/help" if found[1] == INDEX else f"/help/{found[1]}"
    return f"]({where}{found[2] or ''})"
