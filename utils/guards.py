"""Guards at the door of a function: lists become float arrays, bad input gets a clear error.

The mathematics of a lesson starts after its guard. Every guard takes its arguments by name, so that the
error can say which one is wrong: `x, y = require_vectors(x=x, y=y)`.
"""

import math

import numpy as np


def _as_floats(name, value, ndim):
    """`value` as a finite, non-empty float64 array with `ndim` axes (None: any); no copy where it is one already."""
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must hold numbers in rows of equal length, got {_short(value)}") from None
    if ndim is not None and array.ndim != ndim:
        wanted = {0: "one number", 1: "a vector of shape (m,)", 2: "a matrix of shape (m, n)"}[ndim]
        raise ValueError(f"{name} must be {wanted}, got shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}")
    # A finite sum means finite entries, and is quicker to have; a sum may overflow, so only then are they looked at.
    with np.errstate(over="ignore", invalid="ignore"):
        total = array.sum()
    if not math.isfinite(total) and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, got NaN or infinity in {int((~np.isfinite(array)).sum())} place(s)")
    return array


def _short(value):
    text = repr(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:37] + "..."


def require_vectors(**vectors):
    """Vectors of one common length.

    vectors: name=value, each (m,) or a list of m numbers. Returns the float64 arrays in the order given (a single
    array for a single name). Raises ValueError naming the argument if one is not a vector, is empty, holds NaN,
    infinity or text, or if their lengths differ.
    """
    arrays = {name: _as_floats(name, value, 1) for name, value in vectors.items()}
    if len({len(array) for array in arrays.values()}) > 1:
        lengths = ", ".join(f"{name} has {len(array)}" for name, array in arrays.items())
        raise ValueError(f"{' and '.join(arrays)} must have the same length: {lengths}")
    return tuple(arrays.values()) if len(arrays) > 1 else next(iter(arrays.values()))


def require_matrix(**matrix):
    """One matrix, given by name: (m, n), finite and not empty. Returns it as float64. Raises ValueError otherwise."""
    ((name, value),) = matrix.items()
    return _as_floats(name, value, 2)


def require_array(**array):
    """Numbers in any shape, one number included, given by name: finite and not empty. Returns them as float64.

    Raises ValueError otherwise.
    """
    ((name, value),) = array.items()
    return _as_floats(name, value, None)


def require_examples(**data):
    """A matrix of examples and the vector of their targets, given by name and in this order.

    Returns the float64 arrays (m, n) and (m,). Raises ValueError naming the argument if either is malformed or if the
    matrix has not one row for each target.
    """
    (X_name, X), (y_name, y) = data.items()
    X, y = _as_floats(X_name, X, 2), _as_floats(y_name, y, 1)
    if len(X) != len(y):
        raise ValueError(f"{X_name} must have one row for each entry of {y_name}: {len(X)} rows, {len(y)} entries")
    return X, y


def require_features(**data):
    """A matrix of examples and a vector with one entry for each feature, given by name and in this order.

    Returns the float64 arrays (m, n) and (n,). Raises ValueError naming the argument if either is malformed or if the
    matrix has not one column for each entry of the vector.
    """
    (X_name, X), (w_name, w) = data.items()
    X, w = _as_floats(X_name, X, 2), _as_floats(w_name, w, 1)
    if X.shape[1] != len(w):
        raise ValueError(
            f"{w_name} must have one entry for each column of {X_name}: {X.shape[1]} columns, {len(w)} entries"
        )
    return X, w


def require_labels(**labels):
    """Labels that are 0 or 1, given by name: (m,). Returns them as float64. Raises ValueError naming a wrong value."""
    ((name, value),) = labels.items()
    array = _as_floats(name, value, 1)
    wrong = array[(array != 0) & (array != 1)]
    if wrong.size:
        raise ValueError(f"{name} must hold only the labels 0 and 1, got {wrong[0]:g}")
    return array


def require_classes(K=None, **classes):
    """Classes as whole numbers from 0 to K - 1 (None: no upper limit), given by name, in any shape.

    Returns integers of that shape. Raises ValueError naming a value that is no class.
    """
    ((name, value),) = classes.items()
    if isinstance(value, np.ndarray) and value.dtype == int and value.size and value.min() >= 0:
        if K is None or value.max() < K:
            return value  # nothing to convert
    array = _as_floats(name, value, None)
    wrong = array[(array != np.floor(array)) | (array < 0) | (array >= (np.inf if K is None else K))]
    if wrong.size:
        limit = "of at least 0" if K is None else f"from 0 to {K - 1}"
        raise ValueError(f"{name} must hold whole numbers {limit}, got {wrong[0]:g}")
    return array.astype(int)


def require_numbers(**numbers):
    """Finite single numbers, given by name. Returns floats in the order given; ValueError names the argument."""
    values = tuple(
        value if type(value) is float and math.isfinite(value) else float(_as_floats(name, value, 0))
        for name, value in numbers.items()
    )
    return values if len(values) > 1 else values[0]


def require_positive(**numbers):
    """Finite numbers above zero, given by name. Returns floats in the order given; ValueError names the argument."""
    values = require_numbers(**numbers)
    for name, value in zip(numbers, values if len(numbers) > 1 else (values,), strict=True):
        if value <= 0:
            raise ValueError(f"{name} must be positive, got {value:g}")
    return values


def require_not_negative(**numbers):
    """Finite numbers, zero or above, by name. Returns floats in the order given; ValueError names the argument."""
    values = require_numbers(**numbers)
    for name, value in zip(numbers, values if len(numbers) > 1 else (values,), strict=True):
        if value < 0:
            raise ValueError(f"{name} must not be negative, got {value:g}")
    return values


def require_share(**numbers):
    """Numbers from 0 to 1, both included, by name. Returns floats in the order given; ValueError names the argument."""
    values = require_numbers(**numbers)
    for name, value in zip(numbers, values if len(numbers) > 1 else (values,), strict=True):
        if not 0 <= value <= 1:
            raise ValueError(f"{name} must be from 0 to 1, got {value:g}")
    return values


def require_count(most=None, **count):
    """A whole number of at least 1 and at most `most`, given by name. Returns an int; ValueError names the argument."""
    ((name, value),) = count.items()
    number = require_numbers(**{name: value})
    if number != int(number) or number < 1 or (most is not None and number > most):
        limit = "of at least 1" if most is None else f"from 1 to {most}"
        raise ValueError(f"{name} must be a whole number {limit}, got {value}")
    return int(number)
