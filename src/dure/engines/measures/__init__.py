"""Figures that may be shown: small cells are kept back."""

from dure.engines.measures.cells import Cell, Table, kept_back

__all__ = ["Cell", "Table", "kept_back"]
