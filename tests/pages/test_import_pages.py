"""Pages for bringing lists in and taking them out."""

import io

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.clumsy.making import table
from tests.rooms.test_imports import HEAD, ROW

from dure.imports.models import Import
from dure.network.models import Organisation

pytestmark = pytest.mark.django_db


def upload(content, name="명단.xlsx"):
    return SimpleUploadedFile(name, content)


def sheet(answer):
    return (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        .get_sheet_by_index(0)
        .to_python()
    )


def test_workbook_is_looked_at_taken_in_and_taken_back(cast, signed_in):
    desk = signed_in("coordinator")
    wrong = ["(주)나쁜", "123", *ROW[2:]]
    shown = desk.post("/imports", {"file": upload(table(HEAD, ROW, wrong))}, follow=True).content.decode()
    batch = Import.objects.get()
    assert "새로 넣음" in shown
    assert "사업자등록번호: 숫자 10자리가 필요합니다" in shown
    rows = sheet(desk.get(f"/imports/{batch.pk}/faults"))
    assert (rows[0][-1], rows[1][0]) == ("고칠 곳", "(주)나쁜")
    assert "1건을 새로 넣고" in desk.post(f"/imports/{batch.pk}/carrying-out", follow=True).content.decode()
    assert "이미 가져온 표" in desk.post(f"/imports/{batch.pk}/carrying-out", follow=True).content.decode()
    assert Organisation.objects.filter(name="(주)한빛도금").exists()
    assert "되돌렸습니다" in desk.post(f"/imports/{batch.pk}/undoing", follow=True).content.decode()
    assert not Organisation.objects.filter(name="(주)한빛도금").exists()
    for who in ("owner", "gumi_coordinator", "headquarters"):
        for path in ("", "/faults"):
            assert signed_in(who).get(f"/imports/{batch.pk}{path}").status_code == 404


def test_cells_are_pasted_and_columns_corrected(cast, signed_in):
    desk = signed_in("coordinator")
    shown = desk.post("/imports", {"cells": "기업명\t별칭\n(주)하나\t홍대표", "kind": "FIRMS"}, follow=True)
    assert "(주)하나" in shown.content.decode()
    here = f"/imports/{Import.objects.get().pk}"
    told = {"kind": "FIRMS", "column_0": "name", "column_1": "head_name"}
    assert desk.post(here, told).status_code == 302
    assert desk.post(here, {**told, "column_1": "name"}).status_code == 422
    assert desk.post(here, {"kind": "PEOPLE", "column_0": "name"}).status_code == 302
    assert Import.objects.get().kind == "PEOPLE"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "파일을 고르거나"),
        ({"file": upload(b"%PDF-1.7", "x.xlsx")}, "엑셀이나 CSV가 아닙니다"),
        ({"cells": "그냥 글"}, "표를 찾지 못했습니다"),
    ],
    ids=["nothing", "pdf", "no table"],
)
def test_what_cannot_be_read_says_what_to_do(fields, words, cast, signed_in):
    answer = signed_in("coordinator").post("/imports", fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Import.objects.count() == 0


def test_lists_are_taken_out_with_a_reason(cast, signed_in):
    desk = signed_in("coordinator")
    assert desk.post("/imports/lists/FIRMS", {"reason": "BORED"}).status_code == 404
    rows = sheet(desk.post("/imports/lists/FIRMS", {"reason": "CHECK"}))
    assert cast.lighttec.name in [row[0] for row in rows]
    assert cast.miu.name not in str(rows)
    assert desk.post("/imports/lists/NONE", {"reason": "CHECK"}).status_code == 404
    assert signed_in("owner").post("/imports/lists/FIRMS", {"reason": "CHECK"}).status_code == 404
