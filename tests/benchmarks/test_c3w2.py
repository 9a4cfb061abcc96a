"""Course 3, Week 2: recommenders, principal components."""

import keras
import numpy as np
import tensorflow as tf
from sklearn import metrics
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge
from works import float64, race, rewind, within

from utils import data
from utils.lessons import take

COLLABORATIVE, CONTENT = "Course3/Week2/01_collaborative_filtering", "Course3/Week2/02_content_based_filtering"
COMPONENTS = "Course3/Week2/03_principal_component_analysis"
rating_gradients, adam_path, random_start = take(COLLABORATIVE, "rating_gradients", "adam_path", "random_start")
tf_cost, solve_users, cosine_similarity = take(COLLABORATIVE, "tf_cost", "solve_users", "cosine_similarity")
two_tower_gradient, random_towers, top_lists = take(CONTENT, "two_tower_gradient", "random_towers", "top_lists")
principal_directions, project = take(COMPONENTS, "principal_directions", "project")
TABLE, FEW = "{:,} × {:,}", 50


def ratings(films, users):
    """Made-up ratings, one of six known, and a mask."""
    rng = np.random.default_rng(seed=9)
    return rng.normal(size=(films, users)), (rng.random((films, users)) < 1 / 6).astype(float)


@race(COLLABORATIVE, "slopes of a factorisation", "GradientTape, compiled", (50, 60), (400, 500), TABLE)
def test_slopes(films, users):
    (Y, R), start = ratings(films, users), random_start(films, users, 10, seed=0)
    variables = [tf.Variable(part) for part in start]

    @tf.function(autograph=False)
    def slopes(Y, R):
        with tf.GradientTape() as tape:
            J = tf_cost(*variables, Y, R, 10.0)
        return tape.gradient(J, variables)

    return (
        lambda: list(rating_gradients(*start, Y, R, 10.0)),
        lambda: [slope.numpy() for slope in slopes(Y, R)],
        within(1e-9, 1e-12),
    )


@race(COLLABORATIVE, "factorisation, 20 Adam steps", "Keras Adam, compiled", (50, 60), (400, 500), TABLE)
def test_factorisation(films, users):
    (Y, R), start = ratings(films, users), random_start(films, users, 10, seed=0)
    with float64():
        variables = [keras.Variable(part) for part in start]
        optimizer = keras.optimizers.Adam(0.1, beta_1=np.float64(0.9), beta_2=np.float64(0.999))
        optimizer.build(variables)
    restore = rewind([*variables, *optimizer.variables])

    @tf.function(autograph=False)
    def step(Y, R):
        with tf.GradientTape() as tape:
            J = tf_cost(*[variable.value for variable in variables], Y, R, 10.0)
        optimizer.apply(tape.gradient(J, [variable.value for variable in variables]), variables)

    def ours():
        return list(adam_path(lambda *at: rating_gradients(*at, Y, R, 10.0), start, 0.1, 20))[-1]

    def theirs():
        restore()
        for _ in range(20):
            step(Y, R)
        return [variable.numpy() for variable in variables]

    return ours, theirs, within(1e-4, 1e-6)


@race(COLLABORATIVE, "alternating least squares, users", "Ridge, each user", (50, 60), (400, 500), TABLE)
def test_users(films, users):
    (Y, R), X = ratings(films, users), random_start(films, users, 10, seed=0)[0]
    A, library = np.column_stack([X, np.ones(films)]), Ridge(alpha=10.0, fit_intercept=False)

    def theirs():
        fits = [library.fit(A[R[:, u] == 1], Y[R[:, u] == 1, u]).coef_ for u in range(users)]
        return np.array(fits)

    return lambda: np.column_stack(solve_users(X, Y, R, 10.0)), theirs, within(1e-7, 1e-9)


@race(COLLABORATIVE, "cosine similarity", "cosine_similarity", (50, 10), (1_000, 10), TABLE)
def test_cosine(n, K):
    X = np.random.default_rng(seed=9).normal(size=(n, K))
    return lambda: cosine_similarity(X), lambda: metrics.pairwise.cosine_similarity(X), within(1e-9, 1e-12)


@race(CONTENT, "slopes of two towers", "GradientTape, compiled", (50, 60), (400, 500), TABLE)
def test_towers(users, films):
    rng = np.random.default_rng(seed=9)
    XU, XF, (Y, R) = rng.normal(size=(users, 40)), rng.normal(size=(films, 20)), ratings(users, films)
    base, params = np.ones((users, 1)), random_towers((40, 32, 16), (20, 32, 16), seed=0)
    variables = [tf.Variable(part) for pair in params for part in pair]

    def tower(A, W1, b1, W2, b2):
        return tf.math.l2_normalize(tf.nn.relu(A @ W1 + b1) @ W2 + b2, axis=1)

    @tf.function(autograph=False)
    def slopes(XU, XF, base, Y, R):
        with tf.GradientTape() as tape:
            E = R * (base + tf.matmul(tower(XU, *variables[:4]), tower(XF, *variables[4:]), transpose_b=True) - Y)
            J = tf.reduce_sum(E**2) / (2 * tf.reduce_sum(R))
        return tape.gradient(J, variables)

    return (
        lambda: [part for pair in two_tower_gradient(XU, XF, base, Y, R, params)[1] for part in pair],
        lambda: [slope.numpy() for slope in slopes(XU, XF, base, Y, R)],
        within(1e-8, 1e-11),
    )


@race(CONTENT, "ten best films of each user", "tf.math.top_k", (50, 60), (400, 500), TABLE)
def test_top_lists(users, films):
    scores, seen = ratings(users, films)
    allowed = seen == 0

    def theirs():
        return tf.math.top_k(np.where(allowed, scores, -np.inf), 10).indices.numpy()

    return lambda: top_lists(scores, allowed, 10), theirs


def pixels(side):
    """The digits' pixels, 5,000 rows; the middle ones only if side is less than 28."""
    edge = (28 - side) // 2
    return data.load_mnist5k()[0][:, edge : 28 - edge, edge : 28 - edge].reshape(5000, -1) / 255


@race(COMPONENTS, "all principal directions", "PCA, covariance_eigh", 8, 28, "5,000 × {}²")
def test_directions(side):
    X, library = pixels(side), PCA(svd_solver="covariance_eigh")

    def agree(ours, theirs):
        m = len(X)
        np.testing.assert_allclose(ours[1], theirs.explained_variance_ * (m - 1) / m, rtol=1e-9, atol=1e-9)

    return lambda: principal_directions(X), lambda: library.fit(X), agree


@race(COMPONENTS, "50 scores a row", "PCA.transform", 8, 28, "5,000 × {}²")
def test_scores(side):
    X = pixels(side)
    mean, directions = X.mean(axis=0), principal_directions(X)[0][:FEW]
    library = PCA(FEW, svd_solver="covariance_eigh").fit(X)

    def agree(ours, theirs):
        np.testing.assert_allclose(np.abs(ours), np.abs(theirs), atol=1e-6)

    return lambda: project(X, mean, directions), lambda: library.transform(X), agree
