"""Reading the feed: from visible keys to items, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from dure.engines.korean.particles import fill
from dure.feed.keys import keys_held
from dure.feed.models import Item, ReadMark
from dure.ledger.events import EVENTS
from dure.ledger.refs import Ref
from dure.network.queries.names import names_of
from dure.network.standing import Standing

PAGE = 30
NEWEST = """
select distinct k.number from unnest(%s::text[]) as held(key),
  lateral (select number from feed_itemkey where key = held.key and number < %s
           order by number desc limit %s) k
order by number desc limit %s
"""


@dataclass(frozen=True)
class Line:
    """An item as it is shown."""

    number: int
    at: datetime
    type: str
    words: str
    url: str


def newest(standing: Standing, *, before: int | None = None, limit: int = PAGE) -> list[Line]:
    """The newest items this reader may see, in the reader's language."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [keys_held(standing), before or 2**62, limit, limit])
        numbers = [row[0] for row in cursor.fetchall()]
    items = Item.objects.filter(number__in=numbers).order_by("-number")
    return render([item for item in items if may_see(item, standing)], standing.language)


def since(standing: Standing, number: int, *, limit: int = 200) -> list[Item]:
    """Items after a number, oldest first, that this reader may see."""
    rows = Item.objects.filter(number__gt=number, keys__overlap=keys_held(standing)).order_by("number")[
        :limit
    ]
    return [item for item in rows if may_see(item, standing)]


def may_see(item: Item, standing: Standing) -> bool:
    """Whether an item is this reader's to see; a block beats every key."""
    if not set(item.keys) & set(keys_held(standing)):
        return False
    firms = {UUID(uid) for role, _type, uid in item.touches if role == "firm"}
    return "all" in item.keys or not firms & standing.blocked_by


def render(items: Sequence[Item], language: str) -> list[Line]:
    """Items in words of a language."""
    refs = [Ref(type, UUID(uid)) for item in items for _role, type, uid in item.touches]
    refs += [Ref("person", item.actor) for item in items if item.actor]
    names = names_of(refs, language=language)
    with translation.override(language):
        return [_line(item, names) for item in items]


def _line(item: Item, names: dict[UUID, str]) -> Line:
    words = {role: names.get(UUID(uid), "") for role, _type, uid in item.touches}
    if "helper" in words and any(key.startswith("helper:") for key in item.keys) and "firm" in words:
        words["firm"] = words["firm"] or _("기업")
    words["actor"] = names.get(item.actor, "") if item.actor else _("두레")
    told = {key: str(value) for key, value in item.payload.items() if isinstance(value, str | int | float)}
    event = EVENTS.get(item.type)
    said = fill(str(event.says), **{**told, **words}) if event else item.type
    return Line(item.number, item.at, item.type, said, _url(item))


def _url(item: Item) -> str:
    touched = {role: uid for role, _type, uid in item.touches}
    if (
        item.type.startswith("story.")
        and "story" in touched
        and item.type in ("story.published", "story.translated")
    ):
        return f"/stories/{touched['story']}"
    if "case" in touched:
        return f"/cases/{touched['case']}"
    if "group" in touched:
        return f"/feed/groups/{touched['group']}"
    return ""


def read_up_to(standing: Standing) -> int:
    """How far a person has read."""
    mark = ReadMark.objects.filter(person_id=standing.person_id).values_list("number", flat=True).first()
    return mark or 0
