"""Course 2, Week 3: splits, curves, scores, augmentation, transfer, weights."""

import keras
import numpy as np
import tensorflow as tf
from scipy import ndimage
from sklearn import metrics
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import KFold, PredefinedSplit, cross_val_score, learning_curve, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from works import float64, race, rewind, within

from utils.lessons import take

WEEK = "Course2/Week3/"
EVALUATION, BIAS = WEEK + "01_evaluating_a_model", WEEK + "02_bias_and_variance"
NETWORKS = WEEK + "03_bias_and_variance_in_networks"
PRECISION, LOOP = WEEK + "04_precision_and_recall", WEEK + "05_development_loop_and_error_analysis"
MORE, TRANSFER, FAIRNESS = WEEK + "06_more_data", WEEK + "07_transfer_learning", WEEK + "08_fairness_and_ethics"
train_cv_test_split, degree_scores = take(EVALUATION, "train_cv_test_split", "degree_scores")
learning_errors = take(BIAS, "learning_errors")
dropout_mask, dropout_slopes = take(NETWORKS, "dropout_mask", "dropout_slopes")
confusion_counts, precision_recall_curve = take(PRECISION, "confusion_counts", "precision_recall_curve")
average_precision = take(PRECISION, "average_precision")
per_class_scores = take(LOOP, "per_class_scores")
confusion_table = take("Course2/Week2/03_softmax_and_multiclass", "confusion_table")
shift, rotate = take(MORE, "shift", "rotate")
train_head = take(TRANSFER, "train_head")
train_weighted = take(FAIRNESS, "train_weighted")


@race(EVALUATION, "stratified split in three", "train_test_split, twice", 1_000, 100_000)
def test_split(m):
    labels, rows = np.random.default_rng(seed=8).integers(0, 5, m), np.arange(m)

    def theirs():
        train, rest = train_test_split(rows, test_size=0.4, stratify=labels, random_state=0)
        return train, *train_test_split(rest, test_size=0.5, stratify=labels[rest], random_state=0)

    def agree(ours, theirs):  # other random numbers: the same sizes, and the same share of each class
        for one, other in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(np.bincount(labels[one]), np.bincount(labels[other]), atol=3)

    return lambda: train_cv_test_split(labels, 0.2, 0.2, 0), theirs, agree


@race(EVALUATION, "10-fold cross-validation", "cross_val_score", 200, 20_000)
def test_cross_validation(m):
    rng = np.random.default_rng(seed=8)
    x = rng.uniform(-1, 1, m)
    y = np.sin(3 * x) + rng.normal(0, 0.1, m)
    library = make_pipeline(PolynomialFeatures(5, include_bias=False), LinearRegression())

    def theirs():
        return -cross_val_score(library, x.reshape(-1, 1), y, cv=KFold(10), scoring="neg_mean_squared_error")

    return lambda: degree_scores(x, y, 5, 10), theirs


@race(BIAS, "learning curve, 10 sizes", "learning_curve", (500, 10), (20_000, 10), "{:,} × {}")
def test_learning_curve(m, n):
    rng = np.random.default_rng(seed=8)
    X = rng.normal(size=(2 * m, n))
    y, sizes = X @ rng.normal(size=n) + rng.normal(size=2 * m), np.linspace(m // 10, m, 10).astype(int)
    fold, library = PredefinedSplit(np.repeat([-1, 0], m)), make_pipeline(StandardScaler(), Ridge(alpha=2.0))

    def theirs():
        found = learning_curve(library, X, y, train_sizes=sizes, cv=fold, scoring="neg_mean_squared_error")
        return -np.column_stack([found[1][:, 0], found[2][:, 0]])

    return lambda: learning_errors(X[:m], y[:m], X[m:], y[m:], sizes, 2.0), theirs


@race(NETWORKS, "slopes with dropout", "GradientTape, compiled", (64, 32), (64, 512), "{} × 400-{}-10")
def test_dropout(m, units):
    rng = np.random.default_rng(seed=8)
    X, y, mask = rng.uniform(size=(m, 400)), rng.integers(0, 10, m), dropout_mask(rng.random((m, units)), 0.5)
    params = [(rng.normal(size=(p, q)) * np.sqrt(2 / p), np.zeros(q)) for p, q in ((400, units), (units, 10))]
    variables = [tf.Variable(part) for pair in params for part in pair]

    @tf.function(autograph=False)
    def slopes(X, y, mask):
        W1, b1, W2, b2 = variables
        with tf.GradientTape() as tape:
            Z = (tf.nn.relu(X @ W1 + b1) * mask) @ W2 + b2
            J = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, Z))
        return tape.gradient(J, variables)

    return (
        lambda: [part for pair in dropout_slopes(X, y, params, mask) for part in pair],
        lambda: [slope.numpy() for slope in slopes(X, y, mask)],
        within(1e-9, 1e-12),
    )


def answers(m, K=2):
    """True classes and answers of m examples."""
    return np.random.default_rng(seed=8).integers(0, K, (2, m))


@race(PRECISION, "found, missed, false alarms", "confusion_matrix", 1_000, 100_000)
def test_counts(m):
    y, y_hat = answers(m)
    return lambda: confusion_counts(y, y_hat), lambda: tuple(metrics.confusion_matrix(y, y_hat).ravel()[[3, 1, 2, 0]])


@race(PRECISION, "precision-recall curve", "precision_recall_curve", 1_000, 100_000)
def test_curve(m):
    y, scores = answers(m)[0], np.random.default_rng(seed=9).normal(size=m)
    return lambda: precision_recall_curve(y, scores), lambda: metrics.precision_recall_curve(y, scores)


@race(PRECISION, "average precision", "average_precision_score", 1_000, 100_000)
def test_average_precision(m):
    y, scores = answers(m)[0], np.random.default_rng(seed=9).normal(size=m)
    return lambda: average_precision(y, scores), lambda: metrics.average_precision_score(y, scores)


@race(LOOP, "scores of each class", "precision_recall_fscore…", 1_000, 100_000, "{:,}, 10 classes")
def test_per_class(m):
    y, y_hat = answers(m, 10)
    return (
        lambda: per_class_scores(confusion_table(y, y_hat, 10)),
        lambda: np.column_stack(metrics.precision_recall_fscore_support(y, y_hat)[:3]),
    )


@race(MORE, "shift by parts of a pixel", "scipy.ndimage.shift", (10, 28), (500, 28), "{} × {}²")
def test_shift(m, side):
    images, options = np.random.default_rng(seed=8).uniform(size=(m, side, side)), {"order": 1, "mode": "grid-constant"}
    return lambda: shift(images, 2, -1.5), lambda: ndimage.shift(images, (0, 2, -1.5), **options), within(1e-9, 1e-12)


@race(MORE, "rotation", "scipy.ndimage.rotate", (10, 28), (500, 28), "{} × {}²")
def test_rotation(m, side):
    images = np.random.default_rng(seed=8).uniform(size=(m, side, side))
    options = {"axes": (2, 1), "reshape": False, "order": 1, "mode": "grid-constant"}
    return lambda: rotate(images, 20), lambda: ndimage.rotate(images, 20, **options), within(1e-9, 1e-12)


@race(TRANSFER, "a new head, 20 steps", "Keras fit, float64", (50, 32), (2_000, 32), "{:,} × {}-10")
def test_head(m, n):
    rng = np.random.default_rng(seed=8)
    F, y = rng.uniform(size=(m, n)), rng.integers(0, 10, m)
    with float64():
        model = keras.Sequential([keras.Input(shape=(n,)), keras.layers.Dense(10, kernel_initializer="zeros")])
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        model.compile(keras.optimizers.Adam(0.01, beta_1=np.float64(0.9), beta_2=np.float64(0.999)), loss)
        model.optimizer.build(model.trainable_variables)
    restore = rewind([*model.variables, *model.optimizer.variables])

    def theirs():
        restore()
        model.fit(F, y, batch_size=m, epochs=20, shuffle=False, verbose=0)
        return model.get_weights()

    return lambda: list(train_head(F, y, 10, 0.01, 20)), theirs, within(1e-5, 1e-7)


@race(FAIRNESS, "weighted logistic regression", "bare NumPy loop", (1_000, 20), (10_000, 20), "{:,} × {}")
def test_weighted(m, n):
    rng = np.random.default_rng(seed=8)
    X, y, weights = rng.normal(size=(m, n)), rng.integers(0, 2, m).astype(float), rng.uniform(0.5, 2, m)

    def bare():
        w, b, shares = np.zeros(n), 0.0, weights / weights.sum()
        for _ in range(50):
            z = X @ w + b
            e = np.exp(-np.abs(z))
            error = shares * (np.where(z >= 0, 1, e) / (1 + e) - y)
            w, b = w - 0.5 * (X.T @ error), b - 0.5 * error.sum()
        return w, b

    return lambda: train_weighted(X, y, weights, 0.5, 50), bare, within(1e-9, 1e-12)
