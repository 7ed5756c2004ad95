"""920 experts: what they know, where they work, what shows it."""

from datetime import timedelta
from typing import Any

from dure.demo.names import register
from dure.demo.people import Register
from dure.demo.sources import evidence_lines, reported, tales
from dure.demo.world import PROGRAMME_BEGAN, World
from dure.network.models import Evidence, ExpertProfile, Organisation
from dure.network.seeds import fields

EXPERTS = 920
TECHNICAL = {"TECHNOLOGY", "QUALITY"}
KINDS = ("CAREER", "PROJECT", "PAPER", "PATENT")


def load_experts(world: World, book: Register) -> None:
    """Each field is known by several people; what tales ask for is known by more."""
    known = {row["code"] for row in fields()}
    wanted = [code for tale in tales() for code in tale.fields if code in known]
    codes = sorted(known) * 3
    while len(codes) < EXPERTS - 1:
        codes.append(world.dice.choice(wanted))
    for place, code in enumerate(codes[: EXPERTS - 1]):
        _expert(world, book, place, code)
    _lighting_expert(world, book)


def _expert(world: World, book: Register, place: int, code: str) -> None:
    needs = next(row.get("needs", []) for row in fields() if row["code"] == code)
    house = _house(world, technical=bool(TECHNICAL & set(needs)))
    person = book.person("expert", str(place + 1))
    since = PROGRAMME_BEGAN + timedelta(days=world.dice.randrange(6500))
    title = world.dice.choice(register()["house_titles"][house.kind])
    known = {code, *world.dice.sample(_near(code), k=min(len(_near(code)), world.dice.choice((0, 1, 1, 2))))}
    lines = [line for each in sorted(known) for line in evidence_lines().get(each, ())]
    told = world.dice.sample(lines, k=min(len(lines), world.dice.choice((1, 2, 2, 3))))
    away = world.today + timedelta(days=world.dice.randrange(20, 120)) if world.dice.random() < 0.05 else None
    profile = ExpertProfile(
        person=person, organisation=house, title=title, needs=sorted(_needs(known)),
        capacity=world.dice.choice((2, 3, 3, 4)),
        about=". ".join(told) + ("." if told else ""), available=away is None, away_until=away,
        published=world.dice.random() < 0.95, pledged_on=since,
    )  # fmt: skip
    _keep(world, book, profile, known)
    book.employ(person, house, title, since)
    book.evidence += [
        Evidence(expert=profile, kind=world.dice.choice(KINDS), text=text, since=since) for text in told
    ]


def _lighting_expert(world: World, book: Register) -> None:
    row = reported()["lighttec"]
    house = world.named[row["body"]]
    person = book.person("expert", "lighttec", name=row["expert"])
    profile = ExpertProfile(person=person, organisation=house, published=False, pledged_on=PROGRAMME_BEGAN)
    book.experts.append(profile)
    world.experts.append(profile)
    book.employ(person, house, "", PROGRAMME_BEGAN)


def _keep(world: World, book: Register, profile: ExpertProfile, known: set[str]) -> None:
    book.experts.append(profile)
    world.experts.append(profile)
    through: Any = ExpertProfile.fields.through
    for code in sorted(known):
        world.knows[code].append(profile)
        book.known.append(through(expertprofile=profile, field_id=code))


def _house(world: World, *, technical: bool) -> Organisation:
    kinds, weights = ["UNIVERSITY", "INSTITUTE", "SUPPORT_BODY", "FINANCE_BODY"], [50, 38, 12, 0]
    if not technical:
        weights = [25, 5, 50, 20]
    kind = world.dice.choices(kinds, weights)[0]
    among = [
        each for bodies in world.bodies.values() for each in bodies if each.kind == kind and not each.reported
    ]
    return world.dice.choice(among)


def _near(code: str) -> list[str]:
    """Fields that tales ask for together with this one."""
    found = {each for tale in tales() if code in tale.fields for each in tale.fields}
    return sorted(found & {row["code"] for row in fields()} - {code})


def _needs(known: set[str]) -> set[str]:
    return {need for row in fields() if row["code"] in known for need in row.get("needs", [])}
