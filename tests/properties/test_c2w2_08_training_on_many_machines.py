"""Shards, averages, the ring and its cost, on random and awkward inputs, against NumPy, SciPy and TensorFlow."""

import inspect
import itertools
import json
import os
import socket
from unittest import mock

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import log_softmax
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_FINITE,
    NOT_POSITIVE,
    bad_inputs,
    close,
    numbers,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week2/08_training_on_many_machines"
shard_rows, average_slopes, cost_and_slopes = take(LESSON, "shard_rows", "average_slopes", "cost_and_slopes")
tf_config, free_ports, ring_all_reduce, step_seconds = take(
    LESSON, "tf_config", "free_ports", "ring_all_reduce", "step_seconds"
)


@st.composite
def problems(draw):
    """Rows, their classes, and parameters of a softmax regression, scores up to some hundreds among them."""
    m, n, K = draw(st.integers(1, 8)), draw(st.integers(1, 3)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    scale = draw(st.sampled_from([1.0, 1e-3, 100.0]))
    return scale * rng.normal(size=(m, n)), rng.integers(K, size=m), rng.normal(size=(n, K)), rng.normal(size=K)


@given(st.integers(1, 40), st.integers(1, 6))
def test_each_row_goes_to_exactly_one_worker_and_shards_are_nearly_equal(m, workers):
    if m < workers:
        with pytest.raises(ValueError, match="m must be at least"):
            shard_rows(m, 0, workers)
        return
    shards = [shard_rows(m, index, workers) for index in range(workers)]
    assert sorted(itertools.chain(*shards)) == list(range(m))
    assert len(shards[0]) - len(shards[-1]) in (0, 1)
    assert [shard[0] for shard in shards] == list(range(workers))


@given(problems())
def test_cost_and_slopes_are_those_of_scipy_and_tensorflow(problem):
    X, y, W, b = problem
    J, dW, db = cost_and_slopes(X, y, W, b)
    close(J, -log_softmax(X @ W + b, axis=1)[np.arange(len(y)), y].mean())
    W, b = tf.Variable(W), tf.Variable(b)
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, X @ W + b))
    for ours, reference in zip((dW, db), tape.gradient(cost, [W, b]), strict=True):
        close(ours, reference.numpy(), scale=max(1.0, np.abs(X).max()))


def test_cost_survives_huge_scores_and_takes_lists():
    J, dW, db = cost_and_slopes([[1.0]], [0], [[-5000.0, 5000.0]], [0, 0])
    close([J, *dW[0], *db], [10000, -1, 1, -1, 1])


@given(problems(), st.data())
def test_averaged_slopes_of_any_shards_are_the_slopes_of_all_rows(problem, drawn):
    X, y, W, b = problem
    cuts = sorted(drawn.draw(st.sets(st.integers(1, len(y) - 1), max_size=3))) if len(y) > 1 else []
    shards = np.split(np.random.default_rng(0).permutation(len(y)), cuts)
    each = [cost_and_slopes(X[rows], y[rows], W, b) for rows in shards]
    for part, whole in zip(zip(*each, strict=True), cost_and_slopes(X, y, W, b), strict=True):
        averaged = average_slopes(part, [len(rows) for rows in shards])
        assert averaged.shape == np.shape(whole)
        close(averaged, whole, scale=max(1.0, np.abs(X).max()))


@given(st.integers(1, 5), st.integers(1, 3), st.data())
def test_average_is_that_of_numpy(n, k, drawn):
    slopes = np.array(drawn.draw(st.lists(numbers(), min_size=n * k, max_size=n * k))).reshape(n, k)
    rows = drawn.draw(st.lists(st.integers(1, 50), min_size=n, max_size=n))
    close(average_slopes(slopes, rows), np.average(slopes, axis=0, weights=rows), scale=100)


@given(st.integers(1, 6), st.integers(1, 3), st.data())
def test_the_ring_gives_the_sum_to_all_and_each_sends_less_than_twice_its_numbers(n, part, drawn):
    k = n * part
    vectors = np.array(drawn.draw(st.lists(numbers(), min_size=n * k, max_size=n * k))).reshape(n, k)
    before = vectors.copy()
    held, sent = ring_all_reduce(vectors)
    np.testing.assert_array_equal(held, np.tile(vectors.sum(axis=0), (n, 1)))  # multiples of 1/8: exact
    assert sent == 2 * (n - 1) * part < 2 * k
    np.testing.assert_array_equal(vectors, before)


@given(st.integers(1, 64), st.floats(0.01, 100), st.floats(1, 1e9), st.floats(1, 1e9), st.floats(0, 1))
def test_a_step_takes_its_share_of_computing_and_the_turns_of_the_ring(workers, compute, size, bandwidth, latency):
    turns = sum(size / workers / bandwidth + latency for _ in range(2 * (workers - 1)))
    close(step_seconds(workers, compute, size, bandwidth, latency), compute / workers + turns)
    close(step_seconds(workers, compute, size, bandwidth), step_seconds(workers, compute, size, bandwidth, 0))


def test_one_worker_never_waits_and_no_latency_is_allowed():
    assert step_seconds(1, 3, 1e9, 1, 100) == 3
    assert step_seconds(2, 2, 4, 2, 0) == 3


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_tensorflow_reads_our_config(workers):
    addresses = [f"machine{i}:2222" for i in range(workers)]
    for index in range(workers):
        with mock.patch.dict(os.environ, {"TF_CONFIG": tf_config(addresses, index)}):
            resolver = tf.distribute.cluster_resolver.TFConfigClusterResolver()
            assert resolver.cluster_spec().as_dict() == {"worker": addresses}
            assert (resolver.task_type, resolver.task_id) == ("worker", index)


def test_config_takes_a_tuple_and_turns_away_what_is_no_cluster():
    assert json.loads(tf_config(("a:1", "b:2"), 1))["cluster"] == {"worker": ["a:1", "b:2"]}
    for addresses, index in (([], 0), (["a:1"], 1), (["a:1"], -1), (["a:1", "a:1"], 0)):
        with pytest.raises(ValueError, match=r"index must be|addresses must differ"):
            tf_config(addresses, index)


def test_free_ports_can_be_used():
    ports = free_ports(4)
    assert len(set(ports)) == 4
    for server in [socket.create_server(("127.0.0.1", port)) for port in ports]:
        server.close()


GOOD = dict(slopes=[[1.0, 2.0], [3.0, 4.0]], rows=[1.0, 2.0], vectors=[[1.0, 2.0], [3.0, 4.0]])
GOOD |= dict(workers=2, compute=1.0, size=4.0, bandwidth=2.0, latency=0.5, m=5, index=0, count=2)
GOOD |= dict(X=[[1.0, 5.0], [2.0, 3.0]], y=[0, 1], W=[[1.0, 0.0], [0.5, 2.0]], b=[0.0, 1.0])
BAD = dict(rows={**BAD_VECTORS, "no rows": [0.0, 2.0], "too few": [1.0], "too many": [1.0, 2.0, 3.0]})
BAD |= dict(slopes={"empty": [], "NaN": [1.0, np.nan], "text": ["a", "b"], "a number": 3.0, "three": [1.0, 2.0, 3.0]})
BAD |= dict(vectors={**BAD_TABLES, "three columns for two": np.ones((2, 3))})
BAD |= dict(workers=NOT_COUNTS, m={**NOT_COUNTS, "fewer than workers": 1}, count=NOT_COUNTS)
BAD |= dict(compute=NOT_POSITIVE, size=NOT_POSITIVE, bandwidth=NOT_POSITIVE)
BAD |= dict(latency={**NOT_FINITE, "negative": -0.1}, index={"too large": 2, "negative": -1, "a half": 0.5})
BAD |= dict(X=BAD_TABLES, W={**BAD_TABLES, "too wide": np.ones((2, 3)), "too long": np.ones((3, 2))})
BAD |= dict(b=BAD_VECTORS, y={"empty": [], "NaN": [0, np.nan], "too short": [1], "no class": [0, 2], "half": [0, 0.5]})
GOOD |= dict(addresses=["a:1", "b:2"])


@bad_inputs(
    {
        shard_rows: "m index workers",
        average_slopes: "slopes rows",
        cost_and_slopes: "X y W b",
        ring_all_reduce: "vectors",
        step_seconds: "workers compute size bandwidth latency",
        free_ports: "count",
    },
    BAD,
)
def test_bad_input_is_turned_away(function, name, value):
    arguments = {n: GOOD[n] for n in inspect.signature(function).parameters if n in GOOD}
    with pytest.raises(ValueError):
        function(**{**arguments, name: value})


def test_errors_name_the_argument():
    for function, name, value in [
        (shard_rows, "index", 2),
        (shard_rows, "m", 1),
        (average_slopes, "slopes", [1.0, 2.0, 3.0]),
        (average_slopes, "rows", [0.0, 2.0]),
        (cost_and_slopes, "W", np.ones((3, 2))),
        (cost_and_slopes, "y", [0, 2]),
        (ring_all_reduce, "vectors", np.ones((2, 3))),
        (tf_config, "addresses", ["a:1", "a:1"]),
        (step_seconds, "latency", -1.0),
        (step_seconds, "size", 0.0),
    ]:
        turned_away(function, name, value, GOOD)


def test_lists_and_read_only_arrays_give_the_same():
    slopes, rows = np.array(GOOD["slopes"]), np.array(GOOD["rows"])
    same_in_any_form(average_slopes, slopes, rows)
    same_in_any_form(ring_all_reduce, slopes)
    X, W, b = (np.array(GOOD[name]) for name in ("X", "W", "b"))
    same_in_any_form(lambda X, W, b: cost_and_slopes(X, GOOD["y"], W, b), X, W, b)
