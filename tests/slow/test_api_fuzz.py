"""Whatever is sent to the API, as a firm, a coordinator or an outsider: no 5xx and no answer that is not described."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, Verbosity, given
from hypothesis import settings as tries
from hypothesis import strategies as some
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.cast import Cast

from dure.api.tokens import make_token
from dure.cases import actions as act
from dure.cases.models import DifficultyCase
from dure.network.models import NeedKind

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ROLES = {"firm": "owner", "coordinator": "coordinator", "outsider": "gumi_owner"}
PARTS = 5
FEW = tries(
    max_examples=6, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet,
)  # fmt: skip


def cases_of(cast: Cast) -> list[str]:
    """A case that was just received, and one at work."""
    first = act.send_case(firm=cast.lighttec, told=act.Told(text="방수"), by=cast.as_("owner"))
    case: DifficultyCase = act.send_case(
        firm=cast.lighttec, group=cast.optics, told=act.Told(text="열"), by=cast.as_("owner")
    )
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    helper = act.Helper(person=cast.people["expert"])
    act.accept_referral(
        referral=act.ask_helper(case=case, helper=helper, by=cast.as_("coordinator")), by=cast.as_("expert")
    )
    return [first.number, case.number]


def operations(part: int) -> Iterator[Any]:
    """A part of the calls that are described."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())
    for place, found in enumerate(schema.get_all_operations()):
        if place % PARTS == part:
            yield found.ok()


def fuzz(operation: Any, mode: GenerationMode, headers: dict[str, str], numbers: list[str]) -> None:
    """Some calls of one kind, each undone."""

    @FEW
    @given(call=operation.as_strategy(generation_mode=mode), number=some.sampled_from([*numbers, ""]))
    def call_it(call: Any, number: str) -> None:
        if number and "key" in (call.path_parameters or {}):
            call.path_parameters["key"] = number
        with transaction.atomic():
            answer = call.call(headers=headers)
            transaction.set_rollback(True)
        call.validate_response(answer, checks=CHECKS)

    call_it()


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application stays within the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("role", ROLES)
def test_api_answers_anything_as_it_is_described(role, part, cast, settings):
    settings.API_CALLS_A_MINUTE = 10**6
    numbers = cases_of(cast)
    headers = {"Authorization": f"Bearer {make_token(cast.people[ROLES[role]].account)}"}
    faults, tried = [], 0
    for operation in operations(part):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                fuzz(operation, mode, headers, numbers)
                tried += 1
            except Unsatisfiable:
                continue
            except Exception as fault:  # noqa: BLE001  (all faults are told together)
                faults.append(f"{operation.label} {mode.value}: {fault}")
    assert not faults, "\n\n".join(faults)
    assert tried > 80 // PARTS
