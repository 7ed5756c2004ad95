"""The user manual: what it shows and names is there, and everybody may read it."""

import re
from pathlib import Path

import pytest
from django.test import Client
from scripts.translations import collected

from dure.public.manual import INDEX, PAGES, READERS, anchor_of, manual_page

QUOTED = re.compile("「([^」]+)」")
EXAMPLE = "이 괄호"
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
PICTURES = Path(PAGES).parents[1] / "static" / "public" / "manual"
FILES = sorted(PAGES.glob("*.md"))


@pytest.fixture(scope="module")
def texts():
    """Every text of the interface, with … for what is filled in."""
    return {
        PLACEHOLDER.sub("…", text)
        for message in collected()
        for text in ([message.id] if isinstance(message.id, str) else message.id)
    }


def links(path):
    return [(bool(mark), target) for mark, target in LINK.findall(path.read_text())]


def test_every_page_is_in_the_list_of_readers():
    assert {path.stem for path in FILES} == {INDEX, *READERS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_named_stands_on_a_screen(path, texts):
    gone = set(QUOTED.findall(path.read_text())) - {EXAMPLE} - texts
    assert not gone


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_link_leads_somewhere(path):
    for _picture, target in links(path):
        name, _, part = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.is_file(), target
        if part:
            headings = [line.lstrip("# ") for line in there.read_text().splitlines() if line[:1] == "#"]
            assert part in map(anchor_of, headings)


def test_every_picture_is_shown_and_every_shown_picture_is_there():
    shown = {Path(target).name for path in FILES for picture, target in links(path) if picture}
    assert shown == {path.name for path in PICTURES.glob("*")}


@pytest.mark.parametrize("name", READERS)
def test_everybody_reads_it(db, name):
    page = Client().get(f"/help/{name}").content.decode()
    assert f"<h1>{manual_page(name).title}</h1>" in page.replace(' class="page-head__title"', "")
    assert "docs/howto" in page or name in ("firm", "expert")
    assert ".md)" not in page
    assert 'href="/help"' in page


def test_headings_can_be_linked_to(db):
    assert 'id="인증번호로-들어가기"' in Client().get("/help/firm").content.decode()


def test_index_leads_to_every_page(db):
    page = Client().get("/help").content.decode()
    assert all(f'href="/help/{name}"' in page for name in READERS)


def test_page_that_is_not_there_is_not_found(db):
    assert Client().get("/help/nobody").status_code == 404
