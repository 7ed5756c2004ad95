"""What a group says of itself, in Korean and in other languages, and its end."""

from datetime import date
from typing import Any

from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network.actions.access import end_role
from dure.network.actions.groups import end_membership
from dure.network.group_events import GroupChanged, GroupEnded, GroupWorded
from dure.network.models import Complex, Group, Membership, Role, Wording
from dure.network.rules import must_run_group
from dure.network.standing import Standing

WORDED = ("name", "goal", "charter")


def change_group(*, group: Group, complexes: list[Complex], by: Standing, **fields: Any) -> Group:
    """Correct name, goal, charter, complexes and the group above; the code and the kind stay."""
    must_run_group(by, group)
    with recording(by=by.actor) as ledger:
        held = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
        _must_not_lie_below_itself(held, fields.get("parent", held.parent))
        changed = [name for name, value in fields.items() if getattr(held, name) != value]
        if {each.pk for each in complexes} != set(held.complexes.values_list("pk", flat=True)):
            held.complexes.set(complexes)
            changed.append("complexes")
        for name in changed:
            if name != "complexes":
                setattr(held, name, fields[name])
        held.save()
        texts = [name for name in changed if name in WORDED]
        Wording.objects.filter(object_uid=held.pk, field__in=texts, state="APPROVED").update(state="OUTDATED")
        if changed:
            ledger.record(GroupChanged(group=held.ref, fields=tuple(changed)), scope=held.office_id)
    return held


def word_group(*, group: Group, language: str, texts: dict[str, str], by: Standing) -> None:
    """Keep the public texts of a group in a language; an empty text falls back to the Korean one."""
    must_run_group(by, group)
    with recording(by=by.actor) as ledger:
        for field in WORDED:
            text = texts.get(field, "").strip()
            of: dict[str, Any] = {"object_uid": group.pk, "field": field, "language": language}
            if text:
                Wording.objects.update_or_create(
                    **of, defaults={"object_type": "group", "text": text, "state": "APPROVED"}
                )
            else:
                Wording.objects.filter(**of).delete()
        ledger.record(GroupWorded(group=group.ref, language=language), scope=group.office_id)


def end_group(*, group: Group, on: date, by: Standing) -> Group:
    """Let a group end on a day; memberships and roles in it end with it, its history stays."""
    must_run_group(by, group)
    with recording(by=by.actor) as ledger:
        held = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
        if held.ended_on:
            raise Refused("group_ended_already", on=held.ended_on)
        if on > clock.today() or (held.founded_on and on < held.founded_on):
            raise Refused("group_ends_on_no_such_day")
        if held.below.filter(ended_on=None).exists():
            raise Refused("group_has_below")
        for each in Membership.objects.filter(group=held, during__contains=on).select_related(
            "group", "organisation", "person"
        ):
            end_membership(membership=each, by=by.actor, on=on)
        for role in Role.objects.filter(group=held, during__contains=clock.today()):
            end_role(role=role, by=by.actor)
        held.ended_on = on
        held.save(update_fields=["ended_on"])
        ledger.record(GroupEnded(group=held.ref, on=on), scope=held.office_id)
    return held


def _must_not_lie_below_itself(group: Group, above: Group | None) -> None:
    while above is not None:
        if above.pk == group.pk:
            raise Refused("group_below_itself")
        above = above.parent
