"""Signature on the screen, photo of the paper, recorded call: kept with the step they prove, for the office only."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dure.cases import actions as act
from dure.papers.models import File

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\nsigned"


@pytest.fixture
def case(cast):
    told = act.Told(text="휨", channel="VISIT")
    return act.register_found_case(firm=cast.lighttec, told=told, by=cast.as_("coordinator"))


def test_consent_on_paper_keeps_its_photo_and_signature_for_the_office(cast, case, signed_in):
    desk, here = signed_in("coordinator"), f"/cases/{case.number}/consent"
    page = desk.get(here).content.decode()
    assert 'name="evidence"' in page
    assert "data-sign" in page
    told = {
        "kind": "PAPER", "signature": "data:image/png;base64," + base64.b64encode(PNG).decode(),
        "evidence": SimpleUploadedFile("동의서.png", PNG + b"paper", "image/png"),
    }  # fmt: skip
    assert desk.post(here, told).status_code == 302
    case.refresh_from_db()
    assert case.state == "RECEIVED"
    assert sorted(File.objects.filter(owner_uid=case.pk).values_list("name", "level")) == [
        ("동의서.png", "OFFICE"), ("서명.png", "OFFICE"),
    ]  # fmt: skip
    assert "동의서.png" not in signed_in("owner").get(f"/cases/{case.number}").content.decode()
    assert "동의서.png" in desk.get(f"/cases/{case.number}").content.decode()


def test_evidence_that_cannot_be_taken_leaves_the_step_undone(cast, case, signed_in):
    desk, here = signed_in("coordinator"), f"/cases/{case.number}/consent"
    for wrong in (
        {"signature": "data:image/png;base64,!!"},
        {"evidence": SimpleUploadedFile("x.exe", b"MZ\x00", "application/octet-stream")},
    ):
        assert desk.post(here, {"kind": "PAPER", **wrong}).status_code in (409, 422)
    case.refresh_from_db()
    assert case.state == "CONSENT_WAIT"
    assert File.objects.count() == 0


def test_firm_itself_is_asked_for_no_evidence(cast, case, signed_in):
    assert 'name="evidence"' not in signed_in("owner").get(f"/cases/{case.number}/consent").content.decode()
