"""동의 on the page of a person: what was said, by whom it is written down, and what follows from it."""

from datetime import timedelta

import pytest

from dure.ledger import clock
from dure.ledger.errors import NotFound, Refused
from dure.ledger.models import Entry
from dure.messages.rules import why_not
from dure.network.actions import record_consent
from dure.network.actions.consents import record_consents
from dure.network.models import ExpertProfile, PersonalConsent
from dure.network.queries.consents import consents_of
from dure.network.queries.experts import ExpertFilter, experts

pytestmark = pytest.mark.django_db


def place(person):
    return f"/people/{person.pk}/consents"


def said(**more):
    return {"agreed": "yes", "source": "CALL", "said_on": clock.today().isoformat(), **more}


def test_office_reads_the_items_out_and_writes_down_what_was_said(cast, signed_in):
    owner, desk = cast.people["owner"], signed_in("coordinator")
    page = desk.get(f"/people/{owner.pk}").content.decode()
    assert "아직 묻지 않음" in page
    assert f'href="{place(owner)}"' in page
    read_out = desk.get(place(owner)).content.decode()
    assert "거부할 권리와 불이익" in read_out
    assert "추진단이 도움을 부탁한 전문가와 기관" in read_out
    sent = said(purposes=["SERVICE", "PROVISION"], basis="녹음 2026-11-3")
    assert desk.post(place(owner), sent).status_code == 302
    found = consents_of(owner)
    assert {code: (row.agreed, row.source, row.basis) for code, row in found.items()} == {
        "SERVICE": (True, "CALL", "녹음 2026-11-3"),
        "PROVISION": (True, "CALL", "녹음 2026-11-3"),
    }
    page = desk.get(f"/people/{owner.pk}").content.decode()
    assert "녹음 2026-11-3" in page
    assert "동의함" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"purposes": []},
        {"purposes": ["SERVICE"], "agreed": ""},
        {"purposes": ["SERVICE"], "said_on": (clock.today() + timedelta(days=1)).isoformat()},
        {"purposes": ["SERVICE"], "source": "ACCOUNT"},
        {"purposes": ["ALL"]},
    ],
)
def test_half_said_or_impossible_is_kept_nowhere(cast, signed_in, wrong):
    answer = signed_in("coordinator").post(place(cast.people["owner"]), said(**wrong))
    assert answer.status_code == 422
    assert not PersonalConsent.objects.exists()


def test_person_decides_on_the_own_page_and_nobody_can_say_it_came_from_there(cast, signed_in):
    owner = cast.people["owner"]
    own = signed_in("owner")
    assert own.post(place(owner), {"purposes": ["INVITATION"], "agreed": "no"}).status_code == 302
    row = PersonalConsent.objects.get()
    assert (row.agreed, row.source, row.recorded_by) == (False, "ACCOUNT", owner)
    told = {"of": owner, "purposes": ("SERVICE",), "agreed": True}
    with pytest.raises(Refused, match="consent_kind_unknown"):
        record_consents(**told, source="ACCOUNT", by=cast.as_("coordinator"))
    with pytest.raises(Refused, match="consent_kind_unknown"):
        record_consents(**told, source="CALL", by=cast.as_("owner"))


@pytest.mark.parametrize("who", ["rival", "gumi_coordinator", "expert"])
def test_others_neither_see_nor_write_what_somebody_said(cast, signed_in, who):
    owner = cast.people["owner"]
    record_consent(of=owner, purpose="SERVICE", agreed=True, source="CALL", by=cast.as_("coordinator").actor)
    client = signed_in(who)
    assert client.get(f"/people/{owner.pk}").status_code == 404
    assert client.get(place(owner)).status_code == 404
    assert client.post(place(owner), said(purposes=["SERVICE"], agreed="no")).status_code == 404
    with pytest.raises(NotFound):
        record_consents(of=owner, purposes=("SERVICE",), agreed=False, source="CALL", by=cast.as_(who))
    assert consents_of(owner)["SERVICE"].agreed


def test_taking_back_the_keeping_of_data_stops_messages_of_every_kind(cast, signed_in):
    owner = cast.people["owner"]
    signed_in("owner").post(
        place(owner), {"purposes": ["COLLECTION", "SERVICE", "INVITATION"], "agreed": "yes"}
    )
    assert why_not(owner, "SERVICE", "COPY") == ""
    signed_in("coordinator").post(place(owner), said(purposes=["COLLECTION"], agreed="no"))
    assert {why_not(owner, kind, "COPY") for kind in ("SERVICE", "INVITATION")} == {"message_refused"}


def test_expert_who_takes_it_back_is_no_longer_shown_or_suggested(cast, signed_in):
    expert = cast.people["expert"]
    assert expert.pk in {row.person_id for row in experts(ExpertFilter())}
    answer = signed_in("expert").post(place(expert), {"purposes": ["COLLECTION"], "agreed": "no"})
    assert answer.status_code == 302
    assert expert.pk not in {row.person_id for row in experts(ExpertFilter())}
    assert not ExpertProfile.objects.get(person=expert).published
    types = Entry.objects.filter(touches__uid=expert.pk).values_list("type", flat=True)
    assert {"expert.withdrawn", "consent.taken_back"} <= set(types)
