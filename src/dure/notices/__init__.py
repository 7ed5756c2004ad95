"""Notices in the product and by e-mail."""
