"""Complexes, offices, heads, settings, days off, services, roles and accounts, as actions and queries."""

from datetime import date, timedelta

import pytest

from dure.ledger import clock
from dure.ledger.errors import NotFound, Refused
from dure.ledger.models import Entry
from dure.network import actions as act
from dure.network.models import Account, Complex, DayOff, Person, Role, Service, Wording
from dure.network.queries import places as read
from dure.network.queries.roles import has_roles_elsewhere, people_within, roles_kept_by
from dure.network.queries.services import ServiceFilter, is_open, services_found
from dure.network.queries.settings import history_of, setting, work_calendar
from dure.network.queries.wording import wordings_of
from dure.network.rules import may_give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def hq(cast):
    return cast.as_("headquarters").actor


def test_headquarters_adds_a_complex_and_an_office_below_a_region(cast, hq):
    place = act.register_complex(code="IKSAN", name="익산", kind="NATIONAL", by=hq)
    region = act.open_office(
        code="HN", name="호남권본부", kind="REGIONAL_HQ", opened_on=date(2010, 1, 1), complexes=[], by=hq
    )
    office = act.open_office(
        code="IS", name="익산 추진단", opened_on=date(2010, 1, 1), parent=region, complexes=[place], by=hq
    )
    tree = read.office_tree(list(read.offices()))
    depth = {line["office"].code: line["depth"] for line in tree}
    assert (depth["HN"], depth["IS"]) == (0, 1)
    assert list(office.complexes.all()) == [place]
    with pytest.raises(Refused, match="code_taken"):
        act.register_complex(code="IKSAN", name="또", by=hq)


def test_specialisation_holds_for_its_time(cast, hq):
    place = Complex.objects.get(code="GJ")
    act.name_specialisation(
        complex=place, ko="광산업", since=date(2004, 6, 1), until=date(2014, 12, 31), by=hq
    )
    assert read.specialisations([place.pk], date(2014, 12, 31))[place.pk]
    assert not read.specialisations([place.pk], date(2015, 1, 1))[place.pk]


def test_head_is_answered_as_of_any_day_and_terms_do_not_overlap(cast, hq):
    told = {"office": cast.gwangju, "title": "추진단장", "home": cast.kumoh, "by": hq}
    act.appoint_head(person=cast.people["expert"], since=date(2020, 3, 1), until=date(2022, 2, 28), **told)
    act.appoint_head(person=cast.people["head"], since=date(2022, 3, 1), until=None, **told)
    heads = read.heads_of(cast.gwangju)
    assert read.head_on(heads, date(2022, 2, 28)).person == cast.people["expert"]
    assert read.head_on(heads, date(2022, 3, 1)).person == cast.people["head"]
    assert read.head_on(heads, date(2019, 1, 1)) is None
    with pytest.raises(Refused, match="head_already_appointed"):
        act.appoint_head(person=cast.people["body"], since=date(2021, 1, 1), until=date(2021, 6, 1), **told)


def test_change_of_an_office_tells_what_changed(cast, hq):
    place = Complex.objects.get(code="GJ")
    act.change_office(office=cast.gwangju, complexes=[place], label="지역본부", by=hq)
    assert Entry.objects.get(type="office.changed").payload == {"fields": ["label"]}
    act.change_office(office=cast.gwangju, complexes=[place], label="지역본부", by=hq)
    assert Entry.objects.filter(type="office.changed").count() == 1


def test_setting_holds_from_its_day_and_the_past_stays(cast, hq):
    tomorrow = clock.today() + timedelta(days=1)
    act.change_setting(key="case.first_answer", value=2, since=tomorrow, basis="운영위원회", by=hq)
    assert (setting("case.first_answer"), setting("case.first_answer", tomorrow)) == (1, 2)
    act.change_setting(key="case.first_answer", value=3, since=tomorrow, by=hq)
    assert setting("case.first_answer", tomorrow) == 3
    assert [row.value for row in history_of("case.first_answer")] == [3]
    with pytest.raises(Refused, match="setting_unknown"):
        act.change_setting(key="case.nothing", value=1, since=tomorrow, by=hq)


def test_day_off_counts_at_once(cast, hq, django_capture_on_commit_callbacks):
    friday = date(2030, 3, 15)
    work_calendar()
    with django_capture_on_commit_callbacks(execute=True):
        act.add_day_off(on=friday, ko="임시 공휴일", by=hq)
    assert not work_calendar().works_on(friday)
    with pytest.raises(Refused, match="day_off_known"):
        act.add_day_off(on=friday, ko="또", by=hq)
    with django_capture_on_commit_callbacks(execute=True):
        act.remove_day_off(on=friday, by=hq)
    assert work_calendar().works_on(friday)
    assert not DayOff.objects.filter(on=friday).exists()
    with pytest.raises(NotFound):
        act.remove_day_off(on=friday, by=hq)


def test_services_are_found_by_need_kind_words_and_openness(cast, hq):
    past = act.register_service(
        code="PAST", kind="HOTLINE", name="옛 전화", text="지난 일", needs=["QUALITY"], by=hq
    )
    act.close_service(service=past, on=date(2020, 1, 1), by=hq)
    assert list(services_found(ServiceFilter(need="FINANCE"))) == [cast.service]
    assert list(services_found(ServiceFilter(kind="HOTLINE"))) == [past]
    assert list(services_found(ServiceFilter(words="운전"))) == [cast.service]
    assert list(services_found(ServiceFilter(open=True))) == [cast.service]
    assert (is_open(past), is_open(cast.service)) == (False, True)
    with pytest.raises(Refused, match="service_already_closed"):
        act.close_service(service=past, by=hq)


def test_changed_text_outdates_its_language_versions(cast, hq):
    from dure.ledger.actors import SYSTEM
    from dure.ledger.doors import recording

    with recording(by=SYSTEM):
        for field in ("name", "text"):
            Wording.objects.create(
                object_type="service",
                object_uid=cast.service.pk,
                field=field,
                language="en",
                text=f"English {field}",
            )
    assert wordings_of([cast.service.pk], "en")[cast.service.pk] == {
        "name": "English name",
        "text": "English text",
    }
    assert wordings_of([cast.service.pk], "ko") == {}
    act.change_service(service=cast.service, text="새 글", by=hq)
    assert wordings_of([cast.service.pk], "en")[cast.service.pk] == {"name": "English name"}
    assert Service.objects.get(pk=cast.service.pk).text == "새 글"


def test_head_keeps_roles_of_the_own_office_and_headquarters_all(cast):
    own = set(roles_kept_by(cast.as_("head")).values_list("person__email", flat=True))
    assert {"coordinator@example.kr", "owner@example.kr", "secretariat@example.kr"} <= own
    assert not own & {"gumi_coordinator@example.kr", "gumi_owner@example.kr", "headquarters@example.kr"}
    assert roles_kept_by(cast.as_("headquarters")).count() == Role.objects.count()
    assert not people_within(cast.as_("head")).filter(pk=cast.people["gumi_owner"].pk).exists()


def test_head_gives_no_role_above_the_own(cast):
    head = cast.as_("head")
    assert may_give_role(head, "COORDINATOR", cast.gwangju.pk)
    assert not may_give_role(head, "COORDINATOR", cast.gumi.pk)
    assert not may_give_role(head, "OFFICE_HEAD", cast.gwangju.pk)
    assert not may_give_role(head, "HEADQUARTERS", None)


def test_role_is_given_once_and_the_last_of_headquarters_stays(cast, hq):
    with pytest.raises(Refused, match="role_already"):
        act.give_role(person=cast.people["coordinator"], code="COORDINATOR", office=cast.gwangju, by=hq)
    last = Role.objects.get(code="HEADQUARTERS")
    with pytest.raises(Refused, match="last_headquarters"):
        act.end_role(role=last, by=hq)


def test_account_is_opened_once_and_without_a_password(cast, hq):
    somebody = act.register_person(name="새 사람", by=hq)
    with pytest.raises(Refused, match="email_missing"):
        act.open_account(person=somebody, by=hq)
    with pytest.raises(Refused, match="email_taken"):
        act.open_account(person=somebody, email="Owner@example.kr", by=hq)
    account = act.open_account(person=somebody, email="New@example.kr", by=hq)
    assert (account.email, account.has_usable_password()) == ("new@example.kr", False)
    with pytest.raises(Refused, match="account_already"):
        act.open_account(person=somebody, email="other@example.kr", by=hq)
    assert Account.objects.filter(person=somebody).count() == 1
    assert Person.objects.get(pk=somebody.pk).email == "new@example.kr"


def test_somebody_who_works_elsewhere_too_is_left_to_headquarters(cast, hq):
    act.give_role(person=cast.people["colleague"], code="STAFF", office=cast.gumi, by=hq)
    assert has_roles_elsewhere(cast.as_("head"), cast.people["colleague"])
    assert not has_roles_elsewhere(cast.as_("head"), cast.people["coordinator"])
    assert not has_roles_elsewhere(cast.as_("headquarters"), cast.people["colleague"])
