"""Benchmarks beside their peers, run from a checkout: `make bench NAME=retrieval`."""
