"""Starting weights, scores, batches and the training loop, on random shapes, against Keras."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.metrics import log_loss
from strategies import (
    BAD_LABELS,
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    read_only,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week2/01_training_with_tensorflow"
initial_params, scores, compute_cost = take(LESSON, "initial_params", "scores", "compute_cost")
borrowed_gradient, sgd_step = take(LESSON, "borrowed_gradient", "sgd_step")
batches, train = take(LESSON, "batches", "train")

PARAMS = initial_params([2, 3, 1], seed=1)
GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0]], y=[0.0, 1.0], params=PARAMS, gradient=PARAMS, alpha=0.1, epochs=1)
GOOD |= dict(batch_size=1, order=[0, 1])
BAD = dict(X=BAD_TABLES, y=BAD_LABELS, alpha=NOT_POSITIVE, epochs=NOT_COUNTS, batch_size=NOT_COUNTS, order=BAD_VECTORS)


@st.composite
def problems(draw):
    """Rows, labels and random parameters of a small network."""
    m, n, k = (draw(st.integers(1, most)) for most in (8, 4, 4))
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    params = [(rng.normal(size=(n, k)), rng.normal(size=k)), (rng.normal(size=(k, 1)), rng.normal(size=1))]
    return rng.normal(size=(m, n)), rng.integers(0, 2, m).astype(float), params


@given(st.lists(st.integers(1, 30), min_size=2, max_size=4), st.integers(0, 100))
def test_starting_weights_have_the_shapes_and_the_range_of_keras(sizes, seed):
    params = initial_params(sizes, seed)
    for (W, b), n_in, n_out in zip(params, sizes[:-1], sizes[1:], strict=True):
        assert W.shape == (n_in, n_out) and b.shape == (n_out,) and not b.any()
        assert np.abs(W).max() <= np.sqrt(6 / (n_in + n_out))
    for one, other in zip(params, initial_params(sizes, seed), strict=True):
        np.testing.assert_array_equal(one[0], other[0])


@given(problems())
def test_scores_and_cost_are_those_of_the_formula(data):
    X, y, ((W1, b1), (W2, b2)) = data
    z = scores(X, [(W1, b1), (W2, b2)])
    close(z, (expit(X @ W1 + b1) @ W2 + b2).ravel(), tolerance=1e-12)
    close(compute_cost(z, y), log_loss(y, expit(z), labels=[0, 1]), scale=10)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20), st.integers(1, 25))
def test_batches_hold_every_row_once_and_in_order(order, batch_size):
    cut = batches(order, batch_size)
    assert np.concatenate(cut).tolist() == order
    assert [len(piece) for piece in cut[:-1]] == [batch_size] * (len(cut) - 1) and len(cut[-1]) <= batch_size
    assert all(piece.dtype.kind == "i" for piece in cut)


@given(problems())
def test_a_step_moves_every_part_against_its_slope(data):
    X, y, params = data
    gradient = borrowed_gradient(X, y, params)[1]
    for (W, b), (dW, db), (W_new, b_new) in zip(params, gradient, sgd_step(params, gradient, 0.25), strict=True):
        close(W_new, W - dW / 4, scale=1, tolerance=1e-12)
        close(b_new, b - db / 4, scale=1, tolerance=1e-12)


@settings(max_examples=5)
@given(problems(), st.integers(1, 5))
def test_training_is_that_of_fit(data, batch_size):
    X, y, params = data
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    layers = [keras.layers.Dense(len(params[0][1]), activation="sigmoid"), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input(shape=X.shape[1:]), *layers])
    model.set_weights([part for pair in params for part in pair])
    model.compile(optimizer=keras.optimizers.SGD(0.3), loss=keras.losses.BinaryCrossentropy(from_logits=True))
    history = model.fit(X, y.reshape(-1, 1), batch_size=batch_size, epochs=2, shuffle=False, verbose=0)
    trained, losses = train(read_only(X), read_only(y), params, 0.3, 2, batch_size)
    close(losses, history.history["loss"], tolerance=1e-9)
    for ours, theirs in zip((part for pair in trained for part in pair), model.get_weights(), strict=True):
        close(ours, theirs, scale=1)


@bad_inputs({batches: "order batch_size", sgd_step: "alpha", train: "X y alpha epochs batch_size"}, BAD)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


def test_a_step_needs_a_slope_for_each_layer():
    for params, gradient in ((PARAMS, PARAMS[:1]), (PARAMS[:1], PARAMS)):
        with pytest.raises(ValueError, match=r"shorter|longer"):
            sgd_step(params, gradient, 0.1)


def test_shapes_that_do_not_match_are_turned_away():
    turned_away(train, "y", [1.0], GOOD)
    for sizes in ([3, 0], [3, 1.5]):
        turned_away(initial_params, "layer_sizes", sizes, dict(seed=1))
