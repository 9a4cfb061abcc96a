"""Inputs for property tests: random ones, awkward ones, and bad ones that must be turned away.

Numbers are multiples of 1/8. They are exact in binary, so that a wrong formula differs by much more than rounding, and
no two of them are so close that only rounding tells them apart.
"""

import inspect
from unittest import mock

import numpy as np
import pytest
from hypothesis import assume
from hypothesis import strategies as st

BAD_VECTORS = {
    "empty": [],
    "NaN": [1.0, np.nan],
    "infinity": [1.0, np.inf],
    "a table": [[1.0, 2.0]],
    "text": ["a", "b"],
}
BAD_TABLES = {"empty": [[]], "NaN": [[1.0, np.nan]], "infinity": [[1.0, np.inf]], "a vector": [1.0], "text": [["a"]]}
BAD_LABELS = {**BAD_VECTORS, "a label of 2": [0.0, 2.0], "a half": [0.5, 1.0], "minus one": [-1.0, 1.0]}
NOT_FINITE = {"NaN": np.nan, "infinity": np.inf}
NOT_NUMBERS = {**NOT_FINITE, "text": "a", "two numbers": [1.0, 2.0]}
NOT_POSITIVE = {**NOT_NUMBERS, "zero": 0, "negative": -0.1}
NOT_COUNTS = {**NOT_NUMBERS, "zero": 0, "negative": -1, "a fraction": 1.5}


def numbers(most=100):
    """Multiples of 1/8 from -most to most."""
    return st.integers(-8 * most, 8 * most).map(lambda eighths: eighths / 8)


def learning_rates():
    """Fractions of a safe learning rate: above 0, below 1."""
    return st.integers(1, 31).map(lambda parts: parts / 32)


@st.composite
def vectors(draw, most=100, sizes=(1, 20), scales=(1.0, 1e-3, 1e8)):
    """One vector; its length lies within `sizes`, its entries within `most` times one of the scales."""
    entries = draw(st.lists(numbers(most), min_size=sizes[0], max_size=sizes[1]))
    return np.array(entries) * draw(st.sampled_from(scales))


@st.composite
def examples(draw, most=100, sizes=(1, 20), scales=(1.0, 1e-3, 1e8), varied=False):
    """A feature and its targets, two vectors of one length, each with its own scale. varied: the feature is not
    constant."""
    pairs = draw(st.lists(st.tuples(numbers(most), numbers(most)), min_size=sizes[0], max_size=sizes[1]))
    x, y = np.array(pairs).T
    assume(not varied or np.ptp(x) > 0)
    return x * draw(st.sampled_from(scales)), y * draw(st.sampled_from(scales))


def close(ours, reference, tolerance=1e-9, scale=None):
    """Assert that two results have one shape and agree, relative to the largest entry or to `scale`.

    scale: the size of the terms that were summed, where they may cancel.
    """
    ours, reference = np.asarray(ours, dtype=float), np.asarray(reference, dtype=float)
    assert ours.shape == reference.shape
    scale = np.abs(reference).max(initial=0.0) if scale is None else scale
    np.testing.assert_allclose(ours, reference, rtol=0, atol=tolerance * scale + 1e-300)


def same_in_any_form(function, *vectors, rest=()):
    """Assert that lists, whole numbers, float32 and read-only arrays give what float64 arrays of them give.

    A function that changes its input fails at the read-only ones.
    """
    for form in (lambda v: v.tolist(), lambda v: np.rint(v).astype(int), lambda v: v.astype(np.float32), read_only):
        formed = [form(vector) for vector in vectors]
        got = function(*formed, *rest)
        wanted = function(*(np.array(vector, dtype=np.float64) for vector in formed), *rest)
        for one, other in zip(*(r if isinstance(r, tuple) else (r,) for r in (got, wanted)), strict=True):
            np.testing.assert_array_equal(one, other)


def among_names_of(function, **values):
    """A context in which a function finds these values: names that its lesson computes, and that `take` leaves out."""
    return mock.patch.dict(function.__globals__, values)


def read_only(vector):
    """A copy of an array that cannot be written to."""
    vector = vector.copy()
    vector.flags.writeable = False
    return vector


def bad_inputs(functions, bad):
    """A parametrize mark with every bad value for every argument.

    functions: {function: "names of its guarded arguments"}. bad: {name: {what is wrong: value}}.
    """
    pairs = [(function, name) for function, names in functions.items() for name in names.split()]
    rows = [(function, name, value) for function, name in pairs for value in bad[name].values()]
    labels = [f"{function.__name__}-{name}-{wrong}" for function, name in pairs for wrong in bad[name]]
    return pytest.mark.parametrize("function, name, value", rows, ids=labels)


def turned_away(function, name, value, good):
    """Assert that a function called with good arguments but for one raises a ValueError that names this one.

    good: {name: value} for all arguments of a lesson; the function gets those it takes.
    """
    arguments = {n: good[n] for n in inspect.signature(function).parameters if n in good}
    with pytest.raises(ValueError, match=rf"\b{name}\b"):
        function(**{**arguments, name: value})


def matrix_gradient(x, y, w, b):
    """The gradient by the matrix formula Aᵀ(Aθ − y) / m, and the size of the terms that are summed in it."""
    A = np.column_stack([x, np.ones_like(x)])
    sizes = np.abs(A).T @ (np.abs(A) @ np.abs([w, b]) + np.abs(y)) / len(x)
    return A.T @ (A @ [w, b] - y) / len(x), sizes
