"""Somebody at a browser who keeps what is to be seen as a small picture."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

PHONE, DESK, WIDE_DESK = (390, 720), (1100, 900), (1440, 900)
TALLEST = 640
COLOURS = 48
PATIENCE = 20_000
KEPT_FOR_LATER = "navigator.serviceWorker.ready.then(async () => { while (!await caches.match('/contacts/new')) await new Promise(done => setTimeout(done, 100)); })"  # noqa: E501
QUIET = "document.querySelectorAll('.toasts, .skip').forEach(each => { each.style.display = 'none' })"


class SceneGone(Exception):
    """A screen that the manual shows cannot be reached any more."""


@dataclass
class Album:
    """The folder of pictures, and what was put into it this time."""

    folder: Path
    taken: list[str] = field(default_factory=list)

    def keep(self, name: str, picture: bytes) -> None:
        """Write a picture with few colours; the same name twice is a mistake."""
        if name in self.taken:
            raise SceneGone(f"{name} was taken twice")
        small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(self.folder / f"{name}.png", optimize=True)
        self.taken.append(name)

    def throw_away_old(self) -> None:
        """Remove pictures that no scene takes any more."""
        for path in self.folder.glob("*.png"):
            if path.stem not in self.taken:
                path.unlink()


class Person:
    """Somebody at a telephone or a desk; `take` keeps what this person sees."""

    def __init__(
        self, browser: Browser, address: str, album: Album, *, phone: bool = False, wide: bool = False
    ) -> None:
        self.width, height = PHONE if phone else WIDE_DESK if wide else DESK
        self.phone, self.address, self.album = phone, address, album
        self.context = browser.new_context(
            viewport={"width": self.width, "height": height}, locale="ko", has_touch=phone,
            timezone_id="Asia/Seoul", device_scale_factor=1.5 if phone else 1,
        )  # fmt: skip
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)

    def sign_in(self, role: str, password: str) -> "Person":
        """Sign in as a role of the demonstration."""
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", f"{role}@demo.dure")
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url("**/desk")
        return self

    def go(self, path: str) -> None:
        """Open an address; one that answers with an error is a screen that is gone."""
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        if answer is not None and not answer.ok:
            raise SceneGone(f"{path} answers {answer.status}")

    def fill(self, **told: str) -> None:
        """Fill in fields by name, of whatever kind."""
        for name, value in told.items():
            box = self.page.locator(f"main [name='{name}']").first
            kind = box.evaluate("each => each.tagName + ':' + each.type")
            if kind.startswith("SELECT"):
                box.select_option(value)
            elif kind.endswith(("radio", "checkbox")):
                self.page.locator(f"main [name='{name}'][value='{value}']").check(force=True)
            else:
                box.fill(value)

    def press(self, words: str) -> None:
        """Press the button or follow the link with these words, and wait for what comes."""
        main = self.page.locator("main")
        there = main.get_by_role("button", name=words).or_(main.get_by_role("link", name=words)).first
        with self.page.expect_navigation():
            there.click()
        if self.page.locator("main .errors").count():
            raise SceneGone(f"{words}: {self.page.inner_text('main')[:300]}")

    def take(self, name: str, *, part: str = "", tall: int = TALLEST) -> None:
        """Keep the screen of the telephone from `part` on, or the part of the desk."""
        self.page.evaluate(QUIET)
        self.page.wait_for_load_state("networkidle" if "/desk" not in self.page.url else "load")
        if self.phone:
            self.album.keep(f"phone-{name}", self._screen(part))
        else:
            self.album.keep(f"desk-{name}", self._part(part or "main .wrap", tall))

    def _screen(self, part: str) -> bytes:
        self.page.evaluate("window.scrollTo(0, 0)")
        if part:
            top = self.page.locator(part).first.bounding_box()
            if top is None:
                raise SceneGone(f"{part} is not to be seen at {self.page.url}")
            self.page.evaluate("y => window.scrollTo(0, y)", top["y"] - 80)
        return self.page.screenshot(animations="disabled")

    def _part(self, part: str, tall: int) -> bytes:
        self.page.evaluate("window.scrollTo(0, 0)")
        self.page.locator(part).first.wait_for()
        box = self.page.locator(part).first.bounding_box()
        if box is None:
            raise SceneGone(f"{part} is not to be seen at {self.page.url}")
        clip: Any = {
            "x": max(0, box["x"] - 16), "y": max(0, box["y"] - 16),
            "width": min(box["width"] + 32, self.width), "height": min(box["height"] + 32, tall),
        }  # fmt: skip
        return self.page.screenshot(clip=clip, full_page=True, animations="disabled")
