"""Tables as files that spreadsheets open safely, and tables of counts that tell of nobody."""

from dure.engines.tables.sheets import csv_bytes, defused
from dure.engines.tables.suppression import UNTOLD, Counts, told_safely

__all__ = ["UNTOLD", "Counts", "csv_bytes", "defused", "told_safely"]
