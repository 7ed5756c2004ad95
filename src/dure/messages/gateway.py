"""A client of the gateway for SMS and 알림톡, as docs/reference/gateway.md describes it.

POST {base}/v1/messages with `Authorization: Bearer KEY` and `Idempotency-Key: UID`: 202 {"id"}; the same key again gives the same
answer and sends nothing. GET {base}/v1/messages/{id}: {"state": accepted | delivered | failed, "reason"}.
"""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings

PATIENCE = 10
LONGEST_ANSWER = 65536


class GatewayAway(Exception):
    """No answer, or one that says try again: nothing is known about the message."""


@dataclass(frozen=True)
class Answer:
    """What the gateway says of a message: its name there, its state, and a code where it failed."""

    id: str
    state: str
    reason: str = ""


def is_set_up() -> bool:
    """Whether this installation has a gateway."""
    return bool(settings.GATEWAY_URL and settings.GATEWAY_KEY and settings.GATEWAY_SENDER)


def send(*, uid: str, to: str, text: str, template: str) -> Answer:
    """Hand a message over; the same `uid` again sends nothing more. `to` is E.164."""
    body: dict[str, Any] = {"to": to, "from": settings.GATEWAY_SENDER, "text": text}
    if template:
        body |= {"template": template, "fallback": "text"}
    status, told = _ask("POST", "/v1/messages", body, uid)
    if status in (200, 202) and told.get("id"):
        return Answer(str(told["id"])[:80], "accepted")
    return Answer("", "failed", str(told.get("code", f"http_{status}"))[:40])


def look(gateway_id: str) -> Answer:
    """What has become of a message."""
    status, told = _ask("GET", f"/v1/messages/{quote(gateway_id, safe='')}")
    if status == 404:
        return Answer(gateway_id, "failed", "unknown_at_gateway")
    state = str(told.get("state", ""))
    return Answer(
        gateway_id,
        state if state in ("delivered", "failed") else "accepted",
        str(told.get("reason", ""))[:40],
    )


def _ask(
    method: str, path: str, body: dict[str, Any] | None = None, key: str = ""
) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {settings.GATEWAY_KEY}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    data = json.dumps(body, ensure_ascii=False).encode() if body is not None else None
    asked = urllib.request.Request(settings.GATEWAY_URL.rstrip("/") + path, data, headers, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310  (the operator names the gateway)
            return answer.status, _read(answer.read(LONGEST_ANSWER))
    except urllib.error.HTTPError as error:
        if error.code in (408, 425, 429) or error.code >= 500:
            raise GatewayAway(f"http_{error.code}") from error
        return error.code, _read(error.read(LONGEST_ANSWER))
    except (OSError, ValueError) as error:
        raise GatewayAway(type(error).__name__) from error


def _read(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(raw or b"{}")
    except ValueError as error:
        raise GatewayAway("unreadable") from error
    return told if isinstance(told, dict) else {}
