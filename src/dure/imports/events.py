"""What can happen to imports; each object also has its own entries."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class SheetImported(Event):
    """A sheet was taken in."""

    type: ClassVar[str] = "import.done"
    says: ClassVar[Any] = _("명단을 가져왔습니다.")
    batch: Ref = touch("import")
    office: Ref = touch("office")
    kind: str
    new: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class ImportUndone(Event):
    """An import was taken back as far as nobody had used what it made."""

    type: ClassVar[str] = "import.undone"
    says: ClassVar[Any] = _("가져온 명단을 되돌렸습니다.")
    batch: Ref = touch("import")
    office: Ref = touch("office")
    undone: int
    kept: int


@dataclass(frozen=True, kw_only=True)
class ObjectTakenBack(Event):
    """Something that an import made and nobody used is gone again."""

    type: ClassVar[str] = "import.object_taken_back"
    says: ClassVar[Any] = _("가져온 것을 되돌렸습니다.")
    batch: Ref = touch("import")
    target: Ref = touch("target")


@dataclass(frozen=True, kw_only=True)
class ListTakenOut(Event):
    """A list of an office left as a file, with a reason."""

    type: ClassVar[str] = "import.list_taken_out"
    says: ClassVar[Any] = _("명단을 엑셀로 내려받았습니다.")
    office: Ref = touch("office")
    kind: str
    reason: str
    count: int
