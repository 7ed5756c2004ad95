"""Pages of policy proposals."""

import pytest
from tests.rooms.test_proposals import draft, wished  # noqa: F401

from dure.commons.models import PolicyProposal

pytestmark = pytest.mark.django_db


def test_wish_is_written_down_approved_and_answered_on_the_pages(cast, signed_in, wished):  # noqa: F811
    desk, head = signed_in("coordinator"), signed_in("head")
    assert "기업 2곳" in desk.get("/proposals").content.decode()
    here = f"/proposals/new?case={wished[0].pk}&case={wished[1].pk}"
    assert desk.post(here, {"title": "폐수 기준"}).status_code == 422
    told = {"title": "폐수 기준", "body": "환경부", "text": "업종별로 나눠 주세요."}
    assert desk.post(here, told).status_code == 302
    made = PolicyProposal.objects.get()
    assert made.firms == 2
    place = f"/proposals/{made.pk}"
    assert "승인 올리기" in desk.get(place).content.decode()
    desk.post(f"{place}/review")
    assert desk.post(f"{place}/dispatch").status_code == 409
    head.post(f"{place}/dispatch", {"document_no": "광주-1"})
    assert "답을 기다림" in signed_in("headquarters").get(place).content.decode()
    assert wished[0].number not in signed_in("headquarters").get(place).content.decode()
    desk.post(f"{place}/answer", {"answer": "ACCEPTED", "words": "반영"})
    assert "수용" in desk.get(place).content.decode()
    for who in ("owner", "gumi_coordinator"):
        assert signed_in(who).get(place).status_code == 404
    assert signed_in("owner").get("/proposals").status_code == 404


def test_one_firm_alone_makes_no_proposal(cast, signed_in, wished):  # noqa: F811
    desk = signed_in("coordinator")
    assert desk.get(f"/proposals/new?case={wished[0].pk}&case={wished[2].pk}").status_code == 404
    assert desk.get("/proposals/new?case=x").status_code == 404
