"""A view of meaning: truncated singular value decomposition of a whole file (Deerwester and others, 1990)."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array  # type: ignore[import-untyped, unused-ignore]
from scipy.sparse.linalg import svds  # type: ignore[import-untyped, unused-ignore]

Vector = NDArray[np.float64]
SEED = 20041
NOTHING = 1e-12


class Latent:
    """Documents (rows over terms) turned into directions of at most so many dimensions."""

    def __init__(self, documents: csr_array, dimensions: int) -> None:
        lengths = np.sqrt(np.asarray(documents.multiply(documents).sum(axis=1)).ravel())
        unit = csr_array(diags_array(1 / np.maximum(lengths, NOTHING)) @ documents)
        size = min(dimensions, min(unit.shape) - 1)
        start = np.random.default_rng(SEED).standard_normal(min(unit.shape))
        _, _, self.basis = svds(unit, k=size, v0=start)
        self.directions = _unit(unit @ self.basis.T)

    def near(self, question: Vector) -> Vector:
        """Cosine of a question over the same terms with each document, nothing below 0."""
        return np.maximum(self.directions @ _unit(self.basis @ question[:, None], axis=0).ravel(), 0.0)


def _unit(rows: Vector, axis: int = 1) -> Vector:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=axis, keepdims=True), NOTHING))
