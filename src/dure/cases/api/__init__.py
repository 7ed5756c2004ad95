"""Cases for programs: the same nouns, rules and actions as the pages."""

from dure.cases.api import files, intake, reading, steps, stories
from dure.cases.api.router import router

__all__ = ["files", "intake", "reading", "router", "steps", "stories"]
