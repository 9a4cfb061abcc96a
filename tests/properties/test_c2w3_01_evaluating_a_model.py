"""Stratified splits, polynomial errors and k-fold cross-validation on random tables, against scikit-learn and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import KFold, cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsRegressor
from strategies import (
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week3/01_evaluating_a_model"
train_cv_test_split, polynomial_mse = take(LESSON, "train_cv_test_split", "polynomial_mse")
k_fold_indices, cross_val_scores = take(LESSON, "k_fold_indices", "cross_val_scores")
winner_scores, degree_scores, fold_misses = take(LESSON, "winner_scores", "degree_scores", "fold_misses")

NO_LABELS = {
    "empty": [],
    "no texts": np.array([], dtype=str),
    "one number": 3,
    "a table": [[0, 1]],
    "NaN": [0.0, np.nan],
    "a table of texts": [["a", "b"]],
}
NO_ROWS = {"empty": [], "too large": [0, 6], "negative": [-1], "a half": [0.5], "text": ["a"]}
GOOD = dict(labels=[0, 0, 0, 0, 1, 1, 1, 1], cv=0.25, test=0.25, seed=0, k=2, m=6, score=lambda train, cv: 0.0)
POLYNOMIAL = dict(x=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], y=[1.0, 0.0, 1.0, 2.0, 0.0, 1.0], degree=2, train=[0, 1, 2], cv=[3])
BAD = dict(labels=NO_LABELS, cv=NOT_POSITIVE, test=NOT_POSITIVE, m=NOT_COUNTS, k=NOT_COUNTS | {"one": 1, "7 of 6": 7})
BAD_POLYNOMIAL = dict(x=BAD_VECTORS, y=BAD_VECTORS, degree=NOT_COUNTS, train=NO_ROWS, cv=NO_ROWS)
seeds = st.integers(0, 1000)


@st.composite
def tables(draw):
    """Row counts of one to four classes, and the classes of the rows, mixed: numbers or texts."""
    counts = draw(st.lists(st.integers(3, 30), min_size=1, max_size=4))
    codes = np.random.default_rng(draw(seeds)).permutation(np.repeat(np.arange(len(counts)), counts))
    return counts, draw(st.sampled_from([codes, codes + 0.5, np.array(list("dbca"))[codes]]))


@given(tables(), st.sampled_from([0.1, 0.2, 0.25, 0.4]), st.sampled_from([0.15, 0.25, 0.45]), seeds)
def test_each_class_is_split_by_its_shares(table, cv, test, seed):
    counts, labels = table
    wanted = [(r - round(cv * r) - round(test * r), round(cv * r), round(test * r)) for r in counts]
    if np.min(wanted) < 1:
        turned_away(train_cv_test_split, "cv", cv, dict(labels=labels, test=test, seed=seed))
        return
    parts = train_cv_test_split(read_only(labels), cv, test, seed)
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(len(labels)))
    for part, numbers in zip(parts, np.transpose(wanted), strict=True):
        assert sorted(np.unique(labels[part], return_counts=True)[1]) == sorted(numbers)
    again = train_cv_test_split(labels.tolist(), cv, test, seed)
    assert all(np.array_equal(one, other) for one, other in zip(parts, again, strict=True))


@given(st.lists(st.integers(1, 6), min_size=2, max_size=4), seeds)
def test_the_classes_are_as_many_as_in_scikit_learn(tens, seed):
    labels = np.repeat(np.arange(len(tens)), 10 * np.array(tens))
    rest, test = train_test_split(labels, test_size=2 * sum(tens), stratify=labels, random_state=seed)
    train, cv = train_test_split(rest, test_size=3 * sum(tens), stratify=rest, random_state=seed)
    for ours, theirs in zip(train_cv_test_split(labels, 0.3, 0.2, seed), (train, cv, test), strict=True):
        np.testing.assert_array_equal(np.bincount(labels[ours]), np.bincount(theirs))


def test_every_row_comes_into_every_set_as_often_as_its_share():
    labels, found = np.repeat([0, 1], [10, 20]), np.zeros((3, 30))
    for seed in range(600):
        for i, rows in enumerate(train_cv_test_split(labels, 0.2, 0.3, seed)):
            found[i, rows] += 1
    close(found / 600, np.repeat([[0.5], [0.2], [0.3]], 30, axis=1), tolerance=0.2)


def test_sets_are_in_random_order():
    parts = train_cv_test_split([0] * 100 + [1] * 100, 0.3, 0.3, 5)
    for rows in parts:
        assert 10 < np.sum(np.diff(rows) > 0) < len(rows) - 10
        assert 10 < np.sum(rows[: len(rows) // 2] < 100) < len(rows) // 2 - 10


@pytest.mark.parametrize("labels", [[0] * 3 + [1] * 20, ["x"] + ["y"] * 20, [7] * 2, ["x"]])
@pytest.mark.parametrize("shares", [(0.1, 0.5), (0.5, 0.1)])
def test_a_class_that_is_too_small_is_named(labels, shares):
    with pytest.raises(ValueError, match=r"class (0.* has 3|x has 1|7.* has 2)"):
        train_cv_test_split(labels, *shares, 0)


def test_the_shares_leave_something_to_train_on():
    assert [len(rows) for rows in train_cv_test_split([1] * 3, 0.3, 0.3, 0)] == [1, 1, 1]
    for shares in ((0.5, 0.5), (0.75, 0.5), (0.15, 0.85), (0.85, 0.15)):
        with pytest.raises(ValueError, match="all three sets"):
            train_cv_test_split([1] * 8, *shares, 0)


@given(st.integers(2, 60), st.data())
def test_folds_are_those_of_scikit_learn(m, data):
    k = data.draw(st.integers(2, m))
    theirs = list(KFold(k).split(np.zeros(m)))
    assert len(k_fold_indices(m, k)) == k
    for ours, pair in zip(k_fold_indices(m, k), theirs, strict=True):
        for one, other in zip(ours, pair, strict=True):
            np.testing.assert_array_equal(one, other)
    seen = cross_val_scores(lambda train, cv: train.sum() + 1000 * cv.sum(), m, k)
    np.testing.assert_array_equal(seen, [train.sum() + 1000 * cv.sum() for train, cv in theirs])


@given(seeds, st.integers(1, 4), st.integers(2, 6))
def test_errors_are_those_of_scikit_learn(seed, degree, k):
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-1, 1, 30), rng.normal(size=30)
    powers = np.vander(x, degree + 1, increasing=True)[:, 1:]
    theirs = -cross_val_score(LinearRegression(), powers, y, cv=KFold(k), scoring="neg_mean_squared_error")
    close(degree_scores(x, y, degree, k), theirs, tolerance=1e-7)
    train, cv = rng.permutation(30)[:12], rng.integers(0, 30, size=rng.integers(1, 9))
    fitted = np.polynomial.Polynomial.fit(x[train], y[train], degree)
    close(polynomial_mse(x, y, degree, train, cv), mean_squared_error(y[cv], fitted(x[cv])), tolerance=1e-7)
    theirs = cross_val_score(KNeighborsRegressor(2), powers, y, cv=KFold(k), scoring="neg_mean_absolute_error")
    close(fold_misses(KNeighborsRegressor(2), powers, y, k), -theirs)


def test_lists_whole_numbers_and_float32_do_as_well():
    rng = np.random.default_rng(0)
    x, y = rng.integers(-4, 5, size=(2, 12)).astype(float)
    same_in_any_form(polynomial_mse, x, y, rest=(2, [0, 1, 2, 5, 7], [3.0, 4.0]))


@given(st.integers(1, 40), st.integers(1, 60), seeds)
def test_winners_are_winners(rows, models, seed):
    on_cv, on_test = winner_scores(rows, models, 50, seed)
    assert on_cv.shape == on_test.shape == (50,)
    for values in (on_cv, on_test):
        close(values * rows, np.rint(values * rows), tolerance=1e-9, scale=rows)
        assert values.min() >= 0 and values.max() <= 1
    assert models > 1 or rows < 3 or not np.array_equal(on_cv, on_test)  # a model's two scores have nothing in common
    again = winner_scores(rows, models, 50, seed)
    assert np.array_equal(on_cv, again[0]) and np.array_equal(on_test, again[1])
    assert models == 1 or rows == 1 or not np.array_equal(on_cv, winner_scores(rows, models, 50, seed + 1)[0])


@pytest.mark.parametrize(("rows", "models"), [(5, 1), (20, 10), (50, 200)])
def test_the_winner_is_as_good_as_the_best_of_many_binomials(rows, models):
    on_cv, on_test = winner_scores(rows, models, 20_000, 3)
    close(on_cv.mean(), np.sum(1 - binom.cdf(np.arange(rows), rows, 0.5) ** models) / rows, tolerance=0.01)
    close([on_test.mean(), on_test.std()], [0.5, 0.5 / np.sqrt(rows)], tolerance=0.01)


@bad_inputs({train_cv_test_split: "labels cv test", k_fold_indices: "m k", cross_val_scores: "m k"}, BAD)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({polynomial_mse: "x y degree train cv"}, BAD_POLYNOMIAL)
def test_bad_rows_are_turned_away_by_name(function, name, value):
    turned_away(function, name, value, POLYNOMIAL)
