"""What somebody was typing."""

from typing import Any

from dure.cases.models import Draft
from dure.network.standing import Standing


def draft_of(by: Standing, form: str) -> dict[str, Any]:
    """The kept fields of a form, or nothing."""
    found = Draft.objects.filter(person_id=by.person_id, form=form).values_list("fields", flat=True).first()
    return dict(found or {})
