"""Course 1, Week 2: many features, scaling, engineered features."""

import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, PolynomialFeatures, StandardScaler
from works import race

from utils.lessons import take

MULTIPLE = "Course1/Week2/02_multiple_linear_regression"
SCALING = "Course1/Week2/03_feature_scaling_and_learning_rate"
ENGINEERING = "Course1/Week2/04_feature_engineering_and_polynomials"
gradient_descent, least_squares, r_squared = take(MULTIPLE, "gradient_descent", "least_squares", "r_squared")
fit_zscore, fit_min_max, apply_scaling = take(SCALING, "fit_zscore", "fit_min_max", "apply_scaling")
polynomial_features, quadratic_features = take(ENGINEERING, "polynomial_features", "quadratic_features")
one_hot = take(ENGINEERING, "one_hot")


def table(m, n):
    """m made-up examples with n features and their targets."""
    rng = np.random.default_rng(seed=2)
    X = rng.normal(1, 1, (m, n))
    return X, X @ rng.normal(size=n) + 3 + rng.normal(size=m)


def bare_descent(X, y, w, b, alpha, num_iters):
    """The work of gradient_descent, costs included, without guards."""
    m = len(y)
    error = X @ w + b - y
    J_history = [error @ error / (2 * m)]
    for _ in range(num_iters):
        w, b = w - alpha * (X.T @ error) / m, b - alpha * error.mean()
        error = X @ w + b - y
        J_history.append(error @ error / (2 * m))
    return w, b, np.array(J_history)


@race(MULTIPLE, "gradient descent", "bare NumPy loop", (1_000, 20), (10_000, 20), "{:,} × {}")
def test_descent(m, n):
    X, y = table(m, n)
    at = X, y, np.zeros(n), 0, 0.01, 100
    return lambda: gradient_descent(*at), lambda: bare_descent(*at)


@race(MULTIPLE, "least squares", "LinearRegression", (1_000, 20), (10_000, 20), "{:,} × {}")
def test_least_squares(m, n):
    X, y = table(m, n)

    def fit():
        model = LinearRegression().fit(X, y)
        return model.coef_, model.intercept_

    return lambda: least_squares(X, y), fit


@race(MULTIPLE, "R²", "r2_score", 1_000, 100_000)
def test_r_squared(m):
    y_hat, y = np.random.default_rng(seed=2).normal(size=(2, m))
    return lambda: r_squared(y, y_hat), lambda: r2_score(y, y_hat)


@race(SCALING, "z-scores", "StandardScaler", (1_000, 20), (100_000, 20), "{:,} × {}")
def test_zscore(m, n):
    X = table(m, n)[0]
    return lambda: apply_scaling(X, *fit_zscore(X)), lambda: StandardScaler().fit_transform(X)


@race(SCALING, "min-max scaling", "MinMaxScaler", (1_000, 20), (100_000, 20), "{:,} × {}")
def test_min_max(m, n):
    X = table(m, n)[0]
    return lambda: apply_scaling(X, *fit_min_max(X)), lambda: MinMaxScaler().fit_transform(X)


@race(ENGINEERING, "powers up to 6", "PolynomialFeatures", 1_000, 100_000)
def test_powers(m):
    x = np.random.default_rng(seed=2).uniform(1, 2, m)
    library = PolynomialFeatures(6, include_bias=False)
    return lambda: polynomial_features(x, 6), lambda: library.fit_transform(x.reshape(-1, 1))


@race(ENGINEERING, "squares and products", "PolynomialFeatures", (1_000, 10), (50_000, 10), "{:,} × {}")
def test_products(m, n):
    X, library = table(m, n)[0], PolynomialFeatures(2, include_bias=False)
    return lambda: quadratic_features(X), lambda: library.fit_transform(X)


@race(ENGINEERING, "one-hot columns", "OneHotEncoder", 1_000, 100_000)
def test_one_hot(m):
    labels = np.random.default_rng(seed=2).integers(0, 8, m)
    library = OneHotEncoder(categories=[np.arange(8)], sparse_output=False)
    return lambda: one_hot(labels, np.arange(8)), lambda: library.fit_transform(labels.reshape(-1, 1))
