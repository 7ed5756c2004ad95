"""Both reported stories from the first word to the effect after a year, as everybody who takes part."""

import re

import pytest

LAMP = "네온을 대신할 조명 바를 만들었는데 회로가 복잡해 설치가 어렵고 열과 물에 약합니다."
GLASS = "유리를 자르는 장비를 만드는데 정밀 연마에서 막혀 원하는 면이 나오지 않습니다."


@pytest.fixture
def number_on():
    def found(page):
        return re.search(r"/cases/(\d{4}-[A-Z]+-\d{4})", page.url).group(1)

    return found


def test_office_hears_of_a_difficulty_and_the_solved_case_helps_the_next(site, person, number_on):
    coordinator = person("coordinator")
    coordinator.go("/organisations?q=새벽조명")
    coordinator.page.get_by_role("link", name="새벽조명").first.click()
    coordinator.page.locator("main a[href^='/cases/call']").first.click()
    coordinator.fill("text", LAMP)
    coordinator.fill("deed", "found")
    coordinator.send()
    number = number_on(coordinator.page)

    owner = person("owner", width=390)
    owner.go("/desk")
    owner.page.locator(f"a[href='/cases/{number}/consent']").click()
    owner.fill("name_may_be_told", "on")
    owner.send()

    coordinator.step(number, "triage", kind="TECHNOLOGY")
    coordinator.go(f"/cases/{number}/referral?q=김")
    coordinator.page.locator("main a[href*='person=']").first.click()
    coordinator.fill("words", "현장을 한 번 보아 주시겠습니까?")
    coordinator.send()

    expert = person("expert", width=390)
    assert expert.sees("현장을 한 번 보아 주시겠습니까?")
    expert.page.get_by_role("button", name="맡겠습니다").first.click()
    expert.page.wait_for_url(f"**/cases/{number}")
    expert.step(number, "visit", content="회로를 한 단으로 줄여 봄", hours="3")
    coordinator.step(number, "tag", code="JOINT_RESEARCH", plan="간단한 회로를 함께 만듦")
    expert.step(number, "confirmation-request", result="간단한 회로로 바꾸었습니다")

    owner.go("/desk")
    owner.page.locator(f"a[href='/cases/{number}/resolution']").click()
    owner.fill("note", "간단한 회로로 바꾸어 풀렸습니다")
    owner.send()
    assert owner.sees("완료")

    coordinator.step(
        number, "story", title="조명 바의 회로를 간단하게", problem="회로가 복잡하고 열이 빠지지 않았다.",
        solution="한 단 회로로 바꾸고 방열 틀을 넣었다.",
    )  # fmt: skip
    owner.step(number, "story-approval")
    person("head").step(number, "story-publication")

    rival = person("rival", width=390)
    rival.go("/stories")
    assert rival.sees("조명 바의 회로를 간단하게")
    rival.go(f"/cases/{number}")
    assert not rival.sees(number)
    _effect_a_year_later(site, person, number)


def test_firm_asks_its_group_in_japanese_and_a_university_names_its_person(person, number_on):
    owner = person("owner", width=390, language="ja")
    owner.go("/cases/new")
    assert owner.page.locator("html").get_attribute("lang") == "ja"
    owner.fill("text", GLASS)
    owner.page.locator("main select[name=group]").select_option(index=1)
    owner.page.locator("main form button.btn--main").first.click()
    owner.page.wait_for_url(re.compile(r"/cases/\d"))
    number = number_on(owner.page)

    secretariat = person("secretariat")
    secretariat.step(number, "triage", kind="TECHNOLOGY")
    secretariat.go(f"/cases/{number}/referral?q=낙동")
    secretariat.page.locator("main a[href*='organisation=']").first.click()
    secretariat.send()

    body = person("body", language="ja")
    body.page.locator(f"form[action='/cases/{number}/acceptance'] button").first.click()
    body.page.wait_for_url(f"**/cases/{number}")
    body.go(f"/cases/{number}/helper-person")
    body.page.locator("main select[name=person]").select_option(index=1)
    body.send()

    helper = person("second_expert", width=390, language="ja")
    helper.step(number, "visit", content="연마 조건을 바꿔 봄", hours="2")
    helper.step(number, "confirmation-request", result="연마 순서를 바꾸었습니다")
    owner.step(number, "rework", missing="모서리가 아직 거칩니다")
    helper.step(number, "confirmation-request", result="모서리도 다듬었습니다")
    owner.step(number, "resolution", note="풀렸습니다")
    owner.go(f"/cases/{number}")
    assert not re.search(r"[가-힣]", owner.page.locator("main h2").first.inner_text())


def test_keyboard_alone_is_enough_to_ask(person, number_on):
    owner = person("owner", width=390)
    page = owner.page
    owner.go("/desk")
    _tab_to(page, "a.ask-big")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/new")
    _tab_to(page, "textarea[name=text]")
    page.keyboard.type("도금이 자꾸 벗겨집니다")
    _tab_to(page, "main form button.btn--main")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/\d"))
    number = number_on(page)
    coordinator = person("coordinator").page
    coordinator.goto(page.url)
    _tab_to(coordinator, f"a[href='/cases/{number}/triage']")
    coordinator.keyboard.press("Enter")
    coordinator.wait_for_url("**/triage")
    _tab_to(coordinator, "select[name=kind]")
    coordinator.keyboard.press("ArrowDown")
    _tab_to(coordinator, "main form button.btn--main")
    coordinator.keyboard.press("Enter")
    coordinator.wait_for_url(f"**/cases/{number}")


def _tab_to(page, selector):
    """Press Tab until the focus is on an element; it must be seen there."""
    page.wait_for_load_state()
    for _ in range(120):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab on {page.url}")


def _effect_a_year_later(site, person, number):
    """A year on the firm is asked and tells what came of it."""
    site.restart(days_ahead=367)
    try:
        owner = person("owner", width=390)
        for _ in range(60):
            owner.go("/desk")
            due = owner.page.locator(f"a[href^='/cases/{number}/effect']")
            if due.count():
                break
            owner.page.wait_for_timeout(500)
        due.first.click()
        owner.fill("kind", "SALES")
        owner.fill("certainty", "ACTUAL")
        owner.fill("value", "120000000")
        owner.send()
        assert owner.sees("1억 2,000만")
    finally:
        site.restart(days_ahead=0)
