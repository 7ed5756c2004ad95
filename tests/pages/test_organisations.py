"""The list of organisations, the 기업카드, and how records are kept."""

import pytest

from dure.cases import actions as act
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.network.actions import block_party, register_person
from dure.network.models import Block, Organisation, Person, Post

pytestmark = pytest.mark.django_db
LIST_QUERIES, CARD_QUERIES = 18, 17
FIRM_PHONE, BUSINESS_NO = "+82629701234", "1248100998"
SECRET = "열이 빠지지 않습니다"


@pytest.fixture
def firm(cast):
    """새벽조명 with numbers, products, a person, a case and a block."""
    with recording(by=SYSTEM):
        firm = cast.lighttec
        firm.phone, firm.business_no, firm.products = FIRM_PHONE, BUSINESS_NO, "터널등, 조명 바"
        firm.save()
    block_party(firm=firm, kind="COMPETITOR", organisation=cast.humanlight, by=SYSTEM)
    return firm


@pytest.fixture
def case(cast, firm):
    return act.send_case(
        firm=firm,
        told=act.Told(text=f"회로가 복잡하고 {SECRET}.", title="조명 바 방열"),
        by=cast.as_("owner"),
    )


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    "who", ["owner", "rival", "expert", "coordinator", "gumi_coordinator", "headquarters"]
)
def test_list_shows_public_fields_to_everybody_signed_in(signed_in, case, who):
    page = text_of(signed_in(who).get("/organisations?q=새벽조명"))
    assert "(주)새벽조명" in page
    assert "터널등" in page
    assert FIRM_PHONE not in page
    assert "970-1234" not in page


def test_list_asks_strangers_to_sign_in(client, firm):
    assert client.get("/organisations").status_code == 302


def test_list_tells_staff_of_the_office_coordinator_cases_and_visit(signed_in, case):
    page = text_of(signed_in("coordinator").get("/organisations?q=새벽조명"))
    assert "열린 애로" in page
    assert "박○○" in page


@pytest.mark.parametrize("who", ["rival", "gumi_coordinator", "headquarters"])
def test_list_tells_others_neither_coordinator_nor_counts(signed_in, case, who):
    page = text_of(signed_in(who).get("/organisations?q=새벽조명"))
    assert "박○○" not in page


@pytest.mark.parametrize(
    "words", ["새벽조명", "㈜새벽", "주식회사 새벽조명", "새벽 조명", "터널등", "조명 바", "벽조"]
)
def test_list_finds_names_and_products_as_people_write_them(signed_in, firm, words):
    page = text_of(signed_in("coordinator").get("/organisations", {"q": words}))
    assert "(주)새벽조명" in page
    assert "가람엔지니어링" not in page


@pytest.mark.parametrize(
    ("filters", "there"),
    [
        ({"kind": "FIRM", "complex": "GJ"}, True),
        ({"kind": "UNIVERSITY"}, False),
        ({"complex": "GM"}, False),
        ({"office": "GJ"}, True),
        ({"office": "GM"}, False),
        ({"trade": "C26"}, False),
        ({"mine": "1"}, True),
    ],
)
def test_list_filters_by_what_stands_in_the_address(signed_in, firm, filters, there):
    page = text_of(signed_in("coordinator").get("/organisations", filters))
    assert ("(주)새벽조명" in page) is there


@pytest.mark.parametrize(
    "number",
    ["062-970-1234", "0629701234", "062) 970 1234", "+82 62 970 1234", "82-62-970-1234", "０６２－９７０－１２３４",
     "010-1234-5678", "01012345678", "10-1234-5678", "124-81-00998", "1248100998"],
)  # fmt: skip
def test_number_leads_straight_to_the_card(signed_in, firm, number):
    answer = signed_in("coordinator").get("/organisations", {"q": number})
    assert (answer.status_code, answer.headers.get("Location")) == (302, f"/organisations/{firm.pk}")


def test_number_of_a_caller_leads_to_writing_the_call_down(signed_in, firm):
    answer = signed_in("coordinator").get("/organisations", {"q": "010-1234-5678", "for": "call"})
    assert answer["Location"] == f"/cases/call?firm={firm.pk}"


@pytest.mark.parametrize("who", ["gumi_coordinator", "headquarters", "rival", "expert", "gumi_owner"])
@pytest.mark.parametrize("number", ["062-970-1234", "010-1234-5678"])
def test_telephone_number_finds_nothing_for_others(signed_in, firm, who, number):
    answer = signed_in(who).get("/organisations", {"q": number})
    assert answer.status_code == 200
    assert "새벽조명" not in text_of(answer)


def test_business_number_leads_staff_of_other_offices_to_the_profile(signed_in, firm):
    answer = signed_in("gumi_coordinator").get("/organisations", {"q": BUSINESS_NO})
    assert answer["Location"] == f"/organisations/{firm.pk}"
    assert "새벽조명" not in text_of(signed_in("rival").get("/organisations", {"q": BUSINESS_NO}))


def test_nothing_found_says_what_to_do(signed_in, firm):
    assert "이 번호로 찾은 곳이 없습니다" in text_of(
        signed_in("coordinator").get("/organisations?q=02-000-0000")
    )
    assert "찾는 곳이 없습니다" in text_of(signed_in("rival").get("/organisations?q=없는이름"))


def test_card_shows_the_office_everything(signed_in, firm, case):
    page = text_of(signed_in("coordinator").get(f"/organisations/{firm.pk}"))
    for told in (
        "tel:+82629701234", "124-81-00998", "심○○", "대표", case.number, "조명 바 방열", "단비라이트", "경쟁사",
        "광융합", f"/cases/call?firm={firm.pk}", "다음 할 일", "열린 애로",
    ):  # fmt: skip
        assert told in page


def test_card_shows_the_firm_its_own_record(signed_in, firm, case):
    page = text_of(signed_in("owner").get(f"/organisations/{firm.pk}"))
    assert case.number in page
    assert "단비라이트" in page
    assert "/facts" in page
    assert "/cases/call" not in page
    assert f"/organisations/{firm.pk}/coordinator" not in page


@pytest.mark.parametrize("who", ["rival", "gumi_owner", "gumi_coordinator", "expert", "headquarters", "body"])
def test_profile_shows_others_only_what_is_public(signed_in, firm, case, who):
    page = text_of(signed_in(who).get(f"/organisations/{firm.pk}"))
    assert "새벽조명" in page
    assert "터널등" in page
    for secret in (
        "970-1234",
        FIRM_PHONE,
        "124-81",
        "심○○",
        "박○○",
        case.number,
        "조명 바 방열",
        "단비라이트",
        "경쟁사",
    ):
        assert secret not in page


def test_coordinator_kept_out_by_the_firm_sees_the_profile_only(signed_in, firm, case, cast):
    block_party(firm=firm, kind="PERSON", person=cast.people["colleague"], by=SYSTEM)
    client = signed_in("colleague")
    page = text_of(client.get(f"/organisations/{firm.pk}"))
    assert case.number not in page
    assert "970-1234" not in page
    assert client.get("/organisations", {"q": "062-970-1234"}).status_code == 200
    assert client.get(f"/organisations/{firm.pk}/facts").status_code == 404


def test_missing_organisation_is_not_found(signed_in, firm):
    assert (
        signed_in("coordinator").get("/organisations/01234567-89ab-7def-8123-456789abcdef").status_code == 404
    )


def test_office_registers_a_firm(signed_in, cast):
    client = signed_in("coordinator")
    assert client.get("/organisations/new").status_code == 200
    answer = client.post(
        "/organisations/new",
        {"kind": "FIRM", "name": "새솔기전", "office": cast.gwangju.pk, "business_no": "124-81-00998", "phone": "062 123 4567"},
    )  # fmt: skip
    made = Organisation.objects.get(name="새솔기전")
    assert answer["Location"] == f"/organisations/{made.pk}"
    assert (made.business_no, made.phone, made.office) == (BUSINESS_NO, "+82621234567", cast.gwangju)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("business_no", "124-81-0099", "지금 9자리"),
        ("business_no", "124-81-00999", "끝자리가 맞지 않습니다"),
        ("phone", "가나다", "전화번호로 읽을 수 없습니다"),
        ("corporate_no", "123", "숫자 13자리"),
        ("website", "하나 둘", "URL"),
        ("name", "", "필수"),
    ],
)
def test_wrong_field_is_told_beside_it_and_nothing_is_lost(signed_in, cast, field, value, told):
    fields = {
        "kind": "FIRM",
        "name": "새솔기전",
        "office": cast.gwangju.pk,
        "products": "차단기",
        field: value,
    }
    answer = signed_in("coordinator").post("/organisations/new", fields)
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert "차단기" in text_of(answer)
    assert not Organisation.objects.filter(products="차단기").exists()


def test_known_business_number_is_told_with_a_link(signed_in, firm, cast):
    fields = {"kind": "FIRM", "name": "다른이름", "office": cast.gumi.pk, "business_no": BUSINESS_NO}
    answer = signed_in("gumi_coordinator").post("/organisations/new", fields)
    assert answer.status_code == 422
    assert f'href="/organisations/{firm.pk}"' in text_of(answer)


def test_known_name_is_told_before_a_twin_is_made(signed_in, firm, cast):
    fields = {"kind": "FIRM", "name": "주식회사 새벽 조명", "office": cast.gwangju.pk}
    client = signed_in("coordinator")
    answer = client.post("/organisations/new", fields)
    assert answer.status_code == 422
    assert f'href="/organisations/{firm.pk}"' in text_of(answer)
    assert 'name="different"' in text_of(answer)
    assert client.post("/organisations/new", {**fields, "different": "on"}).status_code == 302


def test_registering_for_another_office_is_refused(signed_in, cast):
    fields = {"kind": "FIRM", "name": "새솔기전", "office": cast.gumi.pk}
    assert signed_in("coordinator").post("/organisations/new", fields).status_code == 422
    assert signed_in("owner").get("/organisations/new").status_code == 404


def test_firm_corrects_its_own_record(signed_in, firm):
    client = signed_in("owner")
    assert "터널등" in text_of(client.get(f"/organisations/{firm.pk}/facts"))
    answer = client.post(
        f"/organisations/{firm.pk}/facts",
        {"name": firm.name, "business_no": BUSINESS_NO, "phone": "062-970-9999", "products": "가로등"},
    )
    assert answer.status_code == 302
    firm.refresh_from_db()
    assert (firm.phone, firm.products, firm.closed_on) == ("+82629709999", "가로등", None)


@pytest.mark.parametrize("who", ["rival", "gumi_coordinator", "headquarters", "expert"])
@pytest.mark.parametrize("noun", ["facts", "blocks", "people"])
def test_record_of_others_cannot_be_opened(signed_in, firm, who, noun):
    client = signed_in(who)
    assert client.get(f"/organisations/{firm.pk}/{noun}").status_code == 404
    assert (
        client.post(f"/organisations/{firm.pk}/{noun}", {"name": "훔침", "words": "훔침"}).status_code == 404
    )


def test_office_gives_a_firm_its_coordinator(signed_in, firm, cast):
    client = signed_in("coordinator")
    page = client.get(f"/organisations/{firm.pk}/coordinator")
    assert "이○○" in text_of(page)
    assert "구○○" not in text_of(page)
    chosen = {"coordinator": cast.people["colleague"].pk}
    assert client.post(f"/organisations/{firm.pk}/coordinator", chosen).status_code == 302
    firm.refresh_from_db()
    assert firm.coordinator == cast.people["colleague"]


@pytest.mark.parametrize("who", ["owner", "gumi_coordinator", "headquarters"])
def test_coordinator_is_not_given_by_others(signed_in, firm, cast, who):
    chosen = {"coordinator": cast.people["colleague"].pk}
    assert signed_in(who).post(f"/organisations/{firm.pk}/coordinator", chosen).status_code == 404
    firm.refresh_from_db()
    assert firm.coordinator == cast.people["coordinator"]


def test_firm_blocks_and_clears_a_party(signed_in, firm, cast):
    client = signed_in("owner")
    answer = client.post(f"/organisations/{firm.pk}/blocks", {"words": "가람엔지니어링", "kind": "CUSTOMER"})
    assert answer.status_code == 302
    block = Block.objects.get(kind="CUSTOMER")
    assert block.organisation == cast.miu
    assert client.post(f"/organisations/{firm.pk}/blocks/{block.pk}/clearance").status_code == 302
    block.refresh_from_db()
    assert block.cleared_at is not None


def test_block_of_another_firm_cannot_be_cleared(signed_in, firm, cast):
    block = Block.objects.get(firm=firm)
    rival = signed_in("rival")
    assert rival.post(f"/organisations/{cast.humanlight.pk}/blocks/{block.pk}/clearance").status_code == 404
    assert rival.post(f"/organisations/{firm.pk}/blocks/{block.pk}/clearance").status_code == 404
    block.refresh_from_db()
    assert block.cleared_at is None


def test_person_is_registered_found_changed_and_gone(signed_in, firm):
    client = signed_in("coordinator")
    fields = {"name": "류○○", "title": "품질 담당", "phone": "010 7777 8888", "email": ""}
    assert client.post(f"/organisations/{firm.pk}/people", fields).status_code == 302
    person = Person.objects.get(name="류○○")
    assert client.get("/organisations", {"q": "01077778888"})["Location"] == f"/organisations/{firm.pk}"
    assert "류○○" in text_of(client.get("/people", {"q": "010-7777-8888"}))
    assert (
        client.post(f"/people/{person.pk}/contacts", {"name": "류○○", "phone": "010-7777-9999"}).status_code
        == 302
    )
    post = Post.objects.get(person=person)
    assert client.post(f"/organisations/{firm.pk}/people/{post.pk}", {"title": "공장장"}).status_code == 302
    post = Post.objects.get(person=person, title="공장장")
    assert client.post(f"/organisations/{firm.pk}/people/{post.pk}/ending").status_code == 302
    assert "류○○" not in text_of(client.get(f"/organisations/{firm.pk}"))


def test_person_with_a_known_number_is_not_made_twice(signed_in, firm):
    answer = signed_in("coordinator").post(
        f"/organisations/{firm.pk}/people", {"name": "심사장", "phone": "010-1234-5678"}
    )
    assert answer.status_code == 409
    assert "심○○" in text_of(answer)


@pytest.mark.parametrize("who", ["rival", "gumi_coordinator", "headquarters", "expert"])
def test_person_is_unknown_to_others(signed_in, firm, cast, who):
    client = signed_in(who)
    owner = cast.people["owner"]
    assert client.get(f"/people/{owner.pk}").status_code == 404
    assert client.post(f"/people/{owner.pk}/contacts", {"name": "훔침"}).status_code == 404
    answer = client.get("/people", {"q": "심○○"})
    assert answer.status_code == 404 or "/people/" not in text_of(answer).split('id="found"')[1]


def test_registration_asks_each_purpose_apart_with_its_items(signed_in, firm):
    client = signed_in("coordinator")
    page = text_of(client.get(f"/organisations/{firm.pk}/people"))
    for words in ("초대와 소식 받기", "제3자에게 개인정보 제공", "거부할 권리와 불이익", "받는 곳"):
        assert words in page
    fields = {"name": "류○○", "agreed": ["COLLECTION", "PROVISION"]}
    client.post(f"/organisations/{firm.pk}/people", fields)
    person = Person.objects.get(name="류○○")
    assert set(person.consents.values_list("purpose", flat=True)) == {"COLLECTION", "PROVISION"}
    assert client.post(f"/organisations/{firm.pk}/people", {"name": "민", "agreed": ["X"]}).status_code == 422


def test_people_list_is_for_staff_and_shows_own_offices_only(signed_in, firm):
    assert "심○○" in text_of(signed_in("coordinator").get("/people"))
    assert "심○○" not in text_of(signed_in("gumi_coordinator").get("/people"))
    assert signed_in("owner").get("/people").status_code == 404


@pytest.mark.parametrize("firms", [1, 3])
def test_list_asks_as_often_for_three_firms_as_for_one(
    signed_in, firm, cast, firms, django_assert_num_queries
):
    with recording(by=SYSTEM):
        for number in range(firms):
            Organisation.objects.create(
                name=f"물음전자{number}",
                office=cast.gwangju,
                complex=firm.complex,
                coordinator=firm.coordinator,
            )
    client = signed_in("coordinator")
    client.get("/organisations?q=물음전자")
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get("/organisations?q=물음전자")
    assert text_of(page).count("물음전자") >= firms


@pytest.mark.parametrize("rows", [1, 3])
def test_card_asks_as_often_for_three_of_each_as_for_one(
    signed_in, firm, cast, rows, django_assert_num_queries
):
    for number in range(rows):
        case = act.send_case(firm=firm, told=act.Told(text=f"막힌 점 {number}"), by=cast.as_("owner"))
        act.log_visit(case=case, note=act.VisitNote(content=f"다녀옴 {number}"), by=cast.as_("coordinator"))
        register_person(by=SYSTEM, organisation=firm, title="담당", name=f"새○{number}")
        block_party(firm=firm, kind="OTHER", words=f"어느 곳 {number}", by=SYSTEM)
    client = signed_in("coordinator")
    client.get(f"/organisations/{firm.pk}")
    with django_assert_num_queries(CARD_QUERIES):
        page = client.get(f"/organisations/{firm.pk}")
    assert text_of(page).count("다녀옴") == rows
