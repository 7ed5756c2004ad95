"""Tables as files that spreadsheets open safely, and tables of counts that tell of nobody."""

from dure.engines.tables.books import OutSheet, xlsx_bytes
from dure.engines.tables.sheets import csv_bytes, defused
from dure.engines.tables.suppression import UNTOLD, Counts, told_safely

__all__ = ["UNTOLD", "Counts", "OutSheet", "csv_bytes", "defused", "told_safely", "xlsx_bytes"]
