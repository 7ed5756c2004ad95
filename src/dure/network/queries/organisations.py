"""Organisations by name, number and telephone, and what a list shows of them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Func, Q, QuerySet, TextField, Value, When
from django.http import QueryDict

from dure.engines.identifiers import bigrams, name_key, phone, phone_digits
from dure.engines.identifiers.numbers import NumberFault
from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Organisation, Person, Post, Role
from dure.network.standing import Standing

NUMBER = re.compile(r"[\d\s()+.\-–—·/]+")
FEWEST_DIGITS = 7
GRAMS = Func("sought", function="network_bigrams", output_field=ArrayField(TextField()))


@dataclass(frozen=True)
class OrganisationFilter:
    """What somebody looks for, as it stands in the address bar."""

    words: str = ""
    kind: str = ""
    complex: str = ""
    office: str = ""
    trade: str = ""
    mine: bool = False
    closed: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "OrganisationFilter":
        """Read from an address; what is unknown is left out."""
        kind = query.get("kind", "")
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:100],
            kind=kind if kind in Organisation.KINDS else "",
            complex=query.get("complex", "")[:24].replace("\x00", ""),
            office=query.get("office", "")[:8].replace("\x00", ""),
            trade=query.get("trade", "")[:8].replace("\x00", ""),
            mine=query.get("mine") == "1",
            closed=query.get("closed") == "1",
        )


def is_number(words: str) -> bool:
    """Whether words are meant as a telephone or business number."""
    plain = unicodedata.normalize("NFKC", words)
    digits = sum(letter.isdigit() for letter in plain)
    return digits >= FEWEST_DIGITS and NUMBER.fullmatch(plain) is not None


def organisations(standing: Standing, wanted: OrganisationFilter) -> QuerySet[Organisation]:
    """Organisations that match, best names first; a number finds only what this reader may find by it."""
    rows = Organisation.objects.defer("about", "sought")
    rows = rows.prefetch_related("complex", "office", "coordinator")
    if is_number(wanted.words):
        rows = rows.filter(pk__in=by_number(standing, wanted.words)).order_by("name", "pk")
    else:
        rows = named(rows, wanted.words)
        rows = rows if wanted.closed else rows.filter(closed_on=None)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.complex:
        rows = rows.filter(complex__code=wanted.complex)
    if wanted.office:
        rows = rows.filter(office__code=wanted.office)
    if wanted.trade:
        rows = rows.filter(trade=wanted.trade)
    if wanted.mine and standing.is_staff:
        rows = rows.filter(coordinator_id=standing.person_id)
    return rows


def named(rows: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    """Rows whose name or products contain every word, those whose name begins so first."""
    keys = [key for key in map(name_key, words.split()) if key]
    if not keys:
        return rows.order_by("name", "pk")
    rows = rows.alias(grams=GRAMS)
    for key in keys:
        if len(key) > 1:
            rows = rows.filter(grams__contains=bigrams(key))
        if len(key) != 2:
            rows = rows.filter(sought__contains=key)
    whole = "".join(keys)
    place = Case(
        When(sought__startswith=f"{whole};", then=Value(0)),
        When(sought__startswith=keys[0], then=Value(1)),
        default=Value(2),
    )
    return rows.order_by(place, "name", "pk")


def of_name(name: str) -> QuerySet[Organisation]:
    """Organisations of exactly this name, whatever their legal form."""
    key = name_key(name)
    if not key:
        return Organisation.objects.none()
    rows = Organisation.objects.alias(grams=GRAMS).filter(grams__contains=bigrams(f"{key};"))
    return rows.filter(sought__startswith=f"{key};")


def by_number(standing: Standing, words: str) -> list[UUID]:
    """Keys found by a business number or a telephone number.

    A business number is public for staff, who must not register a firm twice. A telephone number finds only
    organisations whose card the reader may see: their own number, or that of somebody who works there.
    """
    plain = unicodedata.normalize("NFKC", words)
    digits = re.sub(r"\D", "", plain)
    near = Organisation.objects.exclude(pk__in=list(standing.blocked_by))
    own = Q(office_id__in=list(standing.offices)) | Q(pk__in=list(standing.organisations))
    seen = near if standing.is_system else near.filter(own)
    phones = phone_forms(plain)
    found = set(seen.filter(phone__in=phones).values_list("pk", flat=True))
    if callers := list(Person.objects.filter(phone__in=phones).values_list("pk", flat=True)):
        found |= set(seen.filter(pk__in=workplaces(callers)).values_list("pk", flat=True))
    if len(digits) == 10:
        numbered = Organisation.objects if standing.is_staff else seen
        found |= set(numbered.filter(business_no=digits).values_list("pk", flat=True))
    return sorted(found)


def workplaces(people: Iterable[UUID]) -> set[UUID]:
    """Organisations at which people work or for which they act today."""
    near = {"person_id__in": list(people), "during__contains": clock.today()}
    posts = Post.objects.filter(**near).values_list("organisation_id", flat=True)
    roles = Role.objects.filter(**near, organisation__isnull=False).values_list("organisation_id", flat=True)
    return {key for key in (*posts, *roles) if key is not None}


def find_organisation(key: UUID) -> Organisation:
    """An organisation by key."""
    found = Organisation.objects.select_related("complex", "office", "coordinator").filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    return found


def phone_forms(words: str) -> set[str]:
    """The forms in which a number may be kept: as written, and as a Korean one without its zero."""
    plain = unicodedata.normalize("NFKC", words)
    forms = {f"+82{phone_digits(plain)}"}
    try:
        forms.add(phone(plain))
    except NumberFault:
        return forms
    return forms
