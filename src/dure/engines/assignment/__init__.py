"""Gives helpers to needs so that the sum of the scores is the largest there is."""
