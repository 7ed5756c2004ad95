"""Finds documents for a text: an index for many readers, and the ranking of whole files."""
