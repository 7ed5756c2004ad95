"""How PostgreSQL is started: never as root, never outliving its starter, even where only root may enter."""

import ctypes
import os
import pwd
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1
CLONE_NEWNS = 0x00020000
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
STAGE = Path("/tmp")  # noqa: S108 - hidden behind a private tmpfs that only the started process sees
LIBC = ctypes.CDLL(None, use_errno=True)


def die_with_parent(how: int = signal.SIGKILL) -> None:
    """Ask Linux for a signal when the thread that started this process ends, so that nothing is left."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, how, 0, 0, 0)


def server_account() -> pwd.struct_passwd | None:
    """The account under which the server runs when root starts it; None for an ordinary user."""
    if os.getuid() != 0:
        return None
    for name in ("dure", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def enterable(*places: Path) -> bool:
    """Whether every account may pass through the folders above these places."""
    return all(above.stat().st_mode & 0o001 for place in places for above in place.resolve().parents)


@dataclass(frozen=True)
class Launch:
    """Where the server finds its folders, and what its process does before it becomes the server."""

    places: dict[str, Path]
    hidden: bool

    @classmethod
    def of(cls, **places: Path) -> "Launch":
        """Plan a launch: folders that the account cannot reach are shown to it in a private namespace."""
        return cls(places, hidden=server_account() is not None and not enterable(*places.values()))

    def path(self, name: str) -> Path:
        """Where the started process sees a folder."""
        return STAGE / name if self.hidden else self.places[name]

    def before(self, *, follow: bool = False, cwd: str) -> Callable[[], None]:
        """What to do between fork and exec."""
        account, parent, home = server_account(), os.getpid(), self.path(cwd)

        def prepare() -> None:
            if self.hidden:
                self._show()
            if account is not None:
                os.setgroups([])
                os.setgid(account.pw_gid)
                os.setuid(account.pw_uid)
            os.umask(0o077)
            os.chdir(home)
            os.setsid()
            if follow:
                die_with_parent(signal.SIGINT)
                if os.getppid() != parent:
                    os._exit(1)

        return prepare

    def _show(self) -> None:
        _call(LIBC.unshare(CLONE_NEWNS), "unshare")
        _mount(None, "/", None, MS_REC | MS_PRIVATE, None)
        folders = {name: os.open(place, os.O_PATH | os.O_DIRECTORY) for name, place in self.places.items()}
        _mount("tmpfs", str(STAGE), "tmpfs", 0, "mode=755")
        for name, folder in folders.items():
            (STAGE / name).mkdir()
            _mount(f"/proc/self/fd/{folder}", str(STAGE / name), None, MS_BIND, None)
            os.close(folder)


def may_hide() -> bool:
    """Whether a private mount namespace is allowed here; many containers refuse it."""
    child = os.fork()
    if child == 0:
        os._exit(0 if LIBC.unshare(CLONE_NEWNS) == 0 else 1)
    return os.waitpid(child, 0)[1] == 0


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str | None) -> None:
    texts = [None if text is None else text.encode() for text in (source, target, kind, options)]
    _call(LIBC.mount(*texts[:3], ctypes.c_ulong(flags), texts[3]), f"mount {target}")


def _call(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
