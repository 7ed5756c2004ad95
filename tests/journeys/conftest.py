"""A whole site on a database of its own, with worker and real browser, for journeys from page to page."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright
from tests.cast import PASSWORD
from tests.database import copied, django_uses, owner_url, runner_url

PATIENCE = 90.0
OF_THE_PRODUCT = ["django.contrib.auth.hashers.ScryptPasswordHasher"]


@dataclass
class Site:
    """Where a running site answers, and how to move it in time."""

    address: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def restart(self, days_ahead: int) -> None:
        """Let the site go on so many days later."""
        self.stop()
        self.environment["DURE_DAYS_AHEAD"] = str(days_ahead)
        self.process = _serve(self.address, self.environment)

    def stop(self) -> None:
        """End web and worker."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


@pytest.fixture(scope="session")
def site(
    django_test_environment: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """One site for all journeys of a test process, with the cast on it."""
    from tests.cast import make_cast

    name = f"dure_journeys_{os.getpid()}"
    with django_db_blocker.unblock(), copied(name):  # type: ignore[attr-defined]
        with django_uses(name), override_settings(PASSWORD_HASHERS=OF_THE_PRODUCT):
            make_cast()
        environment = {
            **os.environ,
            "DATABASE_URL": runner_url(name),
            "DURE_OWNER_URL": owner_url(name),
            "DURE_HOME": str(tmp_path_factory.mktemp("journeys")),
            "DURE_STAFF_TOTP": "0",
            "DURE_LOG": "WARNING",
            "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"),
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        address = f"http://127.0.0.1:{_free_port()}"
        running = Site(address, environment, _serve(address, environment))
        try:
            yield running
        finally:
            running.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(address: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    port = address.rsplit(":", 1)[1]
    command = [sys.executable, "-m", "dure.cli", "serve", "--port", port, "--workers", "1"]
    process = subprocess.Popen(command, env={**environment, "DURE_BASE_URL": address})
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310
                return process
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise RuntimeError("the site did not come up")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser that DURE_BROWSER names; gone before other tests, for its driver keeps a loop in this thread."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=os.environ["DURE_BROWSER"], args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


class Person:
    """Somebody of the cast at a browser of their own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(20_000)

    def sign_in(self, name: str) -> "Person":
        """Sign in by e-mail and password."""
        self.page.goto(f"{self.address}/accounts/login/")
        self.page.fill("input[name=login]", f"{name}@example.kr")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url("**/desk")
        return self

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.address + path)

    def step(self, number: str, noun: str, **fields: str) -> None:
        """Open the form of a step, fill it in and send it."""
        self.go(f"/cases/{number}/{noun}")
        for name, value in fields.items():
            self.fill(name, value)
        self.send()

    def fill(self, name: str, value: str) -> None:
        """Fill in a field of whatever kind."""
        field = self.page.locator(f"main [name={name}]").first
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "checkbox":
            field.check()
        elif field.get_attribute("type") == "radio":
            self.page.locator(f"main [name={name}][value='{value}']").check(force=True)
        else:
            field.fill(value)

    def send(self) -> None:
        """Press the main button and wait for the next page."""
        with self.page.expect_navigation():
            self.page.locator("main form button.btn--main").first.click()
        assert self.page.locator(".errors, [data-problem]").count() == 0, self.page.inner_text("main")

    def sees(self, text: str) -> bool:
        """Whether a text stands on the page."""
        return text in self.page.inner_text("main")


@pytest.fixture
def person(site: Site, browser: Browser) -> Iterator[object]:
    """`person("owner", width=390, language="ja")` sits down at a browser and signs in."""
    contexts = []

    def sit_down(name: str, *, width: int = 1440, language: str = "ko") -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=language, has_touch=width < 500
        )
        contexts.append(context)
        return Person(context.new_page(), site.address).sign_in(name)

    yield sit_down
    for context in contexts:
        context.close()
