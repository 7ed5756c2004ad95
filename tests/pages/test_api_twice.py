"""Two calls at the same moment, on a database whose rows both of them see."""

import threading
from typing import Any

from django.db import connection
from django.test import Client
from tests.cast import make_cast

from dure.api.tokens import make_token
from dure.cases.models import DifficultyCase


def test_two_calls_with_one_key_at_once_make_one_case(committed_db):
    cast = make_cast()
    headers = {
        "Authorization": f"Bearer {make_token(cast.people['owner'].account)}",
        "Idempotency-Key": "same",
    }
    answers: list[Any] = []
    together = threading.Barrier(2)

    def call() -> None:
        together.wait()
        try:
            answers.append(
                Client().post("/api/cases", {"text": "열"}, content_type="application/json", headers=headers)
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert DifficultyCase.objects.count() == 1
