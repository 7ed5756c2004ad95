"""Difficulty cases (기업애로): from the first word to the measured effect."""
