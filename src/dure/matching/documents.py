"""What of each row can be found, and by whom: rows made into documents of the index."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from dure.cases.models import DifficultyCase, StoryWording
from dure.engines.retrieval.documents import EVERYBODY, Document
from dure.network.models import ExpertProfile, Organisation, Service
from dure.network.models.experts import SHOWN

STORY, CASE, EXPERT, BODY, FIRM, SERVICE = "story", "case", "expert", "body", "firm", "service"
OPEN = frozenset({EVERYBODY})
CHUNK = 200
Uids = Collection[UUID] | None


@dataclass(frozen=True)
class Kind:
    """A kind of document: its rows (all, or those of some objects), their documents, the ids an object can have."""

    name: str
    rows: Callable[[Uids], QuerySet[Any]]
    made: Callable[[Any], Document]
    ids: Callable[[UUID], Iterable[str]]

    def documents(self, uids: Uids = None) -> Iterator[Document]:
        """The documents of all rows, or of these objects; an object that may not be found has none."""
        for row in self.rows(uids).iterator(chunk_size=CHUNK):
            yield self.made(row)


def _among(rows: QuerySet[Any], uids: Uids, column: str = "pk") -> QuerySet[Any]:
    return rows if uids is None else rows.filter(**{f"{column}__in": list(uids)})


def _stories(uids: Uids) -> QuerySet[StoryWording]:
    rows = StoryWording.objects.filter(story__state="PUBLISHED").select_related("story")
    return _among(rows, uids, "story_id")


def _story(row: StoryWording) -> Document:
    fields = {
        "title": row.title,
        "problem": row.problem,
        "solution": row.solution,
        "effect": row.story.effect_words,
    }
    return Document(story_id(row.story_id, row.language), STORY, fields, OPEN)


def _cases(uids: Uids) -> QuerySet[DifficultyCase]:
    return _among(DifficultyCase.objects.prefetch_related("resolutions"), uids)


def _case(row: DifficultyCase) -> Document:
    fields = {"title": row.title, "product": row.product, "text": row.text, "tried": row.tried}
    fields |= {f"method{at}": each.method for at, each in enumerate(row.resolutions.all())}
    keys = {f"office:{row.office_id}", f"firm:{row.firm_id}"}
    if row.group_id:
        keys.add(f"secretariat:{row.group_id}")
    return Document(f"{CASE}:{row.pk}", CASE, fields, frozenset(keys))


def _experts(uids: Uids) -> QuerySet[ExpertProfile]:
    rows = ExpertProfile.objects.filter(SHOWN)
    return _among(rows.prefetch_related("fields", "evidence"), uids)


def _expert(row: ExpertProfile) -> Document:
    known = " ".join(f"{each.ko} {each.en}" for each in row.fields.all())
    fields = {"title": row.title, "fields": known, **_told(row)}
    return Document(f"{EXPERT}:{row.pk}", EXPERT, fields, OPEN)


def _told(row: ExpertProfile | Organisation) -> dict[str, str]:
    """What it says of itself and what shows it; a line that stands in both counts once."""
    lines = [each.text for each in row.evidence.all() if each.text.rstrip(". ") not in row.about]
    return {"about": row.about, "evidence": "\n".join(lines)}


def _organisations(uids: Uids, firms: bool) -> QuerySet[Organisation]:
    kind = Q(kind="FIRM") if firms else ~Q(kind="FIRM")
    rows = Organisation.objects.filter(kind, closed_on=None)
    return _among(rows.prefetch_related("evidence"), uids)


def _organisation(row: Organisation) -> Document:
    kind = FIRM if row.kind == "FIRM" else BODY
    fields = {"name": row.name, "name_en": row.name_en, "products": row.products, **_told(row)}
    return Document(f"{kind}:{row.pk}", kind, fields, OPEN)


def _services(uids: Uids) -> QuerySet[Service]:
    return _among(Service.objects.filter(closed_on=None), uids)


def _service(row: Service) -> Document:
    fields = {"name": row.name, "text": row.text, "for": row.whom_for, "conditions": row.conditions}
    return Document(f"{SERVICE}:{row.pk}", SERVICE, fields, OPEN)


def story_id(uid: UUID, language: str) -> str:
    """A story is a document in each of its languages."""
    return f"{STORY}:{uid}:{language}"


def uid_in(id: str) -> UUID:
    """The object a document was made from."""
    return UUID(id.split(":")[1])


def _one(name: str) -> Callable[[UUID], Iterable[str]]:
    return lambda uid: (f"{name}:{uid}",)


def _story_ids(uid: UUID) -> Iterable[str]:
    languages = {*(code for code, _ in settings.LANGUAGES), "zh"}
    return [story_id(uid, language) for language in sorted(languages)]


KINDS = {
    kind.name: kind
    for kind in (
        Kind(STORY, _stories, _story, _story_ids),
        Kind(CASE, _cases, _case, _one(CASE)),
        Kind(EXPERT, _experts, _expert, _one(EXPERT)),
        Kind(BODY, lambda uids: _organisations(uids, firms=False), _organisation, _one(BODY)),
        Kind(FIRM, lambda uids: _organisations(uids, firms=True), _organisation, _one(FIRM)),
        Kind(SERVICE, _services, _service, _one(SERVICE)),
    )
}
