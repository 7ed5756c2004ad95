"""Loads the demonstration network once, and shows who can sign in."""

from typing import Any

import psycopg
import typer

from dure.cli.cluster import CannotStart
from dure.cli.progress import bars as progress_bars

HELD = """
select exists (select from network_account) or exists (select from network_organisation)
       or exists (select from network_person),
       exists (select from ledger_entry where type = 'network.loaded'
               and payload @> '{"kind": "INSTALLATION", "source": "DEMONSTRATION"}')
"""


def must_hold_no_real_data(url: str) -> None:
    """Refuse a database in which somebody already works; asked without Django, which is still to be forked."""
    with psycopg.connect(url) as link:
        held, demonstration = link.execute(HELD).fetchone() or (False, False)
    if held and not demonstration:
        raise CannotStart(
            "this database holds real data; the demonstration needs a database or DURE_HOME of its own"
        )


def load_with_progress() -> None:
    """Load the demonstration network unless it is there; a progress bar where there is a terminal."""
    from dure.demo import is_loaded, load

    if is_loaded():
        return
    with progress_bars() as progress:
        bars: dict[str, Any] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in bars:
                bars[what] = progress.add_task(what, total=total)
            progress.update(bars[what], completed=done, total=total)

        load(step)


def show_accounts(port: int) -> None:
    """Print the address and one sign-in per role."""
    typer.echo(f"\n두레 Dure  http://127.0.0.1:{port}\n")
    print_accounts()
    typer.echo("\nCtrl-C stops everything.")


def print_accounts() -> None:
    """Print one sign-in per role."""
    from dure.demo import accounts

    for row in accounts():
        typer.echo(f"  {row['role']:<14}{row['email']:<28}{row['password']:<18}{row.get('place', '')}")


def accounts_with_tokens() -> list[dict[str, str]]:
    """One sign-in per role with an API token each."""
    from dure.api.tokens import make_token
    from dure.demo import accounts
    from dure.network.models import Account

    rows = []
    for row in accounts():
        account = Account.objects.get(email=row["email"])
        kept = {key: row[key] for key in ("role", "email", "password")}
        rows.append({**kept, "token": make_token(account)})
    return rows
