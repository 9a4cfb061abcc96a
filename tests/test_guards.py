"""The guards: good input becomes float64 arrays, bad input gets an error that names the argument."""

import numpy as np
import pandas as pd
import pytest

from utils import guards

BAD_VECTORS = {
    "x must be a vector": [[1, 2]], "x must be a vector of": 3, "x must not be empty": [],
    "x must be finite": [1, np.nan],
    "x must be finite, got NaN or infinity in 2": [np.inf, 1, -np.inf], "x must hold numbers": ["a", "b"],
    "x must hold numbers in rows": [[1, 2], [3]],
}  # fmt: skip


@pytest.mark.parametrize("good", [[1, 2], (1, 2), [True, 2], np.float32([1, 2]), pd.Series([1, 2], index=[5, 7])])
def test_vectors_become_float64(good):
    x = guards.require_vectors(x=good)
    assert type(x) is np.ndarray and x.dtype == np.float64 and x.tolist() == [1, 2]


@pytest.mark.parametrize(("words", "bad"), BAD_VECTORS.items())
def test_bad_vectors_are_named(words, bad):
    with pytest.raises(ValueError, match=words):
        guards.require_vectors(x=bad)
    with pytest.raises(ValueError, match=words):
        guards.require_vectors(y=[1, 2], x=bad)


def test_vectors_have_one_length():
    x, y = guards.require_vectors(x=[1, 2], y=[3, 4])
    assert (x.tolist(), y.tolist()) == ([1, 2], [3, 4])
    with pytest.raises(ValueError, match="x and y must have the same length: x has 2, y has 3"):
        guards.require_vectors(x=[1, 2], y=[1, 2, 3])


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 1, 3)])
def test_arrays_may_have_any_shape(shape):
    z = guards.require_array(z=np.ones(shape, dtype=int).tolist())
    assert z.dtype == np.float64 and z.shape == shape


@pytest.mark.parametrize(("words", "bad"), {"finite": [[1, np.nan]], "empty": [], "numbers": "a"}.items())
def test_bad_arrays_are_named(words, bad):
    with pytest.raises(ValueError, match=f"z must .*{words}"):
        guards.require_array(z=bad)


def test_a_float_array_is_not_copied_and_not_changed():
    x = np.array([1.0, 2.0])
    assert guards.require_vectors(x=x) is x


def test_matrices_and_examples():
    assert guards.require_matrix(X=[[1, 2]]).shape == (1, 2)
    X, y = guards.require_examples(X=[[1, 2], [3, 4]], y=[5, 6])
    assert X.shape == (2, 2) and y.shape == (2,)
    with pytest.raises(ValueError, match="X must be a matrix"):
        guards.require_matrix(X=[1, 2])
    with pytest.raises(ValueError, match="X must have one row for each entry of y: 2 rows, 3 entries"):
        guards.require_examples(X=[[1, 2], [3, 4]], y=[5, 6, 7])
    with pytest.raises(ValueError, match="y must be a vector"):
        guards.require_examples(X=[[1, 2], [3, 4]], y=[[5], [6]])


def test_features():
    X, w = guards.require_features(X=[[1, 2, 3], [4, 5, 6]], w=[7, 8, 9])
    assert X.shape == (2, 3) and w.shape == (3,)
    with pytest.raises(ValueError, match="w must have one entry for each column of X: 3 columns, 2 entries"):
        guards.require_features(X=X, w=[7, 8])
    with pytest.raises(ValueError, match="w must be a vector"):
        guards.require_features(X=X, w=[[7], [8], [9]])
    with pytest.raises(ValueError, match="X must be a matrix"):
        guards.require_features(X=[1, 2, 3], w=w)


def test_labels():
    assert guards.require_labels(y=[True, 0, 1.0]).tolist() == [1, 0, 1]
    with pytest.raises(ValueError, match="y must hold only the labels 0 and 1, got -1"):
        guards.require_labels(y=[0, 1, -1])


def test_numbers():
    assert guards.require_numbers(w=3) == 3 and guards.require_numbers(w=np.float32(2), b=np.array(1)) == (2, 1)
    assert guards.require_positive(alpha=0.1) == 0.1 and guards.require_positive(alpha=1, beta=2) == (1, 2)
    for bad in ([1, 2], None, "a", np.nan):
        with pytest.raises(ValueError, match="b must"):
            guards.require_numbers(w=1, b=bad)
    for bad in (0, -1):
        with pytest.raises(ValueError, match="alpha must be positive, got"):
            guards.require_positive(alpha=bad)
    assert guards.require_not_negative(lambda_=0) == 0 and guards.require_not_negative(lambda_=1, beta=2) == (1, 2)
    with pytest.raises(ValueError, match="beta must not be negative, got -2"):
        guards.require_not_negative(lambda_=1, beta=-2)


def test_shares():
    assert guards.require_share(g=0) == 0.0 and guards.require_share(g=1, h=0.5) == (1.0, 0.5)
    for bad in (-0.1, 1.1, np.nan, [0.5, 0.5], "a"):
        with pytest.raises(ValueError, match=r"\bh must be\b|\bh must hold\b"):
            guards.require_share(g=0.5, h=bad)


def test_counts():
    assert guards.require_count(k=3.0) == 3 and isinstance(guards.require_count(k=np.int64(3)), int)
    assert guards.require_count(most=3, k=3) == 3
    for bad in (0, -1, 2.5):
        with pytest.raises(ValueError, match=f"k must be a whole number of at least 1, got {bad}"):
            guards.require_count(k=bad)
    with pytest.raises(ValueError, match="k must be a whole number from 1 to 3, got 4"):
        guards.require_count(most=3, k=4)


def test_classes_become_integers_in_their_shape():
    for good in ([0, 2, 1], [[0.0, 2.0], [1.0, 1.0]], np.array([2, 0])):
        y = guards.require_classes(3, y=good)
        assert y.dtype.kind == "i" and y.tolist() == np.array(good, int).tolist()


@pytest.mark.parametrize("bad", [[0, 3], [0, -1], [0.5, 1]])
def test_what_is_no_class_is_named(bad):
    for value in (bad, np.array(bad)):
        with pytest.raises(ValueError, match="y must hold whole numbers from 0 to 2, got"):
            guards.require_classes(3, y=value)
    with pytest.raises(ValueError, match="y must not be empty"):
        guards.require_classes(3, y=[])


def test_classes_without_an_upper_limit():
    assert guards.require_classes(y=[7.0, 0]).tolist() == [7, 0]
    with pytest.raises(ValueError, match=r"y must hold whole numbers of at least 0, got -1"):
        guards.require_classes(y=[0, -1])
