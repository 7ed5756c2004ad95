"""Ranks the Korean development sets as Dure does and as BM25 on Kiwi does, in one run.

The sets lie in a folder named by `--data FOLDER` or by DURE_DATA (its folder korean_retrieval). Published or
development data only; nothing here is tuned while it runs.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from kiwipiepy import Kiwi

from dure.engines.retrieval.documents import EVERYBODY, Document
from dure.engines.retrieval.evaluation import MEASURES, evaluate
from dure.engines.retrieval.formats import Judged, Run, judged, rows
from dure.engines.retrieval.ranking import Corpus, Row
from dure.engines.retrieval.reader import Reader
from dure.engines.retrieval.shelf import MemoryShelf
from dure.engines.retrieval.views import shared_analyser

TOP = 50
K1, B = 1.2, 0.75
NOUNS = ("NNG", "NNP", "XR", "SL", "SH", "SN")
CONTENT = (*NOUNS, "VV", "VA")
ASKED_AS = {"noisy": "needs_noisy", "English": "needs_en", "Japanese": "needs_ja", "Chinese": "needs_zh"}
SETS = {
    "autorag_ko": ("corpus.jsonl", "queries.jsonl"),
    "services_dev": ("offers.jsonl", "needs.jsonl"),
    "stories_dev": ("offers.jsonl", "needs.jsonl"),
    **{f"stories_dev, {how}": ("offers.jsonl", f"{needs}.jsonl") for how, needs in ASKED_AS.items()},
    **{
        f"services_dev, {how}": ("offers.jsonl", f"{needs}.jsonl")
        for how, needs in ASKED_AS.items()
        if how != "noisy"
    },
}
Rank = Callable[[list[Row], list[Row]], Run]


@dataclass(frozen=True)
class Given:
    name: str
    corpus: list[Row]
    needs: list[Row]
    judged: Judged


def main(arguments: list[str]) -> None:
    """Print every figure of every set, and how Dure stands to its best peer."""
    parser = argparse.ArgumentParser(prog="dure bench retrieval")
    parser.add_argument("--data", default=os.environ.get("DURE_DATA"), help="folder of korean_retrieval")
    folder = _folder(parser.parse_args(arguments).data)
    if folder is None:
        print("retrieval: skipped; name the folder of the sets by --data FOLDER or DURE_DATA")
        return
    peers: dict[str, Rank] = {
        f"BM25, Kiwi {name}": _bm25(tags)
        for name, tags in (("all", None), ("content", CONTENT), ("nouns", NOUNS))
    }
    for given in _sets(folder):
        print(f"\n{given.name}: {len(given.corpus)} documents, {len(given.judged)} needs")
        print(f"{'':<20}{''.join(f'{name:>11}' for name in MEASURES)}{'seconds':>10}")
        best = np.max([_told(name, rank, given) for name, rank in peers.items()], axis=0)
        for name, rank in (("Dure, files", _files), ("Dure, index", _index)):
            ours = _told(name, rank, given)
            shares = np.divide(ours, best, out=np.full(len(best), np.nan), where=best > 0)
            print(f"{'  to the best peer':<20}{''.join(f'{each:>11.3f}' for each in shares)}")


def _folder(named: str | None) -> Path | None:
    if not named:
        return None
    return next(
        (
            place
            for place in (Path(named) / "korean_retrieval", Path(named))
            if (place / "autorag_ko").is_dir()
        ),
        None,
    )


def _sets(folder: Path) -> Iterator[Given]:
    for name, (offers, needs) in SETS.items():
        place = folder / name.split(",")[0]
        with (
            (place / offers).open("rb") as a,
            (place / needs).open("rb") as b,
            (place / "qrels.tsv").open("rb") as c,
        ):
            asked, right = list(rows(b)), judged(c)
            known = {each.id for each in asked}
            judgments = {need: grades for need, grades in right.items() if need in known}
            yield Given(name, list(rows(a)), [each for each in asked if each.id in right], judgments)


def _told(name: str, rank: Rank, given: Given) -> np.ndarray:
    began = time.perf_counter()
    run = rank(given.corpus, given.needs)
    spent = time.perf_counter() - began
    figures = np.array([evaluate(run, given.judged)[each][0] for each in MEASURES])
    print(f"{name:<20}{''.join(f'{each:>11.3f}' for each in figures)}{spent:>10.2f}")
    return figures


def _bm25(tags: tuple[str, ...] | None) -> Rank:
    kiwi = Kiwi(num_workers=1)

    def words(row: Row) -> list[str]:
        tokens = kiwi.tokenize(" \n ".join(row.texts))
        return [each.form.lower() for each in tokens if tags is None or each.tag.split("-")[0] in tags]

    def rank(corpus: list[Row], needs: list[Row]) -> Run:
        index = bm25s.BM25(k1=K1, b=B)
        index.index([words(row) or ["-"] for row in corpus], show_progress=False)
        run: Run = {}
        for need in needs:
            places, scores = index.retrieve([words(need)], k=min(TOP, len(corpus)), show_progress=False)
            found = zip(places[0], scores[0], strict=True)
            run[need.id] = {corpus[at].id: float(score) for at, score in found if score > 0}
        return run

    return rank


def _files(corpus: list[Row], needs: list[Row]) -> Run:
    ranking = Corpus(corpus, shared_analyser())
    return {need.id: {hit.id: hit.score for hit in ranking.rank(need, TOP)} for need in needs}


def _index(corpus: list[Row], needs: list[Row]) -> Run:
    shelf = MemoryShelf()
    with shelf.writer() as writer:
        writer.put(
            Document(row.id, "offer", dict(enumerate_texts(row)), frozenset({EVERYBODY})) for row in corpus
        )
        writer.commit()
    reader = Reader(shelf)
    found = {need.id: reader.search(" \n ".join(need.texts), ["offer"], {EVERYBODY}, TOP) for need in needs}
    return {name: {hit.id: hit.score for hit in hits["offer"]} for name, hits in found.items()}


def enumerate_texts(row: Row) -> Iterator[tuple[str, str]]:
    """The texts of a row by number."""
    for number, text in enumerate(row.texts):
        yield str(number), text
