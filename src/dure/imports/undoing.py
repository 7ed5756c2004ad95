"""Taking an import back: what nobody has used since goes, what was changed gets its former value."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import IntegrityError, connection, models, transaction

from dure.cases.models import CaseClock, Difficulty, DifficultyCase
from dure.imports.models import Import, ImportedRow
from dure.ledger.models import Entry
from dure.ledger.refs import Ref
from dure.network import actions as act
from dure.network.actions.register import correct_person
from dure.network.models import (
    Coordination,
    ExpertProfile,
    Membership,
    Organisation,
    Person,
    PersonalConsent,
    Post,
)
from dure.network.standing import Standing

Rows = models.QuerySet[Any]


def _of_case(key: Any) -> Iterator[Rows]:
    yield CaseClock.objects.filter(case=key)
    yield Difficulty.objects.filter(case=key)


def _of_person(key: Any) -> Iterator[Rows]:
    yield PersonalConsent.objects.filter(person=key)
    yield Post.objects.filter(person=key)


def _of_organisation(key: Any) -> Iterator[Rows]:
    yield PersonalConsent.objects.filter(organisation=key)
    yield Coordination.objects.filter(organisation=key)


def _nothing(key: Any) -> Iterator[Rows]:
    return iter(())


TABLES: dict[str, tuple[type[models.Model], Callable[[Any], Iterator[Rows]]]] = {
    "case": (DifficultyCase, _of_case),
    "membership": (Membership, _nothing),
    "expert": (ExpertProfile, _nothing),
    "person": (Person, _of_person),
    "organisation": (Organisation, _of_organisation),
}


def used_since(batch: Import) -> set[Any]:
    """Objects of an import that any later entry touches, other than the entries of imports themselves."""
    done = (
        Entry.objects.filter(type="import.done", touches__uid=batch.pk).values_list("id", flat=True).first()
    )
    mine = ImportedRow.objects.filter(batch=batch).values("object_uid")
    later = Entry.objects.filter(id__gt=done or 0).exclude(type__startswith="import.")
    return set(later.filter(touches__uid__in=mine).values_list("touches__uid", flat=True))


def take_back(row: ImportedRow, *, used: set[Any], by: Standing, tell: Callable[[Ref], None]) -> bool:
    """Undo one row unless its object was used; whether it is undone now."""
    if row.object_uid in used or row.object_type not in TABLES:
        return False
    model, dependants = TABLES[row.object_type]
    if not row.made:
        return _give_back(model, row, by)
    try:
        with transaction.atomic():
            for rows in (*dependants(row.object_uid), model._default_manager.filter(pk=row.object_uid)):
                rows._raw_delete(rows.db)  # noqa: SLF001  (delete() would reach into tables of other doors)
            _must_leave_nothing()
    except IntegrityError:
        return False
    tell(Ref(row.object_type, row.object_uid))
    return True


def _must_leave_nothing() -> None:
    """Ask the database now, not at the end, whether anything still points to what is gone."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _give_back(model: type[models.Model], row: ImportedRow, by: Standing) -> bool:
    """Fields that still say what the import wrote say again what they said before."""
    found: Any = model._default_manager.filter(pk=row.object_uid).first()
    if found is None:
        return False
    old = {name: value for name, value in row.before.items() if getattr(found, name) == row.after.get(name)}
    if isinstance(found, Organisation):
        act.change_organisation(organisation=found, by=by.actor, **old)
    else:
        correct_person(person=found, by=by, **old)
    return True
