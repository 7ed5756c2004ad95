"""The API: who may call, what each role sees, cases from asking to the end, files, once and not twice."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from dure.api.models import IdempotencyKey
from dure.api.tokens import make_token, tokens_of
from dure.cases import actions as act
from dure.cases.models import DifficultyCase
from dure.ledger import clock

pytestmark = pytest.mark.django_db
SECRET = "네온을 대신할 조명 바의 열이 빠지지 않습니다"
EVERYBODY = ("owner", "rival", "gumi_owner", "coordinator", "head", "secretariat", "officer", "expert", "body",
             "gumi_coordinator", "headquarters")  # fmt: skip
STRANGERS = ("rival", "gumi_owner", "officer", "expert", "body", "gumi_coordinator", "headquarters")
LISTS = (
    "me",
    "cases",
    "organisations",
    "experts",
    "groups",
    "services",
    "complexes",
    "stories",
    "feed",
    "notices",
)


class Caller:
    """A program with somebody's token."""

    def __init__(self, cast: Cast, name: str) -> None:
        self.headers = {"Authorization": f"Bearer {make_token(cast.people[name].account)}"}
        self.client = Client()

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(f"/api/{path}", more, headers=self.headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(
            f"/api/{path}",
            body if body is not None else {},
            content_type="application/json",
            headers={**self.headers, **headers},
        )


@pytest.fixture
def program(cast):
    return lambda name: Caller(cast, name)


@pytest.fixture
def case(cast):
    return act.send_case(firm=cast.lighttec, told=act.Told(text=SECRET), by=cast.as_("owner"))


@pytest.mark.parametrize("path", LISTS)
def test_every_list_answers_every_role_and_nobody_without_a_token(path, program, case):
    for name in EVERYBODY:
        answer = program(name).get(path)
        assert answer.status_code == 200, (name, answer.content)
        if name in STRANGERS:
            assert SECRET not in answer.content.decode()
            assert case.number not in answer.content.decode()
    refused = Client().get(f"/api/{path}")
    assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_needed")
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("part", ["", "/timeline", "/files", "/candidates"])
def test_foreign_case_looks_like_a_missing_one(part, program, case):
    for name in STRANGERS:
        caller = program(name)
        missing = caller.get(f"cases/2099-GJ-0001{part}")
        for key in (case.number, case.pk):
            hidden = caller.get(f"cases/{key}{part}")
            assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_case_shows_each_reader_its_own_part(program, case, cast):
    whole = program("owner").get(f"cases/{case.number}").json()
    assert whole["problem"]["text"] == SECRET
    assert whole["limits"] == []
    desk = program("coordinator").get(f"cases/{case.pk}").json()
    assert {each["code"] for each in desk["limits"]} == {"FIRST_ANSWER", "TAKE_UP"}
    assert "triage" in desk["allowed"]
    assert "triage" not in whole["allowed"]
    act.take_up_case(case=case, kind=kind("TECHNOLOGY"), by=cast.as_("coordinator"))
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    helper = program("expert").get(f"cases/{case.number}").json()
    assert helper["firm"] is None
    assert helper["problem"]["text"] == SECRET
    assert [row["allowed"][:1] for row in helper["referrals"]] == [["acceptance"]]


def kind(code: str) -> Any:
    from dure.network.models import NeedKind

    return NeedKind.objects.get(code=code)


def test_case_goes_from_asking_to_solved(program, cast):
    firm, desk, expert = program("owner"), program("coordinator"), program("expert")
    asked = firm.post("cases", {"text": SECRET})
    assert asked.status_code == 201
    assert set(asked.json()) == {"id", "number", "state"}
    here = f"cases/{asked.json()['number']}"
    assert desk.post(f"{here}/triage", {"kind": "TECHNOLOGY"}).json()["state"] == "TRIAGED"
    made = desk.post(f"{here}/referral", {"person": str(cast.people["expert"].pk)}).json()["made"]
    assert expert.post(f"{here}/acceptance", {"referral": made}).json()["state"] == "IN_PROGRESS"
    assert expert.post(f"{here}/visit", {"content": "회로를 줄임", "hours": 2.5}).status_code == 200
    assert expert.post(f"{here}/confirmation-request").json()["state"] == "CONFIRM_WAIT"
    done = firm.post(f"{here}/resolution", {"note": "됩니다"}).json()
    assert (done["state"], "effect" in done["allowed"]) == ("SOLVED", True)
    types = [line["type"] for line in firm.get(f"{here}/timeline").json()["items"]]
    assert types[-1] == "case.sent"
    assert "case.solved" in types


def test_office_asks_for_a_firm_and_a_stranger_may_not(program, cast):
    body = {"text": SECRET, "on_behalf_of": str(cast.lighttec.pk), "channel": "VISIT"}
    assert program("coordinator").post("cases", body).status_code == 201
    assert DifficultyCase.objects.get().channel == "VISIT"
    for name in ("rival", "gumi_coordinator", "expert"):
        refused = program(name).post("cases", body)
        assert (refused.status_code, refused.json()["code"]) == (409, "step_not_yours")
    assert DifficultyCase.objects.count() == 1


def test_step_not_possible_names_the_allowed_ones(program, case):
    refused = program("owner").post(f"cases/{case.number}/triage", {"kind": "TECHNOLOGY"})
    told = refused.json()
    assert (refused.status_code, told["code"]) == (409, "step_not_yours")
    assert "withdrawal" in told["allowed"]
    late = program("coordinator").post(f"cases/{case.number}/rework", {"missing": "x"}).json()
    assert late["code"] == "step_not_now"
    stale = program("coordinator").post(f"cases/{case.number}/reply", {"text": "네", "seen": "TRIAGED"})
    assert (stale.status_code, stale.json()["code"]) == (409, "changed_meanwhile")


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "kind", "required"),
        ({"kind": 3}, "kind", "wrong_type"),
        ({"kind": "NONE"}, "kind", "invalid_choice"),
        ({"kind": "TECHNOLOGY", "knid": "x"}, "knid", "unknown"),
    ],
)
def test_wrong_body_is_told_by_field(body, field, code, program, case):
    refused = program("coordinator").post(f"cases/{case.number}/triage", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_input")
    assert (field, code) in [(each["field"], each["code"]) for each in refused.json()["fields"]]


@pytest.mark.parametrize(
    "body", ['{"text": ', '{"text": "a\\u0000b"}', '{"text": "\\ud800"}', '{"text": NaN}', "[" * 9999]
)
def test_body_that_is_no_json_is_told(body, program):
    refused = program("owner").post("cases", body)
    assert (refused.status_code, refused.json()["code"]) == (400, "body_unreadable")


def test_unknown_address_and_method_are_problems(program, case):
    caller = program("owner")
    for path in ("nothing", f"cases/{case.number}/nothing", "cases/%00", ""):
        assert caller.get(path).status_code in (404, 405)
    wrong = caller.get(f"cases/{case.number}/triage")
    assert (wrong.status_code, wrong.json()["code"], wrong["Allow"]) == (405, "method_not_allowed", "POST")


def test_cases_come_in_pages(program, cast):
    for number in range(3):
        act.send_case(firm=cast.lighttec, told=act.Told(text=f"어려움 {number}"), by=cast.as_("owner"))
    caller = program("owner")
    first = caller.get("cases", limit=2).json()
    rest = caller.get("cases", limit=2, cursor=first["next"]).json()
    numbers = [row["number"][-4:] for row in (*first["items"], *rest["items"])]
    assert (numbers, rest["next"]) == (["0003", "0002", "0001"], None)
    assert caller.get("cases", cursor="x").status_code == 422
    assert caller.get("cases", limit=0).status_code == 422
    assert caller.get("cases", state="SOLVED").json()["items"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_case_list_asks_as_often_for_one_as_for_three(count, program, cast, django_assert_max_num_queries):
    for number in range(count):
        act.send_case(firm=cast.lighttec, told=act.Told(text=f"어려움 {number}"), by=cast.as_("owner"))
    caller = program("owner")
    caller.get("cases")
    with django_assert_max_num_queries(19):
        assert len(caller.get("cases").json()["items"]) == count


def test_card_of_an_organisation_is_for_its_own_people_and_its_office(program, cast):
    for name, sees in (("owner", True), ("coordinator", True), ("rival", False), ("gumi_coordinator", False)):
        answer = program(name).get(f"organisations/{cast.lighttec.pk}").json()
        assert (answer["card"] is not None) == sees, name
    assert program("owner").get("organisations/x").status_code == 404


@pytest.mark.parametrize("room", ["experts", "groups", "services", "complexes"])
def test_one_of_each_room_can_be_read(room, program):
    caller = program("owner")
    first = caller.get(room).json()["items"][0]
    assert caller.get(f"{room}/{first['id']}").json() == first
    assert caller.get(f"{room}/01a214fa-5c6c-779d-a83b-715d0697e38e").status_code == 404


def test_file_is_attached_and_opened_with_a_log(program, case, cast):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from dure.papers.models import Opening

    caller = program("owner")
    upload = {"file": SimpleUploadedFile("도면.pdf", b"%PDF-1.7 x"), "technical": "true"}
    made = caller.client.post(f"/api/cases/{case.number}/files", upload, headers=caller.headers)
    assert made.status_code == 201
    key = made.json()["items"][0]["id"]
    opened = caller.get(f"cases/{case.number}/files/{key}")
    assert b"".join(opened.streaming_content) == b"%PDF-1.7 x"
    assert Opening.objects.filter(object_uid=case.pk, part="file").count() == 1
    for name in STRANGERS:
        assert program(name).get(f"cases/{case.number}/files/{key}").status_code == 404
    program_file = {"file": SimpleUploadedFile("x.pdf", b"MZ\x90")}
    refused = caller.client.post(f"/api/cases/{case.number}/files", program_file, headers=caller.headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "file_is_program")


def test_session_needs_the_token_of_a_page(signed_in, case):
    client = signed_in("coordinator", enforce_csrf_checks=True)
    assert client.get("/api/me").status_code == 200
    body = json.dumps({"kind": "TECHNOLOGY"})
    refused = client.post(f"/api/cases/{case.number}/triage", body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_missing")
    client.get("/tokens")
    token = {"X-CSRFToken": client.cookies["csrftoken"].value}
    done = client.post(
        f"/api/cases/{case.number}/triage", body, content_type="application/json", headers=token
    )
    assert done.status_code == 200


def test_language_follows_the_caller(program, case):
    caller = program("owner")
    caller.headers["Accept-Language"] = "en"
    assert caller.get("me").json()["language"] == "en"
    assert caller.get("me")["Content-Language"] == "en"


def test_too_many_calls_are_asked_to_wait(program, settings):
    settings.API_CALLS_A_MINUTE = 2
    caller = program("owner")
    with clock.at(clock.now()):
        assert [caller.get("me").status_code for _ in range(3)] == [200, 200, 429]
        assert 0 < int(caller.get("me")["Retry-After"]) <= 60
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert caller.get("me").status_code == 200


def test_same_key_is_done_once_and_other_body_is_refused(program):
    caller = program("owner")
    key = {"Idempotency-Key": "once-1"}
    first, again = (caller.post("cases", {"text": SECRET}, **key) for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content) == (201, first.content)
    assert again["Idempotent-Replayed"] == "true"
    other = caller.post("cases", {"text": "다른 글"}, **key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    assert DifficultyCase.objects.count() == 1
    with clock.at(clock.now() + timedelta(hours=25)):
        assert caller.post("cases", {"text": "다른 글"}, **key).status_code == 201


def test_key_of_a_refused_call_is_free_again(program, case):
    caller = program("coordinator")
    key = {"Idempotency-Key": "k"}
    assert caller.post(f"cases/{case.number}/triage", {}, **key).status_code == 422
    assert not IdempotencyKey.objects.exists()
    assert caller.post(f"cases/{case.number}/triage", {"kind": "TECHNOLOGY"}, **key).status_code == 200


def test_tokens_are_made_shown_once_and_revoked(signed_in, cast):
    client = signed_in("owner")
    page = client.post("/tokens", {"name": "공장 서버"})
    secret = page.context["made"]
    assert secret in page.content.decode()
    assert secret not in client.get("/tokens").content.decode()
    caller = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/me", headers=caller).status_code == 200
    token = tokens_of(cast.people["owner"].account).get()
    assert token.used_at is not None
    assert signed_in("rival").post(f"/tokens/{token.pk}/revocation").status_code == 404
    assert client.post(f"/tokens/{token.pk}/revocation").status_code == 302
    assert Client().get("/api/me", headers=caller).status_code == 401
    assert Client().get("/tokens").status_code == 302


def test_description_is_openapi_and_names_every_noun(client, cast):
    from dure.cases.forms import FORMS

    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"] == "3.1.0"
    for noun in FORMS:
        call = schema["paths"][f"/api/cases/{{key}}/{noun}"]["post"]
        assert call["requestBody"]["content"]["application/json"]["schema"]["additionalProperties"] is False
        assert {"200", "401", "404", "409", "422", "429"} <= set(call["responses"])
    names = [call["operationId"] for methods in schema["paths"].values() for call in methods.values()]
    assert len(names) == len(set(names))


def test_description_is_a_page_too(client, cast):
    page = client.get("/api/docs").content.decode()
    assert "/api/cases/{key}/referral" in page
    assert 'id="step_not_now"' in page
    assert '<script src="http' not in page


def test_token_needs_a_name(signed_in, cast):
    refused = signed_in("owner").post("/tokens", {"name": " "})
    assert refused.status_code == 422
    assert not tokens_of(cast.people["owner"].account).exists()
