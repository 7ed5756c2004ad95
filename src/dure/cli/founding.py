"""`dure init`: begins an installation on an empty database."""

import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dure.cli.cluster import CannotStart
from dure.cli.place import database, migrate, must_succeed, setup_django

if TYPE_CHECKING:
    from dure.network.actions.founding import Founding

SHAPE = (
    '{"operator", "office": {"name", "code", "complexes"}, "staff": [{"name", "email", "roles"}], "groups"}'
)
Plan = Annotated[str | None, typer.Option("--from", help=f"A JSON file, or - for standard input: {SHAPE}")]


@dataclass(frozen=True)
class Told:
    """What was said on the command line or at the prompts."""

    operator: str
    office: str
    code: str
    complexes: Sequence[str]
    head: str
    email: str

    def plan(self) -> dict[str, Any]:
        """The same as a file would say it."""
        return {
            "operator": self.operator,
            "office": {"name": self.office, "code": self.code, "complexes": list(self.complexes)},
            "staff": [{"name": self.head, "email": self.email, "roles": ["OFFICE_HEAD"]}],
        }


def init(
    *,
    operator: Annotated[str | None, typer.Option(help="The body that runs this installation.")] = None,
    office: Annotated[str | None, typer.Option(help="Name of the first office.")] = None,
    code: Annotated[str | None, typer.Option(help="Its code, 2 to 6 capitals or digits: GJ.")] = None,
    complexes: Annotated[
        list[str] | None, typer.Option("--complex", help="A complex it serves; may be given again.")
    ] = None,
    head: Annotated[str | None, typer.Option(help="Name of its head.")] = None,
    email: Annotated[str | None, typer.Option(help="E-mail of its head.")] = None,
    plan: Plan = None,
    page: Annotated[
        bool, typer.Option("--page", help="Only prepare the database; the first page asks the rest.")
    ] = False,
) -> None:
    """Begin on an empty database: the first office and its head; asks for what was not said.

    Example: dure init --operator 광주지역본부 --office "광주 추진단" --code GJ --complex 광주첨단 --head 홍길동 --email head@example.kr
    """
    given = [operator, office, code, head, email]
    with database():
        must_succeed(migrate())
        setup_django()
        _must_be_empty()
        if page:
            say_where_to_start(os.environ.get("DURE_BASE_URL", "http://127.0.0.1:8000"))
            return
        if plan is not None:
            told = read_plan(plan)
        else:
            if not all(given) and not sys.stdin.isatty():
                why = "say --operator, --office, --code, --head and --email, or --from FILE, or --page"
                raise CannotStart(why)
            told = Told(
                operator=operator or typer.prompt("운영 기관 (operator)"),
                office=office or typer.prompt("추진단 이름 (first office)"),
                code=code or typer.prompt("추진단 부호, 예: GJ (its code)"),
                complexes=complexes or _asked_complexes(asking=not all(given)),
                head=head or typer.prompt("추진단장 이름 (its head)"),
                email=email or typer.prompt("추진단장 메일 (e-mail)"),
            ).plan()
        _begin(told)


def say_where_to_start(base: str) -> None:
    """Print the address of the first page and the code that opens it."""
    from dure.network.queries.beginnings import is_begun
    from dure.public.code import start_code

    if not is_begun():
        typer.echo(f"\n두레 Dure  {base}/start\n시작 부호 (code): {start_code()}\n")


def read_plan(name: str) -> dict[str, Any]:
    """A plan from a file; one line says what cannot be read."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        told = json.loads(text)
    except (OSError, ValueError) as error:
        why = f"{name} cannot be read: {' '.join(str(error).split())}"
        raise CannotStart(why) from error
    if not isinstance(told, dict):
        why = f"{name}: expected {SHAPE}"
        raise CannotStart(why)
    return told


def _asked_complexes(*, asking: bool) -> list[str]:
    if not asking:
        return []
    return [
        each.strip()
        for each in typer.prompt("산업단지, 쉼표로 나누어 (complexes)").split(",")
        if each.strip()
    ]


def _must_be_empty() -> None:
    from dure.network.queries.beginnings import is_begun, is_demonstration

    if is_demonstration():
        raise CannotStart(
            "this database holds the demonstration; real data need a database or DURE_HOME of their own"
        )
    if is_begun():
        raise CannotStart("this installation has begun already: sign in, or start the site with dure serve")


def _begin(told: dict[str, Any]) -> None:
    from django.conf import settings

    from dure.ledger.errors import Refused
    from dure.network.actions.founding import found_installation
    from dure.network.invitations import password_path
    from dure.network.sentences import sentence

    try:
        accounts = found_installation(_founding(told))
    except Refused as refused:
        why = f"{refused.code}: {sentence(refused)}"
        raise CannotStart(why) from refused
    typer.echo("\n두레를 시작했습니다. Dure has begun.\n")
    for account in accounts:
        person = account.person
        name = person.name if person else account.email
        if account.has_usable_password():
            typer.echo(f"  {name:<12}{account.email}")
        else:
            typer.echo(f"  {name:<12}{account.email}\n    {settings.BASE_URL}{password_path(account)}")
    typer.echo(
        "\n다음 (next): dure serve, 위 링크에서 비밀번호 정하기 (한 번, 3일), 내 업무의 차례대로 하기\n"
    )


def _founding(told: dict[str, Any]) -> "Founding":
    """The plan in its form, or one line that says which part cannot be used."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from dure.network.actions.founding import Colleague, Founding

    try:
        office = told["office"]
        code = str(office["code"])
        if not re.fullmatch(r"[A-Z][A-Z0-9]{1,5}", code):
            raise CannotStart(f"office.code must be a capital and 1 to 5 capitals or digits: {code}")
        staff = []
        for row in told["staff"]:
            validate_email(row["email"])
            roles = row.get("roles", [])
            staff.append(
                Colleague(row["name"], row["email"], roles, row.get("phone", ""), row.get("password", ""))
            )
        return Founding(
            operator=told["operator"], office=office["name"], code=code, phone=office.get("phone", ""),
            complexes=office.get("complexes", []), groups=told.get("groups", []), staff=staff,
        )  # fmt: skip
    except ValidationError as error:
        raise CannotStart(f"staff: not an e-mail address ({'; '.join(error.messages)})") from error
    except KeyError as error:
        raise CannotStart(f"the plan says no {error}: expected {SHAPE}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise CannotStart(f"the plan cannot be used: {error}") from error
