"""`python -m dure.cli`."""

from dure.cli.main import run

run()
