"""Every component is documented, shown on the page of parts, and writes values as people here write them."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation
from django_cotton.compiler_regex import CottonCompiler

import dure.site
from dure.site.templatetags import dure as filters

SITE = Path(dure.site.__file__).parent
COMPONENTS = SITE / "templates" / "cotton"
DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "components.md"


def tag(path: Path) -> str:
    """The tag a template writes for a component file."""
    return "c-" + ".".join(path.relative_to(COMPONENTS).with_suffix("").parts).replace("_", "-").removesuffix(
        ".index"
    )


TEMPLATES = {path: path.read_text() for path in (SITE / "templates").rglob("*.html")}
TAGS = sorted(tag(path) for path in COMPONENTS.rglob("*.html"))


def written(source: str, **context: object) -> str:
    """A line of template with components, rendered for a reader of page 2 of a list."""
    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context, RequestFactory().get("/list?q=led&page=2"))


@pytest.mark.parametrize("name", TAGS)
def test_component_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCUMENT.read_text()


@pytest.mark.parametrize("name", TAGS)
def test_component_is_used_by_a_template(name: str) -> None:
    assert any(re.search(rf"<{re.escape(name)}[\s/>]", text) for text in TEMPLATES.values())


def test_every_icon_named_in_a_template_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (SITE / "static" / "icons" / "sprite.svg").read_text()))
    call = re.compile(r'(?:<c-icon name|icon|after)="([a-z]+)"')
    named = {name for text in TEMPLATES.values() for name in call.findall(text)}
    assert named <= drawn


def test_no_template_carries_inline_style_or_script() -> None:
    inline = re.compile(
        r"<style|\sstyle=|\son(?:click|change|input|submit|load|error)=|<script(?![^>]*\ssrc=)"
    )
    assert [path.name for path, text in TEMPLATES.items() if inline.search(text)] == []


def test_title_of_a_row_is_escaped() -> None:
    shown = written('<c-todo.item title="{{ typed }}" />', typed="<script>x</script>")
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_pager_keeps_the_question() -> None:
    page = Paginator(range(95), 10).page(2)
    shown = written('<c-pager :page="page" />', page=page)
    assert 'href="?q=led&amp;page=3"' in shown
    assert "11~20" in shown


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", "2026-11-22 (일)"),
        ("en", "2026-11-22 (Sun)"),
        ("ja", "2026-11-22 (日)"),
        ("zh-hans", "2026-11-22 (日)"),
    ],
)
def test_day_follows_the_language(language: str, expected: str) -> None:
    with translation.override(language):
        assert filters.day(date(2026, 11, 22)) == expected


def test_moment_is_told_in_seoul_time() -> None:
    with translation.override("ko"):
        assert filters.moment(datetime(2026, 11, 22, 15, 30, tzinfo=UTC)) == "2026-11-23 (월) 00:30"


@pytest.mark.parametrize(("minutes", "expected"), [(0, "방금"), (5, "5분 전"), (90, "1시간 전")])
def test_ago_counts_minutes_and_hours(minutes: int, expected: str) -> None:
    with translation.override("ko"):
        assert filters.ago(timezone.now() - timedelta(minutes=minutes, seconds=5)) == expected


@pytest.mark.parametrize(
    ("amount", "language", "expected"),
    [
        (132_400_000, "ko", '<abbr title="132,400,000원">1억 3,240만 원</abbr>'),
        (9_500, "ko", '<abbr title="9,500원">9,500 원</abbr>'),
        (100_000_000, "ko", '<abbr title="100,000,000원">1억 원</abbr>'),
        (-5_000_000, "ko", '<abbr title="-5,000,000원">-500만 원</abbr>'),
        (132_400_000, "en", '<abbr title="KRW 132,400,000">KRW 132.4 million</abbr>'),
        (None, "ko", "자료 없음"),
    ],
)
def test_won_is_short_with_the_full_figure_on_hover(amount: int | None, language: str, expected: str) -> None:
    with translation.override(language):
        assert filters.won(amount) == expected


def test_numbers_take_their_korean_form() -> None:
    with translation.override("ko"):
        assert filters.phone("+821012345678") == "010-1234-5678"
        assert filters.phone("+8223456789") == "02-345-6789"
        assert filters.business_no("1234567890") == "123-45-67890"
        assert filters.phone("내선 3번") == "내선 3번"


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("두레", "을/를", "두레를"),
        ("기업", "이/가", "기업이"),
        ("서울", "으로/로", "서울로"),
        ("LED 3", "은/는", "LED 3은"),
    ],
)
def test_particle_fits_the_sound(word: str, pair: str, expected: str) -> None:
    with translation.override("ko"):
        assert filters.particle(word, pair) == expected


def test_highlight_escapes_and_prefers_the_longest_term() -> None:
    assert filters.highlight("LED <방열판>", ["방열", "방열판"]) == "LED &lt;<mark>방열판</mark>&gt;"
