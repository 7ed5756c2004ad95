"""Korean: particles, amounts, words."""
