"""Measures a run against judgments, with intervals; the same figures as trec_eval."""

from collections.abc import Mapping
from math import log2

import numpy as np

from dure.engines.retrieval.formats import Judged, Run

MEASURES = ("hit@1", "hit@5", "MRR", "nDCG@10", "recall@50")
SAMPLES, SEED = 5_000, 20041
Figure = tuple[float, float, float]


def evaluate(run: Run, judged: Judged) -> dict[str, Figure]:
    """Mean and 95 % interval of each measure over all judged questions; one without an answer counts as 0.

    Hits and MRR count the highest grade used in the judgments, nDCG all grades (gain = grade), recall every
    grade from 1. The interval is the percentile bootstrap over questions (Efron, 1979), seeded.
    """
    best = max(1, *(grade for grades in judged.values() for grade in grades.values()))
    rows = np.array([_measured(run.get(name, {}), grades, best) for name, grades in sorted(judged.items())])
    chosen = np.random.default_rng(SEED).integers(0, len(rows), size=(SAMPLES, len(rows)))
    means = np.array([rows[sample].mean(axis=0) for sample in chosen])
    low, high = np.percentile(means, (2.5, 97.5), axis=0)
    return {
        name: (float(mean), float(low[at]), float(high[at]))
        for at, (name, mean) in enumerate(zip(MEASURES, rows.mean(axis=0), strict=True))
    }


def _measured(scores: Mapping[str, float], grades: Mapping[str, int], best: int) -> list[float]:
    ranked = sorted(scores, key=lambda document: (scores[document], document), reverse=True)
    place = next((at for at, document in enumerate(ranked) if grades.get(document, 0) >= best), None)
    gained = [max(grades.get(document, 0), 0) for document in ranked[:10]]
    ideal = sorted((grade for grade in grades.values() if grade > 0), reverse=True)
    relevant = {document for document, grade in grades.items() if grade > 0}
    return [
        float(place == 0),
        float(place is not None and place < 5),
        0.0 if place is None else 1 / (place + 1),
        _discounted(gained) / _discounted(ideal[:10]) if ideal else 0.0,
        len(relevant.intersection(ranked[:50])) / len(relevant) if relevant else 0.0,
    ]


def _discounted(gains: list[int]) -> float:
    return sum(gain / log2(at + 2) for at, gain in enumerate(gains))
