"""Products and broadcasting, on random and awkward arrays, against NumPy."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import (
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_NUMBERS,
    bad_inputs,
    close,
    examples,
    numbers,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course1/Week2/01_vectorization"
dot_product, matrix_vector, predict = take(LESSON, "dot_product", "matrix_vector", "predict")
mean_products, broadcast_shape = take(LESSON, "mean_products", "broadcast_shape")

BAD_MATRICES = {"empty": [[]], "NaN": [[1.0, np.nan]], "a vector": [1.0, 2.0], "text": [["a", "b"]]}
GOOD = dict(u=[1.0, 2.0], v=[3.0, 4.0], X=[[1.0, 2.0], [3.0, 5.0]], w=[2.0, 0.5], error=[1.0, -3.0], b=0.9)
SHAPES = st.lists(st.sampled_from([1, 1, 2, 3, 5]), max_size=4).map(tuple)


@st.composite
def tables(draw, rows=(1, 8), columns=(1, 6), scales=(1.0, 1e-3, 1e8)):
    """A matrix (m, n) with one vector for its rows and one for its columns, (m,) and (n,)."""
    m, n = draw(st.integers(*rows)), draw(st.integers(*columns))
    entries = draw(st.lists(numbers(), min_size=m * n + m + n, max_size=m * n + m + n))
    entries = np.array(entries) * draw(st.sampled_from(scales))
    return entries[: m * n].reshape(m, n), entries[m * n : m * n + m], entries[m * n + m :]


@given(examples())
def test_dot_product_is_numpys(data):
    u, v = data
    close(dot_product(u, v), np.dot(u, v), scale=np.abs(u) @ np.abs(v))
    assert dot_product(u, v) == dot_product(v, u)


@given(tables())
def test_matrix_vector_is_numpys(data):
    X, _, w = data
    close(matrix_vector(X, w), np.dot(X, w), scale=(np.abs(X) @ np.abs(w)).max())


@given(tables(), st.integers(0, 7))
def test_matrix_vector_picks_a_column(data, j):
    X, _, w = data
    j = j % len(w)
    np.testing.assert_array_equal(matrix_vector(X, np.eye(len(w))[j]), X[:, j])


@given(tables(), numbers())
def test_predictions_are_those_of_the_sum_over_features(data, b):
    X, _, w = data
    expected = [sum(X[i, j] * w[j] for j in range(len(w))) + b for i in range(len(X))]
    close(predict(X, w, b), expected, scale=(np.abs(X) @ np.abs(w)).max() + abs(b))


@given(tables())
def test_mean_products_are_means_over_the_rows(data):
    X, error, _ = data
    expected = [np.mean(column * error) for column in X.T]
    close(mean_products(X, error), expected, scale=np.abs(X).max() * np.abs(error).max())


@given(tables())
def test_the_two_products_are_adjoint(data):
    """(Xw)·e = w·(Xᵀe): going from features to houses and back are two sides of one product."""
    X, error, w = data
    back = len(X) * mean_products(X, error)
    close(matrix_vector(X, w) @ error, w @ back, scale=np.abs(error) @ np.abs(X) @ np.abs(w))


@given(SHAPES, SHAPES)
@example((), ())
@example((4, 1), (4,))
def test_broadcast_shape_is_numpys(first, second):
    try:
        expected = np.broadcast_shapes(first, second)
    except ValueError:
        with pytest.raises(ValueError, match="do not fit"):
            broadcast_shape(first, second)
    else:
        assert broadcast_shape(first, second) == expected == broadcast_shape(second, first)


def test_sizes_that_do_not_fit_are_named_in_the_order_of_the_shapes():
    with pytest.raises(ValueError, match="3 meets 2"):
        broadcast_shape((4, 3), (2,))


@given(tables(scales=(1.0,)))
def test_lists_whole_numbers_and_float32_do_as_well(data):
    X, error, w = data
    same_in_any_form(dot_product, w, w[::-1].copy())
    same_in_any_form(matrix_vector, X, w)
    same_in_any_form(predict, X, w, rest=(0.5,))
    same_in_any_form(mean_products, X, error)


@bad_inputs(
    {dot_product: "u v", matrix_vector: "X w", predict: "X w", mean_products: "X error"},
    dict(u=BAD_VECTORS, v=BAD_VECTORS, w=BAD_VECTORS, error=BAD_VECTORS, X=BAD_MATRICES),
)
def test_bad_arrays_are_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({predict: "b"}, dict(b=NOT_NUMBERS))
def test_a_bad_intercept_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs(
    {broadcast_shape: "first second"},
    {name: {wrong: (2, size) for wrong, size in NOT_COUNTS.items()} for name in ("first", "second")},
)
def test_bad_sizes_are_turned_away_by_name(function, name, value):
    turned_away(function, name, value, dict(first=(2, 3), second=(2, 3)))


@pytest.mark.parametrize("function, name", [(matrix_vector, "w"), (predict, "w"), (mean_products, "error")])
def test_shapes_that_do_not_fit_are_turned_away(function, name):
    turned_away(function, name, [1.0, 2.0, 3.0], GOOD)
    turned_away(function, name, [[1.0], [2.0]], GOOD)
