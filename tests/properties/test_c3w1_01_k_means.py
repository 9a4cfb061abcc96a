"""Assignment, moves, distortion, starts and whole runs of k-means on awkward tables, against scikit-learn."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans, kmeans_plusplus
from sklearn.metrics import pairwise_distances_argmin
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, bad_inputs, close, read_only, same_in_any_form, turned_away

from utils.lessons import take

LESSON = "Course3/Week1/01_k_means"
closest_centroids, move_centroids, distortion = take(LESSON, "closest_centroids", "move_centroids", "distortion")
k_means, draw_row, random_start = take(LESSON, "k_means", "draw_row", "random_start")
spread_start, best_k_means = take(LESSON, "spread_start", "best_k_means")

TABLES = {**BAD_TABLES, "another width": [[1.0]]}
GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0], [4.0, 0.0]], idx=[0, 1, 1], centroids=[[1.0, 5.0], [3.0, 1.0]], max_iters=3)
GOOD |= dict(K=2, restarts=2, weights=[0.0, 1.0], rng=np.random.default_rng(0))
BAD = dict(X=BAD_TABLES, centroids=TABLES, max_iters=NOT_COUNTS, restarts=NOT_COUNTS, K={**NOT_COUNTS, "4 of 3": 4})
BAD |= dict(
    idx={
        **BAD_VECTORS,
        "another length": [0, 1],
        "a half": [0, 0.5, 1],
        "too high": [0, 1, 2],
        "a column": [[0], [1], [1]],
    }
)
BAD |= dict(weights=BAD_VECTORS)


@st.composite
def tables(draw, largest=40):
    """Rows in eighths, some of them equal, in one of several scales, near the origin or far off; K of them."""
    m, n = draw(st.integers(1, largest)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    X = rng.integers(-80, 80, (m, n)) / 8 * draw(st.sampled_from([1.0, 2.0**-10, 2.0**20]))
    X += np.ptp(X) * draw(st.sampled_from([0, 0, 1000]))
    return X, X[rng.choice(m, draw(st.integers(1, min(m, 6))), replace=False)], rng


def squared(X, centroids):
    return ((X[:, None] - centroids) ** 2).sum(axis=2)


def without_ties(X, centroids):
    """Whether no row has two centroids that are equally near but for rounding."""
    near = np.sort(squared(X, centroids), axis=1)
    return centroids.shape[0] == 1 or (near[:, 1] - near[:, 0] > 1e-9 * max(near.max(), 1e-300)).all()


@given(tables())
def test_the_nearest_centroid_and_of_equally_near_ones_the_first(table):
    X, centroids, _ = table
    idx = closest_centroids(read_only(X), read_only(centroids))
    np.testing.assert_array_equal(idx, squared(X, centroids).argmin(axis=1))  # exact: the numbers are eighths
    assert idx.dtype == int
    if without_ties(X, centroids):
        np.testing.assert_array_equal(idx, pairwise_distances_argmin(X, centroids))


@pytest.mark.parametrize("m", [1999, 2000, 2001, 6000])
def test_slices_join_without_a_gap(m):
    rng = np.random.default_rng(m)
    X, centroids = rng.normal(size=(m, 2)), rng.normal(size=(5, 2))
    np.testing.assert_array_equal(closest_centroids(X, centroids), squared(X, centroids).argmin(axis=1))


@pytest.mark.parametrize("turn", [0.0, 0.3, 1.1, 2.5, 4.0])
@pytest.mark.parametrize("reach", [(-3, 0), (0, 3), (-3, 3)])
@pytest.mark.parametrize("scale", [1.0, 1e6])
def test_ties_go_to_the_first_whatever_rounding_says(turn, reach, scale):
    """Rows on the mirror line between two centroids, with coordinates that are not exact in binary."""
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    X = np.linspace(*reach, 301)[:, None] * along
    for shift in np.linspace(-1, 1, 9):
        mirrored = np.array([shift * along + 0.7 * across, shift * along - 0.7 * across])
        for centroids in (mirrored, mirrored[::-1]):
            assert (closest_centroids(scale * (X + 0.1), scale * (centroids + 0.1)) == 0).all()


def test_digits_are_kept_far_from_the_origin_and_beside_a_freak():
    rng = np.random.default_rng(4)
    X, far = rng.integers(-80, 80, (200, 2)) / 8, np.array([2.0**30, -(2.0**30)])
    np.testing.assert_array_equal(closest_centroids(X + far, X[:9] + far), closest_centroids(X, X[:9]))
    np.testing.assert_array_equal(closest_centroids(X / 2**30, X[:9] / 2**30), closest_centroids(X, X[:9]))
    X = np.vstack([X, [[1e5, 3e4]]])
    np.testing.assert_array_equal(closest_centroids(X, X[-9:]), squared(X, X[-9:]).argmin(axis=1))


@given(tables())
def test_centroids_move_to_means_and_empty_ones_stay(table):
    X, centroids, rng = table
    idx = rng.integers(0, len(centroids), len(X))
    moved = move_centroids(read_only(X), read_only(idx), read_only(centroids))
    for j, centroid in enumerate(centroids):
        close(moved[j], X[idx == j].mean(axis=0) if (idx == j).any() else centroid, scale=np.abs(X).max())


def test_an_empty_cluster_keeps_its_place_in_silence():
    X, centroids = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 5.0], [6.0, 7.0], [8.0, 9.0]])
    with np.errstate(all="raise"):
        close(move_centroids(X, [0, 0], centroids), [[2, 3], [6, 7], [8, 9]])
        close(move_centroids(X, [1, 1], centroids[:2]), [[5, 5], [2, 3]])
        close(move_centroids(X, [0, 0], centroids[:2]), [[2, 3], [6, 7]])


@given(tables())
def test_the_distortion_is_the_mean_of_the_squares(table):
    X, centroids, rng = table
    idx = rng.integers(0, len(centroids), len(X))
    close(distortion(read_only(X), idx, centroids), squared(X, centroids)[np.arange(len(X)), idx].mean())


@given(tables())
def test_no_half_step_raises_the_distortion(table):
    X, centroids, rng = table
    idx = rng.integers(0, len(centroids), len(X))
    before, slack = distortion(X, idx, centroids), 1e-9 * np.ptp(X) ** 2 * X.shape[1]
    moved = move_centroids(X, idx, centroids)
    between = distortion(X, idx, moved)
    after = distortion(X, closest_centroids(X, moved), moved)
    assert before >= between - slack and between >= after - slack


@given(tables())
def test_a_run_ends_where_both_steps_change_nothing(table):
    X, start, _ = table
    centroids, idx, J_history = k_means(read_only(X), read_only(start))
    assert centroids.shape == start.shape and len(J_history) >= 2
    np.testing.assert_array_equal(idx, closest_centroids(X, centroids))
    close(move_centroids(X, idx, centroids), centroids, scale=np.abs(X).max())
    close(J_history[-1], distortion(X, idx, centroids), scale=np.ptp(X) ** 2)
    close(J_history[0], distortion(X, closest_centroids(X, start), start), scale=np.ptp(X) ** 2)
    assert (np.diff(J_history) <= 1e-9 * np.ptp(X) ** 2 * X.shape[1]).all()


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 7), st.integers(1, 4))
def test_scikit_learn_ends_at_the_same_place_from_the_same_start(seed, K, n):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(60, n)) * rng.uniform(0.1, 10, n) + rng.uniform(-50, 50, n)
    start = X[rng.choice(60, K, replace=False)]
    centroids, idx, J_history = k_means(X, start)
    assume(len(np.unique(idx)) == K)  # scikit-learn moves empty clusters
    model = KMeans(K, init=start, n_init=1, algorithm="lloyd", tol=0, max_iter=100).fit(X)
    assume(without_ties(X, centroids))
    np.testing.assert_array_equal(idx, model.labels_)
    close(centroids, model.cluster_centers_)
    close(J_history[-1], model.inertia_ / 60)


def test_max_iters_ends_a_run_with_clusters_that_fit_its_centroids():
    X, start = np.array([[0.0], [1], [3], [7], [8], [12]]), [[0], [1]]
    centroids, idx, J_history = k_means(X, start, max_iters=1)
    close(centroids, [[0], [6.2]])
    assert idx.tolist() == [0, 0, 0, 1, 1, 1]
    close(J_history, [35, 7.92])
    close(k_means(X, start)[2], [35, 7.92, 28 / 9])


def test_a_run_has_100_rounds_unless_told_otherwise():
    """Centroids that begin side by side at the end of a long line need more."""
    X = np.arange(2000.0)[:, None]
    assert len(k_means(X, X[:20])[2]) == 101
    assert len(k_means(X, X[:20], 150)[2]) == 151


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(1, 8), st.integers(1, 3))
def test_scikit_learn_spreads_its_start_the_same_way(seed, K, n):
    X = np.random.default_rng(seed).normal(size=(50, n))
    start = spread_start(read_only(X), K, np.random.RandomState(seed))
    np.testing.assert_array_equal(start, kmeans_plusplus(X, K, random_state=seed, n_local_trials=1)[0])


@given(tables())
def test_starts_are_different_rows_of_the_table(table):
    X, centroids, rng = table
    K = min(len(centroids), len(np.unique(X, axis=0)))
    start = spread_start(X, K, rng)
    assert len(np.unique(start, axis=0)) == K
    assert all((X == row).all(axis=1).any() for row in start)
    drawn = random_start(np.arange(len(X))[:, None], len(centroids), rng)
    assert len(np.unique(drawn)) == len(drawn) == len(centroids)


def test_too_few_different_rows():
    with pytest.raises(ValueError, match="X must have K different rows"):
        spread_start([[1.0, 2.0]] * 5, 2, np.random.default_rng(0))


def test_chances_are_in_proportion_to_the_weights():
    rng = np.random.default_rng(1)
    draws = np.bincount([draw_row([1, 0, 2, 5], rng) for _ in range(4000)]) / 4000
    np.testing.assert_allclose(draws, [1 / 8, 0, 1 / 4, 5 / 8], atol=0.03)


@given(st.integers(0, 1000), st.integers(1, 4), st.integers(1, 5))
def test_the_best_of_the_runs_is_kept(seed, K, restarts):
    X = np.random.default_rng(seed).normal(size=(25, 2))
    best = best_k_means(X, K, restarts, np.random.default_rng(seed))
    rng = np.random.default_rng(seed)
    runs = [k_means(X, spread_start(X, K, rng)) for _ in range(restarts)]
    first = next(run for run in runs if run[2][-1] == min(other[2][-1] for other in runs))
    for ours, wanted in zip(best, first, strict=True):
        np.testing.assert_array_equal(ours, wanted)


def test_lists_whole_numbers_and_float32():
    X, centroids = np.array([[1.0, 5.0], [2.5, 3.0], [4.0, 0.0], [9.0, 9.0]]), np.array([[1.0, 4.0], [8.0, 8.0]])
    same_in_any_form(closest_centroids, X, centroids)
    same_in_any_form(k_means, X, centroids)
    same_in_any_form(lambda X, centroids: move_centroids(X, [0, 1, 1, 0], centroids), X, centroids)
    same_in_any_form(lambda X, centroids: distortion(X, [0, 1, 1, 0], centroids), X, centroids)


@bad_inputs({closest_centroids: "X centroids", move_centroids: "X idx centroids", distortion: "X idx centroids",
             k_means: "X centroids max_iters", spread_start: "X K", best_k_means: "X K restarts",
             draw_row: "weights"}, BAD)  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)
