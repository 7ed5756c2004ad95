"""Each state × step × role, from the lifecycle: the API and the page do what the table says, and nothing else."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from tests.cast import Cast

from dure.api.tokens import make_token
from dure.cases import actions as act
from dure.cases.api.possible import allowed_nouns, what_stands_against
from dure.cases.forms import FORMS
from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import DifficultyCase
from dure.cases.queries import find_case
from dure.cases.queries.page import case_page
from dure.cases.rules import EARLY, LATE
from dure.engines.lifecycle import Step
from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import NeedKind

pytestmark = pytest.mark.django_db

TEXT = "네온을 대신할 조명 바를 만드는데 회로가 복잡하고 열이 빠지지 않습니다."
INSIDE = {
    "owner": {"FIRM"},
    "coordinator": {"COORDINATOR"},
    "head": {"OFFICE_HEAD", "APPROVER"},
    "secretariat": {"SECRETARIAT"},
}
STRANGERS = (
    "rival", "gumi_owner", "gumi_coordinator", "officer", "body", "second_expert", "headquarters",
)  # fmt: skip
LIVE = {"ASKED", "ACCEPTED", "WORKING"}
SEEN_BY_HELPER = {*LIVE, "EXPIRED", "ENDED"}
NO_STEP = {"step_not_now", "step_not_yours"}
CASE_STATES = [state.code for state in CASE.states if state.code != "DRAFT"]
REFERRAL_STATES = [state.code for state in REFERRAL.states]
OF_REFERRAL = [*REFERRAL.steps, *REFERRAL.occasions]
ENTRIES = [*CASE.steps, *CASE.occasions, *OF_REFERRAL]


def sent_case(cast: Cast) -> DifficultyCase:
    told = act.Told(text=TEXT, problems=("열", "방수"))
    return act.send_case(firm=cast.lighttec, group=cast.optics, told=told, by=cast.as_("owner"))


def reviewed_case(cast: Cast) -> DifficultyCase:
    case = sent_case(cast)
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    return case


def asked_case(cast: Cast) -> DifficultyCase:
    case = reviewed_case(cast)
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    return case


def supported_case(cast: Cast) -> DifficultyCase:
    case = asked_case(cast)
    act.accept_referral(referral=case.referrals.get(), by=cast.as_("expert"))
    case.refresh_from_db()
    return case


def finished_case(cast: Cast) -> DifficultyCase:
    case = supported_case(cast)
    act.ask_confirmation(case=case, by=cast.as_("expert"))
    return case


def case_in(state: str, cast: Cast) -> DifficultyCase:
    """A case of the cast's firm, brought into a state the way people do it."""
    desk, boss, firm = cast.as_("coordinator"), cast.as_("head"), cast.as_("owner")
    if state == "CONSENT_WAIT":
        return act.register_found_case(
            firm=cast.lighttec, group=cast.optics, told=act.Told(text=TEXT, channel="VISIT"), by=desk
        )
    before: dict[str, Callable[[Cast], DifficultyCase]] = {
        "RECEIVED": sent_case, "ANSWERED": sent_case, "OUT_OF_SCOPE": sent_case, "WITHDRAWN": sent_case,
        "TRIAGED": asked_case, "ON_HOLD": asked_case, "FORWARDED": asked_case, "UNSOLVED": asked_case,
        "IN_PROGRESS": supported_case,
    }  # fmt: skip
    case = before.get(state, finished_case)(cast)
    later = clock.today() + timedelta(days=20)
    if state == "FORWARDED":
        act.propose_forwarding(case=case, kind="FORWARDING", body="시청", text="", with_name=False, by=desk)
    deeds: dict[str, Callable[[], object]] = {
        "ANSWERED": lambda: act.answer_case(case=case, text="이렇게 하세요", by=desk),
        "OUT_OF_SCOPE": lambda: act.declare_out_of_scope(case=case, reason="x", suggestion="y", by=desk),
        "WITHDRAWN": lambda: act.withdraw_case(case=case, reason="", by=firm),
        "ON_HOLD": lambda: act.pause_case(case=case, reason="자재", next_look_on=later, by=desk),
        "FORWARDED": lambda: act.approve_forwarding(case=case, by=boss),
        "UNSOLVED": lambda: act.end_unsolved(case=case, reason="없음", by=desk),
        "SOLVED": lambda: act.confirm_solution(case=case, by=firm),
        "UNCONFIRMED": lambda: act.end_unconfirmed(case=case),
    }
    deeds.get(state, lambda: None)()
    case.refresh_from_db()
    assert case.state == state
    return case


def case_with_referral_in(state: str, cast: Cast) -> DifficultyCase:
    """A case whose one referral is in a state."""
    desk, expert = cast.as_("coordinator"), cast.as_("expert")
    if state == "PROPOSED":
        case = reviewed_case(cast)
        act.propose_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=desk)
        return case
    case = (supported_case if state in ("ACCEPTED", "WORKING", "ENDED") else asked_case)(cast)
    row = case.referrals.get()
    deeds: dict[str, Callable[[], object]] = {
        "WORKING": lambda: act.begin_work(referral=row, by=expert),
        "DECLINED": lambda: act.decline_referral(referral=row, reason="NO_TIME", by=expert),
        "EXPIRED": lambda: act.expire_referral(referral=row),
        "WITHDRAWN": lambda: act.withdraw_request(referral=row, by=desk),
        "ENDED": lambda: act.end_referral(referral=row, by=expert),
    }
    deeds.get(state, lambda: None)()
    row.refresh_from_db()
    assert row.state == state
    return case


def bodies(case: DifficultyCase, cast: Cast) -> dict[str, dict[str, object]]:
    """A right body for each noun that needs one."""
    second = str(cast.people["second_expert"].pk)
    problem = case.difficulties.first()
    later = str(clock.today() + timedelta(days=20))
    why = {"reason": "까닭"}
    return {
        "consent": {"kind": "SIGNATURE"},
        "triage": {"kind": "TECHNOLOGY"},
        "reply": {"text": "연락드리겠습니다"},
        "answer": {"text": "이렇게 하세요"},
        "out-of-scope": {**why, "suggestion": "시청"},
        "own-support": {"words": "직접 돕습니다"},
        "forwarding-proposal": {"kind": "FORWARDING", "body": "시청", "text": "내용"},
        "forwarding-chase": {"words": "전화로 물음", "due_on": later},
        "forwarding-answer": {"answer": "ACCEPTED", "text": "받았습니다"},
        "unsolved": why, "nobody-found": why, "reopening": why, "supported-closure": why, "unsupported-closure": why,
        "resolution": {"kind": "SIGNATURE"},
        "rework": {"missing": "방수"},
        "postponement": {"until": later},
        "hold": {**why, "next_look_on": later},
        "handover": {**why, "office": str(cast.gumi.pk)},
        "person-in-charge": {"person": str(cast.people["colleague"].pk)},
        "candidate": {"person": second},
        "referral": {"person": second},
        "enquiry": {"person": second, "text": "열을 빼는 방법"},
        "enquiry-answer": {"text": "답"},
        "decline": {"reason": "NO_TIME"},
        "onward-referral": {"person": second},
        "helper-person": {"person": second},
        "view": {"parts": ["title"]},
        "visit": {"content": "시험"},
        "difficulty": {"text": "소음"},
        "difficulty-state": {"difficulty": str(problem.pk if problem else case.pk), "solved": True},
        "title": {"title": "새 제목"},
        "secrecy": {"secrecy": "OFFICE"},
        "naming": {"kind": "SIGNATURE"},
        "officers": {"may_see": True},
        "blocked-party": {"kind": "COMPETITOR", "name": "어느 곳"},
        "task-proposal": {
            "kind": "ON_SITE", "title": "함께", "partners": "연구소", "plan": "시험", "starts_on": "2026-12-01",
            "ends_on": "2027-05-31",
        },
        "task-return": {"reason": "기간"},
        "task-result": {"result": "특허"},
        "tag": {"code": "JOINT_RESEARCH"},
        "tag-result": {"result": "특허"},
        "effect": {"kind": "SALES", "certainty": "CLAIM", "value": 1, "year": clock.today().year},
        "rating": {"stars": 5},
        "satisfaction": {"score": 5, "way": "PAPER"},
        "story": {"title": "열", "problem": "열", "solution": "방열"},
    }  # fmt: skip


def may_be_taken(noun: str, case: DifficultyCase, who: str) -> bool:
    """What the tables say: some entry with this noun is open to somebody in these roles in this state."""
    referrals = list(case.referrals.all())
    ended = CASE.state(case.state).end
    towards = set(INSIDE.get(who, ()))
    if who == "expert" and any(row.state in LIVE or (ended and row.state == "ENDED") for row in referrals):
        towards |= {"HELPER"}
    for entry in (each for each in ENTRIES if each.noun == noun):
        of_referral = entry in OF_REFERRAL
        known = [row.state for row in referrals if not (who == "owner" and row.state == "PROPOSED")]
        states = known if of_referral else [case.state]
        roles = ({"HELPER"} if who == "expert" else towards) if of_referral else towards
        open_in = entry.frm if isinstance(entry, Step) else entry.states
        if set(entry.roles) & roles and set(open_in) & set(states):
            return True
    return False


def readers(case: DifficultyCase) -> list[str]:
    """Those of the cast who may know of the case."""
    helper = case.referrals.filter(state__in=SEEN_BY_HELPER).exists()
    return [*INSIDE, *(["expert"] if helper else [])]


def agree(case: DifficultyCase, cast: Cast, nouns: Iterable[str]) -> None:
    """Every noun as everybody: the tables, what API and page offer, and what they do, each try undone."""
    sent = bodies(case, cast)
    seeing = readers(case)
    for who in (*INSIDE, "expert", *STRANGERS):
        if who not in seeing:
            with pytest.raises(NotFound):
                find_case(cast.as_(who), case.number)
    tried: set[str] = set()
    for who in seeing:
        by = cast.as_(who)
        page = case_page(case, by)
        offered = {each.noun for each in page["steps"]}
        offered |= {each.noun for row in page["referrals"] for each in row.steps}
        assert offered == set(allowed_nouns(case, by))
        refused = []
        for noun in nouns:
            told = f"{who} {noun} in {case.state}"
            code = what_stands_against(noun, case, by)
            if may_be_taken(noun, case, who):
                assert code not in NO_STEP, told
                assert (noun in offered) == (code == ""), told
                assert code in {"", *GUARDED}, told
                if noun not in tried:
                    do(case, cast, noun, sent.get(noun, {}), who)
                tried.add(noun)
            else:
                assert code in NO_STEP, told
                assert noun not in offered, told
                refused.append(noun)
        for noun in refused[:1]:
            status, code = by_api(case, noun, sent.get(noun, {}), token_of(cast, who))
            assert (status, code in NO_STEP) == (409, True)
            assert not by_page(browser(cast, who), case, noun, sent.get(noun, {}))
    invisible(case, token_of(cast, "rival"), sent)


def do(case: DifficultyCase, cast: Cast, noun: str, body: dict[str, object], who: str) -> None:
    """By API and by page: done by both, or refused by both for what else must hold."""
    told = f"{who} {noun} in {case.state}"
    status, code = by_api(case, noun, body, token_of(cast, who))
    assert status in (200, 409, 422), f"{told}: {status} {code}"
    assert code in {"", *GUARDED, *EXPECTED.get(noun, ())}, f"{told}: {code}"
    assert by_page(browser(cast, who), case, noun, body) == (status == 200), f"{told}: {status} {code}"


def token_of(cast: Cast, who: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {make_token(cast.people[who].account)}"}


GUARDED = {
    "no_consent", "nobody_accepted", "no_support_given", "support_was_given", "handover_open", "enquiry_open",
    "task_not_proposed", "task_already_proposed", "no_task_running",
    "no_enquiry_open", "no_group", "no_tag_open", "forwarding_not_proposed", "no_consent_to_name", "no_story",
    "story_not_approved", "story_names_firm",
}  # fmt: skip
EXPECTED = {
    "helper-person": {"bad_input"},
    "onward-referral": {"bad_input"},
    "difficulty-state": {"difficulty_missing"},
    "rating": {"referral_missing"},
}


def browser(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.people[who].account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def by_api(
    case: DifficultyCase, noun: str, body: dict[str, object], token: dict[str, str]
) -> tuple[int, str]:
    with transaction.atomic():
        answer = Client().post(
            f"/api/cases/{case.number}/{noun}", body, content_type="application/json", headers=token
        )
        transaction.set_rollback(True)
    told = answer.json()
    if answer.status_code == 409:
        assert isinstance(told["allowed"], list)
    return answer.status_code, told.get("code", "")


def by_page(client: Client, case: DifficultyCase, noun: str, body: dict[str, object]) -> bool:
    """Whether the page does it too."""
    form = {name: "on" if value is True else value for name, value in {**defaults(noun), **body}.items()}
    with transaction.atomic():
        answer = client.post(f"/cases/{case.number}/{noun}", form)
        transaction.set_rollback(True)
    assert answer.status_code in (302, 409, 422), (noun, answer.status_code)
    return answer.status_code == 302


def defaults(noun: str) -> dict[str, object]:
    """What the page has filled in already."""
    fields = FORMS[noun].base_fields
    return {
        name: field.initial for name, field in fields.items() if field.initial is not None and name != "once"
    }


def invisible(case: DifficultyCase, token: dict[str, str], sent: dict[str, dict[str, object]]) -> None:
    """Whoever may not know of a case gets the answer that a missing one gets."""
    missing = Client().get("/api/cases/2099-GJ-9999", headers=token)
    for noun in ("triage", "acceptance", "withdrawal"):
        assert by_api(case, noun, sent.get(noun, {}), token) == (404, "not_found")
    for address in (case.number, case.pk):
        hidden = Client().get(f"/api/cases/{address}", headers=token)
        assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_every_noun_of_the_tables_has_a_form():
    system = {each.noun for each in ENTRIES if set(each.roles) == {"SYSTEM"}}
    beginnings = {each.noun for each in CASE.steps if each.frm == ("DRAFT",)}
    assert {each.noun for each in ENTRIES} - system - beginnings == set(FORMS)


def test_every_guard_is_known():
    assert {guard for each in ENTRIES for guard in each.guards} <= {*EARLY, *LATE}


@pytest.mark.parametrize("state", CASE_STATES)
def test_case_state_by_role(state, cast, settings):
    settings.API_CALLS_A_MINUTE = 10**6
    agree(case_in(state, cast), cast, FORMS)


@pytest.mark.parametrize("state", REFERRAL_STATES)
def test_referral_state_by_role(state, cast, settings):
    settings.API_CALLS_A_MINUTE = 10**6
    agree(case_with_referral_in(state, cast), cast, {each.noun for each in OF_REFERRAL} & set(FORMS))
