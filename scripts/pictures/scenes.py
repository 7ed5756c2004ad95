"""One difficulty from the call to the firm's word, and the screens beside it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Browser
from scripts.pictures.camera import KEPT_FOR_LATER, Album, Person, SceneGone
from scripts.pictures.site import Site

FIRM = "아모아라이팅"
TROUBLE = "가로등을 켜고 한 시간쯤 지나면 열이 빠지지 않아 빛이 어두워집니다."
LIST = "기업명\t대표자\t대표 전화\n(주)가온금형\t나가온\t062-950-1001\n(주)다솜렌즈\t도다솜\t062-950-1002\n라온도금\t\t전화 모름\n"


@dataclass
class Play:
    """Who plays: the site, the camera, and everybody in front of it."""

    site: Site
    browser: Browser
    album: Album

    def at(self, role: str = "", *, phone: bool = False, wide: bool = False) -> Person:
        """Somebody sits down, signed in where a role is named."""
        person = Person(self.browser, self.site.address, self.album, phone=phone, wide=wide)
        return person.sign_in(role, self.site.password) if role else person


def play_case(play: Play) -> None:
    """The call, the firm's consent, the candidates, the expert's answer, the firm's word."""
    desk, outside = play.at("coordinator"), play.at(phone=True)
    number = _call(desk)
    _open_link(play, desk, outside, number, picture="check", desk_picture="links")
    outside.take("consent")
    outside.press("네, 등록해 주세요")
    outside.take("thanks")
    _step(desk, number, "triage", kind="TECHNOLOGY")
    desk.go(f"/cases/{number}")
    desk.page.locator("#candidates a[href*='/referral?']").first.wait_for()
    desk.take("case", tall=760)
    desk.take("candidates", part="#candidates")
    desk.page.locator("#candidates a[href*='/referral?']").first.click()
    desk.fill(words="현장을 한 번 보아 주시겠습니까? 가로등 방열판 문제입니다.")
    desk.take("referral")
    desk.page.locator("main form button.btn--main").first.click()
    desk.page.wait_for_url(re.compile(rf"/cases/{number}(#.*)?$"))
    _open_link(play, desk, outside, number)
    outside.take("answer")
    outside.press("네, 맡겠습니다")
    _step(desk, number, "confirmation-request", result="방열판의 날개를 늘리고 접착제를 바꾸었습니다.")
    _open_link(play, desk, outside, number)
    outside.take("confirm")
    desk.press("문자·메일로 보내기")
    desk.take("message")


def _call(desk: Person) -> str:
    desk.go("/cases/call")
    desk.page.fill("#id_who", FIRM)
    desk.press("기업 찾기")
    if not desk.page.locator("main [name=text]").count():
        desk.page.locator("main a[href^='/cases/call?firm=']").first.click()
    _wait_for_suggestions(desk)
    desk.fill(deed="found")
    desk.take("call", tall=820)
    desk.press("저장")
    found = re.search(r"/cases/(\d{4}-[A-Z]+-\d{4})", desk.page.url)
    if found is None:
        raise SceneGone(f"the call led to {desk.page.url}")
    return found[1]


def _wait_for_suggestions(desk: Person) -> None:
    found = desk.page.locator("main").get_by_text("비슷한 해결 사례")
    for _ in range(60):
        desk.fill(text="")
        desk.page.locator("main [name=text]").press_sequentially(TROUBLE)
        desk.page.wait_for_timeout(2500)
        if found.count():
            desk.page.evaluate(
                "document.querySelectorAll('main details').forEach(each => { each.open = false })"
            )
            return
    raise SceneGone("nothing is suggested while a call is noted")


def _open_link(
    play: Play, desk: Person, outside: Person, number: str, *, picture: str = "", desk_picture: str = ""
) -> None:
    desk.go(f"/links/cases/{number}")
    desk.press("링크 만들기")
    if desk_picture:
        desk.take(desk_picture, part="#links")
    link = re.search(r"/l/\S+", desk.page.locator("main textarea[readonly]").first.input_value())
    if link is None:
        raise SceneGone("the text of the link holds no link")
    outside.go(link[0])
    if picture:
        outside.take(picture)
    outside.fill(digits=play.site.digits())
    outside.press("내용 보기")


def _step(desk: Person, number: str, noun: str, **told: str) -> None:
    desk.go(f"/cases/{number}/{noun}")
    desk.fill(**told)
    with desk.page.expect_navigation():
        desk.page.locator("main form button.btn--main").first.click()


def play_firm_and_expert(play: Play) -> None:
    """What they see on their telephones when they sign in."""
    outside = play.at(phone=True)
    outside.go("/enter")
    outside.take("enter")
    outside.go("/call-me/GJ")
    outside.take("call-me")
    firm = play.at("firm", phone=True)
    firm.take("steps")
    firm.go("/cases/new")
    firm.fill(text=TROUBLE)
    firm.take("ask")
    expert = play.at("expert", phone=True)
    expert.press("방문·지도 기록")
    expert.fill(
        content="세척기를 뜯어 진동자를 재었습니다. 두 개가 약합니다.", next_step="부품 값을 알아봅니다."
    )
    expert.take("log", part="main [name=content]")


def play_coordinator(play: Play) -> None:
    """The morning, the visit without signal, what came in."""
    desk = play.at("coordinator", wide=True)
    desk.take("work")
    desk = play.at("coordinator")
    desk.go("/inbox")
    desk.fill(text="사장님, 어제 말씀하신 검사 장비 값이 얼마쯤 할까요?", source="다솜렌즈 도 부장")
    desk.press("넣어 두기")
    desk.take("inbox", tall=400)
    phone = play.at("coordinator", phone=True)
    phone.go("/contacts/new")
    phone.page.evaluate(KEPT_FOR_LATER)
    phone.page.wait_for_timeout(1500)
    phone.context.set_offline(True)
    phone.page.goto(phone.address + "/contacts/new")
    phone.page.locator("#id_firm").select_option(index=1)
    phone.fill(content="도금 공정을 보았습니다.", difficulties="모서리에서 도금이 벗겨집니다")
    phone.page.get_by_role("button", name="적어 두기").click()
    phone.page.get_by_text("보낼 것 1건").wait_for()
    phone.take("visit")


def play_office(play: Play) -> None:
    """Accounts, lists, hand-over."""
    head = play.at("office_head")
    head.go("/roles")
    head.take("roles")
    head.go("/imports")
    head.fill(cells=LIST)
    head.press("표 읽기")
    head.take("import")
    head.go("/duties")
    head.page.locator("main a[href^='/duties/']", has_text="넘기기").first.click()
    head.page.locator("main [name=all]").wait_for()
    head.take("duties", tall=410)


def play_start(play: Play) -> None:
    """The first page of an empty installation."""
    first = play.at()
    first.go("/start")
    first.fill(
        code="BCDF-GHJK-MNPQ", operator="한국산업단지공단 광주본부", office="광주 추진단", office_code="GJ",
        phone="062-970-1000", complexes="광주첨단\n하남",
    )  # fmt: skip
    first.take("start", part="main form", tall=900)
