"""Who or what can help with a text, starting from what the reader may see."""

from dure.matching.queries.candidates import Candidate, Candidates, candidates
from dure.matching.queries.suggestions import Suggestions, suggest

__all__ = ["Candidate", "Candidates", "Suggestions", "candidates", "suggest"]
