"""L2 penalty, ridge and the choice of its strength, on random and awkward tables, against scikit-learn and SciPy."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import log_loss, mean_squared_error
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_NUMBERS,
    bad_inputs,
    close,
    numbers,
    read_only,
    same_in_any_form,
    turned_away,
    vectors,
)

from utils.lessons import take

LESSON = "Course1/Week3/03_overfitting_and_regularization"
descend, ridge_b_penalised = take(LESSON, "descend", "ridge_b_penalised")
l2_penalty, ridge, choose_lambda = take(LESSON, "l2_penalty", "ridge", "choose_lambda")
regularized_cost_linear, regularized_gradient_linear = take(
    LESSON, "regularized_cost_linear", "regularized_gradient_linear"
)
regularized_cost_logistic, regularized_gradient_logistic = take(
    LESSON, "regularized_cost_logistic", "regularized_gradient_logistic"
)
LINEAR = [regularized_cost_linear, regularized_gradient_linear]
LOGISTIC = [regularized_cost_logistic, regularized_gradient_logistic]

GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0], [4.0, 4.0]], y=[1.0, 0.0, 1.0], w=[2.0, 1.0], b=0.9, lambda_=0.5, m=3)
GOOD |= dict(X_held=[[1.0, 2.0], [3.0, 1.0]], y_held=[2.0, 1.0], lambdas=[0.0, 1.0])
NEGATIVE = {**NOT_NUMBERS, "negative": -0.1}
BAD = dict(X=BAD_TABLES, y=BAD_VECTORS, w=BAD_VECTORS, b=NOT_NUMBERS, lambda_=NEGATIVE, m=NOT_COUNTS)
BAD |= dict(X_held=BAD_TABLES, y_held=BAD_VECTORS, lambdas={**BAD_VECTORS, "negative": [1.0, -0.5]})


def strengths():
    """Multiples of 1/8, from 1/8 to 1000: as large as the tables' entries, so that no digits are lost."""
    return st.integers(1, 8000).map(lambda eighths: eighths / 8)


@st.composite
def tables(draw, most=10, rows=(1, 12), scales=(1.0,), labels=False):
    """A table, its targets (or labels 0 and 1) and weights."""
    m, n = draw(st.integers(*rows)), draw(st.integers(1, 4))
    entries = draw(st.lists(numbers(most), min_size=m * n + m + n, max_size=m * n + m + n))
    X, y, w = np.array(entries[: m * n]).reshape(m, n), np.array(entries[m * n : -n]), np.array(entries[-n:])
    return X * draw(st.sampled_from(scales)), np.array(y > 0, dtype=float) if labels else y, w


@given(vectors(), strengths(), st.integers(1, 50))
def test_penalty_is_the_squared_norm(w, lambda_, m):
    close(l2_penalty(w, lambda_, m), lambda_ / m * np.linalg.norm(w) ** 2 / 2)
    assert l2_penalty(w, 0, m) == 0
    assert l2_penalty(-w, lambda_, m) == l2_penalty(w, lambda_, m)


@given(tables(scales=(1.0, 1e-3, 1e5)), numbers(), strengths())
def test_linear_cost_and_gradient_are_those_of_the_matrix_formula(data, b, lambda_):
    X, y, w = data
    m = len(y)
    cost = mean_squared_error(y, X @ w + b) / 2 + lambda_ / (2 * m) * np.sum(w * w)
    close(regularized_cost_linear(X, y, w, b, lambda_), cost)
    A, theta, free = np.column_stack([X, np.ones(m)]), np.append(w, b), np.append(np.ones(len(w)), 0)
    expected = (A.T @ (A @ theta - y) + lambda_ * free * theta) / m
    sizes = (np.abs(A).T @ (np.abs(A) @ np.abs(theta) + np.abs(y)) + lambda_ * np.abs(theta)) / m
    ours = np.append(*regularized_gradient_linear(X, y, w, b, lambda_))
    for one, other, size in zip(ours, expected, sizes, strict=True):
        close(one, other, scale=size)


@given(tables(labels=True), numbers(10), strengths())
def test_logistic_cost_and_gradient_are_those_of_the_libraries(data, b, lambda_):
    X, y, w = data
    m, z = len(y), X @ w + b
    cost = np.mean(np.logaddexp(0, np.where(y == 1, -z, z))) + lambda_ / (2 * m) * np.sum(w * w)
    close(regularized_cost_logistic(X, y, w, b, lambda_), cost, scale=np.abs(z).max() + cost)
    if np.abs(z).max() < 20:  # log_loss clips probabilities
        close(regularized_cost_logistic(X, y, w, b, 0), log_loss(y, expit(z), labels=[0, 1]), 1e-6, scale=1 + cost)
    dj_dw, dj_db = regularized_gradient_logistic(X, y, w, b, lambda_)
    size = (np.abs(X).sum() + lambda_ * np.abs(w).max()) / m + 1e-3
    close(dj_dw, X.T @ (expit(z) - y) / m + lambda_ / m * w, scale=size)
    close(dj_db, np.mean(expit(z) - y), scale=1)


@given(tables(), strengths(), numbers())
def test_ridge_is_that_of_scikit_learn(data, lambda_, up):
    X, y, _ = data
    w, b = ridge(X, y, lambda_)
    reference = Ridge(alpha=lambda_, solver="svd").fit(X, y)
    scale = np.abs(y).max() / min(1, lambda_) * (1 + np.abs(X).max())
    close(w, reference.coef_, scale=scale)
    close(b, reference.intercept_, scale=scale * (1 + np.abs(X).max()))
    w_up, b_up = ridge(X, y + up, lambda_)  # the height of the curve costs nothing
    close(w_up, w, scale=scale + np.abs(up))
    close(b_up, b + up, scale=(scale + np.abs(up)) * (1 + np.abs(X).max()))


@given(tables(rows=(2, 12)), strengths())
def test_ridge_stands_where_both_slopes_are_zero(data, lambda_):
    X, y, _ = data
    w, b = ridge(X, y, lambda_)
    dj_dw, dj_db = regularized_gradient_linear(X, y, w, b, lambda_)
    size = (1 + np.abs(X).max()) ** 3 * (1 + np.abs(y).max()) + lambda_ * np.abs(w).max()
    close(np.append(dj_dw, dj_db), np.zeros(len(w) + 1), scale=size)


@given(tables(), st.booleans())
def test_without_penalty_the_smallest_of_the_best_weights(data, repeat):
    X, y, _ = data
    X = np.column_stack([X, X]) if repeat else X
    X_c, y_c = X - X.mean(axis=0), y - y.mean()
    left, size, right = np.linalg.svd(X_c, full_matrices=False)
    assume((size > 1e-2).all() or (size[size < 1e-2] < 1e-9).all())
    kept = size > 1e-2
    expected = right[kept].T @ (left[:, kept].T @ y_c / size[kept])
    w, b = ridge(X, y, 0)
    close(w, expected, tolerance=1e-7, scale=1e3 * (1 + np.abs(y).max()))
    close(b, y.mean() - X.mean(axis=0) @ w, scale=1 + np.abs(y).max() + np.abs(X).max() * np.abs(w).sum())


def test_a_weak_penalty_counts_as_well():
    w, _ = ridge([[-1e-3], [1e-3]], [-1.0, 1.0], 1e-6)
    np.testing.assert_allclose(w, [2e-3 / (2e-6 + 1e-6)])


@given(tables(rows=(2, 12)), strengths(), st.integers(1, 5))
def test_descent_shrinks_the_weights_and_steps(data, lambda_, steps):
    X, y, w = data
    m, b, alpha = len(y), 0.5, 1e-4
    ours = descend(lambda w, b: regularized_gradient_linear(X, y, w, b, lambda_), w, b, alpha, steps)
    for _ in range(steps):
        error = X @ w + b - y
        w, b = (1 - alpha * lambda_ / m) * w - alpha * (X.T @ error) / m, b - alpha * error.mean()
    close(ours[0], w, scale=1 + np.abs(w).max())
    close(ours[1], b, scale=1 + abs(b))


def test_descent_ends_at_logistic_regression():
    rng = np.random.default_rng(0)
    for lambda_ in (0.5, 2.0, 8.0):
        X, y = rng.normal(size=(30, 3)), (rng.random(30) < 0.4).astype(float)
        w, b = descend(
            lambda w, b, X=X, y=y, s=lambda_: regularized_gradient_logistic(X, y, w, b, s), np.zeros(3), 0.0, 0.5, 3000
        )
        theirs = LogisticRegression(C=1 / lambda_, solver="newton-cholesky", tol=1e-12).fit(X, y)
        close(w, theirs.coef_[0], tolerance=1e-7)
        close(b, theirs.intercept_[0], tolerance=1e-7, scale=1)


@given(tables(rows=(2, 8)), tables(rows=(2, 8)), st.lists(strengths(), min_size=1, max_size=5, unique=True))
def test_the_chosen_strength_misses_least_on_held_out_rows(data, other, lambdas):
    n = min(data[0].shape[1], other[0].shape[1])
    X, y, X_held, y_held = data[0][:, :n], data[1], other[0][:, :n], other[1]
    expected = []
    for lambda_ in lambdas:
        model = Ridge(alpha=lambda_, solver="svd").fit(X, y)
        expected.append(np.sqrt(mean_squared_error(y_held, model.predict(X_held))))
    best, misses = choose_lambda(X, y, X_held, y_held, lambdas)
    scale = (1 + np.abs(y).max() + np.abs(y_held).max()) * (1 + np.abs(X).max()) * (1 + np.abs(X_held).max()) * 8
    close(misses, expected, scale=scale)
    assert best == lambdas[int(np.argmin(misses))]


def test_of_equal_strengths_the_first_is_chosen():
    assert choose_lambda([[1.0], [1.0]], [2.0, 4.0], [[3.0]], [5.0], [7.0, 2.0])[0] == 7


@given(tables(rows=(2, 8)), strengths())
def test_the_mistake_is_ridge_on_a_column_of_ones(data, lambda_):
    X, y, _ = data
    w, b = ridge_b_penalised(X, y, lambda_)
    theirs = Ridge(alpha=lambda_, fit_intercept=False, solver="svd").fit(np.column_stack([X, np.ones(len(y))]), y)
    close(np.append(w, b), theirs.coef_, scale=(1 + np.abs(y).max()) * (1 + np.abs(X).max()) / min(1, lambda_))


@given(tables(rows=(2, 8)), tables(rows=(2, 8), labels=True))
def test_lists_whole_numbers_and_float32_do_as_well(data, labelled):
    X, y, w = data
    for function in LINEAR:
        same_in_any_form(function, X, y, w, rest=(0.5, 2.0))
    same_in_any_form(l2_penalty, w, rest=(2.0, 3))
    same_in_any_form(ridge, X, y, rest=(2.0,))
    same_in_any_form(choose_lambda, X, y, X, y, np.array([1.0, 4.0]))
    for function in LOGISTIC:
        same_in_any_form(function, *labelled, rest=(0.5, 2.0))
    ridge_b_penalised(read_only(X), read_only(y), 2.0)
    descend(lambda w, b: (w, b), read_only(w), 0.5, 0.1, 2)


@bad_inputs(
    {
        l2_penalty: "w lambda_ m",
        regularized_cost_linear: "X y w b lambda_",
        regularized_gradient_linear: "X y w b lambda_",
        ridge: "X y lambda_",
        choose_lambda: "X y X_held y_held lambdas",
        regularized_cost_logistic: "X y w b lambda_",
        regularized_gradient_logistic: "X y w b lambda_",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


def test_tables_that_do_not_match_are_turned_away():
    for function in (*LINEAR, *LOGISTIC):
        turned_away(function, "w", [1.0, 2.0, 3.0], GOOD)
        turned_away(function, "y", [1.0, 0.0], GOOD)
    turned_away(ridge, "y", [1.0, 2.0], GOOD)
    turned_away(choose_lambda, "X_held", [[1.0], [2.0]], GOOD)
    turned_away(choose_lambda, "y_held", [1.0], GOOD)


@pytest.mark.parametrize("function", LOGISTIC)
@pytest.mark.parametrize("label", [2.0, -1.0, 0.5])
def test_labels_are_0_or_1(function, label):
    turned_away(function, "y", [1.0, 0.0, label], GOOD)
