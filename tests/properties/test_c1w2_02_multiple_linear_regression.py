"""Linear regression with many features, on random and awkward tables, against scikit-learn, SciPy and matrices."""

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.linalg import hilbert
from scipy.optimize import approx_fprime
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error, r2_score, root_mean_squared_error
from strategies import (
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_NUMBERS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    examples,
    learning_rates,
    numbers,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course1/Week2/02_multiple_linear_regression"
predict, compute_cost, compute_gradient = take(LESSON, "predict", "compute_cost", "compute_gradient")
gradient_descent, least_squares = take(LESSON, "gradient_descent", "least_squares")
rmse, r_squared = take(LESSON, "rmse", "r_squared")
has_working_inverse = take(LESSON, "has_working_inverse")

GOOD = dict(X=[[1.0, 2.0], [4.0, 3.0]], y=[3.0, 5.0], w=[2.0, 0.5], b=0.9, alpha=0.01, num_iters=2, y_hat=[2.0, 5.0])
BAD_TABLES = {
    "empty": np.empty((0, 2)),
    "no columns": np.empty((2, 0)),
    "NaN": [[1.0, np.nan], [4.0, 3.0]],
    "infinity": [[1.0, np.inf], [4.0, 3.0]],
    "a vector": [1.0, 2.0],
    "text": [["a", "b"], ["c", "d"]],
    "rows of different length": [[1.0, 2.0], [4.0]],
}
BAD_PAIRS = {**BAD_VECTORS, "one too many": [1.0, 2.0, 3.0]}
BAD = dict(X=BAD_TABLES, y=BAD_PAIRS, w=BAD_PAIRS, y_hat=BAD_PAIRS, b=NOT_NUMBERS, alpha=NOT_POSITIVE)
BAD |= dict(num_iters=NOT_COUNTS)


@st.composite
def tables(draw, rows=(1, 12), columns=(1, 4), scales=(1.0, 1e-3, 1e6)):
    """X (m, n), y (m,), w (n,) and b; X and y each with their own scale."""
    m, n = draw(st.integers(*rows)), draw(st.integers(*columns))
    entries = draw(st.lists(numbers(20), min_size=m * n + m + n + 1, max_size=m * n + m + n + 1))
    X, y, w, b = np.split(np.array(entries), [m * n, m * n + m, m * n + m + n])
    return X.reshape(m, n) * draw(st.sampled_from(scales)), y * draw(st.sampled_from(scales)), w, b[0]


def widened(X, w, b):
    """The table with a column of ones, and the weights with b at their end."""
    return np.column_stack([X, np.ones(len(X))]), np.append(w, b)


def matrix_gradient(X, y, w, b):
    """The gradient Aᵀ(Aθ − y) / m, w's slopes and then b's, and the size of the terms that are summed in it."""
    A, theta = widened(X, w, b)
    sizes = np.abs(A).T @ (np.abs(A) @ np.abs(theta) + np.abs(y)) / len(y)
    return A.T @ (A @ theta - y) / len(y), sizes


def safe_rate(X):
    """A learning rate below which descent cannot diverge."""
    return 2 / (np.mean(np.sum(X**2, axis=1)) + 1)


@given(tables())
def test_predictions_are_those_of_a_table_with_ones(data):
    X, _, w, b = data
    A, theta = widened(X, w, b)
    close(predict(X, w, b), A @ theta, scale=(np.abs(A) @ np.abs(theta)).max())


@given(tables())
@example((np.array([[2.0]]), np.array([5.0]), np.array([1.0]), 1.0))
def test_cost_is_half_of_sklearns_mean_squared_error(data):
    X, y, w, b = data
    close(compute_cost(X, y, w, b), mean_squared_error(y, X @ w + b) / 2)


@given(tables())
def test_gradient_is_that_of_the_matrix_formula(data):
    expected, sizes = matrix_gradient(*data)
    dj_dw, dj_db = compute_gradient(*data)
    assert dj_dw.shape == data[2].shape and np.ndim(dj_db) == 0
    assert (np.abs(np.append(dj_dw, dj_db) - expected) <= 1e-9 * sizes + 1e-300).all()


@given(tables(rows=(1, 6), scales=(1.0,)))
def test_gradient_is_the_measured_slope(data):
    X, y, w, b = data
    measured = approx_fprime(np.append(w, b), lambda p: compute_cost(X, y, p[:-1], p[-1]), 1e-6)
    close(np.append(*compute_gradient(*data)), measured, tolerance=1e-4, scale=1000)


@given(tables(), learning_rates(), st.integers(1, 8))
def test_descent_takes_the_steps_of_the_matrix_formula(data, fraction, num_iters):
    X, y, w, b = data
    alpha = fraction * safe_rate(X)
    last_w, last_b, J_history = gradient_descent(X, y, w, b, alpha, num_iters)
    A, theta = widened(X, w, b)
    costs, size = [np.sum((A @ theta - y) ** 2) / (2 * len(y))], np.abs(theta).max()
    for _ in range(num_iters):
        slope, sizes = matrix_gradient(X, y, theta[:-1], theta[-1])
        size = max(size, (alpha * sizes).max())
        theta = theta - alpha * slope
        costs.append(np.sum((A @ theta - y) ** 2) / (2 * len(y)))
    assert J_history.shape == (num_iters + 1,) and last_w.shape == w.shape and np.ndim(last_b) == 0
    close(np.append(last_w, last_b), theta, scale=size)
    close(J_history, costs, tolerance=1e-8)
    assert (np.diff(J_history) <= 1e-9 * J_history[0] + 1e-300).all()


@given(tables(scales=(1.0,)), st.integers(1, 5), st.integers(1, 5))
def test_descent_can_be_interrupted(data, first, second):
    X, y, w, b = data
    alpha = safe_rate(X) / 2
    halfway = gradient_descent(X, y, w, b, alpha, first)
    resumed = gradient_descent(X, y, halfway[0], halfway[1], alpha, second)
    whole = gradient_descent(X, y, w, b, alpha, first + second)
    np.testing.assert_array_equal(resumed[0], whole[0])
    assert resumed[1] == whole[1]
    np.testing.assert_array_equal(np.append(halfway[2], resumed[2][1:]), whole[2])


@given(tables(rows=(6, 12), scales=(1.0,)))
def test_least_squares_is_linear_regression_and_the_end_of_a_descent(data):
    X, y, w, b = data
    curvatures = np.linalg.eigvalsh(np.cov(X.T, bias=True).reshape(X.shape[1], -1))
    assume(curvatures[0] > 1e-2)
    w_ls, b_ls = least_squares(X, y)
    reference = LinearRegression().fit(X, y)
    scale = np.abs(y).max() * 10 + np.abs(reference.coef_).max()
    close(w_ls, reference.coef_, scale=scale)
    close(b_ls, reference.intercept_, scale=scale)
    assert np.ndim(b_ls) == 0
    best = compute_cost(X, y, w_ls, b_ls)
    assert gradient_descent(X, y, w, b, safe_rate(X) / 2, 200)[2][-1] >= best * (1 - 1e-9) - 1e-9


@given(tables(rows=(4, 12), columns=(2, 3), scales=(1.0,)))
def test_a_repeated_column_shares_the_weight_and_changes_no_prediction(data):
    X, y, *_ = data
    assume(np.linalg.svd(X - X.mean(axis=0))[1][-1] > 0.1)
    w, b = least_squares(X, y)
    twice = np.column_stack([X, X[:, 0]])
    w_twice, b_twice = least_squares(twice, y)
    scale = 1 + np.abs(y).max() * 100
    close(w_twice, [w[0] / 2, *w[1:], w[0] / 2], scale=scale)
    close(predict(twice, w_twice, b_twice), predict(X, w, b), scale=scale)


@given(tables(rows=(4, 12), scales=(1.0,)))
def test_an_inverse_works_where_the_columns_are_independent(data):
    X = data[0]
    assert has_working_inverse(X.T @ X + np.eye(X.shape[1]))


@pytest.mark.parametrize("size, works", [(2, True), (4, True), (10, False)])
def test_an_inverse_may_exist_and_be_wrong(size, works):
    assert has_working_inverse(hilbert(size)) is works  # the columns of a large Hilbert matrix nearly repeat each other
    assert not has_working_inverse(np.ones((size, size)))


@given(examples(sizes=(2, 20)))
def test_rmse_and_r_squared_are_sklearns(data):
    y, y_hat = data
    close(rmse(y, y_hat), root_mean_squared_error(y, y_hat))
    assume(np.ptp(y) > 0)
    ours, theirs = r_squared(y, y_hat), r2_score(y, y_hat)
    close(1 - ours, 1 - theirs)
    assert ours <= 1 and r_squared(y, y) == 1
    close(r_squared(y, np.full(len(y), y.mean())), 0.0, scale=1.0)


@given(numbers(), st.integers(1, 10))
def test_r_squared_needs_something_to_explain(value, m):
    with pytest.raises(ValueError, match=r"\by must vary"):
        r_squared(np.full(m, value), np.arange(m))


@given(tables(rows=(2, 8), scales=(1.0,)))
def test_lists_whole_numbers_and_float32_do_as_well(data):
    X, y, w, b = data
    same_in_any_form(predict, X, w, rest=(b,))
    same_in_any_form(compute_cost, X, y, w, rest=(b,))
    same_in_any_form(compute_gradient, X, y, w, rest=(b,))
    same_in_any_form(gradient_descent, X, y, w, rest=(b, 1e-5, 3))
    same_in_any_form(least_squares, X, y)
    same_in_any_form(rmse, X[:, 0], y)
    assume(np.ptp(np.rint(y)) > 0)
    same_in_any_form(r_squared, y, X[:, 0])


@bad_inputs(
    {
        predict: "X w b",
        compute_cost: "X y w b",
        compute_gradient: "X y w b",
        gradient_descent: "X y w b alpha num_iters",
        least_squares: "X y",
        rmse: "y y_hat",
        r_squared: "y y_hat",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)
