"""Filters of the matching."""
