"""Samples, random columns, forests and boosting on random tables, against their definitions and scikit-learn."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.ensemble import GradientBoostingRegressor
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, NOT_POSITIVE, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course2/Week4/03_tree_ensembles"
bootstrap_rows, random_columns, random_forest = take(LESSON, "bootstrap_rows", "random_columns", "random_forest")
predict_trees, vote, out_of_bag = take(LESSON, "predict_trees", "vote", "out_of_bag")
boost, boosted_stages = take(LESSON, "boost", "boosted_stages")
best_split, grow_tree, predict_tree = take("Course2/Week4/01_decision_trees", "best_split", "grow_tree", "predict_tree")
best_variance_split = take("Course2/Week4/02_regression_trees", "best_variance_split")

X_GOOD, Y_GOOD = [[1.0, 5.0], [2.0, 3.0], [4.0, 0.0]], [0.0, 1.0, 1.0]
GOOD = dict(m=3, rng=np.random.default_rng(0), find_split=best_split, max_features=1, X=X_GOOD, y=Y_GOOD, trees=2)
GOOD |= dict(seed=0, rate=0.5, max_depth=2, forest=random_forest(X_GOOD, Y_GOOD, 2, 1, 0))
GOOD |= dict(model=boost(X_GOOD, Y_GOOD, 2, 0.5, 1), answers=[[0.0, 1.0]])
BAD = dict(
    m=NOT_COUNTS,
    max_features=NOT_COUNTS,
    X={**BAD_TABLES, "one number": 5.0},
    y={**BAD_VECTORS, "another length": [0.0, 1.0]},
)
BAD |= dict(trees=NOT_COUNTS, rate=NOT_POSITIVE, max_depth=NOT_COUNTS)
BAD |= dict(answers={"a vector": [1.0], "no trees": [[]], "nobody votes": [[np.nan, 1.0], [np.nan, 0.0]]})


def table(seed, m=24, n=3, classes=3):
    """A table without equal values in a column, and classes."""
    rng = np.random.default_rng(seed)
    return rng.permuted(np.tile(np.arange(m) / 8.0, (n, 1)), axis=1).T, rng.integers(0, classes, m)


@given(st.integers(1, 60), st.integers(0, 10_000))
def test_a_sample_holds_as_many_rows_all_of_the_table(m, seed):
    rows = bootstrap_rows(m, np.random.default_rng(seed))
    assert rows.shape == (m,) and rows.min() >= 0 and rows.max() < m and rows.dtype.kind == "i"


def test_every_row_is_drawn_equally_often():
    rng = np.random.default_rng(0)
    counts = np.bincount(np.concatenate([bootstrap_rows(5, rng) for _ in range(4000)]), minlength=5)
    np.testing.assert_allclose(counts / 4000, 1, atol=0.06)


@given(st.integers(0, 1000), st.integers(1, 6))
def test_the_search_sees_that_many_columns_that_vary_and_its_answer_is_translated(seed, most):
    X, y = table(seed, n=4)
    X[:, seed % 4] = 7.0
    seen = []

    def first_column(part, _):
        seen.append(part)
        return part.shape[1] - 1, part[0, -1], 0.25

    feature, threshold, gain = random_columns(first_column, most, np.random.default_rng(seed))(read_only(X), y)
    assert seen[0].shape == (24, min(most, 3)) and gain == 0.25 and type(feature) is int
    assert feature != seed % 4 and threshold == X[0, feature]
    drawn = [int(np.flatnonzero((X.T == column).all(axis=1))[0]) for column in seen[0].T]
    assert len(set(drawn)) == len(drawn) and drawn[-1] == feature


def test_each_column_is_drawn_equally_often_and_equal_rows_have_no_question():
    rng, (X, y) = np.random.default_rng(3), table(1)
    split = random_columns(best_split, 1, rng)
    counts = np.bincount([split(X, y)[0] for _ in range(900)], minlength=3)
    assert counts.min() > 240
    assert split(np.ones((4, 3)), np.array([0, 1, 0, 1])) is None
    assert random_columns(lambda X, y: None, 2, rng)(X, y) is None and split(X[:1], y[:1]) is None


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 3))
def test_each_tree_is_the_tree_of_its_rows_with_its_columns(seed, most):
    X, y = table(seed)
    forest = random_forest(read_only(X), read_only(y), 3, most, seed)
    rng = np.random.default_rng(seed)
    np.testing.assert_array_equal(forest["rows"], [rng.integers(0, 24, 24) for _ in range(3)])
    answers = predict_trees(forest["trees"], X)
    assert answers.shape == (3, 24) and answers.dtype == float
    for tree, rows, answer in zip(forest["trees"], forest["rows"], answers, strict=True):
        wanted = grow_tree(X[rows], y[rows], find_split=random_columns(best_split, most, rng))
        for name in wanted:
            np.testing.assert_array_equal(tree[name], wanted[name])
        np.testing.assert_array_equal(answer, predict_tree(tree, X))
        np.testing.assert_array_equal(answer[rows], y[rows])


def test_a_forest_of_numbers():
    X, y = table(5)
    forest = random_forest(X, y * 0.5, 2, 3, 1, find_split=best_variance_split, leaf_value=np.mean)
    for rows, answer in zip(forest["rows"], predict_trees(forest["trees"], X), strict=True):
        close(answer[rows], y[rows] * 0.5)


@given(st.lists(st.lists(st.sampled_from([0, 1, 2, 5, np.nan]), min_size=4, max_size=4), min_size=1, max_size=7))
def test_a_vote_is_that_of_a_counter(lists):
    answers = np.array(lists, dtype=float)
    if np.isnan(answers).all(axis=0).any():
        with pytest.raises(ValueError, match=r"\banswers\b"):
            vote(answers)
        return
    wanted = []
    for column in answers.T:
        counted = Counter(column[~np.isnan(column)].astype(int).tolist())
        wanted.append(min(k for k, c in counted.items() if c == max(counted.values())))
    got = vote(read_only(answers))
    assert got.tolist() == wanted and got.dtype.kind == "i"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000))
def test_out_of_bag_answers_are_those_of_trees_that_have_not_seen_the_row(seed):
    X, y = table(seed, m=12)
    forest = random_forest(X, y, 4, 2, seed)
    answers, all_answers = out_of_bag(forest, read_only(X)), predict_trees(forest["trees"], X)
    for t in range(4):
        for i in range(12):
            if i in forest["rows"][t]:
                assert np.isnan(answers[t, i])
            else:
                assert answers[t, i] == all_answers[t, i]


def test_out_of_bag_needs_the_training_rows():
    with pytest.raises(ValueError, match="X must hold the 3 rows"):
        out_of_bag(GOOD["forest"], [[1.0, 5.0]] * 4)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.sampled_from([0.125, 0.5, 1.0]), st.integers(1, 3))
def test_boosting_is_that_of_scikit_learn_on_one_column(seed, rate, depth):
    rng = np.random.default_rng(seed)
    X, y = rng.permutation(40)[:, None] / 8.0, rng.normal(size=40) + 10
    model = boost(read_only(X), read_only(y), 5, rate, depth)
    library = GradientBoostingRegressor(n_estimators=5, learning_rate=rate, max_depth=depth, random_state=0).fit(X, y)
    stages = boosted_stages(model, read_only(X))
    assert stages.shape == (6, 40) and len(model["trees"]) == 5 and model["rate"] == rate
    close(stages[0], np.full(40, y.mean()))
    close(stages[1:], list(library.staged_predict(X)), tolerance=1e-7)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.sampled_from([0.125, 0.5, 1.0]))
def test_each_boosted_tree_is_fitted_to_what_is_left(seed, rate):
    X, y = table(seed, classes=9)
    model = boost(X, y, 4, rate, 2)
    stages = boosted_stages(model, X)
    for t, tree in enumerate(model["trees"]):
        leaf_of = np.array([predict_tree({**tree, "value": np.arange(len(tree["value"]))}, X)])[0]
        for leaf in np.unique(leaf_of):
            close(tree["value"][leaf], (y - stages[t])[leaf_of == leaf].mean(), scale=10)
        close(stages[t + 1], stages[t] + rate * tree["value"][leaf_of])
    assert (np.diff(((y - stages) ** 2).mean(axis=1)) <= 1e-12).all()


@bad_inputs({bootstrap_rows: "m", random_columns: "max_features", random_forest: "X y trees max_features",
             predict_trees: "X", vote: "answers", out_of_bag: "X", boost: "X y trees rate max_depth",
             boosted_stages: "X"}, BAD)  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    good = {**GOOD, "trees": GOOD["forest"]["trees"]} if function is predict_trees else GOOD
    turned_away(function, name, value, good)


def test_a_forest_has_no_more_columns_than_the_table():
    with pytest.raises(ValueError, match="max_features must be a whole number from 1 to 2"):
        random_forest(X_GOOD, Y_GOOD, 2, 3, 0)
