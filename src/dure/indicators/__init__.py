"""Figures kept from the ledger: how satisfied firms were, and how many said so."""
