"""The first day of a real office: from an empty machine in the morning to its backup on another one in the evening."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.conftest import PATIENCE
from tests.journeys.workbook import CASES, EXPERTS, FIRMS, clumsy_workbook

from dure.cli.postgres import Embedded

PASSWORD = "조용한-강물처럼-42"
STAFF = (("정한결", "head"), ("박이음", "park"), ("이나루", "lee"), ("최바다", "choi"), ("윤하늘", "yoon"))
FIGURES = (
    "select count(*) from network_organisation", "select count(*) from network_person", "select count(*) from cases_case",
    "select count(*) from intake_contact", "select count(*) from ledger_entry", "select max(number) from ledger_entry",
    "select string_agg(state || ':' || n, ' ') from (select state, count(*) n from cases_case group by 1 order by 1) s",
)  # fmt: skip


@dataclass
class Clock:
    """What each part of the day took: seconds, fields filled and taps."""

    lines: list[str] = field(default_factory=list)
    fields: int = 0
    taps: int = 0
    began: float = field(default_factory=time.monotonic)

    def done(self, what: str) -> None:
        took = time.monotonic() - self.began
        self.lines.append(f"{what:<34}{took:6.1f} s{self.fields:5} fields{self.taps:5} taps")
        self.fields, self.taps, self.began = 0, 0, time.monotonic()


class Machine:
    """A machine on which nothing is yet."""

    def __init__(self, home: Path) -> None:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("DURE_", "DATABASE_", "DJANGO_"))
        }
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **kept, "DURE_HOME": str(home), "DURE_STAFF_TOTP": "0", "DURE_LOG": "ERROR", "DURE_BASE_URL": self.base,
        }  # fmt: skip
        self.process: subprocess.Popen[str] | None = None

    def dure(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "dure.cli", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> str:
        """Prepare, start, and return the code that only the server shows."""
        code = re.search(r"code\): (\S+)", self.dure("init", "--page"))
        assert code is not None
        command = [sys.executable, "-m", "dure.cli", "serve", "--port", str(self.port), "--workers", "1"]
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL, text=True)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.2)
        return code[1]

    def figures(self) -> list[object]:
        with psycopg.connect(Embedded(self.home).url()) as link:
            return [link.execute(question).fetchone() for question in FIGURES]

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    fresh = Machine(tmp_path / "office")
    yield fresh
    fresh.stop()


class Desk:
    """Somebody at a browser, whose fields and taps are counted."""

    def __init__(self, browser: Browser, machine: Machine, clock: Clock, width: int) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="ko", has_touch=width < 500
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.machine, self.clock = machine, clock

    def go(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.machine.base + path)

    def fill(self, name: str, value: str) -> None:
        box = self.page.locator(f"[name='{name}']").first
        kind = box.evaluate("each => each.tagName + ':' + each.type")
        if kind.startswith("SELECT"):
            box.select_option(value)
        elif kind.endswith("radio"):
            self.page.locator(f"[name='{name}'][value='{value}']").check(force=True)
        elif kind.endswith("checkbox"):
            self.page.locator(f"[name='{name}'][value='{value}']").check(
                force=True
            ) if value != "on" else box.check()
        else:
            box.fill(value)
        self.clock.fields += 1

    def tap(self, words: str) -> None:
        self.page.locator("main").get_by_role("button", name=words).first.click()
        self.clock.taps += 1

    def open(self, words: str) -> None:
        self.page.locator("main").get_by_role("link", name=words).first.click()
        self.clock.taps += 1

    def send(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("main form button.btn--main").first.click()
        self.clock.taps += 1
        assert self.page.locator(".errors").count() == 0, self.page.inner_text(".errors")

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def number(self) -> str:
        found = re.search(r"/cases/(\d{4}-[A-Z]+-\d{4})", self.page.url)
        assert found is not None, self.page.url
        return found[1]

    def sign_in(self, name: str) -> "Desk":
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", f"{name}@example.kr")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url("**/desk")
        return self


def found_office(head: Desk, code: str) -> list[str]:
    """The first page: office, five people with several roles each, groups; returns the links for the others."""
    head.go("/")
    told = {
        "code": code, "operator": "한국산업단지공단 광주본부", "office": "광주 추진단", "office_code": "GJ", "phone": "062-970-1000",
        "complexes": "광주첨단\n하남", "groups": "광융합\n뿌리기술", "name": STAFF[0][0], "email": "head@example.kr",
        "password": PASSWORD, "again": PASSWORD, "roles": "COORDINATOR",
    }  # fmt: skip
    for name, value in told.items():
        head.fill(name, value)
    for place, (name, mail) in enumerate(STAFF[1:]):
        head.fill(f"staff-{place}-name", name)
        head.fill(f"staff-{place}-email", f"{mail}@example.kr")
        for role in ("COORDINATOR", "STAFF") if place else ("COORDINATOR", "APPROVER"):
            head.fill(f"staff-{place}-roles", role)
    head.send()
    return re.findall(r"http\S+/accounts/password/reset/key/\S+", head.page.inner_text("main"))


def choose_password(desk: Desk, link: str) -> None:
    desk.go(urlsplit(link).path)
    desk.page.wait_for_selector("input[name=password1]")
    desk.page.fill("input[name=password1]", PASSWORD)
    desk.page.fill("input[name=password2]", PASSWORD)
    desk.page.press("input[name=password2]", "Enter")
    desk.page.wait_for_load_state()


def bring_lists(desk: Desk) -> None:
    """The clumsy workbook: three sheets, each looked at and taken in."""
    desk.go("/imports")
    book = {
        "name": "입주기업현황_최종(2).xlsx", "buffer": clumsy_workbook(),
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }  # fmt: skip
    desk.page.set_input_files("#id_file", book)
    desk.clock.fields += 1
    desk.send()
    for sheet, words in (
        ("기업현황", f"새 {FIRMS}건"),
        ("전문가", f"새 {EXPERTS}건"),
        ("진행중 애로", f"새 {CASES}건"),
    ):
        desk.page.locator(f"main nav a:has-text('{sheet}')").first.click()
        desk.clock.taps += 1
        desk.sees(words)
        desk.send()
        desk.sees("에 가져왔습니다")


def take_call(desk: Desk, who: str, words: str, deed: str, **more: str) -> str:
    """A call: who, one line, what to do."""
    desk.page.locator("header a[href='/cases/call']").click()
    desk.clock.taps += 1
    desk.page.fill("#id_who", who)
    desk.clock.fields += 1
    desk.page.press("#id_who", "Enter")
    desk.page.wait_for_selector("[name=text], main a[href^='/cases/call?firm=']")
    if not desk.page.locator("[name=text]").count():
        desk.open("이 기업")
    desk.fill("text", words)
    if deed != "send":
        desk.fill("deed", deed)
    for name, value in more.items():
        desk.fill(name, value)
    desk.send()
    return desk.number()


def visit_without_signal(phone: Desk, firm: str) -> None:
    """A note on the telephone, kept without signal and sent when there is one."""
    phone.go("/contacts/new")
    phone.page.evaluate(
        "navigator.serviceWorker.ready.then(async () => { while (!await caches.match('/contacts/new'))"
        " await new Promise(done => setTimeout(done, 100)); })"
    )
    phone.page.wait_for_timeout(1000)
    phone.context.set_offline(True)
    phone.go("/contacts/new")
    phone.page.select_option("#id_firm", label=firm)
    phone.page.fill("#id_content", "용접 공정을 보았습니다.")
    phone.page.fill("#id_difficulties", "용접 뒤에 휩니다")
    phone.clock.fields += 3
    phone.tap("적어 두기")
    phone.sees("보낼 것 1건")
    phone.context.set_offline(False)
    phone.page.evaluate("window.dispatchEvent(new Event('online'))")
    phone.sees("적어 둔 것을 보냈습니다")


def answer_by_link(desk: Desk, outside: Desk, number: str, digits: str, words: str) -> None:
    """The office makes a link, somebody without an account answers it on a telephone."""
    desk.go(f"/links/cases/{number}")
    desk.page.locator("main form button").first.click()
    desk.clock.taps += 1
    desk.sees("보낼 글")
    text = desk.page.locator("textarea[readonly]").first.input_value()
    link = re.search(r"http\S+/l/\S+", text)
    assert link is not None
    outside.go(link[0])
    outside.page.fill("#id_digits", digits)
    outside.clock.fields += 1
    outside.tap("내용 보기")
    outside.tap(words)


def step(desk: Desk, number: str, noun: str, **fields: str) -> None:
    desk.go(f"/cases/{number}/{noun}")
    for name, value in fields.items():
        desk.fill(name, value)
    desk.send()


def test_the_first_day(machine, browser, tmp_path):
    clock = Clock()
    code = machine.start()
    head = Desk(browser, machine, clock, 1440)
    links = found_office(head, code)
    assert len(links) == len(STAFF) - 1
    park, phone = Desk(browser, machine, clock, 1440), Desk(browser, machine, clock, 390)
    choose_password(park, links[0])
    head.sign_in("head")
    park.sign_in("park")
    phone.sign_in("park")
    clock.done("empty machine, office of five")
    bring_lists(park)
    clock.done("workbook of 300 firms, 3 sheets")
    first = take_call(park, "010-3000-0000", "도금한 면이 모서리에서 벗겨집니다.", "send")
    clock.done("call (request)")
    take_call(
        park, "금형003", "어느 지원사업이 맞는지 물음", "answer", answer="지원사업 담당 부서를 알려 드림"
    )
    clock.done("call (answered at once)")
    third = take_call(park, "조명005", "폐수 처리 기준이 맞지 않습니다.", "send")
    clock.done("call (request)")
    visit_without_signal(phone, "(주)용접008")
    clock.done("visit on the phone, no signal")
    step(park, first, "triage", kind="TECHNOLOGY")
    park.go(f"/cases/{first}/referral?q=전문1")
    park.page.locator("main a[href*='person=']").first.click()
    park.fill("words", "현장을 한 번 보아 주시겠습니까?")
    park.send()
    outside = Desk(browser, machine, clock, 390)
    answer_by_link(park, outside, first, "0000", "네, 맡겠습니다")
    outside.sees("답해 주셔서 고맙습니다")
    clock.done("expert takes it by link")
    step(park, first, "confirmation-request", result="전처리를 바꿈")
    answer_by_link(park, outside, first, "0000", "네, 풀렸습니다")
    outside.tap("아주 많이")
    outside.sees("답해 주셔서 고맙습니다")
    clock.done("firm confirms by link")
    forward(park, head, third)
    clock.done("forwarded after approval")
    hand_over(head)
    clock.done("duties handed over")
    head.go("/imports")
    with head.page.expect_download() as taken:
        head.tap("기업 명단 받기")
    assert Path(taken.value.path()).stat().st_size > 10_000
    clock.done("lists taken out")
    back_up_and_restore(machine, tmp_path, clock)
    sys.stdout.write("\n" + "\n".join(clock.lines) + "\n")


def hand_over(head: Desk) -> None:
    """Everything of one colleague to another, in one act."""
    head.go("/duties")
    head.open("박이음")
    head.page.wait_for_selector("[name=all]")
    options = head.page.locator("[name=all] option").evaluate_all(
        "all => all.map(each => each.value).filter(Boolean)"
    )
    head.fill("all", options[0])
    head.send()


def back_up_and_restore(machine: Machine, place: Path, clock: Clock) -> None:
    """In the evening, onto another machine: the same figures."""
    figures = machine.figures()
    machine.dure("backup", str(place / "evening.zip"))
    clock.done("backup")
    other = Machine(place / "other")
    server = Embedded(other.home).start()
    try:
        assert "everything agrees" in other.dure("restore", str(place / "evening.zip"))
        assert other.figures()[:4] == figures[:4]
        assert other.figures()[6] == figures[6]
    finally:
        server.stop()
    clock.done("restored on another machine")


def forward(coordinator: Desk, head: Desk, number: str) -> None:
    """Taken up, proposed by one, approved by another."""
    step(coordinator, number, "triage", kind="SITE")
    step(
        coordinator,
        number,
        "forwarding-proposal",
        kind="CHANGE_REQUEST",
        body="광주광역시",
        text="폐수 처리 기준을 업종에 맞게",
    )
    step(head, number, "forwarding", document_no="광주-2026-1")
