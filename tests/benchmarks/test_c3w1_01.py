"""K-means: speed against scikit-learn's plain algorithm, from the same start, for the same rounds, on one thread."""

import warnings

import numpy as np
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from works import race

from utils.lessons import take

k_means = take("Course3/Week1/01_k_means", "k_means")


def run(m, n, K, rounds):
    """A race of some rounds of k-means on m even rows; the two must end at the same centroids and clusters."""
    X = np.random.default_rng(0).random((m, n))
    start = X[:K].copy()
    library = KMeans(K, init=start, n_init=1, max_iter=rounds, tol=0, algorithm="lloyd")

    def theirs():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return library.fit(X)

    def agree(ours, model):
        centroids, idx, J_history = ours
        np.testing.assert_allclose(centroids, model.cluster_centers_, rtol=1e-9)
        np.testing.assert_array_equal(idx, model.labels_)
        np.testing.assert_allclose(J_history[-1], model.inertia_ / m, rtol=1e-9)
        assert len(J_history) == rounds + 1 == model.n_iter_ + 1

    return race("k-means", f"{m:,} × {n}, K = {K}, {rounds} rounds", lambda: k_means(X, start, rounds), theirs, agree)


test_small = run(10_000, 3, 16, 20)
test_large = run(100_000, 3, 16, 20)
