"""Signing in without a password, and accounts by choice."""
