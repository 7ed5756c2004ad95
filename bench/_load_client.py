"""The people of the load: they think, open pages, type and write, and hold streams open.

Run as `python -m bench._load_client PLAN ADDRESS WARM_UP SECONDS OUT`; knows nothing of the server but its pages.
"""

import asyncio
import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

THINK = 5.0
TOKEN = "benchbenchbenchbenchbenchbenchbe"  # noqa: S105  (a cookie and a header that agree)
PAGES = {"/": 1, "/desk": 4, "/cases": 3, "case": 4, "/experts": 1, "/groups": 1, "/feed": 2, "/stories": 2}
STAFF_PAGES = {"/organisations?q=": 3, "/counts": 1}
TYPED = 0.1
WRITTEN = 0.1
WORDS = ("정밀", "산업", "전자", "테크", "가공", "금형", "한빛", "도금")
TEXTS = (
    "LED 조명 바의 회로가 복잡하고 방열과 방수가 잘 되지 않아 불량이 자주 생깁니다. 설계를 바꾸고 싶습니다.",
    "유리 절단기의 정밀 연삭 공정에서 치수가 맞지 않아 수율이 떨어집니다. 전문가의 도움이 필요합니다.",
    "해외 바이어가 인증서를 요구하는데 어떤 시험을 어디에서 받아야 하는지 알 수 없습니다.",
    "원자재 값이 올라 운전 자금이 부족합니다. 정책 자금이나 보증을 받을 수 있는지 알고 싶습니다.",
    "도금 폐수 처리 비용이 크게 늘어 공정을 바꾸려 합니다. 비슷한 경험이 있는 곳을 찾습니다.",
)


@dataclass
class Measured:
    """Seconds by page and role, what failed, and when lines arrived on the streams."""

    pages: dict[str, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    suggestions: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    failed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    arrived: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    streams: int = 0
    most: int = 0


class Person:
    """One user with a browser of their own."""

    def __init__(self, user: dict[str, Any], address: str, measured: Measured, seed: int) -> None:
        self.user, self.measured, self.dice = user, measured, random.Random(seed)  # noqa: S311
        cookies = {"sessionid": user["cookie"], "csrftoken": TOKEN, "django_language": "ko"}
        headers = {"X-CSRFToken": TOKEN, "Accept-Language": "ko"}
        self.browser = httpx.AsyncClient(base_url=address, cookies=cookies, headers=headers, timeout=30)
        self.pages = PAGES | (STAFF_PAGES if user["staff"] else {})

    async def live(self, start: float, end: float) -> None:
        """Think, then do something, until the time is over; only what begins after the warm-up counts."""
        await asyncio.sleep(self.dice.uniform(0, THINK))
        async with self.browser:
            while time.monotonic() < end:
                await self._do(counts=time.monotonic() >= start)
                await asyncio.sleep(self.dice.uniform(0.5 * THINK, 1.5 * THINK))

    async def _do(self, *, counts: bool) -> None:
        chance = self.dice.random()
        if chance < WRITTEN:
            await self._write(counts)
        elif chance < WRITTEN + TYPED:
            await self._type(counts)
        else:
            name = self.dice.choices(list(self.pages), list(self.pages.values()))[0]
            if (url := self._address(name)) is not None:
                spent = await self._timed("GET", url, name)
                if counts and spent is not None:
                    self.measured.pages[name][self.user["role"]].append(spent)

    def _address(self, name: str) -> str | None:
        if name == "case":
            return f"/cases/{self.dice.choice(self.user['cases'])}" if self.user["cases"] else None
        return name + quote(self.dice.choice(WORDS)) if name.endswith("?q=") else name

    async def _type(self, counts: bool) -> None:
        """Four looks at what fits while a text grows."""
        text = self.dice.choice(TEXTS)
        for share in (0.4, 0.6, 0.8, 1.0):
            said = {"text": text[: round(len(text) * share)]}
            spent = await self._timed(
                "POST", "/matching/suggestions", "suggestions", said, {"HX-Request": "true"}
            )
            if counts and spent is not None:
                self.measured.suggestions.append(spent)
            await asyncio.sleep(0.6)

    async def _write(self, counts: bool) -> None:
        if self.user["staff"] and self.user["cases"] and self.dice.random() < 0.5:
            url, said = (
                f"/cases/{self.dice.choice(self.user['cases'])}/difficulty",
                {"text": self.dice.choice(TEXTS)},
            )
        else:
            url, said = "/drafts/case", {"text": self.dice.choice(TEXTS), "product": "정밀 부품"}
        spent = await self._timed("POST", url, "write", said)
        if counts and spent is not None:
            self.measured.writes.append(spent)

    async def _timed(
        self,
        method: str,
        url: str,
        name: str,
        data: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> float | None:
        began = time.perf_counter()
        try:
            answer = await self.browser.request(method, url, data=data, headers=headers)
        except httpx.HTTPError as error:
            self.measured.failed[f"{name}: {type(error).__name__}"] += 1
            return None
        spent = time.perf_counter() - began
        fine = (200, 204, 302, 409) if name == "write" else (200,)
        if answer.status_code not in fine:
            self.measured.failed[f"{name} {self.user['role']}: {answer.status_code}"] += 1
            return None
        return spent


async def listen(address: str, cookie: str, measured: Measured, end: float) -> None:
    """One open stream; lines are dated as they arrive."""
    where = urlsplit(address)
    asked = (
        f"GET /feed/stream HTTP/1.1\r\nHost: {where.netloc}\r\nCookie: sessionid={cookie}; django_language=ko\r\n"
        "Accept: text/event-stream\r\n\r\n"
    )
    while time.monotonic() < end:
        try:
            reader, writer = await asyncio.open_connection(where.hostname, where.port)
            writer.write(asked.encode())
            measured.streams += 1
            measured.most = max(measured.most, measured.streams)
            await _read(reader, measured, end)
            writer.close()
        except (OSError, asyncio.IncompleteReadError) as error:
            measured.failed[f"stream: {type(error).__name__}"] += 1
        measured.streams -= 1
        await asyncio.sleep(1)


async def _read(reader: asyncio.StreamReader, measured: Measured, end: float) -> None:
    if b" 200 " not in await reader.readline():
        measured.failed["stream: refused"] += 1
        return
    while (left := end - time.monotonic()) > 0:
        try:
            line = await asyncio.wait_for(reader.readline(), left)
        except TimeoutError:
            return
        if not line:
            return
        if line.startswith(b"id: "):
            measured.arrived[line[4:].strip().decode()].append(time.time())


async def run(plan: dict[str, Any], address: str, warm_up: float, seconds: float) -> dict[str, Any]:
    """Everybody at once; the streams first, a few at a time."""
    measured = Measured()
    end = time.monotonic() + warm_up + seconds
    start = time.monotonic() + warm_up
    tasks = []
    for cookie in plan["streams"]:
        tasks.append(asyncio.create_task(listen(address, cookie, measured, end)))
        await asyncio.sleep(0.02)
    people = [Person(user, address, measured, seed) for seed, user in enumerate(plan["users"])]
    await asyncio.gather(*(person.live(start, end) for person in people))
    await asyncio.gather(*tasks)
    return {
        "pages": measured.pages, "suggestions": measured.suggestions, "writes": measured.writes,
        "failed": measured.failed, "arrived": measured.arrived, "streams": measured.most,
    }  # fmt: skip


def main() -> None:
    """Read the plan, live it, write down what was measured."""
    plan, address, warm_up, seconds, out = sys.argv[1:]
    done = asyncio.run(run(json.loads(Path(plan).read_text()), address, float(warm_up), float(seconds)))
    Path(out).write_text(json.dumps(done))


if __name__ == "__main__":
    main()
