"""Complexes, offices, headquarters and their heads."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.demo.people import Register
from dure.demo.sources import reported
from dure.demo.world import PROGRAMME_BEGAN, Crew, World
from dure.network.models import Complex, HeadAppointment, Office, Role, Specialisation

SINCE = DateRange(PROGRAMME_BEGAN, None)
AREAS = {"CW": "055", "GM": "054", "US": "052", "BS": "031", "GJ": "062", "WJ": "033", "GS": "063"}
COORDINATORS = {"GJ": 3}


def load_places(world: World) -> None:
    """The seven complexes of 2004 with their offices, and the regional headquarters above them."""
    hq = Office.objects.create(
        kind="HQ", code="HQ", name="한국산업단지공단 클러스터 본부", name_en="Cluster Headquarters",
        label="본부", opened_on=PROGRAMME_BEGAN, small=False,
    )  # fmt: skip
    for row in reported()["regions"]:
        world.regions[row["region"]] = Office.objects.create(
            kind="REGIONAL_HQ", code=row["code"], name=row["name"], name_en=row["name_en"], label="지역본부",
            parent=hq, territory=row["region"], opened_on=PROGRAMME_BEGAN, small=False,
        )  # fmt: skip
    for row in reported()["complexes"]:
        _load_complex(world, row)


def _load_complex(world: World, row: dict[str, str]) -> None:
    code = row["office"]
    place = Complex.objects.create(
        code=row["code"], name=f"{row['name']} 산업단지", name_en=f"{row['name_en']} Industrial Complex",
        managing_body="한국산업단지공단", region=row["region"], latitude=row["latitude"],
        longitude=row["longitude"], pilot=True, reported=True,
    )  # fmt: skip
    Specialisation.objects.create(
        complex=place,
        ko=row["specialised"],
        en=row["specialised_en"],
        during=DateRange(date(2004, 6, 1), None),
    )
    office = Office.objects.create(
        code=code, name=f"{row['name']} 혁신클러스터추진단", name_en=f"{row['name_en']} Cluster Office",
        parent=world.regions[row["region"]], territory=row["region"],
        phone=f"+82{AREAS[code].lstrip('0')}0000001", opened_on=PROGRAMME_BEGAN, small=False,
    )  # fmt: skip
    office.complexes.add(place)
    world.complexes[code], world.offices[code] = place, office


def load_crews(world: World, register: Register) -> None:
    """The people of the offices: head, coordinators, secretariat, approver; and one of headquarters."""
    for code, office in world.offices.items():
        crew = Crew(
            head=register.person("head", code),
            coordinators=[
                register.person("coordinator", code, place) for place in range(COORDINATORS.get(code, 2))
            ],
            secretariat=register.person("secretariat", code),
            approver=register.person("approver", code),
        )
        world.crews[office.pk] = crew
        roles = [(crew.head, "OFFICE_HEAD"), (crew.approver, "APPROVER")]
        roles += [(person, "COORDINATOR") for person in crew.coordinators]
        register.roles += [
            Role(person=person, code=role, office=office, during=SINCE) for person, role in roles
        ]
    world.headquarters = register.person("headquarters", "HQ")
    register.roles.append(Role(person=world.headquarters, code="HEADQUARTERS", during=SINCE))


def load_heads(world: World, register: Register) -> None:
    """Heads by dated appointment, each from a nearby university; the present one follows an earlier one."""
    turn = date(world.today.year - 1, 3, 1)
    for code, office in world.offices.items():
        homes = [body for body in world.bodies[code] if body.kind == "UNIVERSITY" and not body.reported]
        terms = (
            (register.person("earlier_head", code), turn.year - 2, homes[-1]),
            (world.crews[office.pk].head, turn.year, homes[0]),
        )
        register.heads += [
            HeadAppointment(
                office=office, person=person, title="추진단장", home=home,
                during=DateRange(turn.replace(year=year), turn.replace(year=year + 2)),
            )
            for person, year, home in terms
        ]  # fmt: skip
