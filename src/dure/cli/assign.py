"""`dure assign`: gives helpers to needs in the best way."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dure.cli.files import fail, read, written

if TYPE_CHECKING:
    from dure.engines.assignment.solving import Assignment
    from dure.engines.assignment.tables import Scores


def assign(
    scores: Annotated[str, typer.Argument(help="Permitted pairs, CSV: need,helper,score.")],
    load: Annotated[str, typer.Option(help="What each helper carries, CSV: helper,min,max.")],
    out: Annotated[str, typer.Option(help="Where the assignment goes, CSV: need,helper,score.")],
    *,
    per_need: Annotated[int, typer.Option(min=1, help="How many helpers a need gets.")] = 1,
    fair: Annotated[
        bool, typer.Option("--fair", help="The worst served need first, then the total.")
    ] = False,
) -> None:
    """Give helpers to needs so that the sum of the scores is the largest; - is standard input or output.

    Example: dure assign scores.csv --load loads.csv --per-need 3 --out assignment.csv
    """
    _must_differ({"SCORES": scores, "--load": load, "--out": out})
    from dure.engines.assignment.advice import advice
    from dure.engines.assignment.fairness import assign_fairly
    from dure.engines.assignment.problem import InfeasibleError
    from dure.engines.assignment.solving import assign as assign_best
    from dure.engines.assignment.tables import loads, write
    from dure.engines.assignment.tables import scores as pairs

    carry = read(load, loads)
    given = read(scores, lambda file: pairs(file, carry.helpers))
    how = assign_fairly if fair else assign_best
    try:
        found = how(given.row, given.column, given.score, carry.minimum, carry.maximum, per_need=per_need)
    except InfeasibleError as error:
        fail(f"{_shown(scores)}: {advice(error, given.needs, carry.helpers)}")
    with written(out) as file:
        write(file, given, carry.helpers, found.chosen)
    _tell(given, found, to_stderr=out == "-")


def _must_differ(files: dict[str, str]) -> None:
    options = list(files)
    for at, one in enumerate(options):
        for other in options[at + 1 :]:
            if _same(files[one], files[other]) and not (files[one] == "-" and other == "--out"):
                fail(f"{one} and {other} name the same place, {files[one]}; name two")


def _same(one: str, other: str) -> bool:
    if "-" in {one, other}:
        return one == other
    try:
        return Path(one).samefile(other)
    except OSError:
        return Path(one).absolute() == Path(other).absolute() and one != os.devnull


def _tell(given: "Scores", found: "Assignment", *, to_stderr: bool) -> None:
    from dure.engines.assignment.exchange import totals
    from dure.engines.assignment.fairness import FairAssignment

    each = totals(given.row[found.chosen], given.score[found.chosen], len(given.needs))
    worst = int(each.argmin())
    limit = f"   (at most {found.worst_bound:.6f})" if isinstance(found, FairAssignment) else ""
    print(
        f"total           {found.total:.6f}\n"
        f"bound           {found.bound:.6f}\n"
        f"smallest need   {each[worst]:.6f}   {given.needs[worst]}{limit}",
        file=sys.stderr if to_stderr else sys.stdout,
    )


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name
