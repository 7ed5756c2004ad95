"""People as their own places of work and the offices in charge know them."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Account, ExpertProfile, Group, Membership, Organisation, Person, Post, Role
from dure.network.queries.organisations import is_number, phone_forms
from dure.network.rules import may_see_card
from dure.network.standing import Standing


def posts_at(organisation: Organisation) -> QuerySet[Post]:
    """Who works at an organisation today."""
    rows = Post.objects.filter(organisation=organisation, during__contains=clock.today())
    return rows.select_related("person").order_by("during", "pk")


def groups_of(organisation: Organisation) -> list[Group]:
    """Groups an organisation belongs to today."""
    today = Membership.objects.filter(organisation=organisation, during__contains=clock.today())
    rows = today.select_related("group", "group__kind").order_by("group__name")
    return [row.group for row in rows]


def colleagues(office_id: UUID) -> QuerySet[Person]:
    """People with a role in an office today, by name."""
    today = Role.objects.filter(
        office_id=office_id, code__in=Role.OFFICE_ROLES, during__contains=clock.today()
    )
    return Person.objects.filter(pk__in=today.values("person")).order_by("name", "pk")


def known_people(standing: Standing, words: str = "") -> QuerySet[Person]:
    """People at organisations of one's own offices or at one's own place of work, with their posts there."""
    near = Q(organisation__office_id__in=list(standing.offices))
    near |= Q(organisation_id__in=list(standing.organisations))
    posts = Post.objects.filter(near, during__contains=clock.today())
    if standing.blocked_by:
        posts = posts.exclude(organisation_id__in=list(standing.blocked_by))
    rows = Person.objects.filter(pk__in=posts.values("person"))
    if is_number(words):
        rows = rows.filter(phone__in=phone_forms(words))
    else:
        for word in words.split():
            rows = rows.filter(
                Q(name__icontains=word) | Q(name_en__icontains=word) | Q(email__icontains=word)
            )
    shown = Prefetch("posts", posts.select_related("organisation").order_by("during"), to_attr="shown_posts")
    return rows.prefetch_related(shown).order_by("name", "pk")


def find_person(key: UUID | None) -> Person:
    """A person by key; NotFound when there is none."""
    found = Person.objects.filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    return found


def has_account(person: Person) -> bool:
    """Whether somebody signs in with an account."""
    return Account.objects.filter(person=person).exists()


def places_kept(by: Standing, person: Person) -> list[Organisation]:
    """The organisations of this reader's offices at which somebody works today."""
    here = person.posts.filter(during__contains=clock.today(), organisation__office_id__in=list(by.offices))
    rows = here.exclude(organisation_id__in=list(by.blocked_by)).select_related("organisation__office")
    return [post.organisation for post in rows.order_by("organisation__name", "pk")]


def belongs(person: Person) -> bool:
    """Whether somebody still works, serves or is a member somewhere in the network, or is an expert of it."""
    if person.erased_on:
        return False
    today = {"person": person, "during__contains": clock.today()}
    return (
        Post.objects.filter(**today).exists()
        or Role.objects.filter(**today).exists()
        or Membership.objects.filter(**today).exists()
        or ExpertProfile.objects.filter(person=person).exists()
    )


def posts_seen(standing: Standing, person: Person) -> list[Post]:
    """Posts of a person, newest first: all of one's own, of others those where one may see the card."""
    rows = Post.objects.filter(person=person).select_related("organisation").order_by("-during", "-pk")
    if standing.is_system or person.pk == standing.person_id:
        return list(rows)
    return [row for row in rows if may_see_card(standing, row.organisation)]
