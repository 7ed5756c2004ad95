"""The embedded PostgreSQL: the binaries of a wheel, run as a child process inside DURE_HOME."""

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

from dure.cli.cluster import SUPERUSER, CannotStart, Cluster, last_line
from dure.cli.roles import DATABASE, OWNER, RUNNER, let_run, make_roles

PATIENCE_WITH_OTHERS = 120.0
FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "wal_compression": "on",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "jit": "off",
}


@dataclass
class Embedded:
    """A PostgreSQL server that lives in a folder."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.cluster = Cluster(self.home)

    def url(self, role: str = OWNER, database: str = DATABASE) -> str:
        """How a role connects."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.cluster.sockets), safe='')}"

    def start(self, *, follow: bool = True) -> "Embedded":
        """Start the server unless it runs, and make roles and database. A follower ends with its starter."""
        self.cluster.prepare()
        deadline = time.monotonic() + PATIENCE_WITH_OTHERS
        while not self.launch(follow=follow):
            if self._answers():
                break
            if time.monotonic() > deadline:
                why = f"another process holds {self.cluster.lock} but no database answers: end that process"
                raise CannotStart(why)
            time.sleep(0.05)
        else:
            self._wait()
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as link:
            make_roles(link)
        with psycopg.connect(self.url()) as link:
            let_run(link, RUNNER)
        return self

    def launch(self, *, follow: bool = True) -> bool:
        """Start the process without waiting for it; False when another process has this folder."""
        with self.cluster.lock.open("ab") as lock:
            if not _take(lock.fileno()):
                return False
            self.cluster.make(safely=self.settings.get("fsync") != "off")
            # Every process of a server holds the lock, so a pid file found now belongs to a dead one.
            self.cluster.pid_file.unlink(missing_ok=True)
            self._spawn(lock.fileno(), follow=follow)
        return True

    def runs(self) -> bool:
        """Whether a server has this folder, whoever started it."""
        if not self.cluster.lock.exists():
            return False
        with self.cluster.lock.open("ab") as lock:
            return not _take(lock.fileno())

    def stop(self, patience: float = 4.0) -> None:
        """Stop the server that this object started: open sessions are ended, nothing is lost."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(10)
        if self.cluster.sockets.parent != self.home:
            shutil.rmtree(self.cluster.sockets, ignore_errors=True)

    def stop_running(self) -> bool:
        """Stop the server whoever started it; whether there was one."""
        if not self.runs():
            return False
        os.kill(int(self.cluster.pid_file.read_text().split()[0]), signal.SIGINT)
        while self.runs():
            time.sleep(0.05)
        return True

    def _spawn(self, lock: int, *, follow: bool) -> None:
        launch = self.cluster.launch
        options = {**SETTINGS, **self.settings, "unix_socket_directories": str(launch.path("sockets"))}
        command = [self.cluster.program("postgres"), "-D", str(launch.path("data"))]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        self.cluster.admit_starter()
        self.cluster.shorten_log()
        with self.cluster.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, pass_fds=(lock,),
                preexec_fn=launch.before(follow=follow, cwd="data"),  # noqa: PLW1509 - starters have one thread
            )  # fmt: skip

    def _wait(self) -> None:
        while self.cluster.condition != "ready":
            if self.process is not None and self.process.poll() is not None:
                said = last_line(self.cluster.log.read_text(errors="replace"))
                why = f"PostgreSQL ended: {said} (see {self.cluster.log})"
                raise CannotStart(why)
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def main() -> int:
    """`python -m dure.cli.postgres start|stop|url --home DIR [--role ROLE]`."""
    parser = argparse.ArgumentParser(prog="python -m dure.cli.postgres")
    parser.add_argument("what", choices=["start", "stop", "url"])
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("DURE_HOME", ".dure")))
    parser.add_argument("--role", default=OWNER)
    given = parser.parse_args()
    server = Embedded(given.home.resolve())
    try:
        if given.what == "start":
            server.start(follow=False)
        elif given.what == "stop":
            return 0 if server.stop_running() else 1
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 2
    print(server.url(given.role))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
