"""Errors, their split, noise floor, diagnosis and learning curves, on random and awkward data, by the libraries."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import learning_curve
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_NUMBERS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    numbers,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week3/02_bias_and_variance"
train_cv_errors, split_error, noise_floor = take(LESSON, "train_cv_errors", "split_error", "noise_floor")
diagnose, learning_errors = take(LESSON, "diagnose", "learning_errors")
ridge_curve, sheet_error = take(LESSON, "ridge_curve", "sheet_error")

GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0], [4.0, 4.0]], y=[1.0, 0.0, 1.0], X_cv=[[1.0, 2.0], [3.0, 1.0]], y_cv=[2.0, 1.0])
GOOD |= dict(lambda_=0.5, sizes=[2, 3], predictions=[[1.0, 2.0, 3.0], [2.0, 2.0, 0.0]], x=[1.0, 2.0, 1.0])
GOOD |= dict(baseline=1.0, train=2.0, cv=3.0, large=0.5)
BAD = dict(X=BAD_TABLES, y=BAD_VECTORS, X_cv=BAD_TABLES, y_cv=BAD_VECTORS, x=BAD_VECTORS, predictions=BAD_TABLES)
BAD |= dict(lambda_={**NOT_NUMBERS, "negative": -0.1}, large=NOT_POSITIVE)
BAD |= dict.fromkeys(["baseline", "train", "cv"], NOT_NUMBERS)
BAD |= dict(sizes={wrong: [2, value] for wrong, value in NOT_COUNTS.items() if wrong != "two numbers"})
BAD["sizes"] |= {"more than there are": [2, 4], "one number": 2, "none": []}


@st.composite
def tables(draw, rows=(4, 15), scales=(1.0, 1e-3, 1e5)):
    """Training rows and cv rows of up to 4 columns, each on its own scale and away from 0, with their targets."""
    m, k, n = draw(st.integers(*rows)), draw(st.integers(1, 8)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    units = np.array([draw(st.sampled_from(scales)) for _ in range(n)])
    X, X_cv = (rng.normal(size=(rows, n)) * units + 3 * units for rows in (m, k))
    return X, 20 + 5 * rng.normal(size=m), X_cv, 20 + 5 * rng.normal(size=k)


def reference(lambda_, degree=1):
    """scikit-learn's model: powers, scaled with the training rows, then ridge."""
    return make_pipeline(PolynomialFeatures(degree, include_bias=False), StandardScaler(), Ridge(lambda_, solver="svd"))


@given(tables(), st.sampled_from([0.01, 0.5, 3.0, 200.0]))
def test_errors_are_those_of_a_pipeline(data, lambda_):
    X, y, X_cv, y_cv = (read_only(part) for part in data)
    model = reference(lambda_).fit(X, y)
    wanted = mean_squared_error(y, model.predict(X)), mean_squared_error(y_cv, model.predict(X_cv))
    close(train_cv_errors(X, y, X_cv, y_cv, lambda_), wanted, tolerance=1e-7, scale=100 + max(wanted))


@given(tables(rows=(6, 15)))
def test_without_penalty_the_training_error_is_the_smallest(data):
    X, y, X_cv, y_cv = data
    J_train = train_cv_errors(X, y, X_cv, y_cv, 0)[0]
    line = make_pipeline(StandardScaler(), LinearRegression()).fit(X, y)
    close(J_train, mean_squared_error(y, line.predict(X)), tolerance=1e-7, scale=100)
    more = [train_cv_errors(X, y, X_cv, y_cv, lambda_)[0] for lambda_ in (0.1, 1, 10, 1e9)]
    assert np.all(np.diff([J_train, *more]) > -1e-9)
    close(more[-1], y.var(), tolerance=1e-6)


@given(tables(), st.integers(1, 6))
def test_the_split_leaves_no_remainder(data, draws):
    _, _, _, y = data
    predictions = np.random.default_rng(draws).normal(20, 5, size=(draws, len(y)))
    off, spread = split_error(read_only(predictions), read_only(y))
    close(off + spread, np.mean((predictions - y) ** 2))
    close(off, mean_squared_error(y, np.mean(predictions, axis=0)))
    close(split_error(predictions[::-1] + 7, y + 7), (off, spread))
    same_in_any_form(split_error, predictions, y)


def test_one_draw_has_no_variance():
    close(split_error([[1.0, 5.0]], [2.0, 3.0]), (2.5, 0.0))


@given(st.lists(st.tuples(st.integers(0, 4), numbers()), min_size=6, max_size=20), st.sampled_from([1.0, 1e-3, 1e5]))
def test_the_noise_floor_is_what_a_mean_for_each_value_leaves(pairs, unit):
    x, y = np.array(pairs, dtype=float).T
    one_hot = (x[:, None] == np.unique(x)).astype(float)
    left = y - LinearRegression(fit_intercept=False).fit(one_hot, y).predict(one_hot)
    close(noise_floor(unit * x, y), left @ left / (len(y) - one_hot.shape[1]), scale=1 + np.abs(y).max() ** 2)
    close(noise_floor(-x, y + 1000), noise_floor(x, y), tolerance=1e-7, scale=1 + np.abs(y).max() ** 2)
    close(noise_floor(np.append(x, 99), np.append(y, 7)), noise_floor(x, y), scale=1 + np.abs(y).max() ** 2)
    same_in_any_form(noise_floor, x, y)


def test_the_noise_floor_finds_the_noise():
    rng = np.random.default_rng(0)
    x = rng.integers(0, 30, 4000)
    assert 8.5 < noise_floor(x, np.sin(x) * 40 + 3 * rng.normal(size=4000)) < 9.5


@given(*[st.integers(-40, 40).map(lambda quarters: quarters / 4)] * 3, st.integers(1, 20).map(lambda q: q / 4))
def test_the_diagnosis_is_two_answers(baseline, train, cv, large):
    words = diagnose(baseline, train, cv, large)
    assert (words in ("high bias", "both")) == (train > baseline + large)
    assert (words in ("high variance", "both")) == (cv > train + large)
    assert words in ("high bias", "high variance", "both", "neither")
    assert diagnose(baseline + 64, train + 64, cv + 64, large) == words
    assert diagnose(8 * baseline, 8 * train, 8 * cv, 8 * large) == words


def test_a_gap_of_just_the_limit_is_not_large():
    assert [diagnose(1, 3, 3, 2), diagnose(1, 1, 3, 2), diagnose(1, 3, 5, 1.75)] == ["neither", "neither", "both"]


@settings(max_examples=25)
@given(tables(rows=(10, 15)), st.sampled_from([0.1, 2.0]))
def test_learning_curves_are_those_of_scikit_learn(data, lambda_):
    X, y, X_cv, y_cv = data
    m, sizes = len(y), [5, 7, len(y)]
    split = [(np.arange(m), m + np.arange(len(y_cv)))]
    _, train, cv = learning_curve(
        reference(lambda_), np.vstack([X, X_cv]), np.append(y, y_cv), train_sizes=sizes, cv=split,
        scoring="neg_mean_squared_error",
    )  # fmt: skip
    ours = learning_errors(read_only(X), read_only(y), read_only(X_cv), y_cv, sizes, lambda_)
    close(ours, -np.column_stack([train, cv]), tolerance=1e-7, scale=100 + np.abs(cv).max())
    close(ours[-1], train_cv_errors(X, y, X_cv, y_cv, lambda_))


@given(st.integers(1, 3), st.sampled_from([0.01, 1.0, 30.0]), st.integers(0, 1000))
def test_a_curve_is_that_of_a_pipeline(degree, lambda_, seed):
    rng = np.random.default_rng(seed)
    x, y, at = rng.uniform(0.4, 2.3, 12), rng.normal(20, 5, 12), rng.uniform(0.4, 2.3, 5)
    ours = ridge_curve(read_only(x), read_only(y), read_only(at), degree, lambda_)
    close(ours, reference(lambda_, degree).fit(x[:, None], y).predict(at[:, None]), tolerance=1e-7)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("0123456789?")), min_size=1, max_size=30))
def test_a_sheet_is_compared_digit_by_digit(pairs):
    y, answers = zip(*pairs, strict=True)
    wanted = np.mean([answer == "?" or int(answer) != label for label, answer in pairs])
    assert sheet_error("".join(answers), np.array(y)) == wanted
    assert sheet_error(" ".join(answers) + " ", list(y)) == wanted


def test_lists_whole_numbers_and_float32_do_as_well():
    X, y, X_cv, y_cv = (np.array(GOOD[name]) for name in ("X", "y", "X_cv", "y_cv"))
    same_in_any_form(train_cv_errors, X, y, X_cv, y_cv, rest=(0.5,))
    same_in_any_form(learning_errors, X, y, X_cv, y_cv, rest=([2, 3], 0.5))


def test_rows_and_columns_that_do_not_match_are_turned_away():
    for function, rest in ((train_cv_errors, [0.5]), (learning_errors, [[2], 0.5])):
        with pytest.raises(ValueError, match="X_cv must have the 2 columns of X, got 1"):
            function(GOOD["X"], GOOD["y"], [[1.0], [2.0]], GOOD["y_cv"], *rest)
        with pytest.raises(ValueError, match="X_cv must have one row for each entry of y_cv"):
            function(GOOD["X"], GOOD["y"], GOOD["X_cv"], [1.0], *rest)
        with pytest.raises(ValueError, match="X must have one row for each entry of y"):
            function(GOOD["X"], [1.0, 2.0], GOOD["X_cv"], GOOD["y_cv"], *rest)
    with pytest.raises(ValueError, match="predictions must have a column for each of the 3 targets, got 2"):
        split_error([[1.0, 2.0]], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="x must hold some value more than once"):
        noise_floor([1.0, 2.0, 3.0], [1.0, 1.0, 1.0])
    with pytest.raises(ValueError, match="same length"):
        noise_floor([1.0, 1.0, 3.0], [1.0, 1.0])
    for sheet in ("12", "1234"):
        with pytest.raises(ValueError, match=f"sheet must hold 3 answers, got {len(sheet)}"):
            sheet_error(sheet, [1, 2, 3])


@bad_inputs(
    {
        train_cv_errors: "X y X_cv y_cv lambda_",
        split_error: "predictions y",
        noise_floor: "x y",
        diagnose: "baseline train cv large",
        learning_errors: "X y X_cv y_cv sizes lambda_",
    },
    BAD,
)
def test_bad_input_is_turned_away(function, name, value):
    turned_away(function, name, value, GOOD)
