"""Gradient descent for a line: speed against scikit-learn and a bare NumPy loop."""

import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from works import race

from utils.lessons import take

compute_cost, gradient_descent, best_line = take(
    "Course1/Week1/05_gradient_descent", "compute_cost", "gradient_descent", "best_line"
)


def houses(m):
    """m made-up houses: sizes in 1000 sqft and prices in $1000."""
    rng = np.random.default_rng(seed=1)
    x = rng.uniform(0.5, 5, m)
    return x, 240 * x + 60 + rng.normal(0, 90, m)


def fit(X, y):
    """Slope and intercept by scikit-learn."""
    model = LinearRegression().fit(X, y)
    return model.coef_[0], model.intercept_


def bare_loop(x, y, w, b, alpha, num_iters):
    """The work of gradient_descent, path and costs included, without guards and functions."""
    m, path, J_history = len(x), [(w, b)], []
    for step in range(num_iters + 1):
        error = w * x + b - y
        J_history.append(error @ error / (2 * m))
        if step < num_iters:
            w, b = w - alpha * (error @ x) / m, b - alpha * error.mean()
            path.append((w, b))
    return np.column_stack([path, J_history])


def with_size(m):
    """The three races on m houses."""
    x, y = houses(m)
    X, size = x.reshape(-1, 1), f"{m:,} houses"
    return (
        race(
            "cost of a line (mean_squared_error)",
            size,
            lambda: compute_cost(x, y, 200, 90),
            lambda: mean_squared_error(y, 200 * x + 90) / 2,
        ),
        race("best line (LinearRegression)", size, lambda: best_line(x, y), lambda: fit(X, y)),
        race(
            "gradient descent, 100 steps (bare NumPy loop)",
            size,
            lambda: gradient_descent(x, y, 0, 0, 0.05, 100),
            lambda: bare_loop(x, y, 0, 0, 0.05, 100),
            agree=lambda ours, theirs: np.testing.assert_allclose(np.column_stack(ours), theirs, rtol=1e-9),
        ),
    )


test_cost_300, test_best_line_300, test_descent_300 = with_size(300)
test_cost_100_000, test_best_line_100_000, test_descent_100_000 = with_size(100_000)
