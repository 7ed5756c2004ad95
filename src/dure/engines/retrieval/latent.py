"""A view of meaning: truncated singular value decomposition of a whole file (Deerwester and others, 1990)."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags_array
from scipy.sparse.linalg import svds

Matrix = NDArray[np.float64]
SEED = 20041


def likeness(questions: csr_matrix, documents: csr_matrix, dimensions: int) -> Matrix | None:
    """Cosine of each question (row) with each document (column) in the reduced space, in 0…1.

    Both matrices hold weights of the same terms in their columns; None when the file is too small to reduce.
    """
    documents, questions = _unit(documents), _unit(questions)
    size = min(dimensions, min(documents.shape) - 1)
    if size < 2:
        return None
    start = np.random.default_rng(SEED).standard_normal(min(documents.shape))
    _, _, basis = svds(documents, k=size, v0=start)
    cosines = _unit_rows(questions @ basis.T) @ _unit_rows(documents @ basis.T).T
    return np.maximum(cosines, 0.0)


def _unit(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(diags_array(1 / np.maximum(lengths, 1e-12)) @ matrix)


def _unit_rows(rows: Matrix) -> Matrix:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
