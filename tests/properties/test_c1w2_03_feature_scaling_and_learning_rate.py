"""Feature scaling, and descent until it converges, on random and awkward tables, against scikit-learn and NumPy."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    learning_rates,
    numbers,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course1/Week2/03_feature_scaling_and_learning_rate"
compute_cost, compute_gradient, gradient_descent = take(LESSON, "compute_cost", "compute_gradient", "gradient_descent")
safe_learning_rate, require_varied = take(LESSON, "safe_learning_rate", "require_varied")
fit_zscore, fit_min_max, fit_mean_range = take(LESSON, "fit_zscore", "fit_min_max", "fit_mean_range")
apply_scaling, to_original_units = take(LESSON, "apply_scaling", "to_original_units")
descend_until_converged = take(LESSON, "descend_until_converged")
FITS = [fit_zscore, fit_min_max, fit_mean_range]

GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0], [4.0, 4.0]], y=[3.0, 5.0, 4.0], w=[2.0, 1.0], b=0.9, alpha=0.01)
GOOD |= dict(shift=[1.0, 2.0], spread=[0.5, 4.0], tolerance=0.1, max_iters=5)
BAD = dict(X=BAD_TABLES, y=BAD_VECTORS, w=BAD_VECTORS, shift=BAD_VECTORS, spread=BAD_VECTORS)
BAD |= dict(alpha=NOT_POSITIVE, tolerance=NOT_POSITIVE, max_iters=NOT_COUNTS)


@st.composite
def tables(draw, most=100, rows=(2, 12), scales=(1.0, 1e-3, 1e5), varied=True):
    """A table, its targets and weights, with columns of different scales. varied: no column is constant."""
    m, n = draw(st.integers(*rows)), draw(st.integers(1, 3))
    entries = draw(st.lists(numbers(most), min_size=m * n + m + n, max_size=m * n + m + n))
    X, y, w = np.array(entries[: m * n]).reshape(m, n), np.array(entries[m * n : -n]), np.array(entries[-n:])
    assume(not varied or (np.ptp(X, axis=0) > 0).all())
    return X * [draw(st.sampled_from(scales)) for _ in range(n)], y, w


def small():
    """Tables whose descent is not lost to rounding."""
    return tables(most=10, scales=(1.0, 0.5))


@given(tables(rows=(1, 12), varied=False), numbers())
def test_cost_and_gradient_are_those_of_the_matrix_formula(data, b):
    X, y, w = data
    A, theta = np.column_stack([X, np.ones(len(y))]), np.append(w, b)
    close(compute_cost(X, y, w, b), mean_squared_error(y, A @ theta) / 2)
    sizes = np.abs(A).T @ (np.abs(A) @ np.abs(theta) + np.abs(y)) / len(y)
    ours = np.append(*compute_gradient(X, y, w, b))
    for one, other, size in zip(ours, A.T @ (A @ theta - y) / len(y), sizes, strict=True):
        close(one, other, scale=size)


@given(tables(rows=(1, 12), varied=False))
def test_safe_learning_rate_is_below_the_limit_set_by_the_curvature(data):
    A = np.column_stack([data[0], np.ones(len(data[0]))])
    curvatures = np.linalg.eigvalsh(A.T @ A / len(A))
    close(safe_learning_rate(data[0]), 2 / curvatures.sum())
    assert safe_learning_rate(data[0]) <= 2 / curvatures.max() * (1 + 1e-9)


@given(small(), numbers(10), learning_rates(), st.integers(1, 6))
def test_descent_repeats_the_step_and_records_the_cost(data, b, fraction, num_iters):
    X, y, w = data
    alpha = fraction * safe_learning_rate(X)
    w_end, b_end, J_history = gradient_descent(X, y, w, b, alpha, num_iters)
    costs = [compute_cost(X, y, w, b)]
    for _ in range(num_iters):
        dj_dw, dj_db = compute_gradient(X, y, w, b)
        w, b = w - alpha * dj_dw, b - alpha * dj_db
        costs.append(compute_cost(X, y, w, b))
    np.testing.assert_array_equal(J_history, costs)
    np.testing.assert_array_equal(w_end, w)
    assert b_end == b


@given(tables())
def test_scalers_are_those_of_scikit_learn(data):
    X = data[0]
    other = X[::-1] * 1.5 - X.mean(axis=0)  # rows that were not fitted
    for fit, scaler in ((fit_zscore, StandardScaler()), (fit_min_max, MinMaxScaler())):
        shift, spread = fit(X)
        scaler.fit(X)
        for rows in (X, other):
            close(apply_scaling(rows, shift, spread), scaler.transform(rows))
    close(fit_mean_range(X)[0], fit_zscore(X)[0], scale=np.abs(X).max())
    close(fit_mean_range(X)[1], fit_min_max(X)[1])


@given(tables())
def test_scaled_columns_have_the_unit_that_was_promised(data):
    Z = apply_scaling(data[0], *fit_zscore(data[0]))
    close(Z.mean(axis=0), np.zeros(Z.shape[1]), scale=1, tolerance=1e-6)
    close(Z.std(axis=0), np.ones(Z.shape[1]))
    Z = apply_scaling(data[0], *fit_min_max(data[0]))
    close(Z.min(axis=0), np.zeros(Z.shape[1]), scale=1)
    close(Z.max(axis=0), np.ones(Z.shape[1]))


@given(tables(), numbers())
def test_original_units_predict_the_same(data, b):
    X, _, w = data
    for fit in FITS:
        shift, spread = fit(X)
        w_raw, b_raw = to_original_units(w, b, shift, spread)
        size = np.abs(b) + (np.abs(w / spread) * (np.abs(X).max(axis=0) + np.abs(shift))).sum()
        close(X @ w_raw + b_raw, apply_scaling(X, shift, spread) @ w + b, scale=size)


@given(small(), numbers(10), st.integers(0, 6), st.booleans())
def test_stops_at_the_first_point_whose_gradient_is_short_enough(data, b, index, beyond):
    X, y, w = data
    alpha, points, lengths = safe_learning_rate(X) / 2, [(w, b)], []
    for _ in range(10):
        gradient = compute_gradient(X, y, *points[-1])
        lengths.append(np.linalg.norm(np.append(*gradient)))
        points.append((points[-1][0] - alpha * gradient[0], points[-1][1] - alpha * gradient[1]))
    assume(lengths[-1] > 1e-6)
    tolerance = lengths[index] / lengths[0] * (1 + 1e-9 if beyond else 1.0001)
    expected = int(np.argmax(lengths <= tolerance * lengths[0]))
    w_end, b_end, ours = descend_until_converged(X, y, w, b, alpha, tolerance, max_iters=8)
    close(ours, lengths[: expected + 1])
    np.testing.assert_array_equal(w_end, points[expected][0])
    assert b_end == points[expected][1]


@given(small(), numbers(10), st.integers(1, 6))
def test_takes_no_more_steps_than_allowed(data, b, max_iters):
    X, y, w = data
    alpha = safe_learning_rate(X) / 2
    w_end, b_end, _ = gradient_descent(X, y, w, b, alpha, max_iters)
    assume(np.abs(np.append(*compute_gradient(X, y, w_end, b_end))).max() > 1e-6)
    ours = descend_until_converged(X, y, w, b, alpha, tolerance=1e-12, max_iters=max_iters)
    assert len(ours[2]) == max_iters + 1
    np.testing.assert_array_equal(ours[0], w_end)
    assert ours[1] == b_end


@given(tables(rows=(8, 12), scales=(1.0, 0.5, 100.0)))  # LinearRegression gives up columns that are much smaller
def test_any_scaling_leads_to_the_model_of_linear_regression(data):
    X, y, _ = data
    Z = apply_scaling(X, *fit_zscore(X))
    assume(np.linalg.cond(Z) < 5)
    w, b, _ = descend_until_converged(Z, y, np.zeros(X.shape[1]), 0.0, safe_learning_rate(Z) / 2, 1e-10)
    w_raw, b_raw = to_original_units(w, b, *fit_zscore(X))
    predicted = LinearRegression().fit(X, y).predict(X)
    close(X @ w_raw + b_raw, predicted, tolerance=1e-6, scale=np.abs(y).max() + 1e-3)


@pytest.mark.parametrize("fit", [*FITS, require_varied])
@given(tables(), numbers(), st.data())
def test_a_constant_column_is_refused_by_number(fit, data, value, choose):
    X = data[0].copy()
    j = choose.draw(st.integers(0, X.shape[1] - 1))
    X[:, j] = value
    with pytest.raises(ValueError, match=rf"\bX must vary.*column {j} is always"):
        fit(X)


@given(small())
def test_lists_whole_numbers_and_float32_do_as_well(data):
    X, y, w = data
    assume((np.ptp(np.rint(X), axis=0) > 0).all())
    for function in (*FITS, require_varied, safe_learning_rate):
        same_in_any_form(function, X)
    spread = np.abs(w) + 1
    same_in_any_form(apply_scaling, X, w, spread)
    same_in_any_form(lambda weights, shift: to_original_units(weights, 3.0, shift, spread), w, w)
    same_in_any_form(descend_until_converged, X, y, w, rest=(0.5, 1e-3, 0.1, 4))
    frozen = read_only(X), read_only(y), read_only(w)
    gradient_descent(*frozen, 0.5, 1e-3, 2)


@bad_inputs(
    {
        safe_learning_rate: "X",
        require_varied: "X",
        fit_zscore: "X",
        fit_min_max: "X",
        fit_mean_range: "X",
        apply_scaling: "X shift spread",
        to_original_units: "w shift spread",
        descend_until_converged: "X y w alpha tolerance max_iters",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("function", [apply_scaling, to_original_units])
def test_a_spread_of_zero_is_turned_away(function):
    turned_away(function, "spread", [2.0, 0.0], GOOD)
    turned_away(function, "spread", [1.0, 2.0, 3.0], GOOD)


def test_tables_that_do_not_match_are_turned_away():
    turned_away(apply_scaling, "X", [[1.0], [2.0]], GOOD)
    turned_away(descend_until_converged, "w", [1.0, 2.0, 3.0], GOOD)
    turned_away(descend_until_converged, "y", [1.0, 2.0], GOOD)
