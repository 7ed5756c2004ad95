"""Services: registered, corrected, closed."""

from datetime import date
from typing import Any

from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.models import Service, Wording

WORDED = ("name", "text", "whom_for", "conditions")


def register_service(*, by: Actor, **fields: Any) -> Service:
    """Add a support programme, agency, authority or hotline; its code is never used twice."""
    with recording(by=by) as ledger:
        if Service.objects.filter(code=fields["code"]).exists():
            raise Refused("code_taken", taken=fields["code"])
        made = Service.objects.create(**fields)
        ledger.record(events.ServiceRegistered(service=made.ref), scope=made.office_id)
    return made


def change_service(*, service: Service, by: Actor, **fields: Any) -> Service:
    """Correct a service; language versions of a changed text are marked as outdated."""
    changed = tuple(
        name for name, value in fields.items() if name != "code" and getattr(service, name) != value
    )
    if not changed:
        return service
    with recording(by=by) as ledger:
        for name in changed:
            setattr(service, name, fields[name])
        service.save(update_fields=changed)
        stale = Wording.objects.filter(object_uid=service.pk, field__in=set(changed) & set(WORDED))
        stale.update(state="OUTDATED")
        ledger.record(events.ServiceChanged(service=service.ref, fields=changed), scope=service.office_id)
    return service


def close_service(*, service: Service, by: Actor, on: date | None = None) -> Service:
    """Let a service take nobody any more; it stays readable."""
    if service.closed_on is not None:
        raise Refused("service_already_closed", on=service.closed_on)
    with recording(by=by) as ledger:
        service.closed_on = on or clock.today()
        service.save(update_fields=["closed_on"])
        ledger.record(
            events.ServiceClosed(service=service.ref, on=service.closed_on), scope=service.office_id
        )
    return service
