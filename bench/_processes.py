"""The processes below one: which there are, and the memory they share out among themselves (PSS)."""

from collections import defaultdict
from pathlib import Path

PROC = Path("/proc")


def below(pid: int) -> list[int]:
    """A process and all its descendants."""
    children: dict[int, list[int]] = defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (parent := _parent(entry)) is not None:
            children[parent].append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting += children[each]
    return found


def memory_of(pid: int) -> dict[str, float]:
    """MiB of PSS of a process and everything below it, by kind of process."""
    sums: dict[str, float] = {"PostgreSQL": 0.0, "Python": 0.0}
    for each in below(pid):
        kind = (
            "PostgreSQL"
            if _command(each).startswith(("postgres", "/")) and "postgres" in _command(each)
            else "Python"
        )
        sums[kind] += _pss(each)
    return {**sums, "all": sum(sums.values())}


def _parent(entry: Path) -> int | None:
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, IndexError):
        return None


def _command(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_text().split("\0")[0]
    except OSError:
        return ""


def _pss(pid: int) -> float:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
