"""Nobody who may not know a case finds its text or its existence anywhere: every address, every role."""

import re
from difflib import unified_diff
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver

from dure.api.tokens import make_token
from dure.cases import actions as act
from dure.ledger.readers import read_all
from dure.matching.indexing import Indexer
from dure.network.actions import block_party
from dure.network.doorkeeper import AUDIENCE
from dure.network.models import NeedKind, Person
from dure.papers.models import File

SECRET = "쿼드로플럭스"
TITLE = "제노비아 제목"
PRODUCT = "라벤돌 부품"
STRANGERS = (
    "visitor",
    "rival",
    "gumi_owner",
    "gumi_coordinator",
    "second_expert",
    "officer",
    "body",
    "headquarters",
)
OFTEN = ("rival", "gumi_coordinator", "second_expert")
LIBRARIES = ("allauth.", "django.", "ninja.")
LEFT_OUT = {
    "feed/stream",  # has no end
    "metrics",  # for the operator, on the machine itself
    "tokens",  # shows when the programs of this test were last used
}
READ_ONLY = re.compile(r"api/cases/<key>/(?!timeline|candidates|files)")
COUNTS_ONLY = {"headquarters": ("counts", "desk")}
CHANGING = (
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'), ""),
    (re.compile(r'name="csrf-token" content="[^"]*"'), ""),
    (re.compile(r'name="once" value="[^"]*"'), ""),
    (re.compile(r'nonce="[^"]*"'), ""),
    (re.compile(r"since=\d+"), ""),
    (re.compile(r'"next": ?"\d+"'), ""),
    (re.compile(r'"token": "\w+"'), ""),
    (re.compile(r"\d\d:\d\d"), ""),
    (re.compile(r"맡은 일 \d+건|지금 맡을 수 있음"), ""),  # how busy an expert is, staff may know
)


@pytest.fixture(autouse=True)
def _many_calls(settings):
    """Every address is asked for every role within a minute."""
    settings.API_CALLS_A_MINUTE = 10**6


def patterns(resolver=None, prefix=""):
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield prefix + str(each.pattern), each
        else:
            yield from patterns(each, prefix + str(each.pattern))


def ours(pattern):
    return not pattern.callback.__module__.startswith(LIBRARIES[:2])


def test_every_address_says_whom_it_is_for():
    without = [route for route, each in patterns() if ours(each) and not hasattr(each.callback, AUDIENCE)]
    assert not without


@pytest.fixture
def places(cast):
    """Values for the parts of addresses that exist whether the secret case does or not."""
    person = cast.people
    return {
        "code": {"MC_GJ_OPT", "GJ", "LOAN"},
        "key": {cast.lighttec.pk, cast.kopti.pk, person["expert"].pk, person["expert"].expert.pk, "case.consent"},
        "number": set(), "noun": {"triage", "referral", "visit", "no-such-noun"}, "form": {"case-new"},
        "block": set(), "post": set(), "evidence": set(), "file": set(), "on": {"2026-01-01"},
    }  # fmt: skip


@pytest.fixture
def secret(cast):
    """Makes the secret case, with everything that could give it away."""

    client = Client()
    client.force_login(cast.people["owner"].account, backend="django.contrib.auth.backends.ModelBackend")

    def make():
        block_party(
            firm=cast.lighttec, kind="COMPETITOR", by=cast.as_("owner").actor, organisation=cast.humanlight
        )
        told = act.Told(
            text=f"{SECRET} 회로가 복잡하고 열이 빠지지 않습니다.", title=TITLE, product=PRODUCT,
            problems=(f"{SECRET} 막힘",), tried=f"{SECRET} 시도", kind="TECHNOLOGY",
        )  # fmt: skip
        case = act.send_case(firm=cast.lighttec, told=told, by=cast.as_("owner"), group=cast.optics)
        file = SimpleUploadedFile(f"{SECRET}.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99)
        client.post(f"/cases/{case.number}/files", {"file": file, "technical": "on"})
        staff = cast.as_("coordinator")
        act.take_up_case(
            case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), fields=("LIGHTING",), by=staff
        )
        referral = act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=staff)
        act.accept_referral(referral=referral, by=cast.as_("expert"))
        act.log_visit(case=case, note=act.VisitNote(content=f"{SECRET}를 봄"), by=cast.as_("expert"))
        return case, referral, File.objects.get(owner_uid=case.pk)

    return make


def read_everything():
    read_all()
    while Indexer().turn():
        pass


def addresses(places):
    """Every address, filled with every fitting value; those that do not fit answer 404 to all."""
    for route, _each in patterns():
        if route.startswith("^") or "(?P" in route or route in LEFT_OUT or READ_ONLY.match(route):
            continue
        yield from filled(route, places)


def enter(cast, name):
    """A browser and a program of somebody."""
    client = Client()
    if name == "visitor":
        return client, {}
    account = Person.objects.get(pk=cast.people[name].pk).account
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client, {"Authorization": f"Bearer {make_token(account)}"}


def answers(entered, places):
    """What every address answers to somebody, without what changes each time."""
    client, program = entered
    queries = ("", f"?q={SECRET}", f"?q={TITLE[:4]}")
    told = {}
    for address in addresses(places):
        asked = queries if "<" not in address and address.count("/") < 2 else queries[:1]
        for query in asked:
            headers = program if address.startswith("/api/") else {}
            answer = (
                Client().get(address + query, headers=headers) if headers else client.get(address + query)
            )
            told[address + query] = plain(answer)
    for text in (SECRET, "회로가 복잡하고 열이 빠지지 않습니다"):
        told[f"suggestions {text}"] = plain(client.post("/matching/suggestions", {"text": text}))
        if program:
            body = {"text": text}
            made = Client().post("/api/suggestions", body, content_type="application/json", headers=program)
            told[f"api suggestions {text}"] = plain(made)
    return told


def plain(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    return answer.status_code, text


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in OFTEN else pytest.mark.slow) for name in STRANGERS],
)
def test_strangers_find_neither_text_nor_existence(cast, places, secret, name):
    read_everything()
    entered = enter(cast, name)
    before = answers(entered, places)
    case, referral, file = secret()
    read_everything()
    after = answers(entered, places)
    betrayed = [SECRET, TITLE, PRODUCT, case.number, str(case.pk), str(referral.pk), str(file.pk)]
    found = {
        (address, word)
        for address, (_status, text) in after.items()
        for word in betrayed
        if word in text and word not in address
    }
    assert not found
    counted = COUNTS_ONLY.get(name, ())
    differing = [
        a for a in before if before[a] != after[a] and not a.strip("/").startswith(counted or ("//",))
    ]
    told = {
        each: list(unified_diff(*(its[each][1].split("\n") for its in (before, after)), n=0))
        for each in differing
    }
    assert not told


@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_who_know_the_number_are_answered_as_if_it_did_not_exist(cast, places, secret, name):
    case, referral, file = secret()
    read_everything()
    real = {"number": {case.number}, "key": {case.pk, case.number, file.pk}, "file": {file.pk}}
    absent = {"00000000-0000-7000-8000-000000000000", "2099-GJ-9999"}
    none = {"number": {"2099-GJ-9999"}, "key": absent, "file": {referral.pk}}
    client, program = enter(cast, name)
    for route, _each in patterns():
        if not any(f"{each}>" in route for each in real) or not re.search("cases|files|stories", route):
            continue
        statuses = {}
        for which, values in (("real", real), ("none", none)):
            for address in filled(route, {**places, **values}):
                headers = program if address.startswith("/api/") else {}
                who = Client() if headers else client
                got = who.get(address, headers=headers)
                sent = who.post(address, {}, headers=headers)
                for answer in (got, sent):
                    assert SECRET not in plain(answer)[1]
                    assert TITLE not in plain(answer)[1]
                statuses.setdefault(which, set()).add((got.status_code, sent.status_code))
        assert statuses["real"] == statuses["none"], route


def filled(route, places):
    names = re.findall(r"<(?:\w+:)?(\w+)>", route)
    for values in product(*(sorted(map(str, places.get(name) or {"x"})) for name in names)):
        address = route
        for value in values:
            address = re.sub(r"<[^>]+>", value, address, count=1)
        yield "/" + address
