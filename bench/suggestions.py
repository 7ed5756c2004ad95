"""How long suggestions take on the installation in DURE_HOME, as its firm and its coordinator ask.

Texts of its own cases are asked as they would be typed; figures are milliseconds for one reader at a time.
"""

import argparse
import time

import numpy as np

from dure.cli.place import database, setup_django

ASKED, WARM = 200, 5
WHO = ("firm@demo.dure", "coordinator@demo.dure", "outsider@demo.dure")


def main(arguments: list[str]) -> None:
    """Print median and 99th percentile, with and without what the request does around it."""
    parser = argparse.ArgumentParser(prog="dure bench suggestions")
    parser.add_argument("--times", type=int, default=ASKED, help="how many texts")
    times = parser.parse_args(arguments).times
    with database():
        setup_django()
        _measure(times)


def _measure(times: int) -> None:
    from dure.cases.models import DifficultyCase
    from dure.matching.queries import suggest
    from dure.matching.shelves import reader
    from dure.network.models import Account
    from dure.network.standing import standing

    texts = list(DifficultyCase.objects.order_by("number").values_list("text", flat=True)[:times])
    if not texts or reader().cursor() is None:
        print(
            "suggestions: skipped; load the demonstration and make its index: dure demo, dure rebuild index"
        )
        return
    print(
        f"{len(reader().ids())} documents, {len(texts)} texts, {np.mean([len(each) for each in texts]):.0f} letters"
    )
    print(f"{'':<24}{'p50':>8}{'p99':>8}{'cpu':>8}")
    for account in Account.objects.filter(email__in=WHO).select_related("person").order_by("email"):
        spent, busy = [], time.process_time()
        for at, text in enumerate([*texts[:WARM], *texts]):
            if at == WARM:
                spent, busy = [], time.process_time()
            by = standing(account.person)
            began = time.perf_counter()
            suggest(text, by)
            spent.append((time.perf_counter() - began) * 1000)
        median, late = np.percentile(spent, (50, 99))
        cpu = (time.process_time() - busy) * 1000 / len(texts)
        print(f"{account.email:<24}{median:>8.1f}{late:>8.1f}{cpu:>8.1f}")
