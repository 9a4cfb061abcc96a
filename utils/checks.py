"""Checks that teach: silent about nothing, one line when right, and the name of the mistake when wrong.

Three kinds of truth are compared: a value worked out by hand (`check`), a reference library (`check_close`, `compare`)
and a numerical gradient (`check_gradient`). `check_raises` makes sure that bad input is turned away.
"""

import numpy as np
import pandas as pd


class CheckFailed(AssertionError):
    """The verdict of a check that failed. Jupyter shows it as one red line instead of a stack trace."""

    def _render_traceback_(self):
        return [f"\x1b[31m✗ {self}\x1b[0m"]


def check(name, got, expected, mistakes=None, tolerance=1e-9):
    """Compare an answer with the one worked out by hand.

    name: what is checked, in words. got, expected: numbers, arrays, strings or lists of them. mistakes: {what went
    wrong: the answer it gives}. tolerance: allowed difference, relative to the largest entry of `expected`.
    Prints one line when right. Raises CheckFailed, naming the mistake that gives this answer, when wrong; ValueError
    if two of the mistakes give the same answer, because then the message could name the wrong one.
    """
    mistakes = mistakes or {}
    _require_distinct({"the right answer": expected, **mistakes}, tolerance)
    if not _equal(got, expected, tolerance):
        raise CheckFailed(f"{name}: {_explain(got, expected, mistakes, tolerance)}")
    print(f"✓ {name}")


def check_close(name, ours, reference, mistakes=None, tolerance=1e-9):
    """Compare a from-scratch result with a reference library's.

    As `check`, and the line printed when right says how close the two are required to be.
    """
    mistakes = mistakes or {}
    _require_distinct({"the right answer": reference, **mistakes}, tolerance)
    if not _equal(ours, reference, tolerance):
        raise CheckFailed(f"{name}: {_explain(ours, reference, mistakes, tolerance)}")
    print(f"✓ {name} (relative difference below {tolerance:.0e})")


def check_gradient(name, function, gradient, at, names=None, step=1e-5, tolerance=1e-6):
    """Compare a gradient with the slopes measured by taking small steps up and down.

    function: called with the parameters, returns a number. gradient: called with the same, returns one array or number
    per parameter (a tuple if there are several). at: tuple of parameters, numbers or float arrays, all of them
    non-zero, because zeros hide mistakes. names: the parameters' names. step: relative size of the small steps.
    Prints one line when right; raises CheckFailed when wrong, saying which part differs and by which factor.
    """
    at = [np.asarray(value, dtype=np.float64) for value in at]
    if any((value == 0).any() for value in at):
        raise ValueError("at must hold no zeros: a gradient can be right at zero and wrong everywhere else")
    names = names or [f"parameter {i + 1}" for i in range(len(at))]
    ours = gradient(*at)
    ours = ours if isinstance(ours, tuple) else (ours,)
    if len(ours) != len(at):
        raise CheckFailed(f"{name}: expected {len(at)} gradients ({', '.join(names)}), got {len(ours)}")
    for index, (part, slope) in enumerate(zip(names, ours, strict=True)):
        measured = _measured_slopes(function, at, index, step)
        if not _equal(slope, measured, tolerance):
            factor = _common_factor(slope, measured)
            raise CheckFailed(
                f"{name}: the gradient for {part} is {_show(slope)}, the measured slope {_show(measured)}."
                + (f" It is {factor:g} times the measured one everywhere." if factor else "")
            )
    print(f"✓ {name} (agrees with measured slopes to {tolerance:.0e})")


def check_raises(name, function, *args, mention, error=ValueError, **kwargs):
    """Make sure that bad input is turned away: function(*args, **kwargs) must raise `error` with `mention` in its text.

    Prints one line with the message when right; raises CheckFailed when nothing, or something else, was raised.
    """
    try:
        result = function(*args, **kwargs)
    except error as caught:
        if mention not in str(caught):
            raise CheckFailed(f"{name}: the message should mention {mention!r}, it is {str(caught)!r}") from None
        print(f"✓ {name}: {caught}")
        return
    raise CheckFailed(f"{name}: expected a {error.__name__} that mentions {mention!r}, got {_show(result)}")


def compare(rows, reference, digits=2, tolerance=1e-6):
    """Print a table *from scratch | reference | difference* and insist on the agreement it shows.

    rows: {what: (our number, the reference's number)}. reference: the library's name. digits: decimals shown.
    tolerance: allowed relative difference; the table shows this verdict, not the difference itself, whose last digits
    belong to the machine. Raises CheckFailed naming the row that differs.
    """
    table = []
    for what, (ours, theirs) in rows.items():
        ours, theirs = float(np.squeeze(ours)), float(np.squeeze(theirs))
        if not _equal(ours, theirs, tolerance):
            raise CheckFailed(f"{what}: from scratch {ours:.10g}, {reference} {theirs:.10g}")
        shown = [f"{round(value, digits) + 0.0:,.{digits}f}" for value in (ours, theirs)]  # + 0.0 turns -0.0 into 0.0
        table.append([*shown, f"below {tolerance:.0e}"])
    print(pd.DataFrame(table, index=list(rows), columns=["from scratch", reference, "rel. difference"]).to_string())


def _equal(got, expected, tolerance):
    """Same shape, and each entry within the tolerance of the largest one; text must be the same to the letter."""
    try:
        got, expected = np.asarray(got), np.asarray(expected)
    except ValueError:  # rows of different lengths
        return False
    if got.shape != expected.shape or got.dtype == object:
        return False
    if got.dtype.kind not in "biuf" or expected.dtype.kind not in "biuf":
        return bool((got == expected).all())
    got, expected = got.astype(np.float64), expected.astype(np.float64)
    scale = np.abs(expected).max(initial=0.0) or 1.0
    return np.allclose(got, expected, rtol=0, atol=tolerance * scale)


def _require_distinct(answers, tolerance):
    """Refuse a check two of whose answers cannot be told apart: the message could name the wrong mistake."""
    named = list(answers.items())
    for i, (first, a) in enumerate(named):
        for second, b in named[i + 1 :]:
            if _equal(a, b, 10 * tolerance) or _equal(b, a, 10 * tolerance):
                raise ValueError(f"choose other numbers: {first!r} and {second!r} give the same answer")


def _explain(got, expected, mistakes, tolerance):
    """What is wrong with an answer, in the order in which a person would look."""
    if got is None:
        return "the function returned None. Is a `return` missing?"
    for mistake, answer in mistakes.items():
        if _equal(got, answer, tolerance):
            return f"got {_show(got)}, expected {_show(expected)}. That is the answer you get when {mistake}."
    if np.shape(got) != np.shape(expected):
        return f"got shape {np.shape(got)}, expected shape {np.shape(expected)}: {_show(got)}"
    if np.asarray(got).dtype.kind == "f" and not np.isfinite(got).all():
        return f"got NaN or infinity: {_show(got)}, expected {_show(expected)}"
    factor = _common_factor(got, expected)
    return f"got {_show(got)}, expected {_show(expected)}" + (f" ({factor:g} times as much)" if factor else "")


def _common_factor(got, expected):
    """The number c with got = c * expected in every entry, or None."""
    got, expected = np.asarray(got), np.asarray(expected)
    if got.dtype.kind not in "iuf" or expected.dtype.kind not in "iuf" or got.shape != expected.shape:
        return None
    if not (expected != 0).all() or not np.isfinite(got).all():
        return None
    ratios = np.unique(np.round(got / expected, 5))
    return float(ratios[0]) if len(ratios) == 1 and ratios[0] not in (0, 1) else None


def _show(value):
    """A short, rounded text of a number or array."""
    if isinstance(value, (bool, str, np.bool_)) or value is None:
        return repr(value)
    array = np.asarray(value)
    if array.dtype.kind not in "iuf":
        return repr(value)[:60]
    return np.array2string(array, precision=6, threshold=8, separator=", ").replace("\n", "")


def _measured_slopes(function, at, index, step):
    """The slope of function(*at) along each entry of parameter `index`, by a step up and a step down."""
    slopes = np.empty_like(at[index])
    for entry in np.ndindex(slopes.shape):
        h = step * max(1.0, abs(at[index][entry]))
        ends = []
        for sign in (1, -1):
            moved = [value.copy() for value in at]
            moved[index][entry] += sign * h
            ends.append(function(*moved))
        slopes[entry] = (ends[0] - ends[1]) / (2 * h)
    return slopes
