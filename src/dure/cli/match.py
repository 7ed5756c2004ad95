"""`dure match`: ranks files of needs against files of offers, and measures a ranking."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from dure.cli.files import fail, read, written

Content = TypeVar("Content")
PATIENCE = 2.0
app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def match(
    context: typer.Context,
    *,
    corpus: Annotated[
        str | None, typer.Option(help="What can help: JSON rows with id, title or name, text.")
    ] = None,
    queries: Annotated[str | None, typer.Option(help="The needs: rows of the same form.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many places a need.")] = 50,
    run_file: Annotated[
        str | None, typer.Option("--run", help="Where the ranking goes, as a TREC run.")
    ] = None,
    explain: Annotated[str | None, typer.Option(help="Where the reasons go, as JSON rows.")] = None,
) -> None:
    """Rank each need against what can help; - stands for standard input or output.

    Example: dure match --corpus offers.jsonl --queries needs.jsonl --run run.trec --explain why.jsonl
    """
    if context.invoked_subcommand:
        return
    if corpus is None or queries is None or run_file is None:
        fail("match needs --corpus, --queries and --run; see: dure match --help")
    if corpus == queries == "-":
        fail("only one of --corpus and --queries can be -; name a file for the other")
    if run_file == explain:
        fail("--run and --explain name the same place; name two")
    from dure.engines.retrieval.formats import rows, run_lines, why_lines
    from dure.engines.retrieval.ranking import Corpus
    from dure.engines.retrieval.views import shared_analyser

    needs = read(queries, lambda file: list(rows(file)))
    with _progress() as watched:
        offers = read(corpus, lambda file: list(rows(file)))
        ranking = Corpus(watched(offers, "offers", len(offers)), shared_analyser())
        with written(run_file) as run_out, written(explain) as why_out:
            for need in watched(needs, "needs", len(needs)):
                hits = ranking.rank(need, top)
                run_out.writelines(run_lines(need.id, hits))
                why_out.writelines(why_lines(need.id, hits))


@app.command("eval")
def evaluation(
    run_file: Annotated[str, typer.Option("--run", help="A TREC run.")],
    qrels: Annotated[str, typer.Option(help="Judgments: question 0 document grade.")],
) -> None:
    """Measure a run: hits and MRR on the highest grade, nDCG on all, each with a 95 % interval.

    Example: dure match eval --run run.trec --qrels qrels.tsv
    """
    if run_file == qrels == "-":
        fail("only one of --run and --qrels can be -; name a file for the other")
    from dure.engines.retrieval.evaluation import evaluate
    from dure.engines.retrieval.formats import judged, run

    for name, (mean, low, high) in evaluate(read(run_file, run), read(qrels, judged)).items():
        print(f"{name:<10}{mean:.4f}  [{low:.4f}, {high:.4f}]")


class _Bar:
    def __init__(self) -> None:
        self._began = time.monotonic()
        self._progress: Progress | None = None

    def watched(self, things: Iterable[Content], title: str, total: int) -> Iterator[Content]:
        """The same things, with a bar on a terminal once it takes over two seconds."""
        task: TaskID | None = None
        for number, thing in enumerate(things):
            if task is None and sys.stderr.isatty() and time.monotonic() - self._began > PATIENCE:
                self._progress = self._progress or Progress(console=Console(stderr=True), transient=True)
                self._progress.start()
                task = self._progress.add_task(title, total=total)
            if self._progress and task is not None:
                self._progress.update(task, completed=number)
            yield thing

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress:
            self._progress.stop()


@contextmanager
def _progress() -> Iterator[Callable[[Iterable[Content], str, int], Iterator[Content]]]:
    bar = _Bar()
    try:
        yield bar.watched
    finally:
        bar.stop()
