"""Activations and their slopes, collapsed layers, sewn curves and chains, on random and awkward inputs."""

from itertools import pairwise

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_FINITE,
    NOT_NUMBERS,
    among_names_of,
    bad_inputs,
    close,
    numbers,
    read_only,
    same_in_any_form,
    turned_away,
    vectors,
)

from utils.lessons import take

LESSON = "Course2/Week2/02_activation_functions"
linear, sigmoid, tanh, relu = take(LESSON, "linear", "sigmoid", "tanh", "relu")
linear_slope, sigmoid_slope, tanh_slope, relu_slope = take(
    LESSON, "linear_slope", "sigmoid_slope", "tanh_slope", "relu_slope"
)
collapse, sew, sewn_curve = take(LESSON, "collapse", "sew", "sewn_curve")
chain_slope, dead_units, fit_year = take(LESSON, "chain_slope", "dead_units", "fit_year")

PAIRS = {"linear": (linear, linear_slope), "sigmoid": (sigmoid, sigmoid_slope)}
PAIRS |= {"tanh": (tanh, tanh_slope), "relu": (relu, relu_slope)}
GOOD = dict(z=0.5, depth=2, name="relu", x=[0.0, 1.0], knots=[0.0, 1.0], turns=[1.0, 2.0], b=0.0)
GOOD |= dict(x_points=[0.0, 1.0], y_points=[1.0, 3.0], X=[[1.0]], W=[[1.0]])
BAD_ARRAYS = {"empty": [], "text": ["a"], **{name: [value] for name, value in NOT_FINITE.items()}}
BAD = dict(z=BAD_ARRAYS, depth=NOT_COUNTS, x=BAD_VECTORS, knots=BAD_VECTORS, turns=BAD_VECTORS, X=BAD_TABLES)
BAD |= dict(W=BAD_TABLES, b=BAD_VECTORS, x_points={**BAD_VECTORS, "one point": [0.0]}, y_points=BAD_VECTORS)


@given(vectors(most=20))
def test_activations_are_those_of_keras_and_take_any_form(z):
    keras.config.set_floatx("float64")
    for name, (g, slope) in PAIRS.items():
        close(g(z), np.asarray(getattr(keras.activations, name)(z)), scale=max(1, np.abs(z).max()), tolerance=1e-12)
        same_in_any_form(g, z)
        same_in_any_form(slope, z)
        assert g(z) is not z and not np.shares_memory(g(z), z)


@given(st.lists(numbers(6), min_size=1, max_size=9))
def test_slopes_are_those_of_the_formulas(z):
    z = np.array(z)
    close(sigmoid_slope(z), expit(z) * expit(-z), scale=1, tolerance=1e-14)
    close(tanh_slope(z), 1 / np.cosh(z) ** 2, scale=1, tolerance=1e-14)
    np.testing.assert_array_equal(relu_slope(z), np.where(z > 0, 1.0, 0.0))
    np.testing.assert_array_equal(linear_slope(z), np.ones(len(z)))


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), st.integers(0, 1000))
def test_a_collapsed_stack_answers_as_the_stack_does(sizes, seed):
    rng = np.random.default_rng(seed)
    params = [(rng.normal(size=(p, q)), rng.normal(size=q)) for p, q in pairwise(sizes)]
    A = X = rng.normal(size=(4, sizes[0]))
    for W, b in params:
        A = A @ W + b
    W, b = collapse([(read_only(W), read_only(b)) for W, b in params])
    assert W.shape == (sizes[0], sizes[-1]) and b.shape == (sizes[-1],)
    close(X @ W + b, A, scale=100)


@given(st.sets(st.integers(-40, 40), min_size=2, max_size=9), st.integers(0, 1000))
def test_a_sewn_curve_is_that_of_interp(places, seed):
    rng = np.random.default_rng(seed)
    x_points = np.sort(np.array(list(places), dtype=float)) / 4
    y_points, x = rng.normal(size=len(places)), rng.uniform(-12, 12, size=20)
    knots, turns, b = sew(read_only(x_points), read_only(y_points))
    close(sewn_curve(read_only(x), knots, turns, b), np.interp(x, x_points, y_points), scale=1000, tolerance=1e-12)


@settings(max_examples=30)
@given(numbers(3), st.integers(1, 4), st.sampled_from(["linear", "sigmoid", "tanh"]))
def test_the_slope_of_a_chain_is_the_measured_one(z, depth, name):
    def last(a):
        for _ in range(depth):
            a = PAIRS[name][0](a)
        return float(a)

    close(chain_slope(z, depth, name), (last(z + 1e-5) - last(z - 1e-5)) / 2e-5, scale=1, tolerance=1e-8)


@given(st.integers(1, 6), st.integers(1, 3), st.integers(1, 6), st.integers(0, 1000))
def test_a_unit_is_dead_if_no_row_wakes_it(m, n, k, seed):
    rng = np.random.default_rng(seed)
    X, W, b = rng.normal(size=(m, n)), rng.normal(size=(n, k)), rng.normal(size=k) - 1
    expected = [not any(relu(row @ W[:, j] + b[j]) > 0 for row in X) for j in range(k)]
    np.testing.assert_array_equal(dead_units(read_only(X), read_only(W), read_only(b)), expected)


GUARDED = {function: "z" for pair in PAIRS.values() for function in pair}
GUARDED |= {sew: "x_points y_points", sewn_curve: "x knots turns", chain_slope: "depth", dead_units: "X W b"}


@bad_inputs(GUARDED, BAD)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("value", NOT_NUMBERS.values(), ids=NOT_NUMBERS)
def test_one_number_is_needed(value):
    turned_away(chain_slope, "z", value, GOOD)
    turned_away(sewn_curve, "b", value, GOOD)


def test_shapes_and_names_that_do_not_fit_are_turned_away():
    turned_away(chain_slope, "name", "step", GOOD)
    turned_away(sew, "x_points", [1.0, 1.0], GOOD)
    turned_away(sew, "x_points", [0.0, 2.0, 1.0], GOOD | dict(y_points=[1.0, 3.0, 2.0]))
    turned_away(sew, "x_points", [0.0], GOOD | dict(y_points=[1.0]))
    for W, b, name in (([[1.0]], [0.0, 1.0], "b2"), ([[np.nan]], [0.0], "W2")):
        with pytest.raises(ValueError, match=name):
            collapse([([[1.0]], [0.0]), (W, b)])


class Noting:
    """A model that remembers how it was trained, and answers with its input."""

    def compile(self, **how):
        self.compiled = how

    def fit(self, *data, **how):
        self.data, self.fitted = data, how

    def __call__(self, X):
        return X


def test_a_year_is_fitted_from_days_to_warmth_in_batches_and_in_silence():
    X, y, model = np.array([[-1.0], [0.5]]), np.array([0.25, 2.0]), Noting()
    with among_names_of(fit_year, X=X, y=y, mean=10.0, spread=4.0):
        close(fit_year(model, 7), [6.0, 12.0])
    assert model.data[0] is X and model.data[1] is y
    assert model.fitted == dict(batch_size=16, epochs=7, verbose=0)
    assert model.compiled["loss"] == "mse"
    close(np.asarray(model.compiled["optimizer"].learning_rate), 0.1, tolerance=1e-6)
