"""Filters of the network's pages."""
