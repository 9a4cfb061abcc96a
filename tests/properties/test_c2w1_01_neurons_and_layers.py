"""Units, layers and activations, on random and awkward networks, against Keras and SciPy."""

import os
from itertools import pairwise

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from strategies import (
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

LESSON = "Course2/Week1/01_neurons_and_layers"
make_trays, sigmoid, unit = take(LESSON, "make_trays", "sigmoid", "unit")
dense_loop, count_parameters, activations = take(LESSON, "dense_loop", "count_parameters", "activations")

KERAS = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "linear": lambda z: z}
GOOD = dict(a_in=[1.0, 2.0], w=[0.5, -1.0], b=3.0, g=sigmoid, m=5, seed=1, x=[1.0, 2.0])
GOOD_LAYER = dict(a_in=[1.0, 2.0], W=[[1.0], [2.0]], b=[3.0], g=sigmoid)
BAD_TABLES = {
    "empty": [[]],
    "NaN": [[1.0], [np.nan]],
    "infinity": [[1.0], [np.inf]],
    "a vector": [1.0],
    "text": [["a"]],
}


@st.composite
def networks(draw, most=4):
    """The sizes of a network, an example, and its layers as (W, b, name of an activation function in Keras)."""
    sizes = draw(st.lists(st.integers(1, most), min_size=2, max_size=4))
    entries = st.integers(-16, 16).map(lambda eighths: eighths / 8)
    x = np.array(draw(st.lists(entries, min_size=sizes[0], max_size=sizes[0])))
    layers = []
    for n_in, n_out in pairwise(sizes):
        flat = np.array(draw(st.lists(entries, min_size=(n_in + 1) * n_out, max_size=(n_in + 1) * n_out)))
        layers.append((flat[n_out:].reshape(n_in, n_out), flat[:n_out], draw(st.sampled_from(sorted(KERAS)))))
    return sizes, x, layers


@given(st.integers(1, 400), st.integers(0, 1000))
def test_trays_follow_the_rule(m, seed):
    X, y = make_trays(m, seed)
    np.testing.assert_array_equal(X, np.random.default_rng(seed).uniform([5, 10], [40, 100], size=(m, 2)))
    temperature, water = X.T
    driest = np.where(temperature > 15, 2.2 * temperature - 10, 100)  # at 15 °C or below, no water is enough
    np.testing.assert_array_equal(y, np.where(water > driest, np.where(water < 75, 1.0, 0.0), 0.0))
    assert y.dtype == np.float64


@given(vectors(scales=(1.0, 1e-3, 1e3)))
def test_sigmoid_is_that_of_scipy(z):
    close(sigmoid(z), expit(z))
    close(sigmoid(z.reshape(-1, 1)), expit(z).reshape(-1, 1))
    close(sigmoid(z[0]), expit(z[0]))


@given(st.lists(st.tuples(numbers(), numbers()), min_size=1, max_size=8), numbers())
def test_unit_sends_the_weighted_sum_through_its_function(pairs, b):
    a_in, w = np.array(pairs).T
    score = sum(a * weight for a, weight in pairs) + b  # eighths: exact
    seen = []
    assert unit(a_in, w, b, lambda z: seen.append(z) or 7.5) == 7.5
    assert seen == [score]
    same_in_any_form(unit, a_in, w, rest=(b, sigmoid))


@settings(max_examples=15)
@given(networks())
def test_every_activation_is_that_of_keras(network):
    sizes, x, layers = network
    ours = activations(x, [(W, b, KERAS[name]) for W, b, name in layers])
    assert [len(a) for a in ours] == sizes
    np.testing.assert_array_equal(ours[0], x)
    theirs = x.reshape(1, -1)
    for (W, b, name), a in zip(layers, ours[1:], strict=True):
        layer = keras.layers.Dense(len(b), activation=name, dtype="float64")
        layer.build(theirs.shape)
        layer.set_weights([W, b])
        theirs = layer(theirs).numpy()
        close(a, theirs[0], scale=np.abs(theirs).max() + 1)


@given(networks())
def test_layers_are_units_side_by_side_and_inputs_stay(network):
    _, x, layers = network
    W, b, name = layers[0]
    g = KERAS[name]
    a_out = dense_loop(read_only(x), read_only(W), read_only(b), g)
    assert a_out.shape == b.shape
    close(a_out, g(x @ W + b), scale=np.abs(x) @ np.abs(W).sum(axis=1) + 10)
    np.testing.assert_array_equal(a_out, [unit(x, W[:, j], b[j], g) for j in range(len(b))])
    np.testing.assert_array_equal(dense_loop(x.tolist(), W.tolist(), b.tolist(), g), a_out)
    np.testing.assert_array_equal(dense_loop(x, W.astype(np.float32), b, g), a_out)  # eighths: exact in float32
    one, all_of_it = activations(x, [(W, b, g)])[1], activations(x.tolist(), [(V, c, KERAS[n]) for V, c, n in layers])
    np.testing.assert_array_equal(one, a_out)
    np.testing.assert_array_equal(all_of_it[1], a_out)


@pytest.mark.parametrize("sizes", [[1, 1], [2, 3, 1], [400, 25, 15, 10], [5, 1, 5], (np.int64(3), 4)])
def test_keras_counts_as_many_parameters(sizes):
    sizes = [int(size) for size in sizes]
    model = keras.Sequential([keras.Input(shape=(sizes[0],)), *(keras.layers.Dense(size) for size in sizes[1:])])
    assert count_parameters(sizes) == model.count_params()
    assert count_parameters(tuple(sizes)) == sum(weights.size for weights in model.get_weights())


@bad_inputs({unit: "a_in w b", make_trays: "m"}, dict(a_in=BAD_VECTORS, w=BAD_VECTORS, b=NOT_NUMBERS, m=NOT_COUNTS))
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({dense_loop: "a_in W b"}, dict(a_in=BAD_VECTORS, W=BAD_TABLES, b=BAD_VECTORS))
def test_a_bad_layer_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD_LAYER)


@pytest.mark.parametrize("name, value", [("a_in", [1.0]), ("b", [3.0, 4.0]), ("W", [[1.0, 2.0]]), ("W", [[1.0]] * 3)])
def test_a_layer_that_does_not_fit_is_turned_away(name, value):
    with pytest.raises(ValueError, match=r"\bW must have shape"):
        dense_loop(**{**GOOD_LAYER, name: value})


@pytest.mark.parametrize("value", BAD_VECTORS.values())
def test_a_bad_example_is_turned_away(value):
    with pytest.raises(ValueError, match=r"\bx\b"):
        activations(value, [([[1.0], [2.0]], [3.0], sigmoid)])


def test_a_network_needs_layers():
    with pytest.raises(ValueError, match=r"\blayers\b"):
        activations([1.0], [])


@pytest.mark.parametrize("sizes", [[], [3], [0, 2], [3, -1], [3, 1.5], [3, np.nan], ["a", 2]])
def test_bad_sizes_are_turned_away(sizes):
    with pytest.raises(ValueError, match="layer_sizes"):
        count_parameters(sizes)
