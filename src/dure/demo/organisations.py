"""Firms and bodies: those that were publicly named, and invented ones that are marked as such."""

from datetime import timedelta
from typing import Any

from dure.demo.dice import landlines
from dure.demo.names import Names, register
from dure.demo.people import DOMAIN, Register
from dure.demo.places import AREAS
from dure.demo.sources import reported
from dure.demo.world import PROGRAMME_BEGAN, World
from dure.network.models import Organisation

FIRMS = 2022
HOUSES = {
    "UNIVERSITY": {"CW": 10, "GM": 5, "US": 4, "BS": 6, "GJ": 4, "WJ": 4, "GS": 4},
    "INSTITUTE": {"CW": 4, "GM": 3, "US": 3, "BS": 4, "GJ": 3, "WJ": 2, "GS": 3},
    "SUPPORT_BODY": {"CW": 7, "GM": 4, "US": 3, "BS": 5, "GJ": 4, "WJ": 3, "GS": 3},
    "FINANCE_BODY": {"CW": 1, "GM": 1, "US": 1, "BS": 2, "GJ": 1, "WJ": 1, "GS": 1},
}
SHORT = {"CW": "창원", "GM": "구미", "US": "울산", "BS": "시화", "GJ": "광주", "WJ": "원주", "GS": "군산"}


def load_reported(world: World, book: Register) -> None:
    """Organisations that stand in the press with their names: nothing else is told of them."""
    for code, names in reported()["firms"].items():
        for name in names:
            anchor = name in ("대우종합기계", "두산중공업")
            made = Organisation(kind="FIRM", name=name, reported=True, anchor=anchor, **_seat(world, code))
            world.named[name] = made
            book.organisations.append(made)
            world.firms[code].append(made)
    for row in reported()["bodies"]:
        seat = _seat(world, row["office"]) if "office" in row else {}
        made = Organisation(kind=row["kind"], name=row["name"], reported=True, **seat)
        world.named[row["name"]] = made
        book.organisations.append(made)
        if "office" in row:
            world.bodies[row["office"]].append(made)


def load_houses(world: World, book: Register, names: Names) -> None:
    """Invented universities, institutes, support and financial bodies, each with a contact."""
    since = PROGRAMME_BEGAN
    for kind, counts in HOUSES.items():
        for code, count in counts.items():
            for _ in range(count):
                made = Organisation(
                    kind=kind, name=names.house(kind), registered_on=since, **_seat(world, code)
                )
                book.organisations.append(made)
                world.bodies[code].append(made)
                contact = book.person("contact", code, len(world.contacts))
                world.contacts[made.pk] = contact
                book.employ(contact, made, "산학협력 담당", since)
                book.act_for(contact, made, since)


def load_firms(world: World, book: Register, names: Names) -> None:
    """Invented firms, so many that all firms together are 2,022; each with an owner and a coordinator."""
    known = sum(len(firms) for firms in world.firms.values())
    trades = _trades(world, FIRMS - known)
    phones = {code: landlines(area) for code, area in AREAS.items()}
    for number, (code, trade) in enumerate(trades):
        since = PROGRAMME_BEGAN + timedelta(days=world.dice.randrange(7300))
        owner = book.person("owner", str(number + 1))
        made = Organisation(
            kind="FIRM",
            name=names.firm(trade),
            business_no=next(book.business),
            trade=trade,
            products=names.product(trade),
            phone=next(phones[code]),
            email=f"office.{number + 1}@{DOMAIN}",
            address=f"{SHORT[code]} 산업단지 {1 + number % 40}블록 {1 + number // 40}호",
            employees=round(5 + world.dice.paretovariate(1.3) * 6) % 280 + 3,
            registered_on=min(since, world.today - timedelta(days=500)),
            **_seat(world, code),
        )
        crew = world.crews[world.offices[code].pk]
        if number % 20:  # a few wait to be assigned, as anywhere
            made.coordinator = crew.coordinators[number % len(crew.coordinators)]
        book.organisations.append(made)
        world.firms[code].append(made)
        world.owners[made.pk] = owner
        book.employ(owner, made, "대표", made.registered_on or PROGRAMME_BEGAN)
        book.act_for(owner, made, made.registered_on or PROGRAMME_BEGAN)


def load_story_firms(world: World, book: Register) -> None:
    """Both firms of the reported stories have somebody who signs in, without a name."""
    for key, code in (("lighttec", "GJ"), ("miu", "GM")):
        firm = world.named[reported()[key]["firm"]]
        speaker = book.person(key, code, name="○○○")
        firm.coordinator = world.crews[world.offices[code].pk].coordinators[0]
        world.owners[firm.pk] = speaker
        book.act_for(speaker, firm, PROGRAMME_BEGAN)


def _seat(world: World, code: str) -> dict[str, Any]:
    return {"office": world.offices[code], "complex": world.complexes[code]}


def _trades(world: World, count: int) -> list[tuple[str, str]]:
    """Office and trade of each firm: first what the mini-clusters need, then the rest by their size."""
    groups = [(code, row) for code, rows in register()["mini_clusters"].items() for row in rows]
    wanted = [(code, trade) for code, row in groups for trade in row["trades"]]
    fixed = [
        (code, row["trades"][place % len(row["trades"])])
        for code, row in groups
        for place in range(row.get("firms", 0))
    ]
    more = [world.dice.choice(wanted) for _ in range(count - len(fixed))]
    return fixed + more
