"""Linear regression with many features: speed against a bare NumPy loop and LinearRegression."""

import numpy as np
from sklearn.linear_model import LinearRegression
from works import race

from utils.lessons import take

gradient_descent, least_squares = take(
    "Course1/Week2/02_multiple_linear_regression", "gradient_descent", "least_squares"
)
STEPS = 100


def table(m, n):
    """m made-up examples with n features and their targets."""
    rng = np.random.default_rng(seed=2)
    X = rng.normal(1, 1, (m, n))
    return X, X @ rng.normal(size=n) + 3 + rng.normal(size=m)


def bare_loop(X, y, w, b, alpha, num_iters):
    """The work of gradient_descent, costs included, without guards."""
    m = len(y)
    error = X @ w + b - y
    J_history = [error @ error / (2 * m)]
    for _ in range(num_iters):
        w, b = w - alpha * (X.T @ error) / m, b - alpha * error.mean()
        error = X @ w + b - y
        J_history.append(error @ error / (2 * m))
    return w, b, J_history


def fit(X, y):
    """Weights and intercept by scikit-learn."""
    model = LinearRegression().fit(X, y)
    return model.coef_, model.intercept_


def equal(ours, theirs):
    """Weights, intercept and costs agree to nine digits."""
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9)


def with_size(m, n):
    """The two races on m examples with n features."""
    X, y = table(m, n)
    start, size = np.zeros(n), f"{m:,} × {n}"
    return (
        race(
            f"gradient descent, {STEPS} steps (bare NumPy loop)",
            size,
            lambda: gradient_descent(X, y, start, 0, 0.01, STEPS),
            lambda: bare_loop(X, y, start, 0, 0.01, STEPS),
            equal,
        ),
        race("least squares (LinearRegression)", size, lambda: least_squares(X, y), lambda: fit(X, y), equal),
    )


# Each ten times the rows of the one before. The time grows in proportion as long as the table (8 bytes an entry) fits
# into the processor's cache; a table of 100,000 rows, 16 MB, mostly waits for memory, in the bare loop as well.
test_descent_1_000, test_least_squares_1_000 = with_size(1_000, 20)
test_descent_10_000, test_least_squares_10_000 = with_size(10_000, 20)
test_descent_100_000, test_least_squares_100_000 = with_size(100_000, 20)
