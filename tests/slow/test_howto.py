"""The pages of docs/howto are done as they are written, on a machine of their own."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tests.cli.test_init import PLAN

pytestmark = pytest.mark.slow
HOWTO = Path(__file__).parents[2] / "docs" / "howto"
NAME = "dure.example.kr"


def block(page: str, language: str) -> str:
    """The fenced block of a language on a page."""
    found = re.search(rf"```{language}\n(.*?)```", (HOWTO / page).read_text(), re.DOTALL)
    assert found is not None
    return found[1]


def commands(page: str) -> list[str]:
    """The lines of a page that run `dure`, in order."""
    lines = re.findall(
        r"^    (.*\bdure (?:backup|restore|check|migrate).*)$", (HOWTO / page).read_text(), re.MULTILINE
    )
    assert lines
    return lines


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """The environment of an office that begins as the page says."""
    import json

    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("DURE_", "DATABASE_", "DJANGO_"))
    }
    tools = Path(os.environ.get("VIRTUAL_ENV", Path(__file__).parents[2] / ".venv")) / "bin"
    own = {**kept, "DURE_HOME": str(tmp_path / "data"), "PATH": f"{tools}:{os.environ['PATH']}"}
    begun = subprocess.run(
        ["dure", "init", "--from", "-"],
        env=own,
        input=json.dumps(PLAN),
        text=True,
        capture_output=True,
        check=False,
    )
    assert begun.returncode == 0, begun.stderr
    return own


@contextmanager
def running(
    command: list[str], env: dict[str, str], url: str, trust: Path | None = None
) -> Iterator[httpx.Client]:
    """A server as long as the block, once it answers."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    verify = ssl.create_default_context(cafile=str(trust)) if trust else True
    try:
        with httpx.Client(base_url=url, verify=verify, follow_redirects=False, timeout=20) as client:
            deadline = time.monotonic() + 60
            while True:
                try:
                    if client.get("/readyz").status_code == 200:
                        break
                except httpx.TransportError:
                    pass
                assert process.poll() is None, "it ended"
                assert time.monotonic() < deadline, "it did not answer"
                time.sleep(0.2)
            yield client
    finally:
        process.terminate()
        process.wait(20)


def serves_people_over_https(client: httpx.Client) -> None:
    """Signing in works, cookies are secure, and news flow without being held back."""
    page = client.get("/accounts/login/")
    assert page.headers["strict-transport-security"]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert token is not None
    told = {"csrfmiddlewaretoken": token[1], "login": "head@example.kr", "password": "quiet-river-42"}
    entered = client.post("/accounts/login/", data=told, headers={"Referer": str(page.url)})
    assert entered.status_code == 302
    cookies = entered.headers.get_list("set-cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies if cookie.startswith("sessionid"))
    with client.stream("GET", "/feed/stream", timeout=10) as stream:
        assert stream.status_code == 200
        assert next(stream.iter_bytes())
    assert client.get("/metrics").status_code == 404


def program(name: str) -> str:
    """A web server of Debian, installed where that is allowed."""
    if shutil.which(name) is None and os.getuid() == 0:
        subprocess.run(["apt-get", "install", "-y", "-qq", name], check=True, capture_output=True)
    found = shutil.which(name)
    assert found, f"{name} is needed: apt-get install {name}"
    return found


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate that this test trusts."""
    chain, key = tmp_path / "fullchain.pem", tmp_path / "privkey.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", str(key), "-out", str(chain)], check=True, capture_output=True)
    return chain, key


@contextmanager
def site(machine: dict[str, str], public: int, inner: int) -> Iterator[None]:
    """The product behind its proxy, as the unit file starts it."""
    settings = dict(
        line.split("=", 1)
        for line in re.findall(r"^Environment=(.*)$", block("install.md", "ini"), re.MULTILINE)
    )
    assert set(settings) == {"DURE_HOME", "DURE_BASE_URL", "DURE_HOSTS"}
    own = {
        **machine, "DURE_BASE_URL": settings["DURE_BASE_URL"].replace(NAME, f"localhost:{public}"),
        "DURE_HOSTS": settings["DURE_HOSTS"].replace(NAME, "localhost"), "DURE_STAFF_TOTP": "0",
    }  # fmt: skip
    start = re.search(
        r"^ExecStart=/srv/dure/app/.venv/bin/(dure .*)$", block("install.md", "ini"), re.MULTILINE
    )
    assert start is not None
    command = start[1].replace("8000", str(inner)).split()
    health = {"Host": "localhost", "X-Forwarded-Proto": "https"}
    process = subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                if httpx.get(f"http://127.0.0.1:{inner}/readyz", headers=health).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(20)


def test_caddy_serves_as_the_page_says(machine, tmp_path):
    public, inner = free_port(), free_port()
    text = (
        block("install.md", "caddy").replace(NAME, f"https://localhost:{public}").replace("8000", str(inner))
    )
    quiet = f"{{\n    admin off\n    skip_install_trust\n    auto_https disable_redirects\n    storage file_system {tmp_path}/caddy\n}}\n"
    (tmp_path / "Caddyfile").write_text(quiet + text)
    command = [program("caddy"), "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    root = tmp_path / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    with site(machine, public, inner):
        first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not root.exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        first.terminate()
        first.wait(10)
        with running(command, dict(os.environ), f"https://localhost:{public}", trust=root) as client:
            serves_people_over_https(client)


def test_nginx_serves_as_the_page_says(machine, tmp_path, certificate):
    public, inner = free_port(), free_port()
    text = block("install.md", "nginx").replace(NAME, "localhost").replace("8000", str(inner))
    text = text.replace("listen 443", f"listen 127.0.0.1:{public}")
    for shown, real in zip(
        ("/etc/ssl/dure/fullchain.pem", "/etc/ssl/dure/privkey.pem"), certificate, strict=True
    ):
        text = text.replace(shown, str(real))
    places = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = tmp_path / "nginx.conf"
    config.write_text(
        f"daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log; user root;\n"
        f"events {{}}\nhttp {{ access_log off;\n{places}{text}}}\n"
    )
    command = [program("nginx"), "-c", str(config)]
    with (
        site(machine, public, inner),
        running(command, dict(os.environ), f"https://localhost:{public}", trust=certificate[0]) as client,
    ):
        serves_people_over_https(client)


def test_backup_and_upgrade_pages_work_as_written(machine, tmp_path):
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "erasures.jsonl").touch()
    done = []
    for line in [*commands("backup.md"), *commands("upgrade.md")]:
        restored = line.startswith("dure restore") or "restore" in done
        own = {**machine, "DURE_HOME": str(tmp_path / "new")} if restored else machine
        text = re.sub(r"/srv/(backup|rehearsal)", rf"{tmp_path}/\1", line)
        answer = subprocess.run(text, shell=True, env=own, capture_output=True, text=True, check=False)  # noqa: S602
        assert answer.returncode == 0, f"{text}: {answer.stderr}"
        done.append(line.split("dure ")[1].split()[0])
    assert done == ["backup", "restore", "restore", "check", "backup", "migrate", "check"]
