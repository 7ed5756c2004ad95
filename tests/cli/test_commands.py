"""How every command answers: an example in its help, one line when it is asked wrongly."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer

from dure.cli.main import app


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dure.cli", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def commands() -> Iterator[tuple[str, str]]:
    def below(command: object, name: str) -> Iterator[tuple[str, str]]:
        children = getattr(command, "commands", {})
        for child, each in children.items():
            yield from below(each, f"{name} {child}".strip())
        if name:
            yield name, command.help or ""  # type: ignore[attr-defined]

    return below(typer.main.get_command(app), "")


@pytest.mark.parametrize(("name", "told"), list(commands()))
def test_help_of_every_command_has_an_example(name, told):
    assert f"Example: dure {name}" in told


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["nonsense"], "nonsense"),
        (["serve", "--port", "0"], "--port"),
        (["serve", "--nonsense"], "--nonsense"),
        (["check", "everything"], "everything"),
        (["token"], "argument"),
    ],
)
def test_mistake_is_one_line_and_exit_2(arguments, what):
    answer = run(*arguments)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1
    assert what.lower() in answer.stderr.lower()


def test_port_in_use_is_told_before_anything_starts(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = run("demo", "--port", str(taken.getsockname()[1]), DURE_HOME=str(tmp_path / "home"))
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1)
    assert "--port" in answer.stderr
    assert not (tmp_path / "home").exists()


def test_database_that_does_not_answer_is_told_in_one_line():
    nowhere = "postgresql://nobody@127.0.0.1:9/nothing"
    answer = run("token", "a@b.kr", DATABASE_URL=nowhere)
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1), answer.stderr


def test_unknown_account_is_told_and_the_database_of_the_home_is_used(tmp_path):
    own = {"DURE_HOME": str(tmp_path / "home"), "DJANGO_SETTINGS_MODULE": "dure.site.settings"}
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DURE_OWNER_URL"}}
    command = [sys.executable, "-m", "dure.cli"]
    migrated = subprocess.run([*command, "migrate"], env={**kept, **own}, check=False)
    assert migrated.returncode == 0
    answer = subprocess.run(
        [*command, "token", "who@example.kr"],
        env={**kept, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1), answer.stderr
    assert "who@example.kr" in answer.stderr


def test_top_of_the_command_needs_no_django():
    code = "import sys, dure.cli.main; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
