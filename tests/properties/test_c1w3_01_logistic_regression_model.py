"""Sigmoid, log loss and decisions on random, extreme and bad input, against SciPy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.metrics import log_loss
from strategies import (
    BAD_LABELS,
    BAD_TABLES,
    BAD_VECTORS,
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

LESSON = "Course1/Week3/01_logistic_regression_model"
sigmoid, predict_probability, predict = take(LESSON, "sigmoid", "predict_probability", "predict")
logistic_loss, compute_cost, squared_cost = take(LESSON, "logistic_loss", "compute_cost", "squared_cost")
boundary_x2 = take(LESSON, "boundary_x2")

GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0]], y=[0.0, 1.0], w=[2.0, 1.0], b=0.5, z=[0.5, -1.0], threshold=0.5, x1=[1.0, 2.0])
BAD = dict(X=BAD_TABLES, y=BAD_LABELS, w=BAD_VECTORS, b=NOT_NUMBERS, z=BAD_VECTORS, x1=BAD_VECTORS)
BAD |= dict(threshold={**NOT_NUMBERS, "negative": -0.1, "above one": 1.5})


@st.composite
def problems(draw, most=4):
    """Features, labels, weights and intercept whose scores stay moderate."""
    m, n = draw(st.integers(1, 8)), draw(st.integers(1, 3))
    entries = draw(st.lists(numbers(most), min_size=m * n + n + 1, max_size=m * n + n + 1))
    y = np.array(draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=m, max_size=m)))
    return np.array(entries[: m * n]).reshape(m, n), y, np.array(entries[m * n : -1]), entries[-1]


@given(vectors(most=100, scales=(1.0, 1e-3, 100.0)))
def test_sigmoid_is_that_of_scipy_and_symmetric(z):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        close(sigmoid(z), expit(z), tolerance=1e-14)
    close(sigmoid(z) + sigmoid(-z), np.ones(len(z)), tolerance=1e-14)
    small = np.abs(z) < 700
    np.testing.assert_allclose(sigmoid(z)[small], expit(z)[small], rtol=1e-12)  # small ones, too, to twelve digits


@given(st.integers(1, 4), st.integers(1, 4))
def test_sigmoid_keeps_the_shape(rows, columns):
    assert sigmoid(np.ones((rows, columns, 2))).shape == (rows, columns, 2)
    assert np.shape(sigmoid(3)) == ()


@given(problems())
def test_probability_and_decision_follow_from_the_score(data):
    X, _, w, b = data
    p = predict_probability(X, w, b)
    close(p, expit(X @ w + b), tolerance=1e-12)
    for threshold in (0.0, 0.25, 0.5, 1.0, p[0]):
        np.testing.assert_array_equal(predict(X, w, b, threshold), np.where(p >= threshold, 1.0, 0.0))
    np.testing.assert_array_equal(predict(X, w, b), np.where(X @ w + b >= 0, 1.0, 0.0))


@given(problems(most=2))
def test_cost_is_the_log_loss_of_scikit_learn(data):
    X, y, w, b = data
    p = predict_probability(X, w, b)
    close(compute_cost(X, y, w, b), log_loss(y, p, labels=[0, 1]), scale=10)
    close(
        logistic_loss(X @ w + b, y),
        [log_loss([one], [q], labels=[0, 1]) for one, q in zip(y, p, strict=True)],
        scale=10,
    )
    close(squared_cost(X, y, w, b), np.mean((p - y) ** 2) / 2)


@pytest.mark.parametrize("z", [0.0, 1.0, 40.0, 800.0, 1e4])
def test_loss_stays_finite_and_exact_at_large_scores(z):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        ours = logistic_loss([z, -z, z, -z], [0, 1, 1, 0])
    wanted = [z + np.log1p(np.exp(-z))] * 2 + [np.log1p(np.exp(-z))] * 2
    np.testing.assert_allclose(ours, wanted, rtol=1e-12, atol=1e-300 if z < 40 else 1e-12)


@given(problems())
def test_cost_stays_finite_where_probabilities_are_0_and_1(data):
    X, y, w, b = data
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        cost = compute_cost(1000 * X, y, w, b)
    wanted = np.where(y == 1, -1, 1) * (1000 * X @ w + b)  # how far each score is on the wrong side
    assert 0 <= cost - np.maximum(wanted, 0).mean() <= np.log(2) + 1e-9


@given(problems(), problems(), st.integers(1, 7))
def test_cost_is_convex(one, other, eighths):
    (X, y, w, b), (_, _, v, c), t = one, other, eighths / 8
    v = np.resize(v, len(w))
    chord = t * compute_cost(X, y, w, b) + (1 - t) * compute_cost(X, y, v, c)
    assert compute_cost(X, y, t * w + (1 - t) * v, t * b + (1 - t) * c) <= chord + 1e-9


@given(vectors(most=10, scales=(1.0,)), numbers(5), st.integers(1, 40), numbers(5))
def test_the_boundary_has_a_score_of_zero(x1, w1, w2, b):
    x2 = boundary_x2(x1, [w1, w2 / 8], b)
    size = np.abs(w1 * x1).max() + abs(b) + 1
    close(w1 * x1 + w2 / 8 * x2 + b, np.zeros(len(x1)), scale=size)


@given(problems())
def test_lists_whole_numbers_and_float32_do_as_well(data):
    X, y, w, b = data
    same_in_any_form(sigmoid, X)
    same_in_any_form(predict_probability, X, w, rest=(b,))
    same_in_any_form(logistic_loss, X[:, 0], y)
    same_in_any_form(boundary_x2, X[:, 0], np.array([2.0, 3.0]), rest=(b,))
    same_in_any_form(compute_cost, X, y, w, rest=(b,))
    predict(read_only(X), read_only(w), b)


@bad_inputs(
    {
        predict_probability: "X w b",
        predict: "X w b threshold",
        logistic_loss: "z y",
        compute_cost: "X y w b",
        squared_cost: "X y w b",
        boundary_x2: "x1 w b",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("z", [[], [1.0, np.nan], np.inf, ["a"], [[1.0], [2.0, 3.0]]])
def test_scores_that_are_no_numbers_are_turned_away(z):
    turned_away(sigmoid, "z", z, GOOD)


def test_shapes_that_do_not_match_are_turned_away():
    for function in (predict_probability, predict, compute_cost, squared_cost):
        turned_away(function, "w", [1.0], GOOD)
    for function in (logistic_loss, compute_cost, squared_cost):
        turned_away(function, "y", [1.0], GOOD)
    for w in ([1.0], [1.0, 0.0], [1.0, 2.0, 3.0]):
        turned_away(boundary_x2, "w", w, GOOD)
