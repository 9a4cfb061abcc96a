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
    if not _same(got, expected, tolerance):
        raise CheckFailed(f"{name}: {_explain(got, expected, mistakes, tolerance)}")
    print(f"✓ {name}")


def check_close(name, ours, reference, mistakes=None, tolerance=1e-9):
    """Compare a from-scratch result with a reference library's.

    As `check`, and the line printed when right says how close the two are required to be.
    """
    mistakes = mistakes or {}
    _require_distinct({"the right answer": reference, **mistakes}, tolerance)
    if not _same(ours, reference, tolerance):
        raise CheckFailed(f"{name}: {_explain(ours, reference, mistakes, tolerance)}")
    print(f"✓ {name} (relative difference below {tolerance:.0e})")


def check_gradient(name, function, gradient, at, names=None, step=1e-5, tolerance=1e-6):
    """Compare a gradient with the slopes measured by taking small steps up and down.

    function: called with the parameters, returns a number. gradient: called with the same, returns one array or number
    per parameter (in a tuple if there are several). at: tuple of parameters, numbers or float arrays, all of them
    non-zero, because zeros hide mistakes. names: the parameters' names. step: relative size of the small steps.
    Prints one line when right; raises CheckFailed when wrong, saying which part differs and by which factor.
    """
    at = [np.array(value, dtype=np.float64) for value in at]
    if any((value == 0).any() for value in at):
        raise ValueError("at must hold no zeros: a gradient can be right at zero and wrong everywhere else")
    names = names or [f"parameter {i + 1}" for i in range(len(at))]
    given = [value.copy() for value in at]
    ours = gradient(*given)
    if not all(np.array_equal(before, after) for before, after in zip(at, given, strict=True)):
        raise CheckFailed(f"{name}: the function changes its input; work on a copy")
    ours = list(ours) if isinstance(ours, (tuple, list)) and (len(at) > 1 or len(ours) == 1) else [ours]
    if len(ours) != len(at):
        raise CheckFailed(f"{name}: expected {len(at)} gradients ({', '.join(names)}), got {len(ours)}")
    for index, (part, slope) in enumerate(zip(names, ours, strict=True)):
        measured = _measured_slopes(function, at, index, step)
        if not _same(slope, measured, tolerance):
            raise CheckFailed(f"{name}: the gradient for {part} is wrong: {_explain(slope, measured, {}, tolerance)}")
    print(f"✓ {name} (agrees with measured slopes to {tolerance:.0e})")


def check_raises(name, function, *args, mention, error=ValueError, **kwargs):
    """Make sure that bad input is turned away: function(*args, **kwargs) must raise `error` with `mention` in its text.

    Prints one line with the message when right; raises CheckFailed when nothing, or something else, was raised.
    """
    try:
        result = function(*args, **kwargs)
    except NotImplementedError:  # an exercise that is still to write
        raise
    except Exception as caught:
        if not isinstance(caught, error) or mention not in str(caught):
            wanted = f"a {error.__name__} that mentions {mention!r}"
            raise CheckFailed(f"{name}: expected {wanted}, got {type(caught).__name__}: {caught}") from None
        print(f"✓ {name}: {caught}")
        return
    raise CheckFailed(f"{name}: expected a {error.__name__} that mentions {mention!r}, got {_show(result)}")


def compare(rows, reference, digits=2, tolerance=1e-6):
    """Print a table *from scratch | reference | difference* and insist on the agreement it shows.

    rows: {what: (our number, the reference's number)}. reference: the library's name. digits: decimals shown.
    tolerance: allowed relative difference; the table shows this verdict, not the difference itself, whose last digits
    belong to the machine. Raises CheckFailed naming the row that differs, ValueError if there is nothing to compare.
    """
    if not rows:
        raise ValueError("rows must not be empty: there is nothing to compare")
    table = []
    for what, (ours, theirs) in rows.items():
        ours, theirs = float(np.squeeze(ours)), float(np.squeeze(theirs))
        if not _same(ours, theirs, tolerance):
            raise CheckFailed(f"{what}: from scratch {ours:.10g}, {reference} {theirs:.10g}")
        shown = [f"{round(value, digits) + 0.0:,.{digits}f}" for value in (ours, theirs)]  # + 0.0 turns -0.0 into 0.0
        table.append([*shown, f"below {tolerance:.0e}"])
    print(pd.DataFrame(table, index=list(rows), columns=["from scratch", reference, "rel. difference"]).to_string())


def _same(got, expected, tolerance):
    """Same shape, every number within the tolerance; parts of tuples and mixed lists are compared one by one."""
    if isinstance(expected, dict):
        same_keys = isinstance(got, dict) and got.keys() == expected.keys()
        return same_keys and all(_same(got[key], expected[key], tolerance) for key in expected)
    if expected is None or isinstance(expected, str):
        return got is expected or (isinstance(got, str) and got == expected)
    if isinstance(expected, tuple) or (isinstance(expected, list) and _numbers(expected) is None):
        got = list(np.atleast_1d(got)) if hasattr(got, "__array__") else got
        parts = isinstance(got, (tuple, list)) and len(got) == len(expected)
        return parts and all(_same(a, b, tolerance) for a, b in zip(got, expected, strict=True))
    got, expected = _numbers(got), _numbers(expected)
    if got is None or expected is None or got.shape != expected.shape:
        return False
    finite = np.isfinite(expected)
    # Relative to the largest entry; the floor lets 1e-17 pass for 0 and for 2e-18, which only rounding tells apart.
    scale = max(np.abs(expected[finite]).max(initial=0.0), 1e-3 if expected.any() else 1.0)
    return np.allclose(got, expected, rtol=0, atol=tolerance * scale, equal_nan=True)


def _numbers(value):
    """`value` as an array of float64, or None if it is not made of real numbers in rows of equal length."""
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array.astype(np.float64) if array.dtype.kind in "biuf" else None


def _require_distinct(answers, tolerance):
    """Refuse a check two of whose answers cannot be told apart: the message could name the wrong mistake."""
    named = list(answers.items())
    for i, (first, a) in enumerate(named):
        for second, b in named[i + 1 :]:
            if _same(a, b, 10 * tolerance) or _same(b, a, 10 * tolerance):
                raise ValueError(f"choose other numbers: {first!r} and {second!r} give the same answer")


def _explain(got, expected, mistakes, tolerance):
    """What is wrong with an answer, in the order in which a person would look."""
    if got is None:
        return "the function returned None. Is a `return` missing?"
    for mistake, answer in mistakes.items():
        if _same(got, answer, tolerance):
            return f"got {_show(got)}, expected {_show(expected)}. That is the answer you get when {mistake}."
    ours, wanted = _numbers(got), _numbers(expected)
    answer = f"got {_show(got)}, expected {_show(expected)}"
    if ours is None or wanted is None:
        return answer
    if ours.shape != wanted.shape:
        return f"got shape {ours.shape}, expected shape {wanted.shape}: {_show(got)}"
    factor = _common_factor(ours, wanted)
    if factor:
        return f"{answer}; that is {factor} times as much"
    where = next((i for i in np.ndindex(wanted.shape) if not _same(ours[i], wanted[i], tolerance)), ())
    if where:
        answer += f"; the first difference is at {list(where)}: {ours[where]:.10g} instead of {wanted[where]:.10g}"
    return answer


def _common_factor(got, expected):
    """The factor c in got = c * expected, as text, if it is one people produce: -1, 2, 1/2, m, 1/m; otherwise None."""
    if not (expected != 0).all() or not np.isfinite(got).all():
        return None
    ratio = (got / expected).flat[0]
    if ratio == 0 or not np.allclose(got, ratio * expected, rtol=1e-6, atol=0):
        return None
    for number, text in ((ratio, "{}"), (1 / ratio, "1/{}")):
        if abs(number - round(number)) < 1e-6 and round(number) != 1:
            return text.format(round(number)).replace("1/-", "-1/")
    return None


def _show(value):
    """A short, rounded text of a number or array."""
    numbers = None if isinstance(value, (bool, np.bool_, tuple)) else _numbers(value)
    if isinstance(value, tuple):
        return "(" + ", ".join(_show(part) for part in value) + ")"
    if numbers is None:
        return repr(value)[:60]
    if numbers.ndim == 0:
        return f"{float(numbers):.10g}"
    return np.array2string(numbers, precision=6, threshold=8, separator=", ").replace("\n", "")


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
