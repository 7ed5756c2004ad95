"""The 48 mini-clusters with their members, and the groups that were publicly named."""

from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.demo.names import register
from dure.demo.people import Register
from dure.demo.sources import reported
from dure.demo.world import PROGRAMME_BEGAN, World
from dure.network.models import ExpertProfile, Group, Organisation, Role

OFFICERS = ("CHAIR", "VICE_CHAIR", "VICE_CHAIR", "GROUP_SECRETARY", "GROUP_AUDITOR")
HOUSED = ("UNIVERSITY", "INSTITUTE", "SUPPORT_BODY")


def load_groups(world: World, book: Register) -> None:
    """Mini-clusters first, then what lies below and beside them."""
    for code, rows in register()["mini_clusters"].items():
        for row in rows:
            _found(world, code, {"kind": "MINI_CLUSTER", **row, "name": f"{row['name']} 미니클러스터"})
        _fill(world, book, code, rows)
    for row in reported()["groups"]:
        group = _found(world, row["office"], {**row, "reported": True})
        since = row.get("since", group.founded_on)
        for name in row.get("members", ()):
            book.join(group=group, organisation=world.named[name], during=DateRange(since, None))
    miu = reported()["miu"]
    group = world.groups[miu["group"]]
    book.join(group=group, organisation=world.named[miu["firm"]], during=DateRange(PROGRAMME_BEGAN, None))


def _found(world: World, code: str, row: dict[str, Any]) -> Group:
    parent = world.groups.get(row.get("parent", ""))
    group = Group.objects.create(
        kind_id=row["kind"], code=row["code"], name=row["name"], name_en=row.get("en", ""), parent=parent,
        office=world.offices[code], trades=" ".join(row.get("trades", ())),
        reported=row.get("reported", False),
        founded_on=row.get("founded") or row.get("since") or PROGRAMME_BEGAN,
    )  # fmt: skip
    group.complexes.add(world.complexes[code])
    world.groups[group.code] = group
    return group


def _fill(world: World, book: Register, code: str, rows: list[dict[str, Any]]) -> None:
    counts = {row["code"]: 0 for row in rows}
    exact = {row["code"]: row["firms"] for row in rows if "firms" in row}
    members: dict[str, list[Organisation]] = {row["code"]: [] for row in rows}
    for firm in world.firms[code]:
        if firm.reported:
            continue
        fitting = [row["code"] for row in rows if firm.trade in row["trades"]]
        wanted = [each for each in fitting if counts[each] < exact.get(each, 0)]
        chosen = (wanted or sorted((each for each in fitting if each not in exact), key=counts.__getitem__))[
            0
        ]
        counts[chosen] += 1
        members[chosen].append(firm)
        world.group_of[firm.pk] = world.groups[chosen]
    for row in rows:
        _enrol(world, book, world.groups[row["code"]], members[row["code"]])
        _house(world, book, code, row)
    _moved(world, book, [world.groups[each] for each in counts if each not in exact])


def _enrol(world: World, book: Register, group: Group, firms: list[Organisation]) -> None:
    founded = group.founded_on or PROGRAMME_BEGAN
    for place, firm in enumerate(firms):
        since = max(founded, firm.registered_on or founded) + timedelta(days=world.dice.randrange(300))
        since = founded if place < len(OFFICERS) else min(since, world.today - timedelta(days=30))
        held = OFFICERS[place] if place < len(OFFICERS) else ""
        book.join(group=group, organisation=firm, office_held=held, during=DateRange(since, None))
        if held in ("CHAIR", "VICE_CHAIR"):
            during = DateRange(founded, None)
            book.roles.append(Role(person=world.owners[firm.pk], code="OFFICER", group=group, during=during))
    secretariat = world.crews[group.office_id].secretariat
    during = DateRange(founded, None)
    book.roles.append(Role(person=secretariat, code="SECRETARIAT", group=group, during=during))


def _house(world: World, book: Register, code: str, row: dict[str, Any]) -> None:
    group = world.groups[row["code"]]
    during = DateRange(group.founded_on, None)
    if row["code"] == "MC_GJ_MEDPARTS":
        houses = [world.named[name] for name in reported()["medical_bodies"]]
    else:
        houses = []
        for kind in HOUSED:
            among = [each for each in world.bodies[code] if each.kind == kind and not each.reported]
            count = row.get(kind, world.dice.choice((1, 1, 2)))
            houses += world.dice.sample(among, min(count, len(among)))
    for house in houses:
        book.join(group=group, organisation=house, during=during)


def _moved(world: World, book: Register, groups: list[Group]) -> None:
    """Some firms were members elsewhere before: lists of members hold as of a day."""
    codes = {group.pk for group in groups}
    for firm in world.firms[groups[0].complexes.all()[0].offices.all()[0].code]:
        now = world.group_of.get(firm.pk)
        if now is None or now.pk not in codes or world.dice.random() > 0.05:
            continue
        earlier = world.dice.choice([group for group in groups if group.pk != now.pk])
        ended = world.today - timedelta(days=world.dice.randrange(200, 2500))
        began = max(date(2006, 1, 2), ended - timedelta(days=world.dice.randrange(300, 2000)))
        if firm.registered_on and firm.registered_on < began:
            book.join(group=earlier, organisation=firm, during=DateRange(began, ended))


def join_experts(world: World, book: Register) -> None:
    """Experts are members of a mini-cluster near them, except where the reported count names no persons."""
    closed = {row["code"] for rows in register()["mini_clusters"].values() for row in rows if "firms" in row}
    near: dict[Any, list[Group]] = {}
    for group in world.groups.values():
        if group.kind_id == "MINI_CLUSTER" and group.code not in closed:
            near.setdefault(group.office_id, []).append(group)
    for place, expert in enumerate(_invented(world.experts)):
        groups = near[expert.organisation.office_id]
        since = max(expert.pledged_on or PROGRAMME_BEGAN, PROGRAMME_BEGAN)
        book.join(group=groups[place % len(groups)], person=expert.person, during=DateRange(since, None))


def _invented(experts: list[ExpertProfile]) -> list[ExpertProfile]:
    return [expert for expert in experts if not expert.organisation.reported]
