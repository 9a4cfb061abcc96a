"""L2, early stopping and dropout in networks, on random shapes and losses, against Keras and plain NumPy."""

import inspect
from itertools import pairwise

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NOT_COUNTS, NOT_FINITE, NOT_NUMBERS, bad_inputs, close, read_only, same_in_any_form, turned_away

from utils.lessons import take

LESSON = "Course2/Week3/03_bias_and_variance_in_networks"
l2_cost, l2_slopes, require_layers = take(LESSON, "l2_cost", "l2_slopes", "require_layers")
early_stopping, keras_stops, dropout_mask = take(LESSON, "early_stopping", "keras_stops", "dropout_mask")
dropout_slopes, train_epochs, measure = take(LESSON, "dropout_slopes", "train_epochs", "measure")
plain, with_l2, with_dropout = take(LESSON, "plain", "with_l2", "with_dropout")
sample, next_step, in_pairs = take(LESSON, "sample", "next_step", "in_pairs")
forward, gradient, cross_entropy = take("Course2/Week2/05_back_propagation", "forward", "gradient", "cross_entropy")
flatten, train_adam = take("Course2/Week2/06_adam", "flatten", "train_adam")

NET = [(np.array([[1.0, -2.0], [0.5, 1.0]]), np.array([0.25, -0.5]))]
GOOD = dict(params=NET, slopes=NET, lambda_=1.0, m=4, losses=[2.0, 1.0], patience=1, draws=[0.2, 0.7], keep=0.5)
GOOD |= dict(train_error=1.0, cv_error=2.0, target=3.0)
LAYERS = {
    "no layer": [],
    "W is a vector": [([1.0], [1.0])],
    "b is a table": [([[1.0]], [[1.0]])],
    "NaN in W": [([[np.nan, 1.0], [0.5, 1.0]], [0.25, -0.5])],
    "infinity in b": [(np.ones((2, 2)), [np.inf, 0.0])],
    "text": [([["a"]], [1.0])],
}
NEGATIVE = NOT_NUMBERS | {"negative": -0.1}
BAD = dict(params=LAYERS, slopes=LAYERS | {"a layer too many": NET * 2, "another shape": [(np.ones((2, 1)), [1.0])]})
BAD |= dict(lambda_=NEGATIVE, m=NOT_COUNTS, patience=NOT_COUNTS, keep=NOT_NUMBERS | {"zero": 0, "above one": 1.01})
BAD |= dict(losses=NOT_FINITE | {"empty": [], "NaN": [1, np.nan], "a table": [[1.0]]})
BAD |= dict(draws={"empty": [], "NaN": [0.5, np.nan], "infinity": np.inf, "text": "a"})
BAD |= dict.fromkeys(("train_error", "cv_error", "target"), NEGATIVE)
seeds = st.integers(0, 1000)
strengths = st.sampled_from([0.0, 0.125, 1.0, 64.0])


@st.composite
def networks(draw, fewest=2, most=4):
    """Random layers of random sizes."""
    rng = np.random.default_rng(draw(seeds))
    sizes = draw(st.lists(st.integers(1, 5), min_size=fewest, max_size=most))
    return [(rng.normal(size=(p, q)), rng.normal(size=q)) for p, q in pairwise(sizes)]


def rows_for(params, seed, k):
    """Random rows and classes that fit a network."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(k, len(params[0][0]))), rng.integers(0, len(params[-1][1]), k)


@given(networks(), strengths, st.sampled_from([1, 2, 64]))
def test_the_penalty_is_that_of_keras_and_no_bias_is_in_it(params, lambda_, m):
    price = keras.regularizers.L2(lambda_ / (2 * m))
    close(l2_cost(params, lambda_, m), sum(float(price(keras.ops.convert_to_tensor(W))) for W, _ in params), 1e-6)
    moved = [(read_only(W), b + 7) for W, b in params]
    assert l2_cost(moved, lambda_, m) == l2_cost(params, lambda_, m)
    close(l2_cost([(-2 * W, b) for W, b in params], lambda_, m), 4 * l2_cost(params, lambda_, m))


@given(networks(), seeds, strengths, st.integers(1, 600))
def test_slopes_are_those_measured_on_the_cost(params, seed, lambda_, m):
    rng, step = np.random.default_rng(seed), 1e-4
    slopes = [(rng.normal(size=W.shape), rng.normal(size=b.shape)) for W, b in params]
    found = l2_slopes([(read_only(dW), read_only(db)) for dW, db in slopes], params, lambda_, m)
    for layer, ((dW, db), (new_W, new_b)) in enumerate(zip(slopes, found, strict=True)):
        np.testing.assert_array_equal(new_b, db)
        for place in np.ndindex(dW.shape):
            ends = []
            for way in (step, -step):
                W = params[layer][0].copy()
                W[place] += way
                ends.append(l2_cost([*params[:layer], (W, params[layer][1]), *params[layer + 1 :]], lambda_, m))
            close(new_W[place] - dW[place], (ends[0] - ends[1]) / (2 * step), 1e-6, scale=lambda_ + 1)


@given(networks(), seeds)
def test_without_strength_nothing_changes_and_lists_will_do(params, seed):
    as_lists = [(W.tolist(), b.tolist()) for W, b in params]
    assert l2_cost(as_lists, 0, 3) == 0 and l2_cost(as_lists, 2, 3) == l2_cost(params, 2, 3)
    np.testing.assert_array_equal(flatten(l2_slopes(as_lists, as_lists, 0, 3)), flatten(params))
    np.testing.assert_array_equal(flatten(require_layers(params=as_lists)), flatten(params))
    X, y = rows_for(params, seed, 4)
    np.testing.assert_array_equal(flatten(with_l2(0, 4)(X, y, params, None)), flatten(gradient(X, y, params)))
    np.testing.assert_array_equal(flatten(plain(X, y, params, None)), flatten(gradient(X, y, params)))
    close(flatten(with_l2(3, 6)(X, y, params, None)), flatten(l2_slopes(gradient(X, y, params), params, 3, 6)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=15), st.integers(1, 6))
def test_early_stopping_is_that_of_keras(losses, patience):
    ours, theirs = early_stopping(losses, patience), keras_stops(losses, patience)
    assert ours == theirs and {type(epoch) for epoch in (*ours, *theirs)} == {int}


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30), st.integers(1, 40))
def test_what_is_kept_is_the_first_lowest_and_patience_has_run_out_or_the_epochs(losses, patience):
    kept, last = early_stopping(np.array(losses), patience)
    assert kept == int(np.argmin(losses[: last + 1]))
    assert last == len(losses) - 1 or last - kept == patience
    assert all(np.argmin(losses[: epoch + 1]) > epoch - patience for epoch in range(last))
    assert early_stopping([float(loss) for loss in losses], patience) == (kept, last)


def test_falling_losses_never_stop_and_one_epoch_is_kept():
    assert early_stopping(-np.arange(9.0), 1) == (8, 8)
    assert early_stopping(np.arange(9.0), 4) == (0, 4)
    assert early_stopping([3.0], 1) == (0, 0)


@given(seeds, st.sampled_from([0.125, 0.5, 0.75, 1.0]), st.sampled_from([(1,), (7,), (3, 4), (2, 3, 2)]))
def test_the_mask_keeps_what_is_drawn_below_keep(seed, keep, shape):
    draws = np.random.default_rng(seed).random(shape)
    mask = dropout_mask(read_only(draws), keep)
    assert mask.shape == shape
    np.testing.assert_array_equal(mask, np.where(draws < keep, 1 / keep, 0.0))
    same_in_any_form(dropout_mask, draws, rest=(keep,))


@pytest.mark.parametrize("rate", [0.25, 0.5])
def test_the_mask_has_the_factors_and_the_mean_of_keras(rate):
    theirs = keras.ops.convert_to_numpy(keras.layers.Dropout(rate, seed=2)(np.ones((400, 100)), training=True))
    ours = dropout_mask(np.random.default_rng(2).random((400, 100)), 1 - rate)
    close(np.unique(ours), np.unique(theirs), 1e-6)
    assert abs(ours.mean() - 1) < 0.02 and abs(theirs.mean() - 1) < 0.02


@given(networks(fewest=3, most=3), seeds, st.integers(1, 6))
def test_dropout_slopes_are_those_of_the_masked_network(params, seed, k):
    X, y = rows_for(params, seed, k)
    units = len(params[0][1])
    close(flatten(dropout_slopes(X, y, params, np.ones((k, units)))), flatten(gradient(X, y, params)))
    (W1, b1), (W2, b2) = params
    one = dropout_mask(np.random.default_rng(seed).random((1, units)), 0.5)[0]  # the same units off in every row
    dW1, db1, dW2, db2 = (part for pair in gradient(X, y, [(W1, b1), (one[:, None] * W2, b2)]) for part in pair)
    masked = dropout_slopes(X, y, params, np.tile(one, (k, 1)))
    close(flatten(masked), flatten([(dW1, db1), (one[:, None] * dW2, db2)]), 1e-9)
    drawn = dropout_mask(np.random.default_rng(seed).random((k, units)), 0.75)
    close(
        flatten(with_dropout(0.75)(X, y, params, np.random.default_rng(seed))),
        flatten(dropout_slopes(X, y, params, drawn)),
    )


@settings(max_examples=15)
@given(networks(), seeds, st.integers(1, 9), st.integers(1, 9), st.integers(1, 3))
def test_the_loop_takes_the_steps_of_train_adam_and_keeps_every_epoch(params, seed, k, batch_size, epochs):
    X, y = rows_for(params, seed, k)
    before = flatten(params)
    kept = train_epochs(read_only(X), y, params, plain, epochs, seed, 0.05, batch_size)
    np.testing.assert_array_equal(flatten(params), before)
    for epoch in range(1, epochs + 1):
        close(flatten(kept[epoch - 1]), flatten(train_adam(X, y, params, 0.05, epoch, batch_size, seed)[0]))
    assert len(kept) == epochs
    defaults = {name: p.default for name, p in inspect.signature(train_epochs).parameters.items()}
    assert defaults["alpha"] == 0.003 and defaults["batch_size"] == 64


@given(networks(), seeds, st.integers(1, 9))
def test_measure_counts_wrong_answers_in_per_cent(params, seed, k):
    X, y = rows_for(params, seed, k)
    Z = forward(X, params)[-1]
    wrong = sum(int(np.argmax(z) != label) for z, label in zip(Z, y, strict=True))
    close(measure(params, X, y), (cross_entropy(Z, y), 100 * wrong / k))


@given(seeds, st.integers(1, 40), st.sampled_from([0.0, 0.2, 0.5, 1.0]))
def test_a_sample_has_different_rows_and_as_many_wrong_labels_as_asked_for(seed, m, wrong):
    X, y = np.arange(40.0).reshape(40, 1), np.arange(40) % 10
    rows, labels = sample(read_only(X), read_only(y), m, seed, wrong)
    assert rows.shape == (m, 1) and len(np.unique(rows)) == m and set(labels) <= set(range(10))
    right = y[rows[:, 0].astype(int)]
    assert (labels != right).tolist() == [True] * round(wrong * m) + [False] * (m - round(wrong * m))
    np.testing.assert_array_equal(sample(X, y, m, seed)[0], rows)
    np.testing.assert_array_equal(sample(X, y, m, seed)[1], right)


def test_wrong_labels_are_spread_over_all_others():
    X, y = np.zeros((900, 1)), np.full(900, 4)
    counts = np.bincount(sample(X, y, 900, 0, wrong=1.0)[1], minlength=10)
    assert counts[4] == 0 and np.delete(counts, 4).min() > 60


@given(*[st.integers(0, 100)] * 3)
def test_the_next_step_asks_the_training_error_first(train_error, cv_error, target):
    step = next_step(train_error, cv_error, target)
    assert (step == "larger network") == (train_error > target)
    assert (step == "done") == (max(train_error, cv_error) <= target)
    assert step in ("larger network", "regularize or more data", "done")


def test_pairs():
    assert in_pairs([1, 2, 3, 4]) == [(1, 2), (3, 4)]
    with pytest.raises(ValueError, match="shorter"):
        in_pairs([1, 2, 3])
    with pytest.raises(ValueError, match="slopes must have the shapes of params"):
        l2_slopes(NET, NET * 2, 1, 1)


@bad_inputs({l2_cost: "params lambda_ m", l2_slopes: "slopes params lambda_ m"}, BAD)
def test_the_penalty_turns_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({early_stopping: "losses patience", dropout_mask: "draws keep"}, BAD)
def test_stopping_and_dropping_turn_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({next_step: "train_error cv_error target"}, BAD)
def test_the_recipe_turns_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)
