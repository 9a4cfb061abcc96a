"""Products by loops, rows and blocks, counts of operations, and batches, on random shapes, against NumPy."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import BAD_TABLES, NOT_COUNTS, bad_inputs, close, numbers, read_only, same_in_any_form, turned_away

from utils.lessons import take

LESSON = "Course2/Week1/04_why_networks_are_fast"
count_operations, intensity = take(LESSON, "count_operations", "intensity")
require_product, matmul_loops, matmul_rows, matmul_blocks = take(
    LESSON, "require_product", "matmul_loops", "matmul_rows", "matmul_blocks"
)
sequential, sequential_loops, sequential_threads, predict_in_batches = take(
    LESSON, "sequential", "sequential_loops", "sequential_threads", "predict_in_batches"
)
PRODUCTS = [matmul_loops, matmul_rows, lambda A, B: matmul_blocks(A, B, 2)]

ADDER = [(np.ones((2, 1)), np.ones(1), np.tanh)]
GOOD = dict(A=[[1.0, 2.0]], B=[[1.0], [2.0]], size=1, X=[[1.0, 2.0]], layers=ADDER, batch_size=1, m=1, k=2, n=3)
GOOD |= dict(itemsize=4, layer_sizes=[2, 1])
BAD = dict(A=BAD_TABLES, B=BAD_TABLES, X=BAD_TABLES, size=NOT_COUNTS, batch_size=NOT_COUNTS)
BAD |= dict(m=NOT_COUNTS, k=NOT_COUNTS, n=NOT_COUNTS, itemsize=NOT_COUNTS)


@st.composite
def tables(draw, *shapes):
    """Tables of multiples of 1/8. shapes: names of sizes, such as "mk"; equal letters are equal sizes from 1 to 5."""
    sizes = {letter: draw(st.integers(1, 5)) for letter in sorted(set("".join(shapes)))}
    found = []
    for shape in shapes:
        dimensions = tuple(sizes[letter] for letter in shape)
        count = int(np.prod(dimensions))
        found.append(np.array(draw(st.lists(numbers(10), min_size=count, max_size=count))).reshape(dimensions))
    return found


@given(tables("mk", "kn"), st.integers(1, 6))
def test_every_product_is_numpys(data, size):
    A, B = data
    for product in (*PRODUCTS, lambda A, B: matmul_blocks(A, B, size)):
        close(product(A, B), A @ B, scale=(np.abs(A) @ np.abs(B)).max() + 1e-9, tolerance=1e-12)


@given(tables("mk", "kn"))
def test_lists_whole_numbers_and_float32_do_as_well(data):
    for product in (*PRODUCTS, require_product):
        same_in_any_form(product, *data)


@given(st.integers(1, 50), st.lists(st.integers(1, 30), min_size=2, max_size=5))
def test_operations_are_counted_as_they_are_done(m, sizes):
    multiplications = additions = 0
    for n_in, n_out in pairwise(sizes):
        multiplications += m * n_out * n_in
        additions += m * n_out * (n_in - 1 + 1)  # the products, and the bias
    assert count_operations(m, sizes) == multiplications + additions


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.sampled_from([2, 4, 8]))
def test_intensity_is_operations_over_the_bytes_of_three_arrays(m, k, n, itemsize):
    tables = [np.zeros(shape, dtype=f"f{itemsize}") for shape in ((m, k), (k, n), (m, n))]
    close(intensity(m, k, n, itemsize), count_operations(m, [k, n]) / sum(table.nbytes for table in tables))
    assert intensity(2 * m, k, n) > intensity(m, k, n)


@given(tables("mk", "kn", "n", "np", "p"), st.integers(1, 6))
def test_loops_threads_and_batches_give_the_forward_pass(data, batch_size):
    X, W1, b1, W2, b2 = data
    layers = [(W1 / 100, b1 / 10, np.tanh), (W2, b2, np.sin)]
    whole = np.sin(np.tanh(X @ (W1 / 100) + b1 / 10) @ W2 + b2)
    for ours in (
        sequential(X, layers),
        np.array([sequential_loops(x, layers) for x in X]),
        sequential_threads(X, layers, min(2, len(X))),
        predict_in_batches(X, layers, batch_size),
        predict_in_batches(read_only(X), layers, batch_size),
    ):
        close(ours, whole, scale=1)


def test_float32_stays_float32_and_other_numbers_become_float64():
    narrow = [(np.ones((2, 1), dtype=np.float32), np.ones(1, dtype=np.float32), np.tanh)]
    X = np.array([[1, 2], [3, 4], [5, 6]])
    assert predict_in_batches(X.astype(np.float32), narrow, 2).dtype == np.float32
    assert predict_in_batches(X, ADDER, 2).dtype == np.float64
    assert predict_in_batches(X.tolist(), ADDER, 2).shape == (3, 1)


@bad_inputs(
    {
        require_product: "A B",
        matmul_loops: "A B",
        matmul_rows: "A B",
        matmul_blocks: "A B size",
        intensity: "m k n itemsize",
        count_operations: "m",
        predict_in_batches: "X batch_size",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


def test_shapes_that_do_not_meet_are_turned_away():
    for function in (require_product, matmul_loops, matmul_rows, matmul_blocks):
        turned_away(function, "A", [[1.0, 2.0, 3.0]], GOOD)
    turned_away(predict_in_batches, "X", [[1.0, 2.0, 3.0]], GOOD)
    turned_away(predict_in_batches, "X", np.full((1, 2), np.nan, dtype=np.float32), GOOD)


@pytest.mark.parametrize("sizes", [[], [3], [3, 0], [3, 1.5]])
def test_networks_without_layers_or_units_are_turned_away(sizes):
    turned_away(count_operations, "layer_sizes", sizes, GOOD)
