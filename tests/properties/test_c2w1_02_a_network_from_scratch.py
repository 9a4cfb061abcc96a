"""A layer and a network on random and awkward tables, against sums written out, SciPy and scikit-learn."""

import json
import warnings
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_NUMBERS,
    bad_inputs,
    close,
    numbers,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week1/02_a_network_from_scratch"
make_trays, sigmoid, linear, positive = take(LESSON, "make_trays", "sigmoid", "linear", "positive")
require_layer, require_network = take(LESSON, "require_layer", "require_network")
dense_by_loops, dense, sequential = take(LESSON, "dense_by_loops", "dense", "sequential")
predict, hidden_features, forward_plain = take(LESSON, "predict", "hidden_features", "forward_plain")
LAYERS = [dense_by_loops, dense]
NETWORKS = [sequential, predict, hidden_features]

TABLE, KERNEL, BIASES = [[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]], [[2.0, -1.0], [1.0, 3.0]], [-1.0, 2.0]
TWO = [(KERNEL, BIASES, sigmoid), ([[2.0], [-1.0]], [3.0], sigmoid)]
GOOD = dict(A_in=TABLE, W=KERNEL, b=BIASES, g=sigmoid, X=TABLE, layers=TWO, threshold=0.5)
BAD = dict(A_in=BAD_TABLES, W=BAD_TABLES, b=BAD_VECTORS, X=BAD_TABLES, threshold=NOT_NUMBERS)


@st.composite
def tables(draw, rows, columns, most=4):
    """A table of the given shape."""
    entries = draw(st.lists(numbers(most), min_size=rows * columns, max_size=rows * columns))
    return np.array(entries).reshape(rows, columns)


@st.composite
def networks(draw, depth=(1, 3), outputs=(1, 3), activations=(sigmoid, positive, linear)):
    """X and layers whose shapes fit: one row or several, one input or several, layers of one unit or several."""
    depth, m = draw(st.integers(*depth)), draw(st.integers(1, 5))
    sizes = [draw(st.integers(1, 4)) for _ in range(depth)] + [draw(st.integers(*outputs))]
    layers = []
    for n_in, n_out in pairwise(sizes):
        W, b = draw(tables(n_in, n_out)), draw(tables(1, n_out))[0]
        layers.append((W, b, draw(st.sampled_from(activations))))
    return draw(tables(m, sizes[0], most=10)), layers


def by_sums(X, layers):
    """The forward pass written out, entry by entry, and the size of the largest sum on the way."""
    A, size = X, 1.0
    for W, b, g in layers:
        Z = np.array([[sum(a * w for a, w in zip(row, column, strict=True)) for column in W.T] for row in A]) + b
        size = max(size, (np.abs(A) @ np.abs(W) + np.abs(b)).max())
        A = g(Z)
    return A, size


def test_trays_follow_the_rule():
    X, y = make_trays(300, seed=5)
    np.testing.assert_array_equal(X, np.random.default_rng(5).uniform([5, 10], [40, 100], size=(300, 2)))
    corners = np.array([[15, 23], [85 / 2.2, 75], [15, 75]])  # counter-clockwise
    sides = np.roll(corners, -1, axis=0) - corners
    inside = [all(s[0] * (x - c)[1] - s[1] * (x - c)[0] > 0 for s, c in zip(sides, corners, strict=True)) for x in X]
    np.testing.assert_array_equal(y, np.array(inside, dtype=int))
    assert X.shape == (300, 2) and y.dtype == int


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=9))
def test_activations_are_those_of_scipy_and_numpy(entries):
    z = np.array(entries)
    close(sigmoid(z), expit(z), tolerance=1e-12)
    close(sigmoid(z[0]), expit(z[0]), tolerance=1e-12)
    np.testing.assert_array_equal(positive(z), np.where(z > 0, z, 0))
    np.testing.assert_array_equal(linear(z), z)


@pytest.mark.parametrize("layer", LAYERS)
@given(networks(depth=(1, 1)))
def test_a_layer_is_the_sums_written_out(layer, data):
    X, layers = data
    wanted, size = by_sums(X, layers)
    close(layer(X, *layers[0]), wanted, scale=size)


@given(networks())
def test_a_network_is_the_sums_written_out(data):
    X, layers = data
    wanted, size = by_sums(X, layers)
    close(sequential(X, layers), wanted, scale=size)
    if len(layers) > 1:
        wanted, size = by_sums(X, layers[:-1])
        close(hidden_features(X, layers), wanted, scale=size)


@given(networks(outputs=(1, 1)), numbers(2))
def test_the_answer_is_1_from_the_threshold_on(data, threshold):
    X, layers = data
    output = sequential(X, layers)[:, 0]
    np.testing.assert_array_equal(predict(X, layers), np.where(output >= 0.5, 1, 0))
    for level in (threshold, output[0]):
        answers = predict(X, layers, level)
        np.testing.assert_array_equal(answers, np.where(output >= level, 1, 0))
        assert answers.shape == (len(X),) and answers.dtype.kind == "i"


@given(networks(activations=(sigmoid,)))
def test_plain_python_gives_what_numpy_gives(data):
    X, layers = data
    loaded = json.loads(json.dumps([(W.tolist(), b.tolist()) for W, b, _ in layers]))
    for x, wanted in zip(X.tolist(), sequential(X, layers), strict=True):
        got = forward_plain(x, loaded)
        assert type(got) is list and all(type(a) is float for a in got)
        close(got, wanted)


def test_plain_python_copes_with_large_z_and_refuses_a_wrong_number_of_inputs():
    close(forward_plain([1000.0], [([[1.0, -1.0]], [0.0, 0.0])]), [1.0, 0.0], scale=1)
    for x in ([1.0], [1.0, 2.0, 3.0]):
        with pytest.raises(ValueError):
            forward_plain(x, [(KERNEL, BIASES)])


@pytest.mark.parametrize(("activation", "g"), [("logistic", sigmoid), ("relu", positive), ("identity", linear)])
def test_a_network_of_scikit_learn_with_the_same_weights_gives_the_same(activation, g):
    X, y = make_trays(60, seed=1)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    model = MLPClassifier((4, 3), activation=activation, max_iter=5, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # five iterations do not converge
        model.fit(X, y)
    layers = [(W, b, g) for W, b in zip(model.coefs_, model.intercepts_, strict=True)]
    layers[-1] = (*layers[-1][:2], sigmoid)
    close(sequential(X, layers)[:, 0], model.predict_proba(X)[:, 1])
    np.testing.assert_array_equal(predict(X, layers), model.predict(X))


@given(networks(outputs=(1, 1)))
def test_lists_whole_numbers_and_float32_do_as_well_and_nothing_is_changed(data):
    X, layers = data
    W, b, g = layers[0]
    for layer in LAYERS:
        same_in_any_form(layer, X, W, b, rest=(g,))
    same_in_any_form(require_layer, X, W, b)
    frozen = [(read_only(W), read_only(b), g) for W, b, g in layers]
    as_lists = [(W.tolist(), b.tolist(), g) for W, b, g in layers]
    for network in NETWORKS[: 2 + (len(layers) > 1)]:
        same_in_any_form(network, X, rest=(frozen,))
        np.testing.assert_array_equal(network(X, as_lists), network(X, layers))


@bad_inputs(
    {
        require_layer: "A_in W b",
        dense_by_loops: "A_in W b",
        dense: "A_in W b",
        require_network: "X",
        sequential: "X",
        predict: "X threshold",
        hidden_features: "X",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("function", [require_layer, *LAYERS])
def test_a_layer_whose_shapes_do_not_fit_is_turned_away(function):
    turned_away(function, "W", [[1.0, 2.0]], GOOD)
    turned_away(function, "W", [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], GOOD)
    turned_away(function, "b", [1.0], GOOD)
    turned_away(function, "b", [1.0, 2.0, 3.0], GOOD)


@pytest.mark.parametrize("function", [require_network, *NETWORKS])
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("W", [[1.0]]),
        ("W", np.ones((4, 2))),
        ("W", [1.0, 2.0]),
        ("W", [[np.nan, 1.0], [1.0, 1.0]]),
        ("b", [1.0, 2.0, 3.0]),
        ("b", []),
        ("b", [np.inf]),
    ],
)
def test_the_layer_that_does_not_fit_is_named(function, number, part, value):
    W, b, g = TWO[number - 1]
    W, b = (value, np.ones(np.shape(value)[-1])) if part == "W" else (W, value)
    layers = [(W, b, g) if i == number else layer for i, layer in enumerate(TWO, start=1)]
    with pytest.raises(ValueError, match=rf"\b{part} of layer {number}\b"):
        function(TABLE, layers)


def test_networks_without_the_layers_they_need_are_turned_away():
    for function in (require_network, *NETWORKS):
        turned_away(function, "layers", [], GOOD)
    turned_away(hidden_features, "layers", TWO[1:], dict(GOOD, X=[[1.0, 2.0]]))
    with pytest.raises(ValueError, match="last layer has 2"):
        predict(TABLE, TWO[:1])
