"""Reviews the thesaurus: tells every fault, or those of the files named, and how many concepts there are."""

import sys
from pathlib import Path

from dure.engines.thesaurus.concepts import FOLDER, BadLine, Concept, read
from dure.engines.thesaurus.faults import faults


def main(names: list[str]) -> int:
    """Check all files, but tell only the faults of those that were named."""
    found: list[Concept] = []
    told: list[str] = []
    for path in sorted(FOLDER.glob("*.tsv")):
        try:
            found += read(path)
        except BadLine as bad:
            told.append(str(bad))
    told += faults(found)
    shown = [each for each in told if not names or any(Path(name).name in each for name in names)]
    print("\n".join(shown))
    print(f"{len(found)} concepts, {len(shown)} faults")
    return int(bool(told))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
