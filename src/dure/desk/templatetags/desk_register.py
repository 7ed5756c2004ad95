"""Words and addresses of lists and of the search over everything."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dure.cases.models import SolvedStory, StoryWording
from dure.cases.queries.stories import worded
from dure.desk.queries.search import Section
from dure.network.models import Trade

register = template.Library()
LISTS = {
    "CASES": "/cases",
    "ORGANISATIONS": "/organisations",
    "PEOPLE": "/people",
    "EXPERTS": "/experts",
    "STORIES": "/stories",
    "SERVICES": "/services",
    "GROUPS": "/groups",
}


@register.filter
def of_key(found: Mapping[Any, Any], key: Any) -> Any:
    """What is known of one key."""
    return found.get(key)


@register.filter
def trade_word(code: str, trades: Iterable[Trade]) -> str:
    """The word of a trade, by its division where the code is finer."""
    words = {each.code: each.ko for each in trades}
    word = words.get(code) or words.get(code[:3]) or words.get(code[:1])
    return _(word) if word else code


@register.filter
def section_title(section: Section) -> str:
    """The heading of a section."""
    titles = {
        "CASES": _("애로"),
        "ORGANISATIONS": _("기업·기관"),
        "PEOPLE": _("사람"),
        "EXPERTS": _("전문가"),
        "STORIES": _("해결사례"),
        "SERVICES": _("지원사업"),
        "GROUPS": _("모임"),
    }
    return titles[section.code]


@register.simple_tag
def section_links(sections: Iterable[Section]) -> list[dict[str, str]]:
    """Links down to each section."""
    return [{"label": section_title(each), "url": f"#{each.code.lower()}"} for each in sections]


@register.filter
def section_address(section: Section, words: str) -> str:
    """The full list with the same words."""
    return f"{LISTS[section.code]}?{urlencode({'q': words})}"


@register.filter
def section_template(section: Section) -> str:
    """The template of a row."""
    return f"desk/parts/found/{section.code.lower()}.html"


@register.filter
def story_wording(story: SolvedStory) -> StoryWording:
    """The wording in the reader's language where there is one."""
    return worded(story, get_language() or "ko")
