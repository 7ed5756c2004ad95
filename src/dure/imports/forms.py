"""A file or pasted cells, and the meaning of columns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases.forms.base import lines
from dure.imports.actions import guess_again, say_columns, take_workbook
from dure.imports.books import pasted
from dure.imports.kinds import KINDS, columns_of
from dure.imports.models import Import
from dure.ledger.errors import DureError
from dure.network.models import Office
from dure.network.sentences import sentence
from dure.network.standing import Standing

LARGEST = 20 * 2**20
ANY = [("", _("시트마다 알아서"))]


class BringForm(forms.Form):
    """A workbook, or cells copied out of one."""

    file = forms.FileField(label=_("엑셀·CSV 파일"), required=False, max_length=200)
    cells = forms.CharField(
        label=_("또는 엑셀에서 복사한 칸"), required=False, max_length=2_000_000, widget=lines(6), strip=False,
        help_text=_("제목 줄까지 함께 복사해 붙여 주세요."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("무엇인가요?"),
        required=False,
        choices=[*ANY, *((code, each[0]) for code, each in KINDS.items())],
    )

    def __init__(self, data: Any = None, files: Any = None, *, by: Standing, office: Office) -> None:
        super().__init__(data, files)
        self.by, self.office = by, office

    def clean(self) -> dict[str, Any]:
        """One of the two, of a size that can be read."""
        said: dict[str, Any] = super().clean() or {}
        upload, cells = said.get("file"), said.get("cells", "")
        if upload is not None and upload.size > LARGEST:
            self.add_error("file", _("파일이 20 MB를 넘습니다. 필요한 시트만 남겨 다시 올려 주세요."))
        elif upload is None and not cells.strip() and not self.errors:
            self.add_error("file", _("파일을 고르거나 칸을 붙여 넣어 주세요."))
        return said

    def perform(self) -> list[Import]:
        """Read it; nothing is in the register yet."""
        said = self.cleaned_data
        upload = said["file"]
        content = upload.read() if upload is not None else pasted(said["cells"])
        name = upload.name if upload is not None else str(_("붙여 넣은 칸"))
        return take_workbook(content=content, name=name, office=self.office, by=self.by, kind=said["kind"])


class ColumnsForm(forms.Form):
    """What the rows are and what each column holds."""

    kind = forms.ChoiceField(
        label=_("무엇인가요?"), choices=[(code, each[0]) for code, each in KINDS.items()]
    )

    def __init__(self, data: Any = None, *, batch: Import, by: Standing) -> None:
        super().__init__(data, initial={"kind": batch.kind})
        self.batch, self.by = batch, by
        choices = [
            ("", _("가져오지 않음")),
            *((column.field, column.title) for column in columns_of(batch.kind)),
        ]
        for place, header in enumerate(batch.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=header or _("제목 없는 칸"), choices=choices, required=False,
                initial=batch.columns.get(str(place), ""),
            )  # fmt: skip

    def perform(self) -> bool:
        """Say it; another kind is guessed anew."""
        said = self.cleaned_data
        try:
            if said["kind"] != self.batch.kind:
                guess_again(batch=self.batch, kind=said["kind"], by=self.by)
            else:
                columns = {place: said[f"column_{place}"] for place in range(len(self.batch.header))}
                say_columns(batch=self.batch, kind=said["kind"], columns=columns, by=self.by)
        except DureError as error:
            self.add_error(None, sentence(error))
            return False
        return True
