"""What is to be assigned, as arrays, and why there may be no way to do it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
Marks = npt.NDArray[np.bool_]
FARTHEST = 1e100


class InfeasibleError(Exception):
    """No assignment exists: a code for the reason, who is concerned (indices), and the numbers.

    Codes: `too_few_helpers` (needs with fewer permitted helpers than they want), `capacity_too_small`,
    `minimum_too_large` (the sums of all helpers do not fit what all needs want), `minimum_out_of_reach` (helpers
    with fewer permitted needs than their minimum), `needs_compete` (needs that together want more than their
    helpers may carry), `minimums_compete` (helpers whose needs together want less than the sum of their minimums).
    """

    def __init__(
        self,
        code: str,
        *,
        wanted: int,
        possible: int,
        needs: Integers | None = None,
        helpers: Integers | None = None,
    ) -> None:
        super().__init__(f"{code}: wanted {wanted}, possible {possible}")
        self.code, self.wanted, self.possible = code, wanted, possible
        self.needs = np.empty(0, np.int64) if needs is None else needs
        self.helpers = np.empty(0, np.int64) if helpers is None else helpers


@dataclass(frozen=True)
class Problem:
    """Permitted pairs in order of the need, loads of the helpers, how many helpers each need wants.

    `row`, `column` and `score` have one place a pair, `minimum` and `maximum` one a helper, `wanted` one a need;
    the pairs of need i are those from `starts[i]` to `starts[i + 1]`.
    """

    row: Places
    column: Places
    score: Floats
    starts: Integers
    minimum: Integers
    maximum: Integers
    wanted: Integers

    @property
    def shape(self) -> tuple[int, int]:
        """How many needs, how many helpers."""
        return len(self.wanted), len(self.minimum)

    def part(self, kept: Integers | Marks) -> "Problem":
        """The same with fewer pairs."""
        row = self.row[kept]
        return Problem(
            row,
            self.column[kept],
            self.score[kept],
            _starts(row, len(self.wanted)),
            self.minimum,
            self.maximum,
            self.wanted,
        )


def problem(
    needs: npt.ArrayLike,
    helpers: npt.ArrayLike,
    scores: npt.ArrayLike,
    minimum: npt.ArrayLike,
    maximum: npt.ArrayLike,
    *,
    per_need: npt.ArrayLike,
) -> tuple[Problem, Integers | None]:
    """The problem of these arrays, and the order its pairs were taken in (None: as given).

    Raises ValueError for arrays that do not belong together, indices out of range, scores that are not finite, a
    pair given twice, a negative load and a minimum above its maximum.
    """
    row, column, score = np.asarray(needs), np.asarray(helpers), np.asarray(scores, np.float64)
    low, high = np.asarray(minimum, np.int64), np.asarray(maximum, np.int64)
    per = np.asarray(per_need, np.int64)
    wanted = per if per.ndim else np.full(int(row.max()) + 1 if len(row) else 0, per)
    _must_belong_together((row, column, score), low, high, wanted)
    row, column = row.astype(np.int32, copy=False), column.astype(np.int32, copy=False)
    order = None if np.all(row[1:] >= row[:-1]) else np.argsort(row, kind="stable")
    if order is not None:
        row, column, score = row[order], column[order], score[order]
    if repeated(row, column, len(low)) is not None:
        raise ValueError("a pair is given twice")
    return Problem(row, column, score, _starts(row, len(wanted)), low, high, wanted), order


def repeated(row: Places, column: Places, helpers: int) -> int | None:
    """Where a pair stands a second time, or None."""
    key = row.astype(np.int64) * max(helpers, 1) + column
    if np.all(key[1:] > key[:-1]):
        return None
    ranked = np.sort(key)
    twice = ranked[1:][ranked[1:] == ranked[:-1]]
    if not len(twice):
        return None
    places = np.flatnonzero(np.isin(key, twice))
    _, first = np.unique(key[places], return_index=True)
    return int(np.delete(places, first)[0])


def _starts(row: Places, needs: int) -> Integers:
    return np.searchsorted(row, np.arange(needs + 1)).astype(np.int64)


def _must_belong_together(
    pairs: tuple[npt.NDArray[np.integer], npt.NDArray[np.integer], Floats],
    low: Integers,
    high: Integers,
    wanted: Integers,
) -> None:
    row, column, score = pairs
    if not len(row) == len(column) == len(score) or len(low) != len(high):
        raise ValueError("arrays of one table differ in length")
    if len(row) and (
        min(row.min(), column.min()) < 0 or row.max() >= len(wanted) or column.max() >= len(low)
    ):
        raise ValueError("an index is out of range")
    if not (np.abs(score) <= FARTHEST).all():
        raise ValueError(f"a score is not finite, or beyond {FARTHEST:g}")
    if (low < 0).any() or (low > high).any() or (wanted < 0).any():
        raise ValueError("a load is negative, or a minimum above its maximum")
