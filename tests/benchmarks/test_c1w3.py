"""Course 1, Week 3: logistic regression and regularization."""

import numpy as np
from scipy.special import expit
from sklearn.linear_model import Ridge
from sklearn.metrics import log_loss
from works import race

from utils.lessons import take

MODEL = "Course1/Week3/01_logistic_regression_model"
TRAINING = "Course1/Week3/02_training_logistic_regression"
PENALTY = "Course1/Week3/03_overfitting_and_regularization"
sigmoid, compute_cost = take(MODEL, "sigmoid", "compute_cost")
gradient_descent = take(TRAINING, "gradient_descent")
ridge, descend, regularized_gradient = take(PENALTY, "ridge", "descend", "regularized_gradient_logistic")
STEPS = 50


def table(m, n):
    """m made-up examples with n features and their labels."""
    rng = np.random.default_rng(seed=3)
    X = rng.normal(size=(m, n))
    return X, (X @ rng.normal(size=n) + rng.normal(size=m) > 0).astype(float)


def probabilities(z):
    """Scores as probabilities, without guards."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def bare_descent(X, y, w, b, alpha, num_iters):
    """The work of gradient_descent, costs included, without guards and functions."""
    m, z = len(y), X @ w + b
    J_history = [np.mean(np.logaddexp(0, z) - y * z)]
    for _ in range(num_iters):
        error = probabilities(z) - y
        w, b = w - alpha * (X.T @ error) / m, b - alpha * error.mean()
        z = X @ w + b
        J_history.append(np.mean(np.logaddexp(0, z) - y * z))
    return w, b, np.array(J_history)


@race(MODEL, "sigmoid", "scipy expit", 1_000, 100_000)
def test_sigmoid(m):
    z = np.random.default_rng(seed=3).normal(0, 5, m)
    return lambda: sigmoid(z), lambda: expit(z)


@race(MODEL, "log loss", "log_loss", (1_000, 20), (50_000, 20), "{:,} × {}")
def test_cost(m, n):
    (X, y), w = table(m, n), np.random.default_rng(seed=3).normal(size=n)
    return lambda: compute_cost(X, y, w, 0.5), lambda: log_loss(y, expit(X @ w + 0.5))


@race(TRAINING, "logistic regression", "bare NumPy loop", (1_000, 20), (10_000, 20), "{:,} × {}")
def test_descent(m, n):
    at = *table(m, n), np.zeros(n), 0.0, 0.1, STEPS
    return lambda: gradient_descent(*at), lambda: bare_descent(*at)


@race(PENALTY, "ridge regression", "Ridge", (1_000, 20), (10_000, 20), "{:,} × {}")
def test_ridge(m, n):
    X = table(m, n)[0] + 1
    y, library = X @ np.arange(n) + 3, Ridge(alpha=3.0)

    def fit():
        library.fit(X, y)
        return library.coef_, library.intercept_

    return lambda: ridge(X, y, 3.0), fit


@race(PENALTY, "logistic regression, L2", "bare NumPy loop", (1_000, 20), (10_000, 20), "{:,} × {}")
def test_regularized(m, n):
    X, y = table(m, n)

    def bare():
        w, b = np.zeros(n), 0.0
        for _ in range(STEPS):
            error = probabilities(X @ w + b) - y
            w, b = w - 0.1 * (X.T @ error + 3 * w) / m, b - 0.1 * error.mean()
        return w, b

    return lambda: descend(lambda w, b: regularized_gradient(X, y, w, b, 3.0), np.zeros(n), 0.0, 0.1, STEPS), bare
