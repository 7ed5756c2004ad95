"""Language versions of public texts."""

from collections.abc import Iterable
from uuid import UUID

from dure.network.models import Wording


def wordings_of(uids: Iterable[UUID], language: str) -> dict[UUID, dict[str, str]]:
    """Approved texts of objects in a language, by object and field; empty for Korean, the source."""
    short = language.split("-", maxsplit=1)[0]
    if short == "ko":
        return {}
    found: dict[UUID, dict[str, str]] = {}
    rows = Wording.objects.filter(object_uid__in=list(uids), language__in={language, short}, state="APPROVED")
    for uid, field, text in rows.values_list("object_uid", "field", "text"):
        found.setdefault(uid, {})[field] = text
    return found
