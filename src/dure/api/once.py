"""Idempotency keys: the same call with the same key is done once, and answered the same each time."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from dure.api.models import IdempotencyKey
from dure.ledger import clock
from dure.ledger.doors import keeping
from dure.network.models import Account
from dure.network.problems import problem_of

HEADER = "Idempotency-Key"
LONGEST_KEY = 128
KEPT_FOR = timedelta(hours=24)
LONGEST_WAIT = "10s"
LOCK_NOT_AVAILABLE = "55P03"


def once(request: HttpRequest, account: Account, call: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Do a call and keep its answer in one transaction, so that a repeated key never does it twice.

    A second call with the key waits for the first: the key is a row of the first one's transaction. What
    was refused has done nothing and is not kept.
    """
    key = request.headers[HEADER]
    if not 0 < len(key) <= LONGEST_KEY:
        return problem_of("idempotency_key_unreadable", 422, longest=LONGEST_KEY)
    try:
        with transaction.atomic():
            mine = _claim(account, key, request)
            if mine is None:
                return _repeat(account, key, request)
            answer = call()
            if answer.status_code >= 400 or not isinstance(answer, HttpResponse):
                transaction.set_rollback(True)
                return answer
            with keeping():
                IdempotencyKey.objects.filter(pk=mine.pk).update(
                    status=answer.status_code, answer=answer.content.decode()
                )
            return answer
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
            raise
        return problem_of("idempotency_running", 409)


def _claim(account: Account, key: str, request: HttpRequest) -> IdempotencyKey | None:
    """The row of this key if nobody has it; waits for whoever is about to have it."""
    with keeping():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
        IdempotencyKey.objects.filter(account=account, made_at__lt=clock.now() - KEPT_FOR).delete()
        row = IdempotencyKey(
            account=account, key=key, call=_call(request), body_digest=_digest(request), made_at=clock.now()
        )
        IdempotencyKey.objects.bulk_create([row], ignore_conflicts=True)
        kept = IdempotencyKey.objects.filter(account=account, key=key, status=None).first()
        with connection.cursor() as cursor:
            cursor.execute("select set_config('lock_timeout', '0', true)")
    return kept


def _repeat(account: Account, key: str, request: HttpRequest) -> HttpResponse:
    kept = IdempotencyKey.objects.get(account=account, key=key)
    if (kept.call, kept.body_digest) != (_call(request), _digest(request)):
        return problem_of("idempotency_mismatch", 422)
    answer = HttpResponse(kept.answer, status=kept.status, content_type="application/json; charset=utf-8")
    answer["Idempotent-Replayed"] = "true"
    return answer


def _call(request: HttpRequest) -> str:
    return f"{request.method} {request.path}"[:200]


def _digest(request: HttpRequest) -> str:
    """What was sent; of a form its fields and files, for its boundary differs each time."""
    if not (request.content_type or "").startswith("multipart/"):
        return hashlib.sha256(request.body).hexdigest()
    fields = [[name, request.POST.getlist(name)] for name in sorted(request.POST)]
    files = []
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            pieces = hashlib.sha256()
            for piece in upload.chunks():
                pieces.update(piece)
            upload.seek(0)
            files.append([name, upload.name, pieces.hexdigest()])
    return hashlib.sha256(json.dumps([fields, files]).encode()).hexdigest()
