"""Entropy, gains, splits and trees on random tables, against SciPy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import entropy as scipy_entropy
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course2/Week4/01_decision_trees"
entropy, information_gain, one_hot, n_log_n = take(LESSON, "entropy", "information_gain", "one_hot", "n_log_n")
best_threshold_loop, best_split, most_common = take(LESSON, "best_threshold_loop", "best_split", "most_common")
grow_tree, predict_tree = take(LESSON, "grow_tree", "predict_tree")

GOOD = dict(counts=[1, 2], y=[0, 1, 1], left=np.array([True, False, True]), values=["a", "b"], m=3)
GOOD |= dict(x=[1.0, 2.0, 2.0], X=[[1.0, 5.0], [2.0, 3.0], [4.0, 0.0]], max_depth=2)
GOOD |= dict(tree=grow_tree([[1.0, 5.0], [2.0, 3.0]], [0, 1]))
NO_CLASSES = {**BAD_VECTORS, "a half": [0.5, 1, 1], "minus one": [-1, 0, 0]}
NO_CLASSES_OR_LENGTH = {**NO_CLASSES, "another length": [0, 1]}
BAD = dict(counts={**BAD_VECTORS, "negative": [-1, 2], "no rows": [0, 0]}, y=NO_CLASSES_OR_LENGTH, X=BAD_TABLES)
BAD |= dict(left={"numbers": [0, 1, 1], "another length": [True]}, values={"empty": [], "one text": "a"})
BAD |= dict(x={**BAD_VECTORS, "one value": [1.0, 1.0, 1.0]}, m=NOT_COUNTS, max_depth=NOT_COUNTS)


@st.composite
def tables(draw):
    """Features with many equal values, and classes; sometimes one class only."""
    m, n, levels = draw(st.integers(2, 30)), draw(st.integers(1, 4)), draw(st.integers(1, 12))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    return rng.integers(0, levels, (m, n)) / 8.0, rng.integers(0, draw(st.integers(1, 4)), m)


def all_gains(X, y):
    """{(feature, threshold): gain} of every question, by the definition."""
    found = {}
    for j, x in enumerate(X.T):
        values = np.unique(x)
        for t in (values[:-1] + values[1:]) / 2:
            found[j, t] = information_gain(y, x <= t)
    return found


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6).filter(any))
def test_entropy_is_that_of_scipy(counts):
    close(entropy(counts), scipy_entropy(counts, base=2), scale=1)


def test_a_pure_group_has_no_minus_before_its_zero():
    assert np.copysign(1, entropy([0, 7])) == 1


def test_a_question_that_parts_nothing_gains_nothing():
    assert [information_gain([0, 1, 1], np.full(3, side)) for side in (True, False)] == [0, 0]
    assert best_threshold_loop([1, 2, 3], [0, 0, 0]) == (1.5, 0.0)
    with pytest.raises(ValueError, match="y must be a vector"):
        information_gain([[0, 1], [1, 1]], np.array([[True, False], [True, True]]))


def test_the_table_of_n_log_n_is_exact():
    close(n_log_n(64)[[0, 1, 2, 32, 64]], [0, 0, 2, 160, 384])
    assert n_log_n(1).tolist() == [0, 0] and n_log_n(7).shape == (8,)


@given(tables())
def test_the_best_question_is_the_best_of_all(table):
    X, y = table
    gains, split = all_gains(X, y), best_split(read_only(X), read_only(y))
    if not gains:
        assert split is None
        return
    feature, threshold, gain = split
    assert type(feature) is int
    close(gain, max(gains.values()), scale=1)
    ties = [question for question, other in gains.items() if other > gain - 1e-9]
    assert (feature, threshold) == ties[0]
    if len(np.unique(X[:, 0])) > 1:
        close(best_threshold_loop(X[:, 0], y)[1], best_split(X[:, :1], y)[2], scale=1)


@given(st.integers(2, 40), st.lists(st.integers(0, 40), min_size=3, max_size=5), st.randoms(use_true_random=False))
def test_of_two_features_that_tie_but_for_rounding_the_first_wins(size, left, random):
    left = [min(count, size) for count in left]
    other = random.sample(left, len(left))  # the same counts, for other classes: their terms are added in another order
    X = [[row >= a, row >= b] for a, b in zip(left, other, strict=True) for row in range(size)]
    split = best_split(np.array(X, dtype=float), np.repeat(np.arange(len(left)), size))
    assert split is None or split[0] == 0


def test_one_row_cannot_be_split():
    assert best_split([[1.0, 2.0]], [0]) is None


@settings(max_examples=80)
@given(tables())
def test_scikit_learn_chooses_the_same_where_gains_do_not_tie_and_gains_the_same_where_they_do(table):
    X, y = table
    gains = all_gains(X, y)
    stump = DecisionTreeClassifier(criterion="entropy", max_depth=1, random_state=0).fit(X, y).tree_
    if stump.node_count == 1:
        assert not gains or len(np.unique(y)) == 1
        return
    feature, threshold, gain = best_split(X, y)
    share = stump.weighted_n_node_samples / len(y)
    close(gain, stump.impurity[0] - share[1:] @ stump.impurity[1:], scale=1)
    if sum(other > gain - 1e-9 for other in gains.values()) == 1:
        assert feature == stump.feature[0]
        close(threshold, stump.threshold[0], scale=1)


@given(st.integers(0, 100), st.sampled_from([1, 2, 3, None]))
def test_trees_equal_those_of_scikit_learn(seed, depth):
    """One informative feature and numbers without ties: there is one best tree."""
    rng = np.random.default_rng(seed)
    X = rng.permutation(200).reshape(100, 2) / 8.0
    y = rng.integers(0, 3, 100)
    ours, theirs = grow_tree(X, y, depth), DecisionTreeClassifier(criterion="entropy", max_depth=depth, random_state=0)
    theirs = theirs.fit(X, y)
    if depth == 1:
        inner = ours["feature"] >= 0
        assert ours["feature"][inner].tolist() == theirs.tree_.feature[inner].tolist()
        np.testing.assert_array_equal(ours["rows"], theirs.tree_.n_node_samples)
        np.testing.assert_array_equal(predict_tree(ours, X), theirs.predict(X))
    if depth is None:
        np.testing.assert_array_equal(predict_tree(ours, read_only(X)), y)


@given(tables(), st.sampled_from([1, 2, 3, None]))
def test_what_a_tree_holds_is_consistent(table, depth):
    X, y = table
    tree = grow_tree(read_only(X), read_only(y), depth)
    inner = np.flatnonzero(tree["feature"] >= 0)
    assert tree["rows"][0] == len(y)
    for node in inner:
        left, right = tree["left"][node], tree["right"][node]
        assert node < left < right and left == node + 1
        assert tree["rows"][node] == tree["rows"][left] + tree["rows"][right] and tree["rows"][[left, right]].min() > 0
    leaves = tree["feature"] < 0
    for name, filling in (("left", -1), ("right", -1), ("threshold", 0), ("gain", 0)):
        assert (tree[name][leaves] == filling).all()
    assert len(leaves) == 2 * len(inner) + 1
    at = np.zeros(len(X), dtype=int)
    for i, x in enumerate(X):
        level = 0
        while tree["feature"][at[i]] >= 0:
            node, level = at[i], level + 1
            at[i] = tree["left" if x[tree["feature"][node]] <= tree["threshold"][node] else "right"][node]
        assert depth is None or level <= depth
    np.testing.assert_array_equal(predict_tree(tree, X), tree["value"][at])
    for leaf in np.unique(at):
        assert tree["rows"][leaf] == (at == leaf).sum() and tree["value"][leaf] == most_common(y[at == leaf])
        stopped = len(np.unique(y[at == leaf])) == 1 or best_split(X[at == leaf], y[at == leaf]) is None
        assert stopped or depth is not None


def test_a_threshold_lies_below_the_higher_value():
    low = 1.0
    high = np.nextafter(low, 2)
    for a, b in ((low, high), (high, np.nextafter(high, 2))):
        threshold = best_split([[a], [b]], [0, 1])[1]
        assert a <= threshold < b
        tree = grow_tree([[a], [b]], [0, 1])
        assert tree["value"][1:].tolist() == [0, 1] and predict_tree(tree, [[b], [a]]).tolist() == [1, 0]


@given(st.lists(st.sampled_from(["rye", "wheat", "spelt", "oat"]), min_size=1, max_size=9))
def test_one_hot_is_that_of_scikit_learn(values):
    table, names = one_hot(values)
    encoder = OneHotEncoder(sparse_output=False).fit(np.array(values)[:, None])
    np.testing.assert_array_equal(table, encoder.transform(np.array(values)[:, None]))
    assert names == encoder.categories_[0].tolist() and table.dtype == float


def test_numbers_and_a_found_split_may_come_from_elsewhere():
    tree = grow_tree(
        [[1.0], [2], [4]], [0.5, 1.5, 4.0], find_split=lambda X, y: (0, 2.5, 7.0), leaf_value=np.mean, max_depth=1
    )
    assert tree["value"].tolist() == [2.0, 1.0, 4.0] and tree["gain"].tolist() == [7.0, 0, 0]


def test_the_most_common_class_is_an_int_and_the_smaller_of_two():
    assert [most_common(y) for y in ([2, 0, 2], [1, 0], [3])] == [2, 0, 3]
    assert type(most_common([0, 1, 1])) is int


@bad_inputs({entropy: "counts", information_gain: "y left", one_hot: "values", n_log_n: "m",
             best_threshold_loop: "x y", best_split: "X y", grow_tree: "X max_depth", predict_tree: "X"},
            BAD)  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("y", NO_CLASSES.values(), ids=NO_CLASSES)
def test_only_classes_can_be_common(y):
    with pytest.raises(ValueError, match=r"\by\b"):
        most_common(y)


@pytest.mark.parametrize("y", [[], [0, np.nan, 1], [0, 1], [[0, 1, 1]]])
def test_a_tree_needs_one_finite_target_for_each_row(y):
    with pytest.raises(ValueError, match=r"\by\b"):
        grow_tree(GOOD["X"], y)


def test_too_few_columns_are_named():
    tree = grow_tree([[1.0, 5.0], [1.0, 3.0]], [0, 1])
    with pytest.raises(ValueError, match="X must have the 2 columns"):
        predict_tree(tree, [[1.0], [2.0], [3.0]])
