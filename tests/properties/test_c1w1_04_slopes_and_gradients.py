"""Measured slopes and the gradient of the cost, on random input, against polynomials, matrices and SciPy."""

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime
from sklearn.metrics import mean_squared_error
from strategies import (
    BAD_VECTORS,
    NOT_NUMBERS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    examples,
    matrix_gradient,
    numbers,
    read_only,
    same_in_any_form,
    turned_away,
    vectors,
)

from utils.lessons import take

LESSON = "Course1/Week1/04_slopes_and_gradients"
compute_cost, compute_gradient_loop, compute_gradient = take(
    LESSON, "compute_cost", "compute_gradient_loop", "compute_gradient"
)
slope_forward, central_difference = take(LESSON, "slope_forward", "central_difference")
numerical_gradient, gradient_error = take(LESSON, "numerical_gradient", "gradient_error")
square, cube, bumpy = take(LESSON, "square", "cube", "bumpy")


def first(values):
    """The first entry: a function of an array."""
    return np.asarray(values)[0]


def ones(values):
    """A gradient of the right length."""
    return np.ones(len(values))


GOOD = dict(x=[1.0, 2.0], y=[3.0, 5.0], w=2.0, b=0.9, f=first, gradient=ones, params=[1.0, -2.0], h=0.5)
BAD = dict(x=BAD_VECTORS, y=BAD_VECTORS, params=BAD_VECTORS, h=NOT_POSITIVE)
steps = st.sampled_from([2.0, 0.5, 0.125, 2.0**-7])


@given(examples(), numbers(), numbers())
@example((np.array([2.0]), np.array([5.0])), 1.0, 1.0)
def test_cost_is_half_of_sklearns_mean_squared_error(data, w, b):
    x, y = data
    close(compute_cost(x, y, w, b), mean_squared_error(y, w * x + b) / 2)


@pytest.mark.parametrize("gradient", [compute_gradient_loop, compute_gradient])
def test_gradient_is_that_of_the_matrix_formula(gradient):
    @given(examples(), numbers(), numbers())
    def agrees(data, w, b):
        expected, sizes = matrix_gradient(*data, w, b)
        for ours, reference, size in zip(gradient(*data, w, b), expected, sizes, strict=True):
            close(ours, reference, scale=size)

    agrees()


@given(numbers(10), numbers(10), numbers(10), numbers(10), steps)
def test_a_step_up_is_off_by_h_times_the_bend_of_a_parabola(a, b, c, x, h):
    def parabola(x):
        return (a * x + b) * x + c

    close(slope_forward(parabola, x, h), 2 * a * x + b + a * h, scale=1e6)
    close(central_difference(parabola, x, h), 2 * a * x + b, scale=1e6)


@given(numbers(10), numbers(10), steps)
def test_the_central_error_of_a_cubic_is_h_squared(a, x, h):
    close(central_difference(lambda x: a * x**3, x, h), a * (3 * x**2 + h**2), scale=1e6)


@given(numbers(10))
def test_the_default_step_is_good_for_everyday_numbers(x):
    close(central_difference(np.sin, x), np.cos(x), tolerance=1e-8, scale=1.0)
    close(numerical_gradient(lambda p: np.sin(p).sum(), [x, 1.0]), np.cos([x, 1.0]), tolerance=1e-8, scale=1.0)


@given(numbers(), numbers(10), numbers(10))
def test_the_curves_of_the_lesson(x, q, r):
    assert square(x) == x**2
    close(cube(x), x**3)
    close(bumpy([x, q, r]), x**2 * q - 5 * r, scale=1e5)


@given(vectors(most=10, sizes=(1, 6), scales=(1.0,)), steps, st.integers(0, 1000))
def test_several_slopes_are_those_of_a_quadratic_form(params, h, seed):
    """f = pᵀAp / 2 + cᵀp has the gradient Ap + c, and central differences measure it exactly."""
    rng = np.random.default_rng(seed)
    A, c = rng.integers(-5, 6, (len(params), len(params))), rng.integers(-5, 6, len(params))
    A = A + A.T

    def form(p):
        return p @ A @ p / 2 + c @ p

    params = read_only(params)
    close(numerical_gradient(form, params, h), A @ params + c, scale=1e4)
    close(gradient_error(form, lambda p: A @ p + c, params, h) * np.abs(A @ params + c).max(), 0, scale=1e4)


@given(examples(most=10, scales=(1.0,)), numbers(10), numbers(10))
def test_several_slopes_are_those_that_scipy_measures(data, w, b):
    def cost(line):
        return compute_cost(*data, *line)

    close(numerical_gradient(cost, [w, b]), approx_fprime([w, b], cost, 1e-6), tolerance=1e-4, scale=100)


@given(vectors(most=10, sizes=(1, 6), scales=(1.0, 1e-3, 1e6)), vectors(most=10, sizes=(6, 6)))
def test_the_error_is_the_largest_difference_relative_to_the_largest_slope(slopes, others):
    """f = slopes · p has those slopes everywhere, and at p = 0 they are measured without rounding."""
    assume(slopes.any())
    claimed = others[: len(slopes)]
    largest = max(np.abs(slopes).max(), np.abs(claimed).max())

    def error(gradient):
        return gradient_error(lambda p: slopes @ p, lambda p: gradient, np.zeros(len(slopes)), 0.5)

    close(error(claimed), np.abs(claimed - slopes).max() / largest, scale=1.0)
    close(error(slopes), 0.0, scale=1.0)
    close(error(-slopes), 2.0)
    close(error(4 * slopes), 3 / 4)
    close(error(0 * slopes), 1.0)


def test_the_error_uses_the_step_it_is_given():
    assert gradient_error(lambda p: p[0] ** 3, lambda p: 3 * p**2, [2.0], 1.0) == 1 / 13
    assert gradient_error(lambda p: 0.0, lambda p: 0 * p, np.array([2.0])) == 0.0


def test_slopes_are_compared_however_small_they_are():
    tiny = 2.0**-60
    assert gradient_error(lambda p: tiny * p[0], lambda p: [-tiny], [2.0], 1.0) == 2.0


@given(examples(sizes=(1, 10), scales=(1.0,)), numbers(), numbers())
def test_lists_whole_numbers_and_float32_do_as_well(data, w, b):
    for function in (compute_cost, compute_gradient_loop, compute_gradient):
        same_in_any_form(function, *data, rest=(w, b))
    same_in_any_form(lambda params: numerical_gradient(np.sum, params, 0.5), data[0])
    same_in_any_form(lambda params: gradient_error(np.sum, ones, params, 0.5), data[0])


@bad_inputs(
    {
        compute_cost: "x y",
        compute_gradient_loop: "x y",
        compute_gradient: "x y",
        numerical_gradient: "params h",
        gradient_error: "params h",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({slope_forward: "x h", central_difference: "x h"}, dict(x=NOT_NUMBERS, h=NOT_POSITIVE))
def test_a_place_or_step_that_is_no_number_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, {**GOOD, "f": square, "x": 2.0})


@pytest.mark.parametrize("value", [lambda p: [1.0], lambda p: [1.0, np.nan], lambda p: 1.0, lambda p: None])
def test_a_gradient_that_is_none_is_turned_away(value):
    turned_away(gradient_error, "gradient", value, GOOD)


@pytest.mark.parametrize("function", [compute_cost, compute_gradient_loop, compute_gradient])
def test_different_lengths_are_turned_away(function):
    turned_away(function, "y", [1.0, 2.0, 3.0], GOOD)
    turned_away(function, "x", [1.0, 2.0, 3.0], GOOD)
