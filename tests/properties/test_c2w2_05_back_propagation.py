"""Graphs against differentiation by rule, networks against TensorFlow, on random formulas and shapes."""

from itertools import pairwise

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import log_loss
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, NOT_POSITIVE, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course2/Week2/05_back_propagation"
Node, multiply, topological_order = take(LESSON, "Node", "multiply", "topological_order")
backpropagate, forward, backward = take(LESSON, "backpropagate", "forward", "backward")
softmax, cross_entropy, cross_entropy_slopes = take(LESSON, "softmax", "cross_entropy", "cross_entropy_slopes")
ACTIVATIONS, gradient, train = take(LESSON, "ACTIVATIONS", "gradient", "train")
deep_params, in_pairs = take(LESSON, "deep_params", "in_pairs")

PARAMS = [(np.ones((2, 3)), np.zeros(3)), (np.ones((3, 2)), np.zeros(2))]
GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0]], y=[0, 1], params=PARAMS, alpha=0.1, epochs=1, batch_size=1, seed=0)
GOOD |= dict(a=Node(1), b=Node(2), end=Node(3))
NO_CLASSES = {**BAD_VECTORS, "a class without a score": [0, 2], "minus one": [-1, 1], "a half": [0.5, 1]}
NO_NODES = {"a number": 3.0, "text": "a", "nothing": None}
BAD = dict(X=BAD_TABLES, y=NO_CLASSES, alpha=NOT_POSITIVE, epochs=NOT_COUNTS, batch_size=NOT_COUNTS)
BAD |= dict(a=NO_NODES, b=NO_NODES, end=NO_NODES, activation={"unknown": "step", "a number": 3, "nothing": None})


@st.composite
def graphs(draw):
    """Three inputs, and the last of up to eight nodes made from them by random steps; the same in TensorFlow."""
    values = draw(st.lists(st.integers(-16, 16).map(lambda n: n / 8), min_size=3, max_size=3))
    nodes, variables = [Node(v) for v in values], [tf.Variable(v, dtype=tf.float64) for v in values]
    steps = draw(
        st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8)
    )
    make = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
    with tf.GradientTape() as tape:
        theirs = list(variables)
        for sign, i, j in steps:
            theirs.append(make[sign](theirs[i % len(theirs)], theirs[j % len(theirs)]))
    ours = list(nodes)
    for sign, i, j in steps:
        ours.append(make[sign](ours[i % len(ours)], ours[j % len(ours)]))
    return nodes, ours, theirs[-1], tape.gradient(theirs[-1], variables, unconnected_gradients="zero")


@st.composite
def networks(draw):
    """Rows, classes and the random parameters of one to four layers."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    rng, m = np.random.default_rng(draw(st.integers(0, 1000))), draw(st.integers(1, 8))
    params = [(rng.normal(size=(p, q)), rng.normal(size=q)) for p, q in pairwise(sizes)]
    return rng.normal(size=(m, sizes[0])), rng.integers(0, sizes[-1], m), params


@settings(max_examples=40)
@given(graphs())
def test_slopes_of_a_graph_are_those_of_the_tape(graph):
    inputs, nodes, value, slopes = graph
    found = backpropagate(nodes[-1])
    close(nodes[-1].value, value.numpy(), scale=1 + abs(value.numpy()))
    size = 1 + max(abs(s.numpy()) for s in slopes)
    for node, slope in zip(inputs, slopes, strict=True):
        close(found.get(node, 0.0), slope.numpy(), scale=size)


@settings(max_examples=40)
@given(graphs())
def test_every_node_comes_once_and_after_its_parents(graph):
    end = graph[1][-1]
    order = topological_order(end)
    assert order[-1] is end and len(set(order)) == len(order)
    place = {node: i for i, node in enumerate(order)}
    assert all(place[parent] < place[node] for node in order for parent in node.parents)


@given(st.integers(-80, 80), st.integers(-80, 80))
def test_a_product_knows_its_slopes(a, b):
    a, b = Node(a / 8), Node(b / 8)
    node = multiply(a, b)
    assert node.value == a.value * b.value
    assert node.parents == (a, b) and node.slopes == (b.value, a.value)


@given(networks())
def test_probabilities_and_cross_entropy_stand_large_scores(network):
    X, y, params = network
    Z = 1e3 * forward(X, params)[-1]
    P = softmax(read_only(Z))
    close(P.sum(axis=1), np.ones(len(Z)), tolerance=1e-12)
    assert np.isfinite(cross_entropy(Z, y)) and (P >= 0).all()
    if Z.shape[1] > 1:
        small = Z / 1e3
        expected = log_loss(y, softmax(small), labels=range(Z.shape[1]))
        close(cross_entropy(small, y), expected, scale=1 + abs(expected))


@settings(max_examples=30)
@given(networks(), st.sampled_from(sorted(ACTIVATIONS)))
def test_slopes_of_a_network_are_those_of_the_tape(network, name):
    X, y, params = network
    variables = [tf.Variable(part, dtype=tf.float64) for pair in params for part in pair]
    g = {"relu": tf.nn.relu, "sigmoid": tf.sigmoid, "tanh": tf.tanh}[name]
    with tf.GradientTape() as tape:
        A = tf.constant(X)
        layers = list(zip(variables[::2], variables[1::2], strict=True))
        for i, (W, b) in enumerate(layers):
            A = A @ W + b
            A = g(A) if i < len(layers) - 1 else A
        J = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, A))
    theirs = tape.gradient(J, variables)
    activations = forward(read_only(X), params, name)
    assert len(activations) == len(params) + 1 and activations[0].shape == X.shape
    close(activations[-1], A.numpy(), scale=1 + np.abs(A.numpy()).max())
    close(cross_entropy(activations[-1], y), J.numpy(), scale=1 + abs(J.numpy()))
    slopes = cross_entropy_slopes(read_only(activations[-1]), y)
    for found in (gradient(X, y, params, name), backward(activations, params, read_only(slopes), name)):
        for ours, reference in zip((part for pair in found for part in pair), theirs, strict=True):
            close(ours, reference.numpy(), scale=1 + np.abs(reference.numpy()).max())


@settings(max_examples=20)
@given(networks(), st.integers(1, 8), st.sampled_from(sorted(ACTIVATIONS)))
def test_training_takes_a_step_for_every_batch(network, batch_size, name):
    X, y, params = network
    trained, J_history = train(read_only(X), y, params, 0.3, 2, batch_size, seed=4, activation=name)
    rng, expected, costs = np.random.default_rng(4), params, [cross_entropy(forward(X, params, name)[-1], y)]
    for _ in range(2):
        order = rng.permutation(len(y))
        for rows in np.split(order, range(batch_size, len(y), batch_size)):
            pairs = zip(expected, gradient(X[rows], y[rows], expected, name), strict=True)
            expected = [(W - 0.3 * dW, b - 0.3 * db) for (W, b), (dW, db) in pairs]
        costs.append(cross_entropy(forward(X, expected, name)[-1], y))
    close(J_history, costs)
    for ours, other in zip(trained, expected, strict=True):
        close(ours[0], other[0])
        close(ours[1], other[1])


@given(networks())
def test_float32_stays_float32(network):
    X, y, params = network
    params = [(W.astype(np.float32), b.astype(np.float32)) for W, b in params]
    activations = forward(X.astype(np.float32), params)
    found = backward(activations, params, cross_entropy_slopes(activations[-1], y).astype(np.float32))
    assert all(part.dtype == np.float32 for pair in found for part in pair)
    assert all(A.dtype == np.float32 for A in activations)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), st.floats(0.5, 3), st.integers(0, 99))
def test_deep_networks_have_the_shapes_and_the_spread_asked_for(sizes, gain, seed):
    rng, params = np.random.default_rng(seed), deep_params(sizes, gain, seed)
    assert len(params) == len(sizes) - 1
    for (W, b), n_in, n_out in zip(params, sizes[:-1], sizes[1:], strict=True):
        close(W, rng.normal(size=(n_in, n_out)) * (gain / n_in) ** 0.5)
        assert b.shape == (n_out,) and not b.any()


@bad_inputs({multiply: "a b", topological_order: "end", backpropagate: "end", forward: "X activation",
             train: "X y alpha epochs batch_size activation"}, BAD)  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


def test_every_weight_matrix_needs_its_biases():
    assert in_pairs([1, 2, 3, 4]) == [(1, 2), (3, 4)]
    with pytest.raises(ValueError, match=r"longer|shorter"):
        in_pairs([1, 2, 3])


def test_shapes_that_do_not_fit_are_turned_away():
    for wrong in ([(np.ones((3, 3)), np.zeros(3))], [(np.ones((2, 3)), np.zeros(2))], [(np.ones(2), np.zeros(2))]):
        turned_away(forward, "params", wrong, GOOD)
    activations = forward(GOOD["X"], PARAMS)
    turned_away(backward, "dJ_dZ", [[1.0]], dict(activations=activations, params=PARAMS))
    turned_away(train, "y", [0, 1, 1], GOOD)
    turned_away(backward, "params", PARAMS[1:], dict(activations=activations, dJ_dZ=activations[-1]))
    turned_away(backward, "activation", "step", dict(activations=activations, params=PARAMS, dJ_dZ=activations[-1]))


def test_bad_float32_is_turned_away_too():
    for wrong in ([1.0, 2.0], [[np.nan, 1.0]], [[[1.0, 2.0]]]):
        turned_away(forward, "X", np.array(wrong, np.float32), GOOD)
