"""Course 2, Week 2: activations, softmax and many labels."""

import keras
import numpy as np
import scipy.special
from sklearn.metrics import confusion_matrix
from works import float64, race, within

from utils.lessons import take

ACTIVATIONS, SOFTMAX = "Course2/Week2/02_activation_functions", "Course2/Week2/03_softmax_and_multiclass"
MULTILABEL = "Course2/Week2/04_multilabel_classification"
relu, tanh = take(ACTIVATIONS, "relu", "tanh")
softmax, cross_entropy, train_softmax = take(SOFTMAX, "softmax", "cross_entropy", "train_softmax")
confusion_table = take(SOFTMAX, "confusion_table")
multilabel_cost, train_labels = take(MULTILABEL, "multilabel_cost", "train_labels")


@race(ACTIVATIONS, "ReLU", "Keras, float64", 1_000, 1_000_000)
def test_relu(m):
    z = np.random.default_rng(seed=5).normal(size=m)
    return lambda: relu(z), lambda: keras.ops.convert_to_numpy(keras.ops.relu(z))


@race(ACTIVATIONS, "tanh", "np.tanh", 1_000, 100_000)
def test_tanh(m):
    z = np.random.default_rng(seed=5).normal(size=m)
    return lambda: tanh(z), lambda: np.tanh(z), within(1e-9, 1e-12)


def scores(m, K):
    """Scores of m examples and their classes."""
    rng = np.random.default_rng(seed=5)
    return rng.normal(0, 3, (m, K)), rng.integers(0, K, m)


@race(SOFTMAX, "softmax", "scipy softmax", (100, 10), (10_000, 10), "{:,} × {}")
def test_softmax(m, K):
    Z, _ = scores(m, K)
    return lambda: softmax(Z), lambda: scipy.special.softmax(Z, axis=1)


@race(SOFTMAX, "cross-entropy", "Keras, float64", (100, 10), (10_000, 10), "{:,} × {}")
def test_cross_entropy(m, K):
    Z, y = scores(m, K)
    with float64():
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return lambda: cross_entropy(Z, y), lambda: float(loss(y, Z))


@race(SOFTMAX, "softmax regression", "bare NumPy loop", (1_000, 64, 10), (10_000, 64, 10), "{:,} × {}-{}")
def test_softmax_regression(m, n, K):
    X, y, rows = np.random.default_rng(seed=5).normal(size=(m, n)), scores(m, K)[1], np.arange(m)

    def bare():
        W, b, J_history = np.zeros((n, K)), np.zeros(K), []
        for step in range(21):
            Z = X @ W + b
            Z -= Z.max(axis=1, keepdims=True)
            P = np.exp(Z)
            total = P.sum(axis=1, keepdims=True)
            J_history.append(np.mean(np.log(total[:, 0]) - Z[rows, y]))
            if step < 20:
                P /= total
                P[rows, y] -= 1
                W, b = W - 0.1 / m * (X.T @ P), b - 0.1 / m * P.sum(axis=0)
        return W, b, np.array(J_history)

    return lambda: train_softmax(X, y, K, 0.1, 20), bare, within(1e-9, 1e-12)


@race(SOFTMAX, "confusion matrix", "confusion_matrix", (1_000, 10), (100_000, 10), "{:,}, {} classes")
def test_confusion(m, K):
    y, y_hat = np.random.default_rng(seed=5).integers(0, K, (2, m))
    return lambda: confusion_table(y, y_hat, K), lambda: confusion_matrix(y, y_hat)


def labels(m, K):
    """Scores of m examples for K labels, and the labels."""
    rng = np.random.default_rng(seed=5)
    return rng.normal(size=(m, K)), rng.integers(0, 2, (m, K)).astype(float)


@race(MULTILABEL, "cost of many labels", "Keras, float64", (100, 10), (10_000, 10), "{:,} × {}")
def test_multilabel_cost(m, K):
    Z, Y = labels(m, K)
    with float64():
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
    return lambda: multilabel_cost(Z, Y), lambda: float(loss(Y, Z))


@race(MULTILABEL, "training many labels", "bare NumPy loop", (500, 64, 10), (5_000, 64, 10), "{:,} × {}-{}")
def test_multilabel_training(m, n, K):
    X, Y = np.random.default_rng(seed=5).normal(size=(m, n)), labels(m, K)[1]

    def bare():
        W, b = np.zeros((n, K)), np.zeros(K)
        for _ in range(20):
            Z = X @ W + b
            e = np.exp(-np.abs(Z))
            slopes = (np.where(Z >= 0, 1, e) / (1 + e) - Y) / Y.size
            W, b = W - 0.5 * (X.T @ slopes), b - 0.5 * slopes.sum(axis=0)
        return W, b

    return lambda: train_labels(X, Y, 0.5, 20), bare, within(1e-9, 1e-12)
