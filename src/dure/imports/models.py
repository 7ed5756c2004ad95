"""An import of a sheet, and every row that it took in."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept

KINDS = ("FIRMS", "PEOPLE", "EXPERTS", "MEMBERS", "CASES")


class Import(Kept):
    """One sheet of a workbook, read as one kind of rows with one meaning for each column."""

    ref_type = "import"
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="imports")
    kind = models.CharField(max_length=12)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=120)
    header = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    made_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["office", "-made_at"], name="imports_of_office")]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"


class ImportedRow(Kept):
    """Where an object came from: sheet and line, and what stood in its fields before."""

    ref_type = "imported_row"
    batch = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="rows")
    line = models.IntegerField()
    made = models.BooleanField()
    object_type = models.CharField(max_length=24)
    object_uid = models.UUIDField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["object_uid"], name="imports_row_object")]

    def __str__(self) -> str:
        return f"{self.object_type} {self.line}"
