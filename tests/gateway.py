"""A gateway that speaks the protocol of docs/reference/gateway.md, with its moods, for tests."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MOODS = {
    "away": (503, b"{}"),
    "refuses": (422, b'{"code": "invalid_number"}'),
}


class Desk(BaseHTTPRequestHandler):
    """Answers one call as its gateway is minded."""

    server: "Server"

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        gateway, key = self.server.gateway, self.headers["Idempotency-Key"]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        gateway.asked.append(key)
        if self.headers["Authorization"] != "Bearer secret":
            self.say(401, b'{"code": "unauthorized"}')
        elif gateway.mood in MOODS:
            self.say(*MOODS[gateway.mood])
        else:
            gateway.kept.setdefault(key, body)
            gateway.states.setdefault(f"gw-{key}", {"state": "accepted"})
            self.close_connection = gateway.mood == "lost"
            if gateway.mood != "lost":
                nonsense = gateway.mood == "nonsense"
                self.say(202, b"<html>" if nonsense else json.dumps({"id": f"gw-{key}"}).encode())

    def do_GET(self) -> None:
        told = self.server.gateway.states.get(self.path.rsplit("/", 1)[-1])
        self.say(200 if told else 404, json.dumps(told or {"code": "unknown"}).encode())

    def say(self, status: int, raw: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


class Server(ThreadingHTTPServer):
    gateway: "Gateway"


class Gateway:
    """Takes messages once a key; `mood` says what goes wrong: away, refuses, nonsense, lost (the reply after taking)."""

    def __init__(self) -> None:
        self.mood = ""
        self.kept: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.states: dict[str, dict[str, str]] = {}
        self.server = Server(("127.0.0.1", 0), Desk)
        self.server.gateway = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Gateway":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
