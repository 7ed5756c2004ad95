"""`dure check`: seals, folds, index."""

import typer


def run_checks(what: str) -> int:
    """Run the named checks, print what differs, return the exit code."""
    faults = []
    if what in ("ledger", "all"):
        faults += _ledger()
    if what in ("index", "all"):
        faults += _index()
    for fault in faults:
        typer.echo(fault, err=True)
    typer.echo(f"{len(faults)} differences" if faults else "everything agrees")
    return 1 if faults else 0


def _ledger() -> list[str]:
    from dure.ledger.folding import all_differences
    from dure.ledger.sealing import check_seals

    seals = [f"entry {fault.number}: {fault.code}" for fault in check_seals()]
    folds = [
        f"{each.table} {each.uid}: {each.field} is {each.stored}, events say {each.folded}"
        for each in all_differences()
    ]
    return seals + folds


def _index() -> list[str]:
    from dure.matching.checks import index_faults

    return list(index_faults())
