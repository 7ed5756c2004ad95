"""Who may see and keep what of the register; a refusal is a code with parameters."""

from uuid import UUID

from dure.ledger import clock
from dure.ledger.errors import NotFound, Refused
from dure.network.models import Block, ExpertProfile, Group, Office, Organisation, Person, Post, Role, Service
from dure.network.standing import Standing

GROUP_KEEPERS = frozenset({"OFFICE_HEAD", "COORDINATOR", "SECRETARIAT", "STAFF"})


def may_see_card(standing: Standing, organisation: Organisation) -> bool:
    """Whether contacts, numbers, people and blocks are this reader's to know: its own people and its office.

    Somebody whom the firm wants kept out sees no more than a stranger, in whatever role.
    """
    if standing.is_system:
        return True
    if organisation.pk in standing.blocked_by:
        return False
    return organisation.pk in standing.organisations or organisation.office_id in standing.offices


def is_office_of(standing: Standing, organisation: Organisation) -> bool:
    """Whether this reader works in the office that looks after an organisation."""
    return organisation.office_id in standing.offices and organisation.pk not in standing.blocked_by


def must_keep(standing: Standing, organisation: Organisation) -> None:
    """Only an organisation itself and its office change its record; for others there is none to change."""
    if not may_see_card(standing, organisation):
        raise NotFound("not_found")


def must_be_its_office(standing: Standing, organisation: Organisation) -> None:
    """Only the office that looks after an organisation may do this."""
    must_keep(standing, organisation)
    if not (standing.is_system or is_office_of(standing, organisation)):
        raise Refused("register_by_office_only")


def must_register_for(standing: Standing, office: Office) -> None:
    """Staff register organisations for their own office."""
    if not (standing.is_system or office.pk in standing.offices):
        raise Refused("office_not_yours")


def must_be_colleague(coordinator: Person, office: Office) -> None:
    """A person in charge works in the same office today."""
    posts = Role.objects.filter(
        person=coordinator, office=office, code__in=Role.OFFICE_ROLES, during__contains=clock.today()
    )
    if not posts.exists():
        raise Refused("not_a_colleague")


def may_keep_person(standing: Standing, person: Person) -> bool:
    """Whether contacts of a person may be seen and changed: by that person, and where the person works."""
    if standing.is_system or person.pk == standing.person_id:
        return True
    posts = Post.objects.filter(person=person, during__contains=clock.today())
    rows = posts.select_related("organisation")
    return any(may_see_card(standing, post.organisation) for post in rows)


def must_keep_person(standing: Standing, person: Person) -> None:
    """For everybody else there is no such person."""
    if not may_keep_person(standing, person):
        raise NotFound("not_found")


def may_record_consent(standing: Standing, person: Person) -> bool:
    """What somebody said is written down by that person, or by the office that looks after a place of work."""
    if standing.is_system or person.pk == standing.person_id:
        return True
    here = person.posts.filter(
        during__contains=clock.today(), organisation__office_id__in=list(standing.offices)
    )
    return here.exclude(organisation_id__in=list(standing.blocked_by)).exists()


def must_record_consent(standing: Standing, person: Person) -> None:
    """For everybody else there is no such person."""
    if person.erased_on or not may_record_consent(standing, person):
        raise NotFound("not_found")


def may_erase(standing: Standing, person: Person) -> bool:
    """The head of an office erases people of the organisations it looks after, also of those they have left."""
    headed = [office for office, codes in standing.offices.items() if "OFFICE_HEAD" in codes]
    places = Post.objects.filter(person=person, organisation__office_id__in=headed)
    return places.exclude(organisation_id__in=list(standing.blocked_by)).exists()


def must_erase(standing: Standing, person: Person) -> None:
    """For everybody else there is no such person to erase."""
    if not may_erase(standing, person):
        raise NotFound("not_found")


def must_keep_block(standing: Standing, block: Block) -> None:
    """Blocks are known to the firm and its office only."""
    must_keep(standing, block.firm)


def may_see_expert(standing: Standing, expert: ExpertProfile) -> bool:
    """Published profiles are for everybody; a draft is for its owner and the office of the workplace."""
    if expert.shown or standing.is_system or expert.pk == standing.expert_id:
        return True
    return is_office_of(standing, expert.organisation)


def must_own_profile(standing: Standing, expert: ExpertProfile) -> None:
    """Experts say themselves what they know."""
    if standing.is_system or expert.pk == standing.expert_id:
        return
    if may_see_expert(standing, expert):
        raise Refused("profile_not_yours")
    raise NotFound("not_found")


def may_found_groups(standing: Standing, office: Office | None = None) -> bool:
    """Staff of the office, or of any office when none is named, and headquarters."""
    if standing.headquarters:
        return True
    if office is None:
        return any(codes & GROUP_KEEPERS for codes in standing.offices.values())
    return bool(standing.offices.get(office.pk, frozenset()) & GROUP_KEEPERS)


def may_run_group(standing: Standing, group: Group) -> bool:
    """The secretariat of the group, staff of its office, and headquarters."""
    return group.pk in standing.secretariats or may_found_groups(standing, group.office)


def must_run_group(standing: Standing, group: Group) -> None:
    """For everybody else the step is not theirs."""
    if not (standing.is_system or may_run_group(standing, group)):
        raise Refused("step_not_yours")


def is_inside_group(standing: Standing, group: Group) -> bool:
    """Members and officers of the group and whoever runs it."""
    return group.pk in standing.groups | standing.officers or may_run_group(standing, group)


def may_keep_places(standing: Standing) -> bool:
    """Complexes, offices and heads are kept by headquarters."""
    return standing.headquarters


def may_see_staff(standing: Standing, office: Office) -> bool:
    """Who works in an office is shown to staff of any office."""
    return standing.is_staff


def may_keep_service(standing: Standing, service: Service) -> bool:
    """Staff of the office that runs it; what belongs to no office is kept by headquarters."""
    return standing.headquarters or service.office_id in standing.offices


def may_keep_settings(standing: Standing) -> bool:
    """Limits and days off hold for all offices and are kept by headquarters."""
    return standing.headquarters


def may_keep_roles(standing: Standing, office_id: UUID | None = None) -> bool:
    """The head of the office, or of any office when none is named, and headquarters."""
    if standing.headquarters:
        return True
    if office_id is None:
        return any("OFFICE_HEAD" in codes for codes in standing.offices.values())
    return "OFFICE_HEAD" in standing.offices.get(office_id, frozenset())


def may_give_role(standing: Standing, code: str, office_id: UUID | None) -> bool:
    """Heads give every role of their office but their own; headquarters and heads are named by headquarters."""
    if code in ("HEADQUARTERS", "OFFICE_HEAD"):
        return standing.headquarters
    return office_id is not None and may_keep_roles(standing, office_id)


def may_keep_duties(standing: Standing, person_id: UUID, office_id: UUID) -> bool:
    """Whether somebody arranges who does the work of a colleague: that colleague, and the head of the office."""
    if standing.is_system or standing.person_id == person_id:
        return True
    return "OFFICE_HEAD" in standing.offices.get(office_id, frozenset())


def must_keep_duties(standing: Standing, person_id: UUID, office_id: UUID) -> None:
    """Colleagues arrange neither the absence nor the duties of one another."""
    if not may_keep_duties(standing, person_id, office_id):
        raise Refused("duties_not_yours")
