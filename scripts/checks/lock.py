"""Whether requirements.lock agrees with pyproject.toml, pins every package by hash, and names no registry."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]


def faults() -> list[str]:
    text = (ROOT / "requirements.lock").read_text()
    pins = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))
    pins = {canonicalize_name(name): Version(version) for name, version in pins.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    found = []
    for requirement in map(Requirement, wanted):
        pin = pins.get(canonicalize_name(requirement.name))
        if pin is None:
            found.append(f"{requirement.name} is not locked: make lock")
        elif pin not in requirement.specifier:
            found.append(f"{requirement} does not allow the locked {pin}: make lock")
    blocks = re.split(r"\n(?=\S)", text.strip())
    found += [f"{each.splitlines()[0]} has no hash: make lock" for each in blocks if "--hash=" not in each]
    if "://" in text:
        found.append("an address stands in requirements.lock: make lock")
    return found


if __name__ == "__main__":
    told = faults()
    print("\n".join(told))
    sys.exit(bool(told))
