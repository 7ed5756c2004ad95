"""A firm asks for help with everything that comes along: files, and whom to keep out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection

from dure.cases.actions.intake import Told, answer_at_once, register_found_case, send_case
from dure.cases.models import DifficultyCase
from dure.ledger.doors import recording
from dure.network.actions import block_party, record_consent
from dure.network.models import Group, Organisation
from dure.network.standing import Standing
from dure.papers.actions import attach_file
from dure.papers.store import Incoming


@dataclass(frozen=True)
class KeptOut:
    """A party that the firm names while it asks."""

    name: str
    kind: str


def ask_for_help(
    *,
    firm: Organisation,
    told: Told,
    by: Standing,
    group: Group | None = None,
    kept_out: KeptOut | None = None,
    files: Iterable[Incoming] = (),
    technical: bool = False,
    once: UUID | None = None,
) -> DifficultyCase:
    """Send a request whole or not at all: first whom to keep out, then the case, then its files.

    The same `once` twice is one request, however close together the two came.
    """
    with recording(by=by.actor):
        if once is not None and (known := _sent_before(firm, once)):
            return known
        if kept_out is not None and kept_out.name.strip():
            _keep_out(firm, kept_out, by)
        case = send_case(firm=firm, told=named_once(told, once), by=by, group=group)
        for incoming in files:
            attach_file(owner=case.ref, firm=firm, incoming=incoming, technical=technical, by=by.actor)
    return case


def write_down_call(
    *,
    firm: Organisation,
    told: Told,
    deed: str,
    by: Standing,
    answer: str = "",
    minutes: int | None = None,
    once: UUID | None = None,
    privacy_told: bool = False,
) -> DifficultyCase:
    """Register what was heard: as a request, as a find that needs consent, or answered at once.

    That the caller was told about personal data and agreed is kept with the firm.
    """
    with recording(by=by.actor):
        if once is not None and (known := _sent_before(firm, once)):
            return known
        if privacy_told:
            record_consent(of=firm, purpose="COLLECTION", agreed=True, source="CALL", by=by.actor)
        told = named_once(told, once)
        if deed == "found":
            return register_found_case(firm=firm, told=told, by=by)
        if deed == "answer":
            return answer_at_once(firm=firm, told=told, answer=answer, minutes=minutes, by=by)
        return send_case(firm=firm, told=told, by=by)


def named_once(told: Told, once: UUID | None) -> Told:
    """What was told, under the name of its one sending."""
    return replace(told, more={**told.more, "request_key": once})


def _sent_before(firm: Organisation, once: UUID) -> DifficultyCase | None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(once)])
    return DifficultyCase.objects.filter(request_key=once, firm=firm).first()


def _keep_out(firm: Organisation, kept_out: KeptOut, by: Standing) -> None:
    name = kept_out.name.strip()
    named = Organisation.objects.filter(name__iexact=name).exclude(pk=firm.pk).first()
    block_party(firm=firm, kind=kept_out.kind, by=by.actor, organisation=named, words="" if named else name)
