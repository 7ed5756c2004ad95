"""Assigns helpers to needs as Dure does and as a linear programme does, each in a process of its own.

MIDL (Kobren, Saha, McCallum 2019, arXiv 1905.11924: 118 papers, 177 reviewers) lies in a folder named by
`--data FOLDER` or by DURE_DATA (its folder expert_assignment); the large tables are made from a fixed seed. Seconds are
those of the call, without imports; memory is the most the process held, its table included.
"""

import argparse
import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

PUBLISHED = {"MIDL": 201.8849, "MIDL, minimums": 150.0431}
PER_NEED, SEED = 3, 20261127
MADE = {
    "1,000 x 1,000, even": (1000, 1000, 0),
    "1,000 x 1,000, alike": (1000, 1000, 8),
}
LARGE = {
    "10,000 x 5,000, even": (10_000, 5000, 0),
    "10,000 x 5,000, alike": (10_000, 5000, 8),
}
Ask = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]
Figures = dict[str, float]


def main(arguments: list[str]) -> None:
    """Print total, bound, seconds and memory of each table, and how Dure stands to the linear programme."""
    parser = argparse.ArgumentParser(prog="dure bench assignment")
    parser.add_argument("--data", default=os.environ.get("DURE_DATA"), help="folder of expert_assignment")
    parser.add_argument("--large", action="store_true", help="also fifty million pairs, without a peer")
    given = parser.parse_args(arguments)
    folder = _folder(given.data)
    if folder is None:
        print("assignment: MIDL skipped; name its folder by --data FOLDER or DURE_DATA")
    print(f"{'':<36}{'total':>13}{'bound':>13}{'worst':>9}{'at most':>9}{'seconds':>9}{'GiB':>7}")
    for name in [*(PUBLISHED if folder else ()), *MADE]:
        ours, peer = (_alone(how, name, folder) for how in (_best, _peer))
        _told(f"{name}: Dure", ours)
        _told(f"{name}: HiGHS", peer)
        print(f"{'  seconds to HiGHS':<36}{ours['seconds'] / peer['seconds']:>53.3f}")
        if name in PUBLISHED:
            same = abs(ours["total"] - PUBLISHED[name]) < 5e-5
            print(
                f"{'  published':<36}{PUBLISHED[name]:>13.4f}   {'reproduced' if same else 'NOT reproduced'}"
            )
        _told(f"{name}: Dure --fair", _alone(_fair, name, folder))
    for name in LARGE if given.large else ():
        _told(f"{name}: Dure", _alone(_best, name, folder))


def _folder(named: str | None) -> Path | None:
    places = (Path(named) / "expert_assignment" / "midl", Path(named) / "midl", Path(named)) if named else ()
    return next((place for place in places if (place / "scores.npy").is_file()), None)


def _told(name: str, figures: Figures) -> None:
    worst = "".join(
        f"{figures[each]:>9.4f}" if each in figures else f"{'':>9}" for each in ("worst", "limit")
    )
    total, bound = figures["total"], figures["bound"]
    print(
        f"{name:<36}{total:>13.4f}{bound:>13.4f}{worst}{figures['seconds']:>9.2f}{figures['gib']:>7.2f}",
        flush=True,
    )


def _alone(how: Callable[[Ask], Figures], name: str, folder: Path | None) -> Figures:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (how, name, folder))


def _measured(how: Callable[[Ask], Figures], name: str, folder: Path | None) -> Figures:
    how(_asked(np.eye(4), 0, 4))
    ask = _table(name, folder)
    began = time.perf_counter()
    figures = how(ask)
    figures["seconds"] = time.perf_counter() - began
    return {**figures, "gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}


def _table(name: str, folder: Path | None) -> Ask:
    if name in PUBLISHED:
        assert folder is not None
        row, column, score, none, most = _asked(np.load(folder / "scores.npy").T, 0, 4)
        assert (np.load(folder / "covs.npy") == PER_NEED).all()
        assert (np.load(folder / "loads.npy") == most).all()
        return row, column, score, np.load(folder / "loads-lb.npy") if "minimums" in name else none, most
    needs, helpers, topics = {**MADE, **LARGE}[name]
    chance = np.random.default_rng(SEED)
    scores = chance.random((needs, helpers))
    if topics:
        scores *= 0.01
        scores += chance.random((needs, topics)) @ chance.random((topics, helpers))
    return _asked(scores, 1, int(np.ceil(1.3 * PER_NEED * needs / helpers)))


def _asked(scores: np.ndarray, low: int, high: int) -> Ask:
    needs, helpers = scores.shape
    row = np.repeat(np.arange(needs, dtype=np.int32), helpers)
    column = np.tile(np.arange(helpers, dtype=np.int32), needs)
    return row, column, scores.ravel(), np.full(helpers, low), np.full(helpers, high)


def _best(ask: Ask) -> Figures:
    from dure.engines.assignment.exchange import totals
    from dure.engines.assignment.solving import assign

    found = assign(*ask, per_need=PER_NEED)
    worst = totals(ask[0][found.chosen], ask[2][found.chosen], int(ask[0][-1]) + 1).min()
    return {"total": found.total, "bound": found.bound, "worst": float(worst)}


def _fair(ask: Ask) -> Figures:
    from dure.engines.assignment.fairness import assign_fairly

    found = assign_fairly(*ask, per_need=PER_NEED)
    return {"total": found.total, "bound": found.bound, "worst": found.worst, "limit": found.worst_bound}


def _peer(ask: Ask) -> Figures:
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, vstack

    row, column, score, low, high = ask
    pairs = np.arange(len(score))
    ones = np.ones(len(score))
    per_need = csr_array((ones, (row, pairs)), shape=(int(row[-1]) + 1, len(score)))
    per_helper = csr_array((ones, (column, pairs)), shape=(len(low), len(score)))
    found = linprog(
        -score,
        A_eq=per_need,
        b_eq=np.full(per_need.shape[0], PER_NEED),
        A_ub=vstack([per_helper, -per_helper]),
        b_ub=np.concatenate([high, -low]),
        bounds=(0, 1),
        method="highs",
    )
    return {"total": -found.fun, "bound": -found.fun}
