"""Variances, gains, splits and trees for numbers on random tables, against NumPy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeRegressor
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, bad_inputs, close, read_only, turned_away, vectors

from utils.lessons import take

LESSON = "Course2/Week4/02_regression_trees"
variance, variance_reduction, best_variance_split = take(
    LESSON, "variance", "variance_reduction", "best_variance_split"
)
regression_tree, steps = take(LESSON, "regression_tree", "steps")
predict_tree, _ = take("Course2/Week4/01_decision_trees", "predict_tree", "grow_tree")

GOOD = dict(y=[0.5, 1.0, 4.0], left=np.array([True, False, True]), X=[[1.0, 5.0], [2.0, 3.0], [4.0, 0.0]], min_rows=1)
BAD = dict(y={**BAD_VECTORS, "another length": [0, 1]}, left={"numbers": [0, 1, 1], "another length": [True]})
BAD |= dict(X=BAD_TABLES, min_rows=NOT_COUNTS)


@st.composite
def tables(draw):
    """Features with many equal values, and numbers; sometimes the same number in each row."""
    m, n, levels = draw(st.integers(2, 30)), draw(st.integers(1, 4)), draw(st.integers(1, 12))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    y = rng.integers(0, draw(st.integers(1, 40)), m) / 8.0
    return rng.integers(0, levels, (m, n)) / 8.0, y * draw(st.sampled_from([1.0, 1e-3, 1e6]))


def all_gains(X, y, min_rows=1):
    """{(feature, threshold): gain} of every question that is allowed, by the definition."""
    found = {}
    for j, x in enumerate(X.T):
        values = np.unique(x)
        for t in (values[:-1] + values[1:]) / 2:
            if min_rows <= (x <= t).sum() <= len(y) - min_rows:
                found[j, t] = variance_reduction(y, x <= t)
    return found


@given(vectors())
def test_variance_is_that_of_numpy(y):
    close(variance(read_only(y)), np.var(y), scale=np.var(y) + 1e-12 * np.max(y**2))
    close(variance(y.tolist()), variance(y))


@given(tables(), st.integers(0, 100))
def test_the_reduction_is_the_variance_between_the_two_means(table, seed):
    y = table[1]
    left = np.random.default_rng(seed).random(len(y)) < 0.5
    gain = variance_reduction(read_only(y), left)
    means = np.where(left, y[left].mean() if left.any() else 0, y[~left].mean() if not left.all() else 0)
    close(gain, np.var(means), scale=np.var(y))
    close(variance_reduction(y, ~left), gain, scale=np.var(y))


@given(tables(), st.integers(1, 4))
def test_the_best_question_is_the_best_of_all(table, min_rows):
    X, y = table
    gains, split = all_gains(X, y, min_rows), best_variance_split(read_only(X), read_only(y), min_rows)
    if not gains or len(np.unique(y)) == 1:
        assert split is None
        return
    feature, threshold, gain = split
    assert type(feature) is int
    close(gain, max(gains.values()), scale=variance(y))
    ties = [question for question, other in gains.items() if other > gain - 1e-9 * variance(y)]
    assert (feature, threshold) == ties[0]


@given(tables(), st.sampled_from([1e7, -1e9]))
def test_a_shift_of_all_numbers_changes_no_question(table, shift):
    X, y = table
    y = y / max(y.max(), 1) * 64
    y = np.round(y * 8) / 8
    split, shifted = best_variance_split(X, y), best_variance_split(X, y + shift)
    if split is None:
        assert shifted is None
        return
    assert split[0] == shifted[0] and split[1] == shifted[1]
    close(shifted[2], split[2], tolerance=1e-6, scale=variance(y))


@settings(max_examples=60)
@given(tables(), st.integers(1, 3))
def test_scikit_learn_gains_the_same_and_asks_the_same_where_gains_do_not_tie(table, min_rows):
    X, y = table
    y = y / max(y.max(), 1e-6)
    gains = all_gains(X, y, min_rows)
    stump = DecisionTreeRegressor(max_depth=1, min_samples_leaf=min_rows, random_state=0).fit(X, y).tree_
    if stump.node_count == 1:
        assert best_variance_split(X, y, min_rows) is None
        return
    feature, threshold, gain = best_variance_split(X, y, min_rows)
    share = stump.weighted_n_node_samples / len(y)
    close(gain, stump.impurity[0] - share[1:] @ stump.impurity[1:], scale=1)
    if sum(other > gain - 1e-9 * variance(y) for other in gains.values()) == 1:
        assert feature == stump.feature[0]
        close(threshold, stump.threshold[0], scale=1)


@settings(max_examples=60)
@given(st.integers(0, 200), st.sampled_from([1, 2, 4, None]), st.sampled_from([1, 5]))
def test_trees_equal_those_of_scikit_learn(seed, depth, min_rows):
    """One feature without equal values, and numbers on no grid: there is one best tree."""
    rng = np.random.default_rng(seed)
    X = rng.permutation(80)[:, None] / 8.0
    y = np.sin(X[:, 0]) + rng.normal(size=80)
    ours = regression_tree(read_only(X), read_only(y), depth, min_rows)
    theirs = DecisionTreeRegressor(max_depth=depth, min_samples_leaf=min_rows, random_state=0).fit(X, y)
    np.testing.assert_array_equal(ours["feature"] >= 0, theirs.tree_.feature >= 0)
    np.testing.assert_array_equal(ours["rows"], theirs.tree_.n_node_samples)
    close(predict_tree(ours, X), theirs.predict(X))
    assert ours["rows"].min() >= min_rows
    if depth is None and min_rows == 1:
        close(predict_tree(ours, X), y)


@given(st.integers(0, 200), st.sampled_from([1, 2, 3, None]))
def test_the_steps_are_the_tree(seed, depth):
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 20, 30) / 8.0, rng.normal(size=30)
    tree = regression_tree(x[:, None], y, depth)
    jumps, answers = steps(tree)
    assert len(answers) == len(jumps) + 1 and (np.diff(jumps) > 0).all()
    places = np.linspace(-1, 4, 101)
    np.testing.assert_array_equal(answers[np.searchsorted(jumps, places)], predict_tree(tree, places[:, None]))
    assert y.min() - 1e-9 <= answers.min() and answers.max() <= y.max() + 1e-9


def test_a_threshold_lies_below_the_higher_value():
    low = 1.0
    high = np.nextafter(low, 2)
    threshold = best_variance_split([[low], [high]], [0, 1])[1]
    assert low <= threshold < high


def test_a_single_row_is_a_leaf():
    assert best_variance_split([[1.0, 2.0]], [3.0]) is None
    tree = regression_tree([[1.0, 2.0]], [3.0])
    assert tree["value"].tolist() == [3.0] and tree["feature"].tolist() == [-1]


def test_steps_need_one_feature():
    tree = regression_tree([[1.0, 1.0], [1.0, 2.0]], [0, 1])
    with pytest.raises(ValueError, match="tree must ask for feature 0 only, got questions about feature 1"):
        steps(tree)
    jumps, answers = steps(regression_tree([[1.0], [1.0]], [0, 1]))
    assert jumps.tolist() == [] and answers.tolist() == [0.5]


def test_rows_in_a_leaf_are_looked_at_even_where_no_question_is_asked():
    with pytest.raises(ValueError, match="min_rows"):
        regression_tree([[1.0], [2.0]], [3, 3], min_rows=0)


@bad_inputs({variance_reduction: "y left", best_variance_split: "X y min_rows", regression_tree: "X y min_rows"}, BAD)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({variance: "y"}, {"y": BAD_VECTORS})
def test_a_variance_needs_a_vector(function, name, value):
    turned_away(function, name, value, GOOD)
