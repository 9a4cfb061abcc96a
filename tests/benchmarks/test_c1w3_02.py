"""Gradient descent of logistic regression: speed against a bare NumPy loop."""

import numpy as np
from works import race

from utils.lessons import take

gradient_descent = take("Course1/Week3/02_training_logistic_regression", "gradient_descent")
STEPS = 50


def table(m, n):
    """m made-up examples with n features and their labels."""
    rng = np.random.default_rng(seed=3)
    X = rng.normal(size=(m, n))
    return X, (X @ rng.normal(size=n) + rng.normal(size=m) > 0).astype(float)


def bare_loop(X, y, w, b, alpha, num_iters):
    """The work of gradient_descent, costs included, without guards and functions."""
    m, z = len(y), X @ w + b
    J_history = [np.mean(np.logaddexp(0, z) - y * z)]
    for _ in range(num_iters):
        e = np.exp(-np.abs(z))
        error = np.where(z >= 0, 1, e) / (1 + e) - y
        w, b = w - alpha * (X.T @ error) / m, b - alpha * error.mean()
        z = X @ w + b
        J_history.append(np.mean(np.logaddexp(0, z) - y * z))
    return w, b, J_history


def equal(ours, theirs):
    """Weights, intercept and costs agree to nine digits."""
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9)


def with_size(m, n):
    """The race on m examples with n features."""
    X, y = table(m, n)
    start = np.zeros(n)
    return race(
        f"logistic regression, {STEPS} steps (bare NumPy loop)",
        f"{m:,} × {n}",
        lambda: gradient_descent(X, y, start, 0.0, 0.1, STEPS),
        lambda: bare_loop(X, y, start, 0.0, 0.1, STEPS),
        equal,
    )


test_descent_1_000 = with_size(1_000, 20)
test_descent_10_000 = with_size(10_000, 20)
test_descent_100_000 = with_size(100_000, 20)
