"""An office's own lists: in as they are, known from new, taken back, and out again the same."""

import io
from datetime import date

import pytest
import python_calamine
from tests.clumsy import everything, number_of
from tests.clumsy.making import table, text

from dure.cases.models import DifficultyCase
from dure.imports.actions import carry_out, guess_again, look_at, say_columns, take_workbook, undo_import
from dure.imports.exports import list_taken_out
from dure.imports.kinds import KINDS
from dure.imports.models import Import, ImportedRow
from dure.imports.plans import counted
from dure.imports.words import FAULTS, told
from dure.ledger.errors import Clash, NotFound, Refused
from dure.ledger.models import Entry
from dure.network.actions import add_member
from dure.network.models import ExpertProfile, Membership, Organisation, Person
from dure.network.queries.consents import consents_of
from dure.network.sentences import SENTENCES

pytestmark = pytest.mark.django_db
HEAD = [
    "회사명",
    "사업자번호",
    "대표이사",
    "전화번호",
    "담당자",
    "휴대폰",
    "동의일",
    "동의 근거",
    "초대 동의",
]
ROW = [
    "(주)한빛도금",
    number_of(1),
    "한빛나",
    "062-970-1234",
    "김이음",
    "1012345678",
    "2026.3.5",
    "교류회 동의서",
    "예",
]


def take(cast, *rows, kind="FIRMS", by="coordinator", name="명단.xlsx", head=HEAD):
    (batch,) = take_workbook(
        content=table(head, *rows), name=name, office=cast.gwangju, kind=kind, by=cast.as_(by)
    )  # fmt: skip
    return batch


def carry(cast, batch, **more):
    return carry_out(batch=batch, by=cast.as_("coordinator"), **more)


def test_firm_comes_in_with_its_contact_and_what_that_person_agreed_to(cast):
    batch = take(cast, ROW)
    assert Organisation.objects.filter(name="(주)한빛도금").count() == 0
    assert carry(cast, batch)["NEW"] == 1
    firm = Organisation.objects.get(name="(주)한빛도금")
    assert (firm.business_no, firm.phone, firm.office) == (number_of(1), "+82629701234", cast.gwangju)
    person = Person.objects.get(name="김이음")
    assert person.phone == "+821012345678"
    said = consents_of(person)
    assert (said["COLLECTION"].said_on, said["COLLECTION"].basis) == (date(2026, 3, 5), "교류회 동의서")
    assert said["INVITATION"].agreed
    assert "SERVICE" not in said
    entry = Entry.objects.get(type="import.done")
    assert entry.payload == {"kind": "FIRMS", "new": 1, "changed": 0}


def test_same_file_again_changes_nothing_and_a_second_press_is_told(cast):
    first = take(cast, ROW)
    carry(cast, first)
    with pytest.raises(Clash, match="already_done"):
        carry(cast, first)
    entries = Entry.objects.count()
    again = take(cast, ROW)
    assert counted(look_at(again, cast.as_("coordinator")))["SAME"] == 1
    carry(cast, again)
    assert Organisation.objects.filter(name="(주)한빛도금").count() == 1
    assert Entry.objects.count() == entries + 1


def test_firm_that_is_known_gets_only_what_was_missing(cast):
    head = ["기업명", "대표자", "주소"]
    counts = carry(cast, take(cast, ["새벽조명", "심대표", "광주 첨단로 1"], head=head))
    cast.lighttec.refresh_from_db()
    assert counts["CHANGED"] == 1
    assert (cast.lighttec.head_name, cast.lighttec.address) == ("심대표", "광주 첨단로 1")
    counts = carry(cast, take(cast, ["새벽조명", "다른 이름", "광주 첨단로 1"], head=head))
    cast.lighttec.refresh_from_db()
    assert (counts["SAME"], cast.lighttec.head_name) == (1, "심대표")


def test_faulty_rows_are_left_with_their_reasons_and_good_ones_come_in(cast):
    wrong = list(ROW)
    wrong[0], wrong[1], wrong[3], wrong[6] = "나쁜번호", "123-45-67890", "전화없음", "언젠가"
    batch = take(cast, ROW, wrong, ["", *ROW[1:]], [ROW[0], *ROW[1:]])
    rows = look_at(batch, cast.as_("coordinator"))
    assert [row.outcome for row in rows] == ["NEW", "FAULT", "FAULT", "TWICE"]
    assert {fault.column for fault in rows[1].faults} == {"사업자등록번호", "대표 전화", "동의일"}
    assert all("{" not in told(fault) for row in rows for fault in row.faults)
    assert carry(cast, batch)["NEW"] == 1
    assert Organisation.objects.filter(name="나쁜번호").count() == 0


def test_firm_of_another_office_and_a_doubtful_one_are_not_taken_silently(cast):
    batch = take(cast, ["가람엔지니어링", "x"], head=["기업명", "대표자"])
    row = look_at(batch, cast.as_("coordinator"))[0]
    assert (row.outcome, row.note) == ("DOUBTFUL", "가람엔지니어링")
    carry(cast, batch)
    assert Organisation.objects.filter(name="가람엔지니어링").count() == 1
    carry(cast, take(cast, ["가람엔지니어링", "x"], head=["기업명", "대표자"]), doubtful=True)
    assert Organisation.objects.filter(name="가람엔지니어링").count() == 2


def test_people_members_experts_and_open_cases_come_in(cast):
    carry(cast, take(cast, ROW))
    carry(
        cast,
        take(
            cast,
            ["한빛도금", "박새로", "과장", "010-5555-6666"],
            kind="PEOPLE",
            head=["회사명", "성명", "직위", "연락처"],
        ),
    )
    assert Person.objects.get(name="박새로").posts.get().title == "과장"
    carry(
        cast,
        take(
            cast,
            ["광융합", "한빛도금", "2025-01-02"],
            kind="MEMBERS",
            head=["미니클러스터", "기업명", "가입일"],
        ),
    )
    assert Membership.objects.get(organisation__name="(주)한빛도금").during.lower == date(2025, 1, 2)
    head = ["성명", "소속", "전공", "동의일"]
    rows = [["오교수", "무등대학교", "표면처리", "2026-01-05"], ["유교수", "무등대학교", "열처리", ""]]
    carry(cast, take(cast, *rows, kind="EXPERTS", head=head))
    assert Organisation.objects.get(name="무등대학교").kind == "UNIVERSITY"
    assert dict(ExpertProfile.objects.filter(organisation__name="무등대학교").values_list("person__name", "published")) == {
        "오교수": True, "유교수": False,
    }  # fmt: skip
    head = ["업체명", "애로사항", "접수일", "진행상태"]
    rows = [
        ["한빛도금", "도금이 벗겨집니다", "2026-11-02", "진행중"],
        ["한빛도금", "끝난 일", "2026-01-02", "완료"],
    ]
    counts = carry(cast, take(cast, *rows, kind="CASES", head=head))
    case = DifficultyCase.objects.get(text="도금이 벗겨집니다")
    assert (case.state, case.imported, counts["FAULT"]) == ("IN_PROGRESS", True, 1)


def test_undo_takes_back_what_nobody_used_and_says_what_stays(cast):
    other = ["(주)쓰인기업", number_of(2), "", "", "", "", "", "", ""]
    batch = take(cast, ROW, other)
    carry(cast, batch)
    used = Organisation.objects.get(name="(주)쓰인기업")
    add_member(group=cast.optics, organisation=used, by=cast.as_("coordinator").actor)
    assert undo_import(batch=batch, by=cast.as_("coordinator")) == (2, 1)
    assert not Organisation.objects.filter(name="(주)한빛도금").exists()
    assert not Person.objects.filter(name="김이음").exists()
    assert Organisation.objects.filter(pk=used.pk).exists()
    assert Entry.objects.filter(type="import.object_taken_back").count() == 2
    with pytest.raises(Clash, match="already_done"):
        undo_import(batch=batch, by=cast.as_("coordinator"))


def test_undo_gives_changed_fields_back_unless_they_changed_again(cast):
    from dure.network.actions import change_organisation

    batch = take(cast, ["새벽조명", "심대표", "광주 첨단로 1"], head=["기업명", "대표자", "주소"])
    carry(cast, batch)
    change_organisation(organisation=cast.humanlight, by=cast.as_("coordinator").actor, address="딴 곳")
    undo_import(batch=batch, by=cast.as_("coordinator"))
    cast.lighttec.refresh_from_db()
    assert (cast.lighttec.head_name, cast.lighttec.address) == ("", "")


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_goes_out_and_comes_back_as_the_same(kind, cast):
    carry(cast, take(cast, ROW))
    carry(
        cast,
        take(
            cast,
            ["새벽조명", "열이 납니다", "2026-11-02", ""],
            kind="CASES",
            head=["업체명", "애로사항", "접수일", "상태"],
        ),
    )
    book = list_taken_out(kind=kind, office=cast.gwangju, reason="CHECK", by=cast.as_("coordinator"))
    (batch,) = take_workbook(
        content=book, name="다시.xlsx", office=cast.gwangju, kind=kind, by=cast.as_("coordinator")
    )  # fmt: skip
    rows = look_at(batch, cast.as_("coordinator"))
    assert rows
    assert counted(rows)["SAME"] == len(rows), [(row.outcome, row.faults, row.changes) for row in rows]


def test_list_goes_out_under_the_headers_it_came_in_with_and_runs_no_formula(cast):
    evil = list(ROW)
    evil[2] = "=cmd|'/c calc'!A1"
    (batch,) = take_workbook(
        content=text(HEAD, evil),
        name="명단.csv",
        office=cast.gwangju,
        kind="FIRMS",
        by=cast.as_("coordinator"),
    )
    carry(cast, batch)
    book = list_taken_out(kind="FIRMS", office=cast.gwangju, reason="CHECK", by=cast.as_("coordinator"))
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[0][: len(HEAD)] == HEAD
    cells = [cell for row in rows for cell in row if "calc" in str(cell)]
    assert cells
    assert not any(str(cell).startswith("=") for cell in cells)
    assert Entry.objects.get(type="import.list_taken_out").payload["reason"] == "CHECK"


def test_meaning_of_a_column_is_remembered_for_the_next_time(cast):
    head = ["기업명", "별칭"]
    first = take(cast, ["(주)하나", "홍대표"], head=head)
    assert first.columns == {"0": "name"}
    say_columns(batch=first, kind="FIRMS", columns={0: "name", 1: "head_name"}, by=cast.as_("coordinator"))
    carry(cast, first)
    assert take(cast, ["(주)둘", "김대표"], head=head).columns == {"0": "name", "1": "head_name"}
    with pytest.raises(Refused, match="column_twice"):
        say_columns(
            batch=take(cast, ROW), kind="FIRMS", columns={0: "name", 1: "name"}, by=cast.as_("coordinator")
        )


def test_kind_of_rows_is_guessed_and_can_be_said(cast):
    (batch,) = take_workbook(
        content=table(["업체명", "애로사항", "접수일"], ["새벽조명", "휨", "2026-11-02"]), name="x.xlsx",
        office=cast.gwangju, by=cast.as_("coordinator"),
    )  # fmt: skip
    assert batch.kind == "CASES"
    guess_again(batch=batch, kind="FIRMS", by=cast.as_("coordinator"))
    assert batch.columns == {"0": "name"}


@pytest.mark.parametrize("who", ["owner", "rival", "gumi_coordinator", "expert", "headquarters"])
def test_nobody_else_brings_sees_or_takes_out_an_offices_lists(who, cast):
    batch = take(cast, ROW)
    by = cast.as_(who)
    for deed in (
        lambda: take(cast, ROW, by=who),
        lambda: look_at(batch, by),
        lambda: carry_out(batch=batch, by=by),
        lambda: undo_import(batch=batch, by=by),
        lambda: list_taken_out(kind="FIRMS", office=cast.gwangju, reason="CHECK", by=by),
    ):
        with pytest.raises(NotFound):
            deed()
    assert Organisation.objects.filter(name="(주)한빛도금").count() == 0


def bring(each, cast):
    return take_workbook(
        content=each.content, name=each.file, office=cast.gwangju, by=cast.as_("coordinator")
    )


@pytest.mark.parametrize("each", everything(), ids=[each.name for each in everything()])
def test_clumsy_workbook_is_told_clearly_and_changes_nothing(each, cast):
    before = (Organisation.objects.count(), Import.objects.count(), Entry.objects.count())
    if each.fault:
        with pytest.raises(Refused) as refused:
            bring(each, cast)
        assert refused.value.code in SENTENCES
        assert (Organisation.objects.count(), Import.objects.count(), Entry.objects.count()) == before
        return
    for batch in bring(each, cast):
        rows = look_at(batch, cast.as_("coordinator"))
        assert len(rows) > 0
        for row in rows:
            assert all(fault.code in FAULTS or fault.code in SENTENCES for fault in row.faults)
    assert Organisation.objects.count() == before[0]
    assert ImportedRow.objects.count() == 0


def test_coordinator_nobody_knows_keeps_no_firm_out(cast):
    staff = cast.people["coordinator"].name
    batch = take(cast, ["(주)하나", staff], ["(주)둘", "모르는 사람"], head=["기업명", "추진단 담당자"])
    assert [len(row.warnings) for row in look_at(batch, cast.as_("coordinator"))] == [0, 1]
    carry(cast, batch)
    told = dict(
        Organisation.objects.filter(name__in=["(주)하나", "(주)둘"]).values_list("name", "coordinator")
    )
    assert told == {"(주)하나": cast.people["coordinator"].pk, "(주)둘": None}
