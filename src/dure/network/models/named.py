"""Words that rows of code lists carry in the four languages of the interface."""

from django.utils.translation import get_language

COLUMNS = {"en": "en", "ja": "ja", "zh-hans": "zh"}


class Named:
    """A row with `ko` and, where somebody wrote them, `en`, `ja` and `zh`."""

    ko: str

    @property
    def name(self) -> str:
        """The word in the reader's language, else in Korean."""
        return getattr(self, COLUMNS.get(get_language() or "ko", "ko"), "") or self.ko
