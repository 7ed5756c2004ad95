"""Which documents of the index a reader holds a key to."""

from dure.engines.retrieval.documents import EVERYBODY
from dure.network.standing import Standing


def keys_of(standing: Standing) -> frozenset[str]:
    """Open documents, and the cases of one's own offices, firms and mini-clusters."""
    held = {EVERYBODY}
    held |= {f"office:{uid}" for uid in standing.offices}
    held |= {f"firm:{uid}" for uid in standing.firms}
    held |= {f"secretariat:{uid}" for uid in standing.secretariats}
    return frozenset(held)
