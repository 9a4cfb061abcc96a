"""Directions, scores and shares on random tables, against NumPy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA
from strategies import (
    BAD_TABLES,
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

LESSON = "Course3/Week2/03_principal_component_analysis"
variance_along, covariance_matrix, power_iteration = take(
    LESSON, "variance_along", "covariance_matrix", "power_iteration"
)
principal_directions, project, reconstruct = take(LESSON, "principal_directions", "project", "reconstruct")
explained_share, components_for, unit = take(LESSON, "explained_share", "components_for", "unit")

GOOD = dict(X=[[1.0, 5], [2, 3], [4, 0]], u=[1.0, 2], C=[[2.0, 1], [1, 3]], num_iters=3, mean=[1.0, 2])
GOOD |= dict(directions=[[0.6, 0.8]], Z=[[1.0], [2.0]], variances=[3.0, 2, 1], share=0.5)
NO_DIRECTION = {**BAD_VECTORS, "another length": [1.0, 2, 3], "zeros": [0.0, 0]}
BAD = dict(X=BAD_TABLES, u=NO_DIRECTION, num_iters=NOT_COUNTS, mean={**BAD_VECTORS, "another length": [1.0, 2, 3]})
BAD |= dict(C={**BAD_TABLES, "not square": [[1.0, 2]], "not symmetric": [[2.0, 1], [0, 3]]})
BAD |= dict(directions={**BAD_TABLES, "another width": [[1.0, 0, 0]]}, Z={**BAD_TABLES, "too wide": [[1.0, 2]]})
BAD |= dict(variances={**BAD_VECTORS, "negative": [2.0, -1], "zeros": [0.0, 0]}, share={**NOT_POSITIVE, "over 1": 1.01})


@st.composite
def tables(draw, rows=(1, 25), columns=(1, 6)):
    """Rows of multiples of 1/8 far from zero, some columns constant or repeated, in one of several sizes."""
    m, n = draw(st.integers(*rows)), draw(st.integers(*columns))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    X = rng.integers(-40, 40, (m, n)) / 8 * rng.integers(0, 4, n) + rng.integers(-20, 20, n)
    if draw(st.booleans()):
        X[:, -1] = X[:, 0]
    return X * draw(st.sampled_from([1, 1, 1e-3, 1e6]))


def spread(X):
    """The sum of all variances: the size by which variances are judged."""
    return X.var(axis=0).sum() + 1e-14 * np.abs(X).max() ** 2


@given(tables())
def test_covariance_is_that_of_numpy(X):
    close(covariance_matrix(read_only(X)), np.atleast_2d(np.cov(X.T, ddof=0)), scale=spread(X))


@given(tables(), st.integers(0, 1000), st.sampled_from([1e-3, 1, 50]))
def test_variance_along_is_that_of_the_projections_whatever_the_length(X, seed, length):
    u = np.random.default_rng(seed).normal(size=X.shape[1])
    along = X @ (u / np.sqrt(u @ u))
    close(variance_along(read_only(X), read_only(u * length)), np.var(along), scale=spread(X))
    close(variance_along(X, u), u @ covariance_matrix(X) @ u / (u @ u), scale=spread(X))


def test_units_turn_with_their_angle():
    close([unit(0), unit(90), unit(180), unit(45)], [[1, 0], [0, 1], [-1, 0], [0.5**0.5, 0.5**0.5]], scale=1)


@given(tables())
def test_directions_are_eigenvectors_at_right_angles(X):
    directions, variances = principal_directions(read_only(X))
    n = X.shape[1]
    assert directions.shape == (n, n) and variances.shape == (n,)
    close(directions @ directions.T, np.eye(n), scale=1)
    close(covariance_matrix(X) @ directions.T, directions.T * variances, scale=spread(X))
    assert (variances >= 0).all() and (np.diff(variances) <= 0).all()
    close(variances.sum(), X.var(axis=0).sum(), scale=spread(X))
    largest = np.abs(directions).argmax(axis=1)
    sizes = np.sort(np.abs(directions), axis=1)
    for row, at, size in zip(directions, largest, sizes, strict=True):
        assert row[at] > 0 or (n > 1 and size[-1] - size[-2] < 1e-7)


@given(tables(rows=(2, 25)))
def test_directions_and_scores_are_those_of_scikit_learn_up_to_sign(X):
    assume(X.std(axis=0).any())
    theirs, (directions, variances) = PCA(svd_solver="full").fit(X), principal_directions(X)
    k, m = len(theirs.components_), len(X)
    close(variances[:k], theirs.explained_variance_ * (m - 1) / m, scale=spread(X))
    close(explained_share(variances)[:k], np.cumsum(theirs.explained_variance_ratio_), scale=1)
    gaps = np.abs(np.diff(np.append(variances, -np.inf))) > 1e-3 * variances[0]
    alone = gaps & np.append(True, gaps[:-1])  # directions are determined where no other has nearly the same variance
    alone = np.flatnonzero(alone[:k])
    close(np.abs(np.sum(directions[alone] * theirs.components_[alone], axis=1)), np.ones(len(alone)), scale=1)
    ours = project(X, X.mean(axis=0), directions[alone])
    close(np.abs(ours), np.abs(theirs.transform(X)[:, alone]), tolerance=1e-7, scale=np.sqrt(spread(X)))


@given(tables(rows=(2, 25)), st.integers(1, 6))
def test_rebuilt_rows_miss_what_the_left_out_variances_say(X, k):
    mean, (directions, variances) = X.mean(axis=0), principal_directions(X)
    few = read_only(directions[:k])
    rebuilt = reconstruct(project(read_only(X), read_only(mean), few), mean, few)
    close(np.mean(np.sum((X - rebuilt) ** 2, axis=1)), variances[k:].sum(), scale=spread(X))
    again = reconstruct(project(rebuilt, mean, few), mean, few)
    close(again, rebuilt, scale=np.abs(X).max() + 1)
    if k >= X.shape[1]:
        close(rebuilt, X, scale=np.abs(X).max() + 1)


def test_of_entries_of_one_size_the_first_is_made_positive():
    for sign in (1, -1):
        X = np.array([[3.0, -3 * sign], [-3, 3 * sign], [1, sign], [-1, -sign]])
        close(principal_directions(X)[0], np.array([[1, -sign], [1, sign]]) * 0.5**0.5)
    X = np.array([[2.0, 3], [-2, -3], [2, 3]]) * [-1, 1]
    assert principal_directions(X)[0][0, 1] > 0
    nearly = np.array([[1, -1 - 1e-10], [-1, 1 + 1e-10], [0.1, 0.1], [-0.1, -0.1]])  # one size, but for rounding
    assert principal_directions(nearly)[0][0, 0] > 0


@pytest.mark.parametrize("X", [[[1e9, 0], [1e9 + 1, 1], [1e9 + 2, 1]], [[7.0, 7], [7, 7]], [[3.0, 4, 5]]])
def test_far_from_zero_constant_and_single_rows(X):
    X = np.array(X)
    variances = principal_directions(X)[1]
    close(variances.sum(), X.var(axis=0).sum())
    assert np.isfinite(variances).all() and (variances >= 0).all()


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(2, 6))
def test_power_iteration_finds_the_first_direction(seed, n):
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.normal(size=(n, n)))[0]
    C = (turn * [8, *rng.uniform(0, 4, n - 1)]) @ turn.T
    C = (C + C.T) / 2
    u, variance = power_iteration(read_only(C), read_only(turn.sum(axis=1)), 60)
    close(np.abs(u @ turn[:, 0]), 1)
    close(variance, 8)
    first, value = power_iteration(C, turn.sum(axis=1), 1)
    wanted = C @ turn.sum(axis=1) / np.linalg.norm(C @ turn.sum(axis=1))
    close(first, wanted)
    close(value, wanted @ C @ wanted)


def test_power_iteration_takes_huge_and_tiny_matrices():
    for size in (1e-100, 1e100):
        close(power_iteration([[2 * size, 0], [0, size]], [1, 1], 100)[0], [1, 0])


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8).filter(any), st.integers(1, 100))
def test_the_fewest_directions_that_hold_the_share(parts, percent):
    variances, share = np.sort(parts)[::-1], percent / 100
    k = components_for(read_only(variances), share)
    # Whole numbers: no rounding.
    enough = [100 * variances[:j].sum() >= percent * variances.sum() for j in range(1, len(parts) + 1)]
    assert k == enough.index(True) + 1 and type(k) is int
    close(explained_share(variances), [variances[:j].sum() / variances.sum() for j in range(1, len(parts) + 1)])


def test_scikit_learn_chooses_as_many():
    X = np.random.default_rng(1).normal(size=(60, 8)) * np.arange(1, 9)
    for share in (0.3, 0.5, 0.8, 0.95):
        assert components_for(principal_directions(X)[1], share) == PCA(share, svd_solver="full").fit(X).n_components_


def test_lists_whole_numbers_and_float32_will_do():
    X, mean, directions = np.array([[1.0, 5], [2, 3], [4, 0]]), np.array([2.0, 3]), np.array([[0.0, 1]])
    same_in_any_form(variance_along, X, mean)
    same_in_any_form(principal_directions, X)
    same_in_any_form(project, X, mean, directions)
    same_in_any_form(reconstruct, X[:, :1], mean, directions)
    same_in_any_form(power_iteration, np.array([[2.0, 1], [1, 3]]), mean, rest=(3,))
    same_in_any_form(explained_share, mean[::-1])


@bad_inputs({variance_along: "X u", covariance_matrix: "X", power_iteration: "C u num_iters", principal_directions: "X",
             project: "X mean directions", reconstruct: "Z mean directions", explained_share: "variances",
             components_for: "variances share"}, BAD)  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


def test_rounding_does_not_hide_a_share_that_is_reached_exactly():
    for parts in range(2, 21):
        for size in (0.1, 0.2, 0.3, 0.7):
            assert [components_for(np.full(parts, size), k / parts) for k in range(1, parts + 1)] == [
                *range(1, parts + 1)
            ]


def test_a_matrix_that_is_no_square_is_named():
    with pytest.raises(ValueError, match="C must be symmetric"):
        power_iteration([[1.0, 2, 3], [2, 1, 4]], [1, 1, 1], 3)


def test_a_start_without_any_of_the_first_direction_is_turned_away():
    with pytest.raises(ValueError, match=r"\bu\b"):
        power_iteration([[1.0, 0], [0, 0]], [0, 1], 5)
