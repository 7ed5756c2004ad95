"""Accounts of the large database: all staff, some hundred firms and experts, and firms without a case."""

from dure.network.models import Account, Person, Role

FIRMS, EXPERTS, OUTSIDERS = 300, 300, 100
UNUSABLE = "!"


def open_accounts() -> None:
    """One account a person, which nobody can sign in to by password."""
    staff = Person.objects.filter(roles__code__in=[*Role.OFFICE_ROLES, "HEADQUARTERS"])
    firms = Person.objects.filter(roles__code="FIRM", roles__organisation__cases__isnull=False)
    outsiders = Person.objects.filter(roles__code="FIRM", roles__organisation__cases__isnull=True)
    experts = Person.objects.filter(expert__published=True, referrals__isnull=False)
    known = set(Account.objects.values_list("person_id", flat=True))
    chosen: dict[object, Person] = {}
    for people, most in ((staff, None), (firms, FIRMS), (experts, EXPERTS), (outsiders, OUTSIDERS)):
        found = people.exclude(pk__in=known).distinct().order_by("pk")
        chosen |= {person.pk: person for person in (found if most is None else _spread(list(found), most))}
    Account.objects.bulk_create(
        Account(email=f"bench.{number}@bench.dure", person=person, password=UNUSABLE)
        for number, person in enumerate(chosen.values())
    )


def _spread(people: list[Person], most: int) -> list[Person]:
    step = max(1, len(people) // most)
    return people[::step][:most]
