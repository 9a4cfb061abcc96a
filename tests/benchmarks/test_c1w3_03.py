"""Ridge regression in closed form: speed against scikit-learn's Ridge and LinearRegression."""

import numpy as np
from sklearn.linear_model import LinearRegression, Ridge
from works import race

from utils.lessons import take

ridge = take("Course1/Week3/03_overfitting_and_regularization", "ridge")
LAMBDA = 3.0


def table(m, n):
    """m made-up examples with n features and their targets."""
    rng = np.random.default_rng(seed=3)
    X = rng.normal(1, 1, (m, n))
    return X, X @ rng.normal(size=n) + 3 + rng.normal(size=m)


def fit(model, X, y):
    """Weights and intercept by scikit-learn."""
    model.fit(X, y)
    return model.coef_, model.intercept_


def equal(ours, theirs):
    """Weights and intercept agree to nine digits."""
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9)


def with_size(m, n):
    """The two races on m examples with n features."""
    (X, y), size = table(m, n), f"{m:,} × {n}"
    with_penalty = race(
        "ridge (Ridge)", size, lambda: ridge(X, y, LAMBDA), lambda: fit(Ridge(alpha=LAMBDA), X, y), equal
    )
    work = "ridge, no penalty (LinearRegression)"
    without = race(work, size, lambda: ridge(X, y, 0), lambda: fit(LinearRegression(), X, y), equal)
    return with_penalty, without


test_ridge_1_000, test_no_penalty_1_000 = with_size(1_000, 20)
test_ridge_10_000, test_no_penalty_10_000 = with_size(10_000, 20)
