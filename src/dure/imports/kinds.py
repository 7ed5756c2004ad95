"""The kinds of rows an office brings, the columns each may have, and how a cell of each is meant."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from dure.engines.sheets import header_key
from dure.engines.sheets.faults import SheetFault
from dure.engines.sheets.values import (
    business_no_meant,
    count_meant,
    day_meant,
    phone_meant,
    short,
    yes_meant,
)


class Column(NamedTuple):
    """A field: its title when taken out, the words offices use for it, how a cell is read, whether it is needed."""

    field: str
    title: str
    words: tuple[str, ...]
    read: Callable[[str], Any]
    needed: bool = False


def words(limit: int) -> Callable[[str], str]:
    """A text of at most so many letters."""

    def read(text: str) -> str:
        plain = text.strip()
        if len(plain) > limit:
            raise SheetFault("text_too_long", value=short(plain), limit=limit)
        return plain

    return read


def mail(text: str) -> str:
    """An e-mail address as far as it can be told by looking."""
    plain = text.strip()
    name, at, host = plain.partition("@")
    if not (name and at and "." in host) or any(c.isspace() for c in plain) or len(plain) > 254:
        raise SheetFault("mail_unreadable", value=short(plain))
    return plain.lower()


ORGANISATION = (
    "회사명",
    "기업명",
    "업체명",
    "상호",
    "법인명",
    "회사",
    "기업",
    "업체",
    "소속",
    "기관명",
    "소속기관",
)
BUSINESS_NO = ("사업자등록번호", "사업자번호", "사업자 등록 번호", "사업자")
PHONE = ("휴대폰", "휴대전화", "핸드폰", "연락처", "전화번호", "전화", "H.P", "HP")
MAIL = ("이메일", "메일", "전자우편", "e-mail", "email")
CONSENT = (
    Column("consent_on", "동의일", ("동의일", "개인정보 동의일", "개인정보동의", "동의 날짜"), day_meant),
    Column("consent_basis", "동의 근거", ("동의 근거", "동의근거", "근거", "동의 방법"), words(200)),
    Column("agrees_service", "업무 알림 동의", ("업무 알림 동의", "알림 수신 동의", "알림 동의", "문자 수신 동의"), yes_meant),
    Column("agrees_invitation", "초대 동의", ("초대 동의", "홍보 수신 동의", "소식 수신 동의", "마케팅 동의"), yes_meant),
)  # fmt: skip
KINDS: dict[str, tuple[Any, tuple[Column, ...]]] = {
    "FIRMS": (_("기업"), (
        Column("name", "기업명", ORGANISATION, words(120), needed=True),
        Column("business_no", "사업자등록번호", BUSINESS_NO, business_no_meant),
        Column("head_name", "대표자", ("대표자", "대표자명", "대표이사", "대표"), words(60)),
        Column("phone", "대표 전화", ("대표전화", "회사전화", "대표 전화", "유선전화", "전화번호", "전화", "tel"), phone_meant),
        Column("email", "대표 메일", ("대표메일", "회사메일", "대표 메일", *MAIL), mail),
        Column("address", "주소", ("주소", "소재지", "사업장 주소", "사업장주소"), words(200)),
        Column("products", "주요 제품", ("주요제품", "주생산품", "생산품", "주요 제품", "제품", "업종 및 생산품"), words(300)),
        Column("employees", "종업원 수", ("종업원수", "직원수", "인원", "상시근로자", "종업원 수"), count_meant),
        Column("website", "홈페이지", ("홈페이지", "웹사이트", "url"), words(200)),
        Column("coordinator", "추진단 담당자", ("추진단 담당자", "담당 코디", "코디네이터", "담당 매니저", "우리 담당"), words(80)),
        Column("person_name", "기업 담당자", ("기업 담당자", "담당자명", "업체 담당자", "실무자", "담당자"), words(80)),
        Column("person_title", "담당자 직위", ("담당자 직위", "직위", "직급", "직책"), words(60)),
        Column("person_phone", "담당자 휴대전화", ("담당자 휴대전화", "담당자 연락처", "담당자 전화", *PHONE[:3]), phone_meant),
        Column("person_email", "담당자 메일", ("담당자 메일", "담당자 이메일"), mail),
        *CONSENT,
    )),
    "PEOPLE": (_("사람"), (
        Column("organisation", "소속 기업", ORGANISATION, words(120), needed=True),
        Column("business_no", "사업자등록번호", BUSINESS_NO, business_no_meant),
        Column("name", "이름", ("이름", "성명", "성함", "담당자명", "담당자"), words(80), needed=True),
        Column("title", "직위", ("직위", "직급", "직책", "직함"), words(60)),
        Column("phone", "휴대전화", PHONE, phone_meant),
        Column("email", "메일", MAIL, mail),
        *CONSENT,
    )),
    "EXPERTS": (_("전문가"), (
        Column("name", "이름", ("이름", "성명", "전문가명", "교수명", "위원명"), words(80), needed=True),
        Column("organisation", "소속", ("소속", "소속기관", "대학", "기관명", "학교", "소속 기관"), words(120), needed=True),
        Column("title", "직위", ("직위", "직급", "직책", "학과", "직함"), words(80)),
        Column("about", "전문 분야", ("전문분야", "전공", "분야", "연구분야", "전문 분야", "세부전공"), words(2000)),
        Column("phone", "휴대전화", PHONE, phone_meant),
        Column("email", "메일", MAIL, mail),
        *CONSENT,
    )),
    "MEMBERS": (_("미니클러스터 회원"), (
        Column("group", "미니클러스터", ("미니클러스터", "협의체", "협의회", "MC", "분과", "교류회"), words(120), needed=True),
        Column("organisation", "기업명", ORGANISATION, words(120), needed=True),
        Column("business_no", "사업자등록번호", BUSINESS_NO, business_no_meant),
        Column("since", "가입일", ("가입일", "가입일자", "입회일", "가입 날짜"), day_meant),
    )),
    "CASES": (_("진행 중인 애로"), (
        Column("organisation", "기업명", ORGANISATION, words(120), needed=True),
        Column("business_no", "사업자등록번호", BUSINESS_NO, business_no_meant),
        Column("text", "애로 내용", ("애로내용", "애로사항", "내용", "애로 내용", "문의내용", "요청사항"), words(20_000), needed=True),
        Column("title", "제목", ("제목", "건명", "애로명"), words(200)),
        Column("received_on", "접수일", ("접수일", "접수일자", "접수 날짜", "발굴일", "일자", "날짜"), day_meant),
        Column("state", "상태", ("상태", "진행상태", "처리상태", "진행상황", "처리결과"), words(60)),
    )),
}  # fmt: skip
CASE_STATES = {
    "RECEIVED": ("접수", "신규", "대기", "미처리"),
    "TRIAGED": ("검토", "검토 중", "검토중", "확인 중"),
    "IN_PROGRESS": ("지원", "지원 중", "진행", "진행 중", "진행중", "처리 중", "처리중"),
}


def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of a kind."""
    return KINDS[kind][1]


def synonyms(kind: str) -> dict[str, tuple[str, ...]]:
    """The words for each field, the title it is taken out under first."""
    return {column.field: (column.title, *column.words) for column in columns_of(kind)}


def known_words() -> frozenset[str]:
    """Every header that any kind knows, to find the header below titles and notes."""
    return frozenset(
        header_key(word)
        for kind in KINDS
        for column in columns_of(kind)
        for word in (column.title, *column.words)
    )


def case_state(text: str) -> str:
    """The state an open case is in by what an office calls it; what is over is no open case."""
    plain = text.strip().replace(" ", "")
    if not plain:
        return "RECEIVED"
    for state, told in CASE_STATES.items():
        if plain in {word.replace(" ", "") for word in told}:
            return state
    raise SheetFault("case_state_unknown", value=short(text))
