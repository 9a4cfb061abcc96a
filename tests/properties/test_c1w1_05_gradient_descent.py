"""Gradient descent for a line, on random and awkward houses, against scikit-learn, SciPy and matrix formulas."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from strategies import (
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_FINITE,
    NOT_NUMBERS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    examples,
    learning_rates,
    matrix_gradient,
    numbers,
    same_in_any_form,
    turned_away,
    vectors,
)

from utils.lessons import take

LESSON = "Course1/Week1/05_gradient_descent"
compute_cost, compute_gradient = take(LESSON, "compute_cost", "compute_gradient")
gradient_step, gradient_descent = take(LESSON, "gradient_step", "gradient_descent")
safe_learning_rate, descend_until_flat = take(LESSON, "safe_learning_rate", "descend_until_flat")
best_line = take(LESSON, "best_line")

GOOD = dict(x=[1.0, 2.0], y=[3.0, 5.0], w=2.0, b=0.9, alpha=0.1, num_iters=2, tolerance=1e-3, max_iters=5000)
BAD = dict(x=BAD_VECTORS, y=BAD_VECTORS, w=NOT_NUMBERS, b=NOT_NUMBERS, alpha=NOT_POSITIVE, num_iters=NOT_COUNTS)
BAD |= dict(tolerance=NOT_POSITIVE, max_iters=NOT_COUNTS)


@given(examples(), numbers(), numbers())
@example((np.array([2.0]), np.array([5.0])), 1.0, 1.0)
def test_cost_is_half_of_sklearns_mean_squared_error(data, w, b):
    x, y = data
    close(compute_cost(x, y, w, b), mean_squared_error(y, w * x + b) / 2)


@given(examples(), numbers(), numbers())
def test_gradient_is_that_of_the_matrix_formula(data, w, b):
    expected, sizes = matrix_gradient(*data, w, b)
    for ours, reference, size in zip(compute_gradient(*data, w, b), expected, sizes, strict=True):
        close(ours, reference, scale=size)


@given(examples(most=10, scales=(1.0,)), numbers(10), numbers(10))
def test_gradient_is_the_measured_slope(data, w, b):
    measured = approx_fprime([w, b], lambda line: compute_cost(*data, *line), 1e-6)
    close(compute_gradient(*data, w, b), measured, tolerance=1e-4, scale=100)


@given(vectors())
def test_safe_learning_rate_is_below_the_limit_set_by_the_curvature(x):
    close(safe_learning_rate(x), 2 / (np.mean(np.square(x)) + 1))
    curvatures = np.linalg.eigvalsh([[np.mean(x**2), np.mean(x)], [np.mean(x), 1]])
    assert safe_learning_rate(x) <= 2 / curvatures.max() * (1 + 1e-9)


@given(examples(), numbers(), numbers(), learning_rates())
def test_step_goes_against_the_gradient_and_the_cost_falls(data, w, b, fraction):
    alpha = fraction * safe_learning_rate(data[0])
    gradient, sizes = matrix_gradient(*data, w, b)
    after = gradient_step(*data, w, b, alpha)
    for ours, start, slope, size in zip(after, (w, b), gradient, sizes, strict=True):
        close(ours, start - alpha * slope, scale=abs(start) + alpha * size)
    assert compute_cost(*data, *after) <= compute_cost(*data, w, b) * (1 + 1e-9) + 1e-300


@given(examples(), numbers(), numbers(), learning_rates(), st.integers(1, 8))
def test_descent_repeats_the_step_and_records_it(data, w, b, fraction, num_iters):
    alpha = fraction * safe_learning_rate(data[0])
    path, J_history = gradient_descent(*data, w, b, alpha, num_iters)
    assert path.shape == (num_iters + 1, 2) and J_history.shape == (num_iters + 1,)
    assert tuple(path[0]) == (w, b)
    for here, there in itertools.pairwise(path):
        assert tuple(there) == gradient_step(*data, *here, alpha)
    np.testing.assert_array_equal(J_history, [compute_cost(*data, *line) for line in path])
    assert (np.diff(J_history) <= 1e-9 * J_history[:-1] + 1e-300).all()


@given(examples(most=10, sizes=(2, 20), scales=(1.0,), varied=True), numbers(), numbers())
def test_many_steps_shrink_the_distance_from_the_best_line_by_a_matrix_power(data, w, b):
    """k steps multiply the distance from the bottom by (1 − αH)^k, H being the matrix of curvatures."""
    x, y = data
    alpha, best = safe_learning_rate(x) / 2, np.array(best_line(x, y))
    factor = np.eye(2) - alpha * np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1]])
    path, _ = gradient_descent(x, y, w, b, alpha, 30)
    distance = np.array([w, b]) - best
    close(path[-1], best + np.linalg.matrix_power(factor, 30) @ distance, scale=np.abs([*best, w, b]).max())


@given(examples(most=10, scales=(1.0,)), numbers(), numbers(), st.integers(0, 6), st.booleans())
def test_stops_at_the_first_line_with_a_gradient_below_the_tolerance(data, w, b, index, beyond):
    alpha = safe_learning_rate(data[0]) / 2
    path, _ = gradient_descent(*data, w, b, alpha, 20)
    lengths = np.array([math.hypot(*compute_gradient(*data, *line)) for line in path])
    tolerance = lengths[index] * (1.5 if beyond else 1.0)  # a length that equals the tolerance is not below it
    assume(tolerance > 0 and (lengths < tolerance).any())
    expected = int(np.argmax(lengths < tolerance))
    arguments = (*data, w, b, alpha, tolerance)
    assert descend_until_flat(*arguments) == (*path[expected], expected)
    if expected > 0:
        assert descend_until_flat(*arguments, max_iters=expected) == (*path[expected], expected)
    if expected > 1:
        with pytest.raises(RuntimeError, match=f"max_iters = {expected - 1}"):
            descend_until_flat(*arguments, max_iters=expected - 1)


@given(examples(sizes=(2, 20), varied=True))
def test_best_line_is_that_of_linear_regression(data):
    x, y = data
    reference = LinearRegression().fit(x.reshape(-1, 1), y)
    w, b = best_line(x, y)
    steepest = np.abs(y).max() / np.ptp(x)
    close(w, reference.coef_[0], scale=steepest)
    close(b, reference.intercept_, scale=np.abs(y).max() + steepest * np.abs(x).max())


@given(numbers(), st.integers(1, 10))
def test_best_line_needs_a_feature_that_varies(value, m):
    with pytest.raises(ValueError, match=r"\bx must vary"):
        best_line(np.full(m, value), np.arange(m))


@given(examples(sizes=(2, 10), scales=(1.0,)), numbers(), numbers())
def test_lists_whole_numbers_and_float32_do_as_well(data, w, b):
    assume(np.ptp(np.rint(data[0])) > 0)
    same_in_any_form(safe_learning_rate, data[0])
    same_in_any_form(best_line, *data)
    same_in_any_form(compute_cost, *data, rest=(w, b))
    same_in_any_form(compute_gradient, *data, rest=(w, b))
    same_in_any_form(gradient_step, *data, rest=(w, b, 1e-5))
    same_in_any_form(gradient_descent, *data, rest=(w, b, 1e-5, 3))
    same_in_any_form(descend_until_flat, *data, rest=(w, b, 1e-5, 1e9))


@bad_inputs(
    {
        compute_cost: "x y",
        compute_gradient: "x y",
        gradient_step: "x y w b alpha",
        gradient_descent: "x y alpha num_iters",
        safe_learning_rate: "x",
        descend_until_flat: "x y alpha tolerance max_iters",
        best_line: "x y",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({gradient_descent: "w b", descend_until_flat: "w b"}, dict(w=NOT_FINITE, b=NOT_FINITE))
def test_a_start_that_is_nowhere_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize(
    "function", [compute_cost, compute_gradient, gradient_step, gradient_descent, descend_until_flat, best_line]
)
def test_different_lengths_are_turned_away(function):
    turned_away(function, "y", [1.0, 2.0, 3.0], GOOD)
    turned_away(function, "x", [1.0, 2.0, 3.0], GOOD)
