"""Course 1, Week 1: nearest neighbours, cost and slopes of a line, gradient descent."""

import numpy as np
from scipy.optimize import approx_fprime
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.neighbors import KNeighborsRegressor
from works import race, within

from utils.lessons import take

WEEK = "Course1/Week1/"
predict_each, predict_value = take(WEEK + "02_what_is_machine_learning", "predict_each", "predict_value")
compute_cost = take(WEEK + "03_linear_model_and_cost", "compute_cost")
numerical_gradient = take(WEEK + "04_slopes_and_gradients", "numerical_gradient")
gradient_descent, best_line = take(WEEK + "05_gradient_descent", "gradient_descent", "best_line")


def houses(m):
    """m made-up houses: sizes in 1000 sqft and prices in $1000."""
    rng = np.random.default_rng(seed=1)
    x = rng.uniform(0.5, 5, m)
    return x, 240 * x + 60 + rng.normal(0, 90, m)


@race(WEEK + "02_what_is_machine_learning", "nearest neighbours, 20 answers", "KNeighborsRegressor", 500, 20_000)
def test_neighbours(m):
    rng = np.random.default_rng(seed=1)
    X, y, X_new = rng.normal(size=(m, 4)), rng.normal(size=m), rng.normal(size=(20, 4))
    library = KNeighborsRegressor(5, algorithm="brute").fit(X, y)
    return lambda: predict_each(predict_value, X, y, X_new, 5), lambda: library.predict(X_new)


@race(WEEK + "03_linear_model_and_cost", "cost of a line", "mean_squared_error", 300, 100_000)
def test_cost(m):
    x, y = houses(m)
    return lambda: compute_cost(x, y, 200, 90), lambda: mean_squared_error(y, 200 * x + 90) / 2


@race(WEEK + "04_slopes_and_gradients", "slopes by small steps", "approx_fprime", 10, 200, "{} params")
def test_slopes(n):
    rng = np.random.default_rng(seed=1)
    A, at = rng.normal(size=(n, n)), rng.normal(size=n)

    def cost(params):
        return np.sum((A @ params) ** 2)

    # SciPy steps to one side only, so it calls the function half as often and knows fewer digits.
    return lambda: numerical_gradient(cost, at), lambda: approx_fprime(at, cost), within(1e-4, 1e-3)


def bare_descent(x, y, w, b, alpha, num_iters):
    """The work of gradient_descent, path and costs included, without guards and functions."""
    m, path, J_history = len(x), [(w, b)], []
    for step in range(num_iters + 1):
        error = w * x + b - y
        J_history.append(error @ error / (2 * m))
        if step < num_iters:
            w, b = w - alpha * (error @ x) / m, b - alpha * error.mean()
            path.append((w, b))
    return np.array(path), np.array(J_history)


@race(WEEK + "05_gradient_descent", "gradient descent for a line", "bare NumPy loop", 300, 100_000)
def test_descent(m):
    x, y = houses(m)
    return lambda: gradient_descent(x, y, 0, 0, 0.05, 100), lambda: bare_descent(x, y, 0, 0, 0.05, 100)


@race(WEEK + "05_gradient_descent", "best line", "LinearRegression", 300, 100_000)
def test_best_line(m):
    x, y = houses(m)
    X = x.reshape(-1, 1)

    def fit():
        model = LinearRegression().fit(X, y)
        return model.coef_[0], model.intercept_

    return lambda: best_line(x, y), fit
