"""Dure runs an industrial innovation-cluster programme."""
