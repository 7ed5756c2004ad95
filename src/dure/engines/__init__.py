"""Algorithms: no Django, no database, no wall clock, no unseeded dice."""
