"""How far the index has read the ledger, and whether that was this ledger."""

from dataclasses import dataclass
from typing import Self

from dure.ledger.models import Entry
from dure.ledger.numbering import number_entries


@dataclass(frozen=True)
class Mark:
    """The last entry an index has taken, by number and uid: another database is noticed."""

    number: int
    uid: str = ""

    def __str__(self) -> str:
        return f"{self.number}/{self.uid}"

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """A mark as an index keeps it; None where there is none."""
        number, _, uid = (text or "").partition("/")
        return cls(int(number), uid) if number.isdecimal() else None

    @classmethod
    def at(cls, entry: Entry) -> Self:
        """The mark behind an entry."""
        return cls(entry.number or 0, str(entry.uid))

    @classmethod
    def newest(cls) -> Self:
        """The mark behind all that is committed."""
        number_entries()
        entry = Entry.objects.filter(number__isnull=False).order_by("-number").only("number", "uid").first()
        return cls.at(entry) if entry else cls(0)

    def is_known(self) -> bool:
        """Whether this ledger has that entry; the beginning is known to every ledger."""
        if not self.number:
            return True
        return Entry.objects.filter(number=self.number, uid=self.uid).exists()
