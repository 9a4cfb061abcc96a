"""Course 3, Week 1: clusters, images, anomalies."""

import warnings

import numpy as np
import tensorflow as tf
from scipy import stats
from sklearn.cluster import KMeans, kmeans_plusplus
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import precision_recall_curve
from works import race, within

from utils.lessons import take

CLUSTERS, IMAGES = "Course3/Week1/01_k_means", "Course3/Week1/02_image_compression"
ANOMALIES = "Course3/Week1/03_anomaly_detection"
k_means, closest_centroids, spread_start = take(CLUSTERS, "k_means", "closest_centroids", "spread_start")
psnr = take(IMAGES, "psnr")
fit_gaussians, log_density, best_f1_threshold = take(ANOMALIES, "fit_gaussians", "log_density", "best_f1_threshold")
covariance_matrix, log_density_multivariate = take(ANOMALIES, "covariance_matrix", "log_density_multivariate")


@race(CLUSTERS, "k-means, 20 rounds", "KMeans, lloyd", (1_000, 3, 16), (50_000, 3, 16), "{:,} × {}, K = {}")
def test_k_means(m, n, K):
    X = np.random.default_rng(0).random((m, n))
    start = X[:K].copy()
    library = KMeans(K, init=start, n_init=1, max_iter=20, tol=0, algorithm="lloyd")

    def theirs():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return library.fit(X)

    def agree(ours, model):
        centroids, idx, J_history = ours
        np.testing.assert_allclose(centroids, model.cluster_centers_, rtol=1e-9)
        np.testing.assert_array_equal(idx, model.labels_)
        assert len(J_history) == model.n_iter_ + 1

    return lambda: k_means(X, start, 20), theirs, agree


@race(CLUSTERS, "a spread start", "kmeans_plusplus", (1_000, 3, 16), (50_000, 3, 16), "{:,} × {}, K = {}")
def test_spread_start(m, n, K):
    X = np.random.default_rng(0).random((m, n))

    def agree(ours, theirs):  # other random numbers: rows as far from each other, roughly
        nearest = [np.mean([np.sort(np.linalg.norm(rows - row, axis=1))[1] for row in rows]) for rows in (ours, theirs)]
        assert 0.6 < nearest[0] / nearest[1] < 1.6

    return (
        lambda: spread_start(X, K, np.random.default_rng(0)),
        lambda: kmeans_plusplus(X, K, random_state=0, n_local_trials=1)[0],
        agree,
    )


@race(IMAGES, "the nearest colour of 16", "KMeans.predict", 1_000, 100_000, "{:,} pixels")
def test_nearest_colour(m):
    X = np.random.default_rng(0).random((m, 3))
    palette = X[:16].copy()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        library = KMeans(16, init=palette, n_init=1, max_iter=1).fit(X[:16])
    return lambda: closest_centroids(X, palette), lambda: library.predict(X)


@race(IMAGES, "signal-to-noise ratio", "tf.image.psnr", 32, 512, "{0} × {0} × 3")
def test_psnr(side):
    image, other = np.random.default_rng(0).integers(0, 256, (2, side, side, 3)).astype("uint8")
    return lambda: psnr(image, other), lambda: float(tf.image.psnr(image, other, max_val=255)), within(1e-5)


def rows(m, n):
    """m rows whose n features go together, and their mean and variance by the lesson."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(m, n)) @ rng.normal(size=(n, n))
    return X, *fit_gaussians(X)


@race(ANOMALIES, "surprise, feature by feature", "scipy norm", (1_000, 10), (50_000, 10), "{:,} × {}")
def test_density(m, n):
    X, mu, var = rows(m, n)
    return lambda: log_density(X, mu, var), lambda: stats.norm.logpdf(X, mu, np.sqrt(var)).sum(axis=1)


@race(ANOMALIES, "surprise, features together", "scipy multivariate_normal", (1_000, 10), (50_000, 10), "{:,} × {}")
def test_multivariate(m, n):
    X, mu, _ = rows(m, n)
    Sigma = covariance_matrix(X)
    return lambda: log_density_multivariate(X, mu, Sigma), lambda: stats.multivariate_normal(mu, Sigma).logpdf(X)


@race(ANOMALIES, "covariance", "np.cov", (1_000, 10), (50_000, 10), "{:,} × {}")
def test_covariance(m, n):
    X = rows(m, n)[0]
    return lambda: covariance_matrix(X), lambda: np.cov(X.T, bias=True), within(1e-9, 1e-12)


@race(ANOMALIES, "threshold of the best F1", "precision_recall_curve", 1_000, 100_000)
def test_threshold(m):
    rng = np.random.default_rng(0)
    y, scores = (rng.random(m) < 0.1).astype(float), rng.normal(size=m)

    def theirs():
        P, R, thresholds = precision_recall_curve(y, scores)
        f1 = 2 * P * R / np.maximum(P + R, 1e-300)
        return thresholds[f1.argmax()], f1.max()

    return lambda: best_f1_threshold(y, scores), theirs
