"""The register as anybody signed in may read it: who is there, not whom they look after."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dure.ledger import clock
from dure.network.models import Complex, ExpertProfile, Group, Organisation, Role, Service
from dure.network.models.experts import SHOWN
from dure.network.rules import may_see_card
from dure.network.standing import Standing


def organisations(*, kind: str = "", words: str = "") -> QuerySet[Organisation]:
    """Organisations that have not closed."""
    rows = Organisation.objects.filter(closed_on=None).select_related("complex", "office", "coordinator")
    if kind:
        rows = rows.filter(kind=kind)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(name_en__icontains=words))
    return rows


def sees_card(standing: Standing, organisation: Organisation) -> bool:
    """Whether a reader may know the numbers and contacts of an organisation: its own people and its office."""
    return may_see_card(standing, organisation)


def experts(standing: Standing, *, field: str = "", words: str = "") -> QuerySet[ExpertProfile]:
    """Published experts, and one's own profile."""
    shown = SHOWN
    if standing.expert_id:
        shown |= Q(pk=standing.expert_id)
    rows = ExpertProfile.objects.filter(shown)
    if field:
        rows = rows.filter(fields__code=field)
    if words:
        rows = rows.filter(
            Q(person__name__icontains=words)
            | Q(about__icontains=words)
            | Q(organisation__name__icontains=words)
        )
    return rows.select_related("person", "organisation").prefetch_related("fields")


def groups(*, kind: str = "", words: str = "") -> QuerySet[Group]:
    """Groups that exist today, with how many organisations belong to each."""
    rows = Group.objects.filter(ended_on=None)
    if kind:
        rows = rows.filter(kind_id=kind)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(name_en__icontains=words))
    today = Q(memberships__during__contains=clock.today(), memberships__organisation__isnull=False)
    members = Count("memberships__organisation", filter=today, distinct=True)
    related = rows.select_related("office", "kind").prefetch_related("complexes")
    return related.annotate(members=members)


def services(*, kind: str = "", need: str = "", words: str = "") -> QuerySet[Service]:
    """Services that have not closed."""
    rows = Service.objects.filter(closed_on=None).select_related("provider", "office")
    if kind:
        rows = rows.filter(kind=kind)
    if need:
        rows = rows.filter(needs__contains=[need])
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(text__icontains=words))
    return rows


def complexes() -> QuerySet[Complex]:
    """All complexes with their specialised industries."""
    return Complex.objects.prefetch_related("specialisations", "offices")


def roles_of(person_id: UUID) -> QuerySet[Role]:
    """What somebody may act as today, and where."""
    rows = Role.objects.filter(person_id=person_id, during__contains=clock.today())
    return rows.select_related("office", "group", "organisation").order_by("code", "pk")
