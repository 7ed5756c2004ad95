"""How the network is told to programs."""

from datetime import date

from django.db.models import Model
from ninja import Schema

from dure.network.models import Complex, ExpertProfile, Group, Organisation, Role, Service
from dure.network.queries.directory import sees_card
from dure.network.standing import Standing


class Named(Schema):
    """An object by its id and name."""

    id: str
    name: str

    @classmethod
    def of(cls, row: Model) -> "Named":
        """The name of a row."""
        return cls(id=str(row.pk), name=str(row))

    @classmethod
    def maybe(cls, row: Model | None) -> "Named | None":
        """The name of a row, or nothing where there is none."""
        return cls.of(row) if row is not None else None


class RoleShape(Schema):
    """What somebody may act as, and where."""

    code: str
    office: Named | None
    group: Named | None
    organisation: Named | None

    @classmethod
    def of(cls, row: Role) -> "RoleShape":
        """One role."""
        places = {name: Named.maybe(getattr(row, name)) for name in ("office", "group", "organisation")}
        return cls(code=row.code, **places)


class MeShape(Schema):
    """Who is asking."""

    id: str | None
    name: str
    email: str
    language: str
    roles: list[RoleShape]


class Card(Schema):
    """Numbers and contacts of an organisation, for its own people and its office."""

    business_no: str | None
    phone: str
    email: str
    address: str
    head_name: str
    employees: int | None
    coordinator: Named | None


class OrganisationShape(Schema):
    """An organisation as anybody may know it; `card` only for its own people and its office."""

    id: str
    kind: str
    name: str
    name_en: str
    complex: Named | None
    office: Named | None
    products: str
    about: str
    website: str
    card: Card | None

    @classmethod
    def of(cls, row: Organisation, by: Standing) -> "OrganisationShape":
        """One organisation as this reader may see it."""
        card = None
        if sees_card(by, row):
            card = Card(
                business_no=row.business_no, phone=row.phone, email=row.email, address=row.address,
                head_name=row.head_name, employees=row.employees, coordinator=Named.maybe(row.coordinator),
            )  # fmt: skip
        return cls(
            id=str(row.pk), kind=row.kind, name=row.name, name_en=row.name_en, complex=Named.maybe(row.complex),
            office=Named.maybe(row.office), products=row.products, about=row.about, website=row.website, card=card,
        )  # fmt: skip


class ExpertShape(Schema):
    """A published expert."""

    id: str
    person: Named
    organisation: Named
    title: str
    about: str
    fields: list[str]
    needs: list[str]
    available: bool
    away_until: date | None

    @classmethod
    def of(cls, row: ExpertProfile) -> "ExpertShape":
        """One expert."""
        return cls(
            id=str(row.pk), person=Named.of(row.person), organisation=Named.of(row.organisation), title=row.title,
            about=row.about, fields=[each.code for each in row.fields.all()], needs=row.needs,
            available=row.available, away_until=row.away_until,
        )  # fmt: skip


class GroupShape(Schema):
    """A mini-cluster or other group; `members` counts organisations of today."""

    id: str
    code: str
    kind: str
    name: str
    name_en: str
    goal: str
    office: Named
    complexes: list[Named]
    takes_requests: bool
    founded_on: date | None
    members: int

    @classmethod
    def of(cls, row: Group) -> "GroupShape":
        """One group with its count."""
        return cls(
            id=str(row.pk), code=row.code, kind=row.kind_id, name=row.name, name_en=row.name_en, goal=row.goal,
            office=Named.of(row.office), complexes=[Named.of(each) for each in row.complexes.all()],
            takes_requests=row.kind.takes_requests, founded_on=row.founded_on, members=getattr(row, "members", 0),
        )  # fmt: skip


class ServiceShape(Schema):
    """A support programme, agency, authority or hotline."""

    id: str
    code: str
    kind: str
    name: str
    text: str
    whom_for: str
    conditions: str
    needs: list[str]
    provider: Named | None
    contact: str
    opens_on: date | None
    closes_on: date | None

    @classmethod
    def of(cls, row: Service) -> "ServiceShape":
        """One service."""
        span = row.open_during
        return cls(
            id=str(row.pk), code=row.code, kind=row.kind, name=row.name, text=row.text, whom_for=row.whom_for,
            conditions=row.conditions, needs=row.needs, provider=Named.maybe(row.provider), contact=row.contact,
            opens_on=span.lower if span else None, closes_on=span.upper if span else None,
        )  # fmt: skip


class ComplexShape(Schema):
    """An industrial complex and the offices that serve it."""

    id: str
    code: str
    kind: str
    name: str
    name_en: str
    region: str
    latitude: float | None
    longitude: float | None
    specialisations: list[str]
    offices: list[Named]

    @classmethod
    def of(cls, row: Complex) -> "ComplexShape":
        """One complex."""
        return cls(
            id=str(row.pk), code=row.code, kind=row.kind, name=row.name, name_en=row.name_en, region=row.region,
            latitude=row.latitude, longitude=row.longitude,
            specialisations=[each.ko for each in row.specialisations.all()],
            offices=[Named.of(each) for each in row.offices.all()],
        )  # fmt: skip
