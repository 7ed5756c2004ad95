"""The same wish from several firms becomes a policy proposal with its evidence."""

import pytest

from dure.cases import actions as act
from dure.commons.actions import draft_proposal, step_proposal
from dure.commons.queries import find_proposal, proposed_cases, visible_to
from dure.ledger.errors import NotFound, Refused
from dure.ledger.models import Entry
from dure.matching.queries.wishes import ALIKE, likeness, pairs, same_wishes, weighted
from dure.network.actions import block_party
from dure.network.models import NeedKind

pytestmark = pytest.mark.django_db
WATER = "폐수 처리 기준이 업종에 맞지 않아 설비를 두 번 고쳤습니다. 폐수 기준을 업종별로 나눠 주세요."
AGAIN = "폐수 처리 기준 때문에 설비를 또 고쳐야 합니다. 업종별로 폐수 기준을 나누면 좋겠습니다."
ROAD = "공단 입구 도로가 좁아 화물차가 아침마다 막힙니다."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (WATER, AGAIN, True),
        ("외국인 근로자 고용 한도를 늘려 주세요. 사람을 구할 수 없습니다.",
         "외국인 근로자를 더 쓸 수 있게 한도를 올려 주시면 좋겠습니다.", True),
        (WATER, ROAD, False),
        ("전기요금 계약을 계절별로 바꿀 수 있게 해 주세요.", "인증 비용이 너무 비쌉니다. 시험 비용을 지원해 주세요.", False),
    ],
    ids=["water", "workers", "water and road", "power and tests"],
)  # fmt: skip
def test_texts_are_alike_when_they_wish_the_same(one, other, same):
    others = ["산업단지 통근버스를 늘려 주세요.", "도금 업체는 중금속 기준을 맞추기 어렵습니다."]
    first, second, *_rest = weighted([pairs(text) for text in (one, other, *others)])
    assert (likeness(first, second) >= ALIKE) is same


def wish(cast, firm, text, who="owner"):
    case = act.send_case(firm=firm, told=act.Told(text=text), by=cast.as_(who))
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    act.propose_forwarding(
        case=case, kind="CHANGE_REQUEST", body="광주시", text=text, by=cast.as_("coordinator")
    )
    return case


@pytest.fixture
def wished(cast):
    return [
        wish(cast, cast.lighttec, WATER), wish(cast, cast.humanlight, AGAIN, "rival"), wish(cast, cast.lighttec, ROAD),
    ]  # fmt: skip


def draft(cast, wished, by="coordinator"):
    return draft_proposal(
        office=cast.gwangju, title="폐수 기준", text="업종별로 나눔", body="환경부", cases=[case.pk for case in wished[:2]],
        firms=2, by=cast.as_(by),
    )  # fmt: skip


def test_same_wish_of_two_firms_is_found_and_another_is_not_mixed_in(cast, wished):
    (found,) = same_wishes(cast.as_("coordinator"))
    assert {case.pk for case in found.cases} == {wished[0].pk, wished[1].pk}
    assert found.firms == 2


def test_wish_of_one_firm_alone_is_none(cast):
    wish(cast, cast.lighttec, WATER)
    wish(cast, cast.lighttec, AGAIN)
    assert same_wishes(cast.as_("coordinator")) == []


@pytest.mark.parametrize("who", ["owner", "gumi_coordinator", "expert", "headquarters"])
def test_wishes_are_offered_to_the_office_only(who, cast, wished):
    assert same_wishes(cast.as_(who)) == []


def test_wish_of_a_firm_that_keeps_somebody_out_is_not_offered_to_that_person(cast, wished):
    block_party(
        firm=cast.humanlight, kind="PERSON", person=cast.people["colleague"], by=cast.as_("rival").actor
    )
    assert same_wishes(cast.as_("colleague")) == []
    assert len(same_wishes(cast.as_("coordinator"))) == 1


def test_proposal_is_approved_by_another_sent_and_answered(cast, wished):
    proposal = draft(cast, wished)
    assert same_wishes(cast.as_("coordinator"), proposed_cases([cast.gwangju.pk])) == []
    with pytest.raises(Refused, match="step_not_now"):
        step_proposal(proposal=proposal, step="dispatch", by=cast.as_("head"))
    step_proposal(proposal=proposal, step="review", by=cast.as_("coordinator"))
    with pytest.raises(Refused, match="step_not_yours"):
        step_proposal(proposal=proposal, step="dispatch", by=cast.as_("coordinator"))
    step_proposal(proposal=proposal, step="dispatch", by=cast.as_("head"), document_no="광주-1")
    with pytest.raises(Refused, match="proposal_answer_missing"):
        step_proposal(proposal=proposal, step="answer", by=cast.as_("coordinator"), answer="MAYBE", words="x")
    done = step_proposal(
        proposal=proposal, step="answer", by=cast.as_("coordinator"), answer="PARTLY", words="검토 중"
    )
    assert (done.state, done.answer, done.document_no) == ("ANSWERED", "PARTLY", "광주-1")
    states = [entry.payload["state"] for entry in Entry.objects.filter(type="proposal.moved").order_by("id")]
    assert states == ["DRAFT", "OFFICE_REVIEW", "FORWARDED", "ANSWERED"]


def test_dropped_proposal_needs_a_reason_and_frees_its_cases(cast, wished):
    proposal = draft(cast, wished)
    with pytest.raises(Refused, match="reason_missing"):
        step_proposal(proposal=proposal, step="rejection", by=cast.as_("coordinator"))
    step_proposal(proposal=proposal, step="rejection", by=cast.as_("coordinator"), words="이미 바뀜")
    assert len(same_wishes(cast.as_("coordinator"), proposed_cases([cast.gwangju.pk]))) == 1


def test_headquarters_sees_a_proposal_once_it_was_sent_and_nobody_else_does(cast, wished):
    proposal = draft(cast, wished)
    for who in ("headquarters", "gumi_coordinator", "owner"):
        assert not visible_to(cast.as_(who)).exists()
        with pytest.raises(NotFound):
            find_proposal(proposal.pk, cast.as_(who))
    step_proposal(proposal=proposal, step="review", by=cast.as_("coordinator"))
    step_proposal(proposal=proposal, step="dispatch", by=cast.as_("head"))
    assert visible_to(cast.as_("headquarters")).get() == proposal
    assert not visible_to(cast.as_("owner")).exists()
