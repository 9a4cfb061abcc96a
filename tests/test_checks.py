"""The checks: one line when right, the name of the mistake when wrong, no complaint about a right answer."""

import numpy as np
import pytest

from utils.checks import CheckFailed, check, check_close, check_gradient, check_raises, compare


def failure(function, *args, **kwargs):
    """The message of a check that fails."""
    with pytest.raises(CheckFailed) as caught:
        function(*args, **kwargs)
    return str(caught.value)


@pytest.mark.parametrize(("got", "expected"), [
    (50, 50.0), (np.float32(0.5), 0.5), ([1, 2], np.array([1.0, 2.0])), ((1.0, 2.0), [1, 2]), ("cat", "cat"),
    (True, True), (np.array([["a", "b"]]), [["a", "b"]]), (50 + 1e-9, 50.0), (np.zeros(3), [0, 0, 0]), (1e12 + 1, 1e12),
    ((np.ones(2), 5.0), (np.ones(2), 5)), (1e-17, 2e-18), (["a", 0.1 + 0.2], ["a", 0.3]), ({"a": 1}, {"a": 1.0}),
    (None, None), ([np.inf, 1], [np.inf, 1]),
])  # fmt: skip
def test_a_right_answer_prints_one_line(got, expected, capsys):
    check("the sum", got, expected)
    assert capsys.readouterr().out == "✓ the sum\n"


@pytest.mark.parametrize(("got", "expected", "words"), [
    (None, 50.0, "None. Is a `return` missing?"),
    (100.0, 50.0, "2 times as much"),
    (51.0, 50.0, "got 51, expected 50"),
    ([1, 2], [[1, 2]], "got shape (2,), expected shape (1, 2)"),
    ([1.0, 2.0], [2.0, 1.0], "got [1., 2.]"),
    (np.nan, 50.0, "got nan"),
    ([[1, 2], [3]], [1, 2], "got"),
    ("dog", "cat", "expected 'cat'"),
    ("50", 50.0, "got '50'"),
    ({"a": 1}, 50.0, "got"),
    (50 + 1e-5, 50.0, "got 50.00001"),
    (1e-6, 0.0, "got 1e-06"),
    ((1e6, 0.0005), (1e6, 0.0), "got (1000000, 0.0005)"),  # each part has its own scale
    ([5, np.inf], [1, np.inf], "got [ 5., inf]"),
    (["a", "5"], ["a", 5], "got ['a', '5']"),
    (np.float32(0.1), 0.1, "got 0.1000000015, expected 0.1"),
    (np.arange(20) + np.eye(20)[12], np.arange(20), "first difference is at [12]: 13 instead of 12"),
])  # fmt: skip
def test_a_wrong_answer_is_explained(got, expected, words):
    message = failure(check, "the sum", got, expected)
    assert message.startswith("the sum: ")
    assert words in message


def test_a_mistake_is_called_by_its_name():
    mistakes = {"the half is missing": 100.0, "it is summed, not averaged": 75.0}
    assert "when it is summed, not averaged." in failure(check, "cost", 75.0, 50.0, mistakes)
    assert "when" not in failure(check, "cost", 76.0, 50.0, mistakes)


@pytest.mark.parametrize("mistakes", [{"one": 100.0, "another": 100.0}, {"none at all": 50.0}, {"hardly": 50 + 1e-8}])
def test_mistakes_that_cannot_be_told_apart_are_refused(mistakes):
    with pytest.raises(ValueError, match="choose other numbers"):
        check("cost", 50.0, 50.0, mistakes)


def test_check_close_says_how_close(capsys):
    check_close("the library agrees", 1.0000001, 1.0, tolerance=1e-6)
    assert capsys.readouterr().out == "✓ the library agrees (relative difference below 1e-06)\n"
    assert "when it is halved." in failure(check_close, "no", 0.5, 1.0, {"it is halved": 0.5})


def square(w, b):
    return float(w @ w + b**2)


def test_a_right_gradient_passes(capsys):
    check_gradient("the bowl", square, lambda w, b: (2 * w, 2 * b), at=(np.array([1.0, -2.0]), 3.0))
    check_gradient("one parameter", lambda w: w**3, lambda w: 3 * w**2, at=(100.0,))
    assert capsys.readouterr().out.count("✓") == 2


@pytest.mark.parametrize(("gradient", "words"), [
    (lambda w, b: (2 * w, b), "gradient for b is wrong: got 3, expected 6; that is 1/2 times as much"),
    (lambda w, b: (-2 * w, 2 * b), "gradient for w"),
    (lambda w, b: 2 * w, "expected 2 gradients (w, b), got 1"),
    (lambda w, b: (2 * w[:1], 2 * b), "gradient for w"),
    (lambda w, b: (None, 2 * b), "gradient for w"),
])  # fmt: skip
def test_a_wrong_gradient_is_named(gradient, words):
    at = (np.array([1.0, -2.0]), 3.0)
    assert words in failure(check_gradient, "the bowl", square, gradient, at, names=["w", "b"])


def test_gradients_are_not_checked_at_zero():
    with pytest.raises(ValueError, match="zeros"):
        check_gradient("the bowl", square, lambda w, b: (2 * w, 2 * b), at=(np.array([0.0, 1.0]), 3.0))


def test_a_gradient_that_changes_its_input_is_caught():
    def in_place(w):
        w *= 2
        return w

    assert "changes its input" in failure(check_gradient, "the bowl", lambda w: w @ w, in_place, at=(np.ones(2),))


def test_a_gradient_check_leaves_the_point_alone():
    w = np.array([1.0, -2.0])
    check_gradient("the bowl", square, lambda w, b: (2 * w, 2 * b), at=(w, 3.0))
    assert w.tolist() == [1, -2]


def test_check_raises(capsys):
    check_raises("text for a number", float, "abc", mention="could not convert")
    assert capsys.readouterr().out.startswith("✓ text for a number: could not convert")
    assert "that mentions 'elephant', got ValueError" in failure(check_raises, "x", float, "abc", mention="elephant")
    assert "expected a ValueError that mentions 'x', got 1" in failure(check_raises, "x", float, "1", mention="x")
    assert "got TypeError" in failure(check_raises, "x", float, [], mention="x")


def test_compare_prints_a_table_or_names_the_row(capsys):
    compare({"slope": (1234.5678, [1234.5678]), "intercept": (-0.001, 0.0)}, "Library", tolerance=1)
    table = capsys.readouterr().out
    assert "1,234.57" in table and "-0.00" not in table and "below 1e+00" in table
    assert "intercept: from scratch 2, Library 3" in failure(compare, {"intercept": (2, 3)}, "Library")
    assert "slope" in failure(compare, {"slope": (np.nan, 3)}, "Library")
    with pytest.raises(ValueError, match="rows must not be empty"):
        compare({}, "Library")


def test_a_failed_check_is_one_line_in_jupyter():
    assert CheckFailed("no")._render_traceback_() == ["\x1b[31m✗ no\x1b[0m"]
