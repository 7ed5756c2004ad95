"""Lifecycles as data: states, steps, clocks; one table for guard, button, diagram and conformance model."""

from dure.engines.lifecycle.table import Clock, DueList, Lifecycle, Occasion, State, Step, Tag

__all__ = ["Clock", "DueList", "Lifecycle", "Occasion", "State", "Step", "Tag"]
