"""Fragments and pages of the matching: one happy path and one refusal each, and a fixed number of queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dure.cases import actions as act
from dure.cases.models import DifficultyCase
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.matching.indexing import Indexer, rebuild_index
from dure.network.actions import block_party
from dure.network.models import ExpertProfile, NeedKind, Person

pytestmark = pytest.mark.django_db
NEED = "조명 회로가 복잡하고 방열이 되지 않습니다"
SECRET = "황금두꺼비합금"
HTMX = {"HTTP_HX_REQUEST": "true"}
QUERIES = 12


@pytest.fixture
def indexer(cast, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "index"
    indexer = Indexer()
    while indexer.turn():
        continue
    yield indexer
    indexer.close()


@pytest.fixture
def case(cast, indexer):
    case = act.send_case(firm=cast.lighttec, told=act.Told(text=NEED), by=cast.as_("owner"))
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    indexer.turn()
    return DifficultyCase.objects.get(pk=case.pk)


def read(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_typing_firm_sees_helpers_with_marked_words(signed_in, indexer):
    page = read(signed_in("owner").post("/matching/suggestions", {"text": NEED}, **HTMX))
    assert "김○○" in page
    assert "<mark>방열</mark>" in page
    assert "같은 말" in page
    assert "<html" not in page


def test_panel_says_what_it_understood_in_the_language_of_the_reader(signed_in, indexer):
    client, text = signed_in("owner"), "다이캐스팅 조명 몸체에 블로홀이 생기고 방열이 안 됩니다"
    page = read(client.post("/matching/suggestions", {"text": text}, **HTMX))
    understood = page.split("이렇게 이해했습니다")[1].split("</ul>")[0]
    assert re.findall("<li>([^<]+)<", understood)[:2] == ["다이캐스팅", "조명"]
    assert "주조 기공" in understood
    client.cookies["django_language"] = "en"
    page = read(client.post("/matching/suggestions", {"text": text}, **HTMX))
    assert "casting porosity" in page.split("Understood as")[1].split("</ul>")[0]


def test_kinds_and_fields_are_named_in_the_language_of_the_reader(signed_in, indexer):
    client = signed_in("owner")
    client.cookies["django_language"] = "en"
    page = read(client.post("/matching/suggestions", {"text": NEED, "kind": "TECHNOLOGY"}, **HTMX))
    assert f"matter of {NeedKind.objects.get(code='TECHNOLOGY').en}." in page


def test_where_nothing_fits_it_says_so_and_leads_to_a_person(signed_in, indexer, cast):
    page = read(
        signed_in("owner").post("/matching/suggestions", {"text": "반려동물 사료 펠릿 뻥튀기"}, **HTMX)
    )
    assert "아직 비슷한 것을 찾지 못했습니다" in page
    assert "펫푸드" in page or "사료" in page.split("이렇게 이해했습니다")[1]
    assert f"tel:{cast.lighttec.coordinator.phone or cast.lighttec.office.phone}" in page


def test_same_difficulty_is_noticed_before_it_is_sent_again(cast, signed_in, indexer, case):
    again = {"text": "조명 회로가 너무 복잡해요. 방열도 안 되네요"}
    page = read(signed_in("owner").post("/matching/suggestions", again, **HTMX))
    assert "이미 보내신 애로와 비슷합니다" in page.split("finds")[0]
    assert case.number in page.split("finds")[0]
    asked = {**again, "firm": str(cast.lighttec.pk)}
    assert (
        case.number
        in read(signed_in("coordinator").post("/matching/suggestions", asked, **HTMX)).split("finds")[0]
    )


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("owner", "조명 회로 수출 인증 절차와 해외 바이어 발굴, 통역과 계약서 검토가 필요합니다"),
        ("rival", NEED),
        ("gumi_owner", NEED),
    ],
)
def test_another_difficulty_and_another_firm_are_not_noticed(signed_in, case, who, text):
    assert "이미 보내신" not in read(signed_in(who).post("/matching/suggestions", {"text": text}, **HTMX))


def test_answer_to_typing_is_never_kept(signed_in, indexer):
    answer = signed_in("owner").post("/matching/suggestions", {"text": NEED}, **HTMX)
    assert answer["Cache-Control"] == "no-store"


def test_suggestions_are_a_page_without_javascript(signed_in, indexer):
    page = read(signed_in("owner").post("/matching/suggestions", {"text": NEED}))
    assert "<html" in page
    assert "김○○" in page


@pytest.mark.parametrize("text", ["", "방", "\x00\x00", "<script>alert(1)</script>", "가" * 3_000_000])
def test_whatever_is_typed_is_answered(signed_in, indexer, text):
    page = read(
        signed_in("owner").post("/matching/suggestions", {"text": text, "kind": "?", "firm": "?"}, **HTMX)
    )
    assert "alert(1)" not in page
    assert "meta" in page


def test_visitors_get_no_suggestions(client, indexer):
    read(client.post("/matching/suggestions", {"text": NEED}, **HTMX), 401)
    read(client.post("/matching/suggestions", {"text": NEED}), 302)


def test_suggestions_are_asked_by_post_only(signed_in, indexer):
    read(signed_in("owner").get("/matching/suggestions"), 405)


def test_blocked_expert_is_not_on_the_page(cast, signed_in, indexer):
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["expert"], by=SYSTEM)
    assert "김○○" not in read(signed_in("owner").post("/matching/suggestions", {"text": NEED}, **HTMX))
    asked = {"text": NEED, "firm": str(cast.lighttec.pk)}
    assert "김○○" not in read(signed_in("coordinator").post("/matching/suggestions", asked, **HTMX))
    assert "김○○" in read(signed_in("rival").post("/matching/suggestions", {"text": NEED}, **HTMX))


def test_foreign_secret_case_is_on_no_page(cast, signed_in, indexer):
    told = act.Told(text=f"{SECRET} 조명 회로 방열")
    case = act.send_case(firm=cast.humanlight, told=told, by=cast.as_("rival"))
    indexer.turn()
    sent = {"text": f"{SECRET} {NEED}"}
    assert case.number in read(signed_in("coordinator").post("/matching/suggestions", sent, **HTMX))
    for who in ("owner", "gumi_owner", "gumi_coordinator", "expert", "headquarters"):
        page = read(signed_in(who).post("/matching/suggestions", sent, **HTMX))
        assert case.number not in page, who
        assert "황금두꺼비" not in page, who


@pytest.mark.parametrize("experts", [1, 3])
def test_suggestions_take_the_same_queries_for_one_and_three(cast, signed_in, indexer, experts):
    _only(cast, experts)
    indexer.turn()
    client = signed_in("owner")
    client.post("/matching/suggestions", {"text": NEED}, **HTMX)
    with CaptureQueriesContext(connection) as seen:
        page = read(client.post("/matching/suggestions", {"text": NEED}, **HTMX))
    assert page.count("find__quote") == experts
    assert len(seen) == QUERIES


def test_candidates_lead_to_the_step_and_mark_who_was_asked(cast, signed_in, case):
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    page = read(signed_in("coordinator").get(f"/matching/cases/{case.number}/candidates", **HTMX))
    second = cast.people["second_expert"].pk
    assert f'href="/cases/{case.number}/referral?person={second}"' in page
    assert f"person={cast.people['expert'].pk}" not in page
    assert "수락 대기" in page or "답변 대기" in page or "요청" in page
    assert "<html" not in page


def test_candidates_are_a_page_without_javascript(signed_in, case):
    page = read(signed_in("coordinator").get(f"/matching/cases/{case.number}/candidates"))
    assert "<html" in page
    assert "도울 수 있는 곳" in page


@pytest.mark.parametrize("who", ["rival", "gumi_coordinator", "expert", "headquarters"])
def test_candidates_do_not_exist_for_strangers(signed_in, case, who):
    read(signed_in(who).get(f"/matching/cases/{case.number}/candidates"), 404)


def test_step_form_takes_the_candidate(cast, signed_in, case):
    second = cast.people["second_expert"].pk
    page = read(signed_in("coordinator").get(f"/cases/{case.number}/referral?person={second}"))
    assert f'value="{second}"' in page


def test_forms_ask_for_suggestions(cast, signed_in):
    assert 'hx-post="/matching/suggestions"' in read(signed_in("owner").get("/cases/new"))
    call = read(signed_in("coordinator").get(f"/cases/call?firm={cast.lighttec.pk}"))
    assert 'hx-post="/matching/suggestions"' in call


def _only(cast, experts):
    with recording(by=SYSTEM):
        profile = ExpertProfile.objects.get(person=cast.people["expert"])
        ExpertProfile.objects.exclude(pk=profile.pk).update(published=False)
        for number in range(experts - 1):
            person = Person.objects.create(name=f"나○○{number}")
            ExpertProfile.objects.create(
                person=person, organisation=cast.kopti, published=True, about="조명 회로와 방열"
            )
    rebuild_index()
