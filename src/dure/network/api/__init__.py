"""The network for programs: who is there, who is asking."""

from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema

from dure.ledger.errors import NotFound
from dure.network.api.paging import PAGE, Cursor, Limit, page
from dure.network.api.shapes import (
    ComplexShape,
    ExpertShape,
    GroupShape,
    MeShape,
    OrganisationShape,
    RoleShape,
    ServiceShape,
)
from dure.network.asking import key_of
from dure.network.queries import directory
from dure.network.standing import Standing

router = Router(tags=["network"])
Row = TypeVar("Row", bound=Model)
Words = Annotated[str, Query(max_length=100, description="part of the name")]
Code = Annotated[str, Query(max_length=40)]


class Organisations(Schema):
    """One page of organisations."""

    items: list[OrganisationShape]
    next: str | None


class Experts(Schema):
    """One page of experts."""

    items: list[ExpertShape]
    next: str | None


class Groups(Schema):
    """One page of groups."""

    items: list[GroupShape]
    next: str | None


class Services(Schema):
    """One page of services."""

    items: list[ServiceShape]
    next: str | None


class Complexes(Schema):
    """One page of complexes."""

    items: list[ComplexShape]
    next: str | None


@router.get("/me", response=MeShape)
def me(request: HttpRequest) -> MeShape:
    """Who is asking, and as what."""
    account = request.user
    person = account.person  # type: ignore[union-attr]
    roles = [RoleShape.of(each) for each in directory.roles_of(person.pk)] if person else []
    return MeShape(
        id=str(person.pk) if person else None,
        name=person.name if person else "",
        email=account.email or "",  # type: ignore[union-attr]
        language=_by(request).language,
        roles=roles,
    )


@router.get("/organisations", response=Organisations)
def organisations(
    request: HttpRequest, kind: Code = "", q: Words = "", cursor: Cursor = None, limit: Limit = PAGE
) -> Organisations:
    """Organisations, the youngest entry first."""
    rows, more = page(directory.organisations(kind=kind, words=q), cursor, limit)
    return Organisations(items=[OrganisationShape.of(row, _by(request)) for row in rows], next=more)


@router.get("/organisations/{key}", response=OrganisationShape)
def organisation(request: HttpRequest, key: str) -> OrganisationShape:
    """One organisation as this reader may see it."""
    return OrganisationShape.of(_one(directory.organisations(), key), _by(request))


@router.get("/experts", response=Experts)
def experts(
    request: HttpRequest, field: Code = "", q: Words = "", cursor: Cursor = None, limit: Limit = PAGE
) -> Experts:
    """Published experts."""
    rows, more = page(directory.experts(_by(request), field=field, words=q), cursor, limit)
    return Experts(items=[ExpertShape.of(row) for row in rows], next=more)


@router.get("/experts/{key}", response=ExpertShape)
def expert(request: HttpRequest, key: str) -> ExpertShape:
    """One published expert."""
    return ExpertShape.of(_one(directory.experts(_by(request)), key))


@router.get("/groups", response=Groups)
def groups(
    request: HttpRequest, kind: Code = "", q: Words = "", cursor: Cursor = None, limit: Limit = PAGE
) -> Groups:
    """Mini-clusters and other groups of today."""
    rows, more = page(directory.groups(kind=kind, words=q), cursor, limit)
    return Groups(items=[GroupShape.of(row) for row in rows], next=more)


@router.get("/groups/{key}", response=GroupShape)
def group(request: HttpRequest, key: str) -> GroupShape:
    """One group."""
    return GroupShape.of(_one(directory.groups(), key))


@router.get("/services", response=Services)
def services(
    request: HttpRequest, *, kind: Code = "", need: Code = "", q: Words = "",
    cursor: Cursor = None, limit: Limit = PAGE,
) -> Services:  # fmt: skip
    """Support programmes, agencies, authorities and hotlines."""
    rows, more = page(directory.services(kind=kind, need=need, words=q), cursor, limit)
    return Services(items=[ServiceShape.of(row) for row in rows], next=more)


@router.get("/services/{key}", response=ServiceShape)
def service(request: HttpRequest, key: str) -> ServiceShape:
    """One service."""
    return ServiceShape.of(_one(directory.services(), key))


@router.get("/complexes", response=Complexes)
def complexes(request: HttpRequest, cursor: Cursor = None, limit: Limit = PAGE) -> Complexes:
    """Industrial complexes."""
    rows, more = page(directory.complexes(), cursor, limit)
    return Complexes(items=[ComplexShape.of(row) for row in rows], next=more)


@router.get("/complexes/{key}", response=ComplexShape)
def complex(request: HttpRequest, key: str) -> ComplexShape:
    """One complex."""
    return ComplexShape.of(_one(directory.complexes(), key))


def _by(request: HttpRequest) -> Standing:
    return request.standing  # type: ignore[attr-defined, no-any-return]


def _one(rows: QuerySet[Row], key: str) -> Row:
    uid = key_of(key)
    found = rows.filter(pk=uid).first() if uid else None
    if found is None:
        raise NotFound("not_found")
    return found
