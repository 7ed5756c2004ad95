"""An OpenID Connect server on loopback for tests: it vouches at once for whomever it is told to."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "dure", "known to both"


class Desk(BaseHTTPRequestHandler):
    """Answers one call."""

    server: "Server"

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        oidc, place = self.server.oidc, urlsplit(self.path)
        if place.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(place.query).items()}
            oidc.challenge = asked["code_challenge"]
            told = {"state": asked["state"], **({"error": oidc.error} if oidc.error else {"code": "one"})}
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(told)}")
            self.end_headers()
        elif place.path == "/keys":
            public = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
            self.say({"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]})
        elif place.path == "/userinfo":
            self.say({"sub": "1", **oidc.says})
        else:
            self.say({
                "issuer": oidc.url, "authorization_endpoint": f"{oidc.url}/authorize",
                "token_endpoint": f"{oidc.url}/token", "userinfo_endpoint": f"{oidc.url}/userinfo",
                "jwks_uri": f"{oidc.url}/keys", "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip

    def do_POST(self) -> None:
        oidc = self.server.oidc
        told = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        digest = hashlib.sha256(told["code_verifier"][0].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (told["client_secret"], proof) != ([SECRET], oidc.challenge):
            self.say({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": oidc.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, **oidc.says}
        token = jwt.encode(claims | oidc.instead, KEY, algorithm="RS256", headers={"kid": "one"})
        self.say({"access_token": "one", "token_type": "Bearer", "id_token": token})

    def say(self, told: dict[str, Any], status: int = 200) -> None:
        raw = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


class Server(ThreadingHTTPServer):
    oidc: "Oidc"


class Oidc:
    """Says of whoever comes what is in `says`; `instead` spoils the token, `error` refuses."""

    def __init__(self) -> None:
        self.says: dict[str, Any] = {}
        self.instead: dict[str, Any] = {}
        self.error = self.challenge = ""
        self.server = Server(("127.0.0.1", 0), Desk)
        self.server.oidc = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Oidc":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
