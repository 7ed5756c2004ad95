"""Reading the feed: from keys to entries, only what may be seen, in the reader's language."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from dure.cases.models import DifficultyCase, Handover
from dure.cases.queries.stories import published_stories, worded
from dure.cases.queries.then import touched
from dure.engines.korean.particles import fill
from dure.feed.models import Item, ReadMark
from dure.feed.rules import Facts, keys_held, keys_of, may_see, names_firm
from dure.ledger import clock
from dure.ledger.events import EVENTS
from dure.ledger.models import Cursor, Entry
from dure.ledger.refs import Ref
from dure.network.models import ExpertProfile, Group
from dure.network.models.experts import SHOWN
from dure.network.queries.names import names_of
from dure.network.queries.settings import setting
from dure.network.standing import Standing

PAGE = 30
STEP = 200
READER = "feed"
Place = tuple[datetime, int]
NEWEST = """
select distinct k.at, k.number from unnest(%s::text[]) as held(key),
  lateral (select at, number from feed_item where key = held.key and (at, number) < (%s, %s)
           order by at desc, number desc limit %s) k
order by k.at desc, k.number desc limit %s
"""
AHEAD: Place = (datetime(9999, 1, 1, tzinfo=clock.SEOUL), 2**62)


@dataclass(frozen=True)
class Line:
    """An entry as it is shown."""

    number: int
    at: datetime
    type: str
    words: str
    url: str = ""
    case: str = ""


@dataclass(frozen=True)
class Page:
    """Some lines, newest first, and where older ones begin."""

    lines: list[Line]
    older: Place | None


def newest(standing: Standing, *, before: Place | None = None, size: int = PAGE) -> Page:
    """So many lines of what this reader may see, newest first, in the reader's language."""
    held, place = keys_held(standing), before or AHEAD
    seen: list[Entry] = []
    facts = Facts()
    while True:
        places = _places(held, place, size)
        by_number = {entry.number: entry for entry in _entries(Q(number__in=[each[1] for each in places]))}
        found = [by_number[number] for _at, number in places if number in by_number]
        facts |= facts_of(found)
        seen += _seen(found, facts, standing, held)
        if len(seen) >= size:
            last = seen[size - 1]
            return Page(_lines(seen[:size], facts, standing), (last.occurred_at, last.number or 0))
        if len(places) < size:
            return Page(_lines(seen, facts, standing), None)
        place = places[-1]


def since(standing: Standing, number: int, up_to: int) -> list[Line]:
    """Lines after a number and up to another, oldest first."""
    lines: list[Line] = []
    while number < up_to:
        more, number = step_since(standing, number, up_to)
        lines += more
    return lines


def step_since(standing: Standing, number: int, up_to: int) -> tuple[list[Line], int]:
    """Some of these lines, and how far they reach."""
    held = keys_held(standing)
    entries = _missed(held, number, up_to)
    facts = facts_of(entries)
    reached = entries[-1].number or up_to if len(entries) == STEP else up_to
    return _lines(_seen(entries, facts, standing, held), facts, standing), reached


def entries_after(number: int, *, limit: int) -> list[Entry]:
    """The entries that follow a number."""
    return list(_entries(Q(number__gt=number)).order_by("number")[:limit])


def head() -> int:
    """The number of the last entry."""
    return Entry.objects.aggregate(last=Max("number"))["last"] or 0


def position() -> int:
    """Up to which entry the feed's pages know."""
    return Cursor.objects.filter(reader=READER).values_list("number", flat=True).first() or 0


def read_up_to(standing: Standing) -> int:
    """How far a person has read."""
    if standing.person_id is None:
        return 0
    mark = ReadMark.objects.filter(person_id=standing.person_id).values_list("number", flat=True).first()
    return mark or 0


def facts_of(entries: Sequence[Entry]) -> Facts:
    """What must be known of the objects that entries touch; a query a kind of object."""
    uids: dict[str, set[UUID]] = defaultdict(set)
    for entry in entries:
        for touch in entry.touches.all():
            uids[touch.role if touch.role in ("case", "story", "group", "person") else ""].add(touch.uid)
    types = {entry.type for entry in entries}
    cases, offered = _cases(uids["case"], offered="case.handover_offered" in types)
    experts = uids["person"] if "expert.published" in types else set()
    published = ExpertProfile.objects.filter(SHOWN, person_id__in=experts)
    of_groups = any(type.startswith("group.") for type in types)
    return Facts(
        cases=cases,
        offered=offered,
        stories=_stories(uids["story"] if types & {"story.published", "story.translated"} else set()),
        experts=frozenset(published.values_list("person_id", flat=True)) if experts else frozenset(),
        groups=_groups(uids["group"] if of_groups else set()),
        least_firms=setting("group.least_firms") if of_groups else 0,
    )


def in_words(
    entries: Sequence[Entry], facts: Facts, language: str, named: Callable[[Entry], bool]
) -> list[Line]:
    """Entries in words of a language; a firm is named only where `named` says so."""
    refs = [Ref(touch.type, touch.uid) for entry in entries for touch in entry.touches.all()]
    refs += [Ref("person", entry.actor_uid) for entry in entries if entry.actor_uid]
    names = names_of(refs, language=language)
    with translation.override(language):
        return [_line(entry, facts, names, language, named=named(entry)) for entry in entries]


def _seen(entries: list[Entry], facts: Facts, standing: Standing, held: frozenset[str]) -> list[Entry]:
    keys = keys_of(entries)
    return [e for e in entries if may_see(e, keys.get(e.number or 0, ()), facts, standing, held)]


def _lines(entries: Sequence[Entry], facts: Facts, standing: Standing) -> list[Line]:
    return in_words(entries, facts, standing.language, lambda entry: names_firm(entry, facts, standing))


def _line(entry: Entry, facts: Facts, names: dict[UUID, str], language: str, *, named: bool) -> Line:
    payload = entry.payload or {}
    words = {touch.role: names.get(touch.uid, "") for touch in entry.touches.all()}
    words["actor"] = names.get(entry.actor_uid, "") if entry.actor_uid else _("두레")
    case = facts.cases.get(touched(entry, "case") or UUID(int=0))
    if case is not None and not named:
        words["firm"] = _("기업")
        words["actor"] = words["actor"] if entry.actor_uid in (None, case.in_charge_id) else _("관계자")
    told = {key: str(value) for key, value in payload.items() if isinstance(value, str | int | float)}
    event = EVENTS.get(entry.type)
    said = fill(str(event.says), **{**told, **words}) if event else entry.type
    story = facts.stories.get(touched(entry, "story") or UUID(int=0))
    if story and not entry.type.startswith(("case.", "referral.")):
        said = f"{said} {story.get(language) or story['']}"
    return Line(
        number=entry.number or 0,
        at=entry.occurred_at,
        type=entry.type,
        words=said,
        url=_url(entry, facts),
        case=case.number if case is not None and not story else "",
    )


def _url(entry: Entry, facts: Facts) -> str:
    uid = touched(entry, "story")
    if uid in facts.stories:
        return f"/stories/{uid}"
    case = facts.cases.get(touched(entry, "case") or UUID(int=0))
    if case is not None:
        return f"/cases/{case.number}"
    group = facts.groups.get(touched(entry, "group") or UUID(int=0))
    return f"/groups/{group[0]}" if group else ""


def _places(held: frozenset[str], before: Place, size: int) -> list[Place]:
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [sorted(held), *before, size, size])
        return [(at, number) for at, number in cursor.fetchall()]


def _missed(held: frozenset[str], number: int, up_to: int) -> list[Entry]:
    """Known to the feed by its keys, and what the feed has not read yet as it is."""
    known = Item.objects.filter(key__in=held, number__gt=number, number__lte=up_to)
    numbers = list(known.order_by("number").values_list("number", flat=True).distinct()[:STEP])
    if len(numbers) < STEP and position() < up_to:
        return list(_entries(Q(number__gt=number, number__lte=up_to)).order_by("number")[:STEP])
    return list(_entries(Q(number__in=numbers)).order_by("number"))


def _entries(wanted: Q) -> QuerySet[Entry]:
    return Entry.objects.filter(wanted).prefetch_related("touches")


def _cases(
    uids: set[UUID], *, offered: bool
) -> tuple[dict[UUID, DifficultyCase], dict[UUID, frozenset[UUID]]]:
    if not uids:
        return {}, {}
    rows = DifficultyCase.objects.filter(pk__in=uids).only(
        "number", "office_id", "firm_id", "group_id", "in_charge_id", "naming_allowed_at"
    )
    receivers: dict[UUID, set[UUID]] = defaultdict(set)
    if offered:
        open_offers = Handover.objects.filter(case_id__in=uids, taken_at=None)
        for case, office in open_offers.values_list("case_id", "to_office_id"):
            receivers[case].add(office)
    return {row.pk: row for row in rows}, {case: frozenset(found) for case, found in receivers.items()}


def _stories(uids: set[UUID]) -> dict[UUID, dict[str, str]]:
    if not uids:
        return {}
    return {
        story.pk: {"": worded(story, "ko").title, **{w.language: w.title for w in story.wordings.all()}}
        for story in published_stories().filter(pk__in=uids)
    }


def _groups(uids: set[UUID]) -> dict[UUID, tuple[str, int]]:
    if not uids:
        return {}
    members = Q(memberships__organisation__kind="FIRM", memberships__during__contains=clock.today())
    rows = Group.objects.filter(pk__in=uids).annotate(
        firms=Count("memberships__organisation", filter=members, distinct=True)
    )
    return {pk: (code, firms) for pk, code, firms in rows.values_list("pk", "code", "firms")}
