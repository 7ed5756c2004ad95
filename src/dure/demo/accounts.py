"""Who can sign in to the demonstration."""

from django.contrib.auth.hashers import make_password

from dure.demo.people import DOMAIN
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.network.models import Account, Person

DEMO_PASSWORD = "dure-demo-2026"  # noqa: S105  (shown to everybody who starts the demonstration)
ROLES = ("firm", "expert", "coordinator", "secretariat", "office_head", "headquarters", "outsider")


def open_accounts(cast: dict[str, Person]) -> None:
    """One account a role, all with the same password."""
    password = make_password(DEMO_PASSWORD)
    for role, person in cast.items():
        email = f"{role}@{DOMAIN}"
        Account.objects.create(email=email, person=person, password=password)
        with recording(by=SYSTEM):
            Person.objects.filter(pk=person.pk).update(email=email)


def accounts() -> list[dict[str, str]]:
    """One sign-in a role: role, e-mail, password, name and place."""
    found = Account.objects.filter(email__in=[f"{role}@{DOMAIN}" for role in ROLES]).select_related("person")
    people = {account.email: account.person for account in found}
    rows = []
    for role in ROLES:
        person = people.get(f"{role}@{DOMAIN}")
        if person is not None:
            rows.append({
                "role": role, "email": f"{role}@{DOMAIN}", "password": DEMO_PASSWORD, "name": person.name,
                "place": place_of(person),
            })  # fmt: skip
    return rows


def place_of(person: Person) -> str:
    """Where somebody belongs: office, firm, house or group."""
    post = person.posts.select_related("organisation").first()
    if post is not None:
        return str(post.organisation)
    role = person.roles.select_related("office", "group__office").order_by("id").first()
    if role is None:
        return ""
    if role.group is not None:
        return str(role.group.office)
    return str(role.office or "한국산업단지공단 클러스터 본부")
