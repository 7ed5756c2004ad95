"""Runs one benchmark or all of them; each is a module here with a `main(arguments)`."""

import importlib
import pkgutil
import sys

import bench


def names() -> list[str]:
    """Every benchmark there is."""
    return sorted(each.name for each in pkgutil.iter_modules(bench.__path__) if not each.name.startswith("_"))


def run(arguments: list[str]) -> int:
    """Run what was named; exit code 2 for a name that there is not."""
    wanted, *rest = arguments or ["all"]
    chosen = names() if wanted == "all" else [wanted]
    if unknown := set(chosen) - set(names()):
        print(f"dure: no benchmark {', '.join(unknown)}: choose {', '.join(names())} or all", file=sys.stderr)
        return 2
    for name in chosen:
        importlib.import_module(f"bench.{name}").main(rest)
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
