"""Nearest neighbours and k-means, on random and awkward points, against sorting in plain Python and scikit-learn."""

import itertools
import math
import statistics
from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from strategies import BAD_VECTORS, NOT_COUNTS, bad_inputs, close, read_only, same_in_any_form, turned_away

from utils.lessons import take

LESSON = "Course1/Week1/02_what_is_machine_learning"
species_by_hand, nearest_neighbors = take(LESSON, "species_by_hand", "nearest_neighbors")
predict_value, predict_class, predict_each = take(LESSON, "predict_value", "predict_class", "predict_each")
closest_centroids, update_centroids, k_means = take(LESSON, "closest_centroids", "update_centroids", "k_means")

BAD_TABLES = {"empty": [], "no rows": np.empty((0, 2)), "a vector": [1.0, 2.0], "text": [["a", "b"]]}
BAD_TABLES |= {"NaN": [[1.0, np.nan]], "infinity": [[1.0, np.inf]], "rows of two lengths": [[1.0, 2.0], [3.0]]}
GOOD = dict(X=[[1.0, 2.0], [3.0, 5.0]], y=[3.0, 5.0], x_new=[2.0, 2.0], k=1, centroids=[[0.0, 0.0], [9.0, 9.0]])
GOOD |= dict(idx=[1, 0], K=2, max_iters=9)
BAD = dict(X=BAD_TABLES, y=BAD_VECTORS, x_new=BAD_VECTORS | {"another width": [1.0, 2.0, 3.0]}, idx=BAD_VECTORS)
BAD |= dict(k=NOT_COUNTS | {"more than rows": 3}, K=NOT_COUNTS, max_iters=NOT_COUNTS)
BAD |= dict(centroids=BAD_TABLES | {"another width": [[1.0, 2.0, 3.0]]})


@st.composite
def tables(draw, rows=(1, 20), columns=(1, 4), most=6):
    """A table of small whole numbers, so that equal distances are common."""
    m, n = draw(st.integers(*rows)), draw(st.integers(*columns))
    return np.array(draw(st.lists(st.integers(-most, most), min_size=m * n, max_size=m * n)), float).reshape(m, n)


@st.composite
def questions(draw, rows=(1, 20)):
    """A table, a new example of its width and a number of neighbours."""
    X = draw(tables(rows))
    x_new = draw(st.lists(st.integers(-6, 6), min_size=X.shape[1], max_size=X.shape[1]))
    return X, np.array(x_new, float), draw(st.integers(1, len(X)))


def sorted_rows(X, x_new):
    """The row numbers from near to far, equally near ones in order, by plain Python."""
    squares = [sum((a - b) ** 2 for a, b in zip(row, x_new, strict=True)) for row in X.tolist()]
    return sorted(range(len(X)), key=lambda i: squares[i])


def tied(X, x_new, k):
    """Whether the k-th and the next neighbour are equally far, so that either may be taken."""
    rows = sorted_rows(X, x_new)
    return k < len(X) and math.dist(X[rows[k - 1]], x_new) == math.dist(X[rows[k]], x_new)


@given(questions(rows=(1, 40)))
@example((np.tile([[3.0, 4.0], [0.0, 5.0]], (20, 1)), np.zeros(2), 30))  # forty ties
def test_neighbors_are_those_of_sorting_by_distance(question):
    X, x_new, k = question
    near, distances = nearest_neighbors(X, x_new, k)
    assert near.tolist() == sorted_rows(X, x_new)[:k]
    close(distances, [math.dist(X[i], x_new) for i in near])


@given(questions(), st.data())
def test_value_is_the_mean_of_the_neighbors_and_that_of_scikit_learn(question, more):
    X, x_new, k = question
    y = np.array(more.draw(st.lists(st.integers(-50, 50), min_size=len(X), max_size=len(X))), float)
    value = predict_value(X, y, x_new, k)
    close(value, statistics.fmean(y[i] for i in sorted_rows(X, x_new)[:k]), scale=50)
    if not tied(X, x_new, k):
        close(value, KNeighborsRegressor(k).fit(X, y).predict([x_new])[0], scale=50)


@given(questions(), st.data())
def test_class_is_the_commonest_among_the_neighbors_and_that_of_scikit_learn(question, more):
    X, x_new, k = question
    y = np.array(more.draw(st.lists(st.sampled_from("abc"), min_size=len(X), max_size=len(X))))
    named = predict_class(X, y, x_new, k)
    votes = Counter(y[sorted_rows(X, x_new)[:k]].tolist())
    assert named == min(votes, key=lambda name: (-votes[name], name))
    if not tied(X, x_new, k):
        assert named == KNeighborsClassifier(k).fit(X, y).predict([x_new])[0]


@given(questions())
def test_each_row_gets_its_own_prediction(question):
    X, _, k = question
    expected = [predict_value(X, X[:, 0], x_new, k) for x_new in X]
    np.testing.assert_array_equal(predict_each(predict_value, X, X[:, 0], X, k), expected)


@pytest.mark.parametrize(
    "bill, flipper, name",
    [(50, 207, "Gentoo"), (40, 207, "Gentoo"), (46, 206, "Chinstrap"), (45, 206, "Adelie"), (45.5, 190, "Chinstrap")],
)
def test_rule_by_hand(bill, flipper, name):
    assert species_by_hand((bill, flipper)) == name


@given(tables(columns=(2, 2)), tables(rows=(1, 5), columns=(2, 2)))
def test_closest_centroid_is_the_nearest_neighbor_among_them(X, centroids):
    idx = closest_centroids(X, centroids)
    assert idx.tolist() == [nearest_neighbors(centroids, x, 1)[0][0] for x in X]


@given(tables(columns=(3, 3)), tables(rows=(1, 5), columns=(3, 3)))
def test_closest_centroid_uses_every_feature(X, centroids):
    assert closest_centroids(X, centroids).tolist() == [sorted_rows(centroids, x)[0] for x in X]


@given(tables(), st.integers(1, 4), st.data())
def test_updated_centroids_are_the_means(X, K, more):
    assume(len(X) >= K)
    idx = [*range(K), *more.draw(st.lists(st.integers(0, K - 1), min_size=len(X) - K, max_size=len(X) - K))]
    centroids = update_centroids(X, idx, K)
    assert centroids.shape == (K, X.shape[1])
    for j in range(K):
        members = [row for row, cluster in zip(X.tolist(), idx, strict=True) if cluster == j]
        close(centroids[j], [statistics.fmean(column) for column in zip(*members, strict=True)], scale=6)


@pytest.mark.parametrize("idx, empty", [([1, 1, 2], 0), ([0, 2, 2], 1), ([0, 1, 1], 2), ([0, 0, 0], 1)])
def test_an_empty_cluster_is_named(idx, empty):
    with pytest.raises(ValueError, match=f"cluster {empty} is empty"):
        update_centroids([[1.0], [2.0], [3.0]], idx, 3)


@pytest.mark.parametrize("idx", [[0, 1, 2], [0, 1, -1], [0, 1, 0.5]])
def test_clusters_that_are_not_there_are_turned_away(idx):
    with pytest.raises(ValueError, match=r"\bidx must hold whole numbers from 0 to 1\b"):
        update_centroids([[1.0], [2.0], [3.0]], idx, 2)


@given(tables(rows=(3, 20), columns=(2, 2)), st.integers(1, 3))
def test_k_means_ends_where_that_of_scikit_learn_does(X, K):
    start = np.unique(X, axis=0)[:K]
    assume(len(start) == K)
    path, idx = k_means(X, start)
    np.testing.assert_array_equal(path[0], start)
    np.testing.assert_array_equal(idx, closest_centroids(X, path[-1]))
    np.testing.assert_array_equal(update_centroids(X, idx, K), path[-1])
    for before, after in itertools.pairwise(path):
        np.testing.assert_array_equal(update_centroids(X, closest_centroids(X, before), K), after)
        assert (before != after).any()
    distances = np.sort(((path[:, None] - X[:, None]) ** 2).sum(axis=-1), axis=-1)
    if (np.diff(distances, axis=-1) > 1e-9).all():  # no point halfway between two centroids: either may take it
        model = KMeans(K, init=start, n_init=1, tol=0).fit(X)
        np.testing.assert_array_equal(idx, model.labels_)
        close(path[-1], model.cluster_centers_, scale=6)


def test_k_means_stops_with_an_error_when_it_runs_out_of_rounds():
    X, start = [[0.0], [1.0], [2.0], [9.0]], [[0.0], [1.0]]
    path, _ = k_means(X, start)
    rounds = len(path) - 1
    assert rounds > 1
    np.testing.assert_array_equal(k_means(X, start, max_iters=rounds + 1)[0], path)  # one more to see that all is still
    with pytest.raises(RuntimeError, match=f"max_iters = {rounds}"):
        k_means(X, start, max_iters=rounds)


@given(questions(rows=(2, 10)))
def test_lists_whole_numbers_and_float32_do_as_well(question):
    X, x_new, k = question
    same_in_any_form(nearest_neighbors, X, x_new, rest=(k,))
    same_in_any_form(predict_value, X, X[:, 0], x_new, rest=(k,))
    same_in_any_form(closest_centroids, X, X[:2])
    same_in_any_form(update_centroids, X, np.arange(len(X)) % 2, rest=(2,))
    names = np.array(["b", "a"] * len(X))[: len(X)]
    assert predict_class(X.tolist(), names.tolist(), x_new.tolist(), k) == predict_class(X, read_only(names), x_new, k)
    if (X[0] != X[1]).any():
        same_in_any_form(k_means, X, X[:2])


@bad_inputs(
    {
        nearest_neighbors: "X x_new k",
        predict_value: "X y x_new k",
        predict_class: "X x_new k",
        closest_centroids: "X centroids",
        update_centroids: "X idx K",
        k_means: "X centroids max_iters",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("labels", [["a"], ["a", "b", "c"], [["a"], ["b"]]])
def test_one_label_for_each_row_is_wanted(labels):
    turned_away(predict_class, "y", labels, GOOD)


@pytest.mark.parametrize("values", [[1.0], [1.0, 2.0, 3.0]])
def test_one_value_for_each_row_is_wanted(values):
    turned_away(predict_value, "y", values, GOOD)
    turned_away(update_centroids, "idx", values, GOOD)
