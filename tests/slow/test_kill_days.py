"""200 kills of worker, database and web while an office writes: what was acknowledged is there once, nothing is half done."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import psutil
import psycopg
import pytest
from tests.cli.test_init import PLAN
from tests.clumsy import number_of
from tests.clumsy.making import text
from tests.slow.test_howto import free_port

from dure.cli.postgres import Embedded

pytestmark = pytest.mark.slow
KILLS = {"worker": 100, "database": 60, "web": 40}
BETWEEN = (1.0, 4.0)
PATIENCE = 120.0


@dataclass
class Told:
    """What was acknowledged, by its own words."""

    cases: set[str] = field(default_factory=set)
    taken_up: set[str] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)
    tries: Counter[str] = field(default_factory=Counter)


class Office:
    """A running installation with firms in it."""

    def __init__(self, home: Path) -> None:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("DURE_", "DATABASE_", "DJANGO_"))
        }
        self.port, self.home = free_port(), home
        self.environment = {
            **kept, "DURE_HOME": str(home), "DURE_STAFF_TOTP": "0", "DURE_LONGEST_PAUSE": "0.5", "DURE_LOG": "ERROR",
            "DURE_API_CALLS_A_MINUTE": "100000",
        }  # fmt: skip
        self.run("init", "--from", "-", told=json.dumps(PLAN).encode())
        firms = [
            ["기업명", "사업자등록번호"],
            *([f"(주)기업{number}", number_of(number)] for number in range(1, 21)),
        ]
        self.run("import", "organisations", "-", told=text(*firms))
        self.token = self.run("token", PLAN["staff"][0]["email"]).decode().split()[-1]
        self.server = Embedded(home)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dure.cli", "serve", "--port", str(self.port), "--workers", "1"],
            env=self.environment, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.base = f"http://127.0.0.1:{self.port}"

    def run(self, *arguments: str, told: bytes = b"") -> bytes:
        command = [sys.executable, "-m", "dure.cli", *arguments]
        done = subprocess.run(command, env=self.environment, input=told, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def rows(self, question: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.server.url()) as link:
            return link.execute(question).fetchall()  # type: ignore[arg-type]

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.base}/readyz", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def kill(self, what: str) -> bool:
        """Kill one part at once; whether there was one."""
        try:
            if what == "database":
                os.kill(int(self.server.cluster.pid_file.read_text().split()[0]), signal.SIGKILL)
                return True
            victim = self._web() if what == "web" else self._worker()
            if victim is None:
                return False
            os.killpg(victim.pid, signal.SIGKILL)
        except (OSError, ValueError, IndexError, psutil.Error):
            return False
        return True

    def _children(self) -> list[psutil.Process]:
        return [each for each in psutil.Process(self.process.pid).children() if "postgres" not in each.name()]

    def _web(self) -> psutil.Process | None:
        return next((each for each in self._children() if each.children()), None)

    def _worker(self) -> psutil.Process | None:
        return next((each for each in self._children() if not each.children()), None)


class Writer(threading.Thread):
    """Somebody at the office who repeats everything, under the same name, until it was acknowledged."""

    def __init__(
        self, office: Office, firms: list[str], told: Told, stop: threading.Event, seed: int
    ) -> None:
        super().__init__(daemon=True)
        self.office, self.firms, self.told, self.stop = office, firms, told, stop
        self.dice = random.Random(seed)  # noqa: S311
        self.program = httpx.Client(
            base_url=office.base, headers={"Authorization": f"Bearer {office.token}"}, timeout=20
        )
        self.browser = httpx.Client(base_url=office.base, timeout=20)
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self.dice.choice((self.case, self.contact))()
            except AssertionError as fault:
                self.faults.append(str(fault))
                break
        self.program.close()
        self.browser.close()

    def until(self, ask: object, good: tuple[int, ...]) -> httpx.Response | None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.told.tries["calls"] += 1
            try:
                answer: httpx.Response = ask()  # type: ignore[operator]
            except httpx.HTTPError:
                answer = httpx.Response(599)
            if answer.status_code in good:
                return answer
            assert answer.status_code >= 500 or answer.status_code == 409, answer.text[:300]
            time.sleep(0.2)
            if self.stop.is_set() and time.monotonic() > deadline - PATIENCE + 60:
                return None
        raise AssertionError("it was never acknowledged")

    def case(self) -> None:
        words, firm = f"죽임 {uuid4().hex}", self.dice.choice(self.firms)
        key = {"Idempotency-Key": uuid4().hex}
        told = {"text": words, "on_behalf_of": firm}
        answer = self.until(lambda: self.program.post("/api/cases", json=told, headers=key), (201,))
        if answer is None:
            return
        self.told.cases.add(words)
        number, again = answer.json()["number"], {"Idempotency-Key": uuid4().hex}
        step = {"kind": "TECHNOLOGY"}
        if self.until(
            lambda: self.program.post(f"/api/cases/{number}/triage", json=step, headers=again), (200, 201)
        ):
            self.told.taken_up.add(words)

    def contact(self) -> None:
        words = f"방문 {uuid4().hex}"
        told = {
            "once": str(uuid4()),
            "firm": self.dice.choice(self.firms),
            "content": words,
            "difficulties": f"찾음 {words}",
        }
        if self.until(lambda: self.send_contact(told), (201,)):
            self.told.contacts.add(words)

    def send_contact(self, told: dict[str, str]) -> httpx.Response:
        let_in = self.browser.get("/contacts/pass")
        if let_in.status_code == 401:
            self.sign_in()
            return httpx.Response(599)
        if let_in.status_code != 200:
            return let_in
        headers = {"X-Dure-Queue": "1", "X-CSRFToken": let_in.json()["token"], "Referer": self.office.base}
        return self.browser.post("/contacts/new", data=told, headers=headers)

    def sign_in(self) -> None:
        page = self.browser.get("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        person = PLAN["staff"][0]
        if token:
            told = {"csrfmiddlewaretoken": token[1], "login": person["email"], "password": person["password"]}
            self.browser.post("/accounts/login/", data=told, headers={"Referer": self.office.base})


def wait_until(true: object, what: str, patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not true():  # type: ignore[operator]
        assert time.monotonic() < deadline, what
        time.sleep(0.3)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    running = Office(tmp_path / "home")
    wait_until(running.answers, "the site did not come up")
    yield running
    running.process.send_signal(signal.SIGINT)
    running.process.wait(30)


def test_nothing_acknowledged_is_lost_or_done_twice_in_two_hundred_kills(office):
    dice = random.Random(200)  # noqa: S311
    firms = [str(row[0]) for row in office.rows("select id from network_organisation where kind = 'FIRM'")]
    told, stop = Told(), threading.Event()
    writers = [Writer(office, firms, told, stop, seed) for seed in range(3)]
    for writer in writers:
        writer.start()
    order = [what for what, times in KILLS.items() for _ in range(times)]
    dice.shuffle(order)
    began, killed = time.monotonic(), Counter[str]()
    for what in order:
        time.sleep(dice.uniform(*BETWEEN))
        wait_until(lambda what=what: office.kill(what), f"no {what} to kill", 60)
        killed[what] += 1
    took = time.monotonic() - began
    stop.set()
    for writer in writers:
        writer.join(PATIENCE + 70)
        assert not writer.is_alive()
        assert not writer.faults, writer.faults
    wait_until(office.answers, "the site did not come back")
    caught_up = "select bool_and(c.number = e.number) from ledger_cursor c, (select max(number) as number from ledger_entry) e"
    wait_until(lambda: office.rows(caught_up) == [(True,)], "a reader did not catch up")
    assert killed == KILLS
    check(office, told)
    sys.stdout.write(
        f"{sum(killed.values())} kills in {took:.0f} s: {len(told.cases)} cases, {len(told.taken_up)} taken up,"
        f" {len(told.contacts)} visits acknowledged in {told.tries['calls']} calls; none lost, none doubled\n"
    )


def check(office: Office, told: Told) -> None:
    """What the rows and the ledger say agrees with what was acknowledged."""
    cases = Counter(
        str(row[0]) for row in office.rows("select text from cases_case where text like '죽임 %'")
    )
    contacts = Counter(str(row[0]) for row in office.rows("select content from intake_contact"))
    found = Counter(
        str(row[0]) for row in office.rows("select text from cases_case where text like '찾음 %'")
    )
    taken = {str(row[0]) for row in office.rows("select text from cases_case where state = 'TRIAGED'")}
    assert len(told.cases) > 50
    assert len(told.contacts) > 50
    assert told.cases <= set(cases)
    assert told.contacts <= set(contacts)
    assert told.taken_up <= taken
    assert {words.removeprefix("찾음 ") for words in found} == set(contacts)
    assert max([*cases.values(), *contacts.values(), *found.values()]) == 1
    entries = dict(office.rows("select type, count(*) from ledger_entry group by type"))
    assert entries["case.sent"] == len(cases)
    assert entries["case.found"] == len(found)
    assert entries["contact.recorded"] == len(contacts)
    assert entries["case.taken_up"] == len(taken)
    assert office.rows("select count(*) from ledger_parked where parked_at is not null") == [(0,)]
    assert b"everything agrees" in office.run("check", "ledger")
