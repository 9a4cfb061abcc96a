"""What is copied, frozen and trained, on random networks, against Keras and plain NumPy."""

from itertools import pairwise

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, NOT_POSITIVE, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course2/Week3/07_transfer_learning"
copy_layers, frozen_features, train_head = take(LESSON, "copy_layers", "frozen_features", "train_head")
trained_count, shrink, few_rows, cv_accuracy = take(LESSON, "trained_count", "shrink", "few_rows", "cv_accuracy")
random_params, accuracy, from_scratch = take(LESSON, "random_params", "accuracy", "from_scratch")
on_frozen, fine_tuned = take(LESSON, "on_frozen", "fine_tuned")
forward, gradient = take("Course2/Week2/05_back_propagation", "forward", "gradient")
train_adam = take("Course2/Week2/06_adam", "train_adam")

NET = [(np.array([[1.0, -2.0], [0.5, 1.0]]), np.array([0.25, -0.5]))]
GOOD = dict(X=[[1.0, 2.0]], layers=NET, params=NET, count=1, frozen=1)
GOOD |= dict(F=[[1.0, 2.0], [3.0, 4.0]], y=[0, 1], K=2, alpha=0.1, steps=1)
BAD = dict(X=BAD_TABLES, F=BAD_TABLES, alpha=NOT_POSITIVE, count=NOT_COUNTS | {"too many": 2})
BAD |= dict.fromkeys(("K", "steps"), NOT_COUNTS)
BAD |= dict(y=BAD_VECTORS | {"a class too many": [0, 2], "a half": [0.5, 1]})
BAD |= dict(frozen={"too many": 2, "negative": -1, "a fraction": 0.5, "NaN": np.nan, "text": "a"})
seeds = st.integers(0, 1000)


@st.composite
def networks(draw):
    """Random layers of random sizes."""
    rng = np.random.default_rng(draw(seeds))
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    return [(rng.normal(size=(p, q)), rng.normal(size=q)) for p, q in pairwise(sizes)]


@given(networks(), st.data())
def test_a_copy_has_the_numbers_and_not_the_memory(params, data):
    count = data.draw(st.integers(1, len(params)))
    copied = copy_layers([(read_only(W), read_only(b)) for W, b in params], count)
    assert len(copied) == count
    for pair, kept in zip(copied, params, strict=False):
        for one, other in zip(pair, kept, strict=True):
            np.testing.assert_array_equal(one, other)
            assert one.dtype == float and one.flags.writeable
    mine, theirs = ([part for pair in pairs for part in pair] for pairs in (copy_layers(params, count), params))
    assert not any(np.shares_memory(one, other) for one in mine for other in theirs)


def test_a_copy_of_lists_and_whole_numbers_is_of_floats():
    ((W, b),) = copy_layers([([[1, 2]], [3, 4]), ([[1], [1]], [0])], 1)
    assert W.dtype == b.dtype == float and W.tolist() == [[1, 2]] and b.tolist() == [3, 4]


@given(networks(), seeds, st.integers(1, 6))
def test_features_are_the_activations_inside_the_network(params, seed, m):
    X = np.random.default_rng(seed).normal(size=(m, len(params[0][0])))
    A = X
    for W, b in params:
        A = np.maximum(A @ W + b, 0)
    close(frozen_features(read_only(X), params), A)
    close(frozen_features(X.tolist(), params), A)
    if len(params) > 1:
        close(frozen_features(X, params[:-1]), forward(X, params)[-2])


@settings(max_examples=15)
@given(seeds, st.integers(1, 6), st.integers(1, 4), st.integers(1, 4), st.integers(1, 6))
def test_a_head_is_one_layer_trained_from_zero(seed, m, n, K, steps):
    rng = np.random.default_rng(seed)
    F, y = rng.normal(size=(m, n)), rng.integers(0, K, m)
    W, b = train_adam(F, y, [(np.zeros((n, K)), np.zeros(K))], 0.05, steps, m, 0)[0][0]
    ours = train_head(read_only(F), read_only(y), K, 0.05, steps)
    close(ours[0], W, 1e-6, scale=1)
    close(ours[1], b, 1e-6, scale=1)
    close(train_head(F.tolist(), y.tolist(), K, 0.05, steps)[0], ours[0])


@settings(max_examples=5)
@given(networks(), st.data())
def test_as_many_numbers_learn_as_in_keras(params, data):
    frozen = data.draw(st.integers(0, len(params)))
    layers = [keras.layers.Dense(len(b)) for _, b in params]
    model = keras.Sequential([keras.Input(shape=(len(params[0][0]),)), *layers])
    for layer in model.layers[:frozen]:
        layer.trainable = False
    theirs = sum(weight.value.numpy().size for weight in model.trainable_weights)
    assert trained_count(params, frozen) == trained_count(params, float(frozen)) == theirs
    assert trained_count([(W.tolist(), b.tolist()) for W, b in params], frozen) == theirs


@given(seeds, st.integers(1, 3))
def test_shrinking_averages_the_area(seed, m):
    images = np.random.default_rng(seed).integers(0, 9, size=(m, 20, 20)).astype(float)
    M = np.repeat(np.eye(8), 5, axis=1).reshape(8, 20, 2).mean(axis=2) / 2.5
    close(shrink(read_only(images)), M @ images @ M.T)


@given(seeds, st.integers(1, 3))
def test_few_rows_draws_from_each_class(seed, n):
    y = np.random.default_rng(seed).permutation(np.repeat([0, 2, 5], 4))
    rows = few_rows(y, n, seed)
    assert len(set(rows.tolist())) == 3 * n and y[rows].tolist() == np.repeat([0, 2, 5], n).tolist()
    np.testing.assert_array_equal(rows, few_rows(y, n, seed))
    assert len({tuple(few_rows(y, n, other)) for other in range(20)}) > 1


def test_random_params_have_their_variance():
    params = random_params(3)
    assert [(W.shape, b.shape) for W, b in params] == [((64, 128), (128,)), ((128, 32), (32,)), ((32, 10), (10,))]
    for W, b in params:
        assert not b.any() and 0.75 < W.var() * len(W) / 2 < 1.3
    np.testing.assert_array_equal(params[0][0], random_params(3)[0][0])
    close(params[0][0], np.random.default_rng(3).normal(size=(64, 128)) * np.sqrt(2 / 64))
    assert (params[0][0] != random_params(4)[0][0]).all()


@given(networks(), seeds)
def test_accuracy_is_the_share_of_right_rows(params, seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(7, len(params[0][0]))), rng.integers(0, len(params[-1][1]), 7)
    right = [int(np.argmax(forward(row[None], params)[-1])) == k for row, k in zip(X, y, strict=True)]
    assert accuracy(X, y, params) == pytest.approx(sum(right) / 7)


def test_the_three_ways_are_what_they_say():
    rng = np.random.default_rng(2)
    X, y, body = rng.random((6, 64)), np.arange(6) % 3, random_params(5)[:2]
    head = train_head(frozen_features(X, body), y, 10, 0.01, 100)
    frozen = on_frozen(X, y, body)
    assert all(one is other for one, other in zip(frozen[:2], body, strict=True))
    close(frozen[2][0], head[0])
    rows = dict(epochs=3, batch_size=6, seed=0)
    wanted = train_adam(X, y, random_params(4), alpha=0.003, **rows)[0]
    close(from_scratch(X, y, 4, steps=3)[0][0], wanted[0][0])
    wanted = train_adam(X, y, frozen, alpha=0.001, **rows)[0]
    close(fine_tuned(X, y, body, steps=3)[1][0], wanted[1][0])
    assert (from_scratch.__defaults__, on_frozen.__defaults__) == ((0, 0.003, 200), (0.01, 100))
    assert fine_tuned.__defaults__ == (0.001, 100)


def test_cross_validation_reads_each_row_once_and_never_one_it_learned_from():
    X, y, learned = np.arange(1.0, 11)[:, None], np.repeat([0, 1], 5), []

    def learn(X_rows, y_rows):
        learned.append((X_rows.ravel().tolist(), y_rows.tolist()))
        return [(np.array([[-1.0, 1.0]]), np.array([5.5, -5.5]))]  # says 1 above 5.5: always right

    assert cv_accuracy(learn, X, y) == 1 and cv_accuracy(learn, X, 1 - y) == 0
    assert len(learned) == 10 and all(len(rows) == 8 and classes.count(0) == 4 for rows, classes in learned)
    left_out = [set(X.ravel()) - set(rows) for rows, _ in learned[:5]]
    assert sorted(x for out in left_out for x in out) == X.ravel().tolist()


@bad_inputs({copy_layers: "count", frozen_features: "X", train_head: "F y K alpha steps", trained_count: "frozen"}, BAD)
def test_bad_input_is_turned_away(function, name, value):
    turned_away(function, name, value, GOOD)


def test_layers_that_do_not_fit_are_turned_away():
    with pytest.raises(ValueError, match="params"):
        frozen_features([[1.0, 2.0, 3.0]], NET)
    with pytest.raises(ValueError, match="F must have one row"):
        train_head([[1.0]], [0, 1], 2, 0.1, 1)
