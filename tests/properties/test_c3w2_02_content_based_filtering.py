"""Features, towers, lists and loops of the content-based recommender, against plain loops, scikit-learn and slopes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler, normalize
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_POSITIVE,
    among_names_of,
    bad_inputs,
    close,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course3/Week2/02_content_based_filtering"
require_ratings, user_means, genre_taste = take(LESSON, "require_ratings", "user_means", "genre_taste")
user_features, film_features = take(LESSON, "user_features", "film_features")
normalise_rows, normalise_rows_backward = take(LESSON, "normalise_rows", "normalise_rows_backward")
squared_error, random_towers, tower_vectors = take(LESSON, "squared_error", "random_towers", "tower_vectors")
two_tower_gradient, train_towers, predict = take(LESSON, "two_tower_gradient", "train_towers", "predict")
bias_scores, factor_scores, nearest_films = take(LESSON, "bias_scores", "factor_scores", "nearest_films")
top_lists, retrieve, gini = take(LESSON, "top_lists", "retrieve", "gini")
quick_scores, feedback_loop, split_ratings = take(LESSON, "quick_scores", "feedback_loop", "split_ratings")
flatten, unflatten, adam_step = take("Course2/Week2/06_adam", "flatten", "unflatten", "adam_step")

seeds = st.integers(0, 10_000)
sizes = st.integers(1, 6)
TWO = np.array([[4.0, 0.0], [1.0, 2.0]])
GOOD = dict(Y=TWO, R=[[1, 0], [1, 1]], G=[[1.0], [0.0]], means=[[3.0], [2.0]], shrink=3, A=TWO, dJ_dV=TWO)
GOOD |= dict(U=TWO, V=TWO, base=[[3.0], [2.0]], liked=[1], near=np.array([[1, 2], [0, 2], [1, 0]]), seen=[1], k=1)
TABLES = BAD_TABLES | {"a row too many": [[1.0, 2.0]] * 3}
BAD = dict.fromkeys(("Y", "G", "means", "dJ_dV", "U", "V", "base"), TABLES)
BAD |= dict(R=TABLES | {"a half": [[0.5, 1], [1, 1]], "nothing known": [[0, 0], [0, 0]]})
BAD |= dict(A=BAD_TABLES | {"no direction": [[1.0, 1.0], [0.0, 0.0]]}, shrink=NOT_POSITIVE, k=NOT_COUNTS)
BAD |= dict(liked=BAD_VECTORS, counts=BAD_VECTORS | {"negative": [1.0, -1.0], "nothing": [0.0, 0.0]})


def rated(seed, users, films):
    """Random stars and mask, with at least one rating, and genres."""
    rng = np.random.default_rng(seed)
    R = rng.integers(0, 2, (users, films)).astype(float)
    R[0, 0] = 1
    return rng.integers(1, 11, (users, films)) / 2, R, rng.integers(0, 2, (films, 3)).astype(float)


def small_towers(seed):
    """Features, base, ratings and slightly disturbed parameters of two small towers."""
    rng = np.random.default_rng(seed)
    params = random_towers((3, 8, 2), (2, 8, 2), seed)
    theta = flatten(params) + rng.normal(scale=0.2, size=len(flatten(params)))
    Y, R, _ = rated(seed, 4, 5)
    features = dict(XU=rng.normal(size=(4, 3)), XF=rng.normal(size=(5, 2)), base=rng.normal(size=(4, 1)))
    return features | dict(Y=Y, R=R), unflatten(theta, params)


@given(seeds, sizes, sizes, st.sampled_from([0.5, 3.0]))
def test_means_and_tastes_are_sums_over_what_is_known(seed, users, films, shrink):
    Y, R, G = rated(seed, users, films)
    means, mean = user_means(Y, R, shrink), Y[R > 0].mean()
    tastes = genre_taste(Y, R, G, means, shrink)
    assert tastes.shape == (users, 3)
    for u in range(users):
        known = Y[u][R[u] > 0]
        close(means[u], [(known.sum() + shrink * mean) / (len(known) + shrink)])
        for g in range(3):
            own = Y[u][(R[u] > 0) & (G[:, g] > 0)] - means[u]
            close(tastes[u, g], own.sum() / (len(own) + shrink), scale=5)
    close(user_means(Y + 7 * (1 - R), R, shrink), means)
    close(genre_taste(Y + 7 * (1 - R), R, G, means, shrink), tastes, scale=5)
    close(genre_taste(Y, R, G, means), genre_taste(Y, R, G, means, 3), scale=5)
    close(user_means(Y, R), user_means(Y, R, 3))
    same_in_any_form(user_means, Y, R)
    same_in_any_form(genre_taste, Y, R, G, rest=(np.ones((users, 1)),))


@given(seeds)
def test_features_are_scaled_columns(seed):
    Y, R, G = rated(seed, 9, 12)
    R[0], R[1, :6], R[:, -1] = 1, 0, 0  # so that counts vary, and one film is new
    G[:3] = np.eye(3)
    R[2, :] = 0
    means, rated_films = user_means(Y, R), R.sum(axis=1, keepdims=True)
    raw = np.hstack([means, np.log(1 + rated_films), genre_taste(Y, R, G, means), R @ G / np.maximum(rated_films, 1)])
    close(user_features(read_only(Y), read_only(R), G), StandardScaler().fit_transform(raw))
    year, n = np.arange(12) % 5 + 1990.0, R.sum(axis=0)
    raw = np.column_stack([G, year, (R * (Y - means)).sum(axis=0) / (n + 3), np.log(1 + n)])
    if np.ptp(raw[n > 0], axis=0).all():
        for rich, columns in ((True, 6), (False, 4)):
            wanted = StandardScaler().fit(raw[n > 0, :columns]).transform(raw[:, :columns])
            close(film_features(Y, R, G, year, rich), wanted)


@given(seeds, sizes, sizes, st.sampled_from([1e-3, 1, 1e6]))
def test_rows_of_length_one_and_the_way_back(seed, m, k, scale):
    A, g = np.random.default_rng(seed).normal(size=(2, m, k)) * scale
    rows, lengths = normalise_rows(read_only(A))
    close(rows, normalize(A))
    close(lengths, np.linalg.norm(A, axis=1, keepdims=True))
    back = normalise_rows_backward(read_only(A), g)
    for row, slope, length, ours in zip(rows, g, lengths[:, 0], back, strict=True):
        close(ours, (np.eye(k) - np.outer(row, row)) @ slope / length, scale=np.abs(slope).max() / length)
    same_in_any_form(normalise_rows, np.arange(1.0, m * k + 1).reshape(m, k))


@given(seeds, sizes, sizes, sizes)
def test_squared_error_by_loops(seed, users, films, k):
    Y, R, _ = rated(seed, users, films)
    rng = np.random.default_rng(seed)
    U, V, base = rng.normal(size=(users, k)), rng.normal(size=(films, k)), rng.normal(size=(users, 1))
    J, dU, dV, N = 0.0, np.zeros((users, k)), np.zeros((films, k)), R.sum()
    for u, f in np.argwhere(R > 0):
        error = base[u, 0] + U[u] @ V[f] - Y[u, f]
        J, dU[u], dV[f] = J + error**2 / (2 * N), dU[u] + error * V[f] / N, dV[f] + error * U[u] / N
    for ours, loops in zip(squared_error(U, V, base, Y + 9 * (1 - R), R), (J, dU, dV), strict=True):
        close(ours, loops, scale=np.abs(loops).max() + 1)
    same_in_any_form(squared_error, U, V, base, Y, rest=(R,))


@settings(max_examples=10)
@given(seeds)
def test_towers_forward_backward_and_training(seed):
    data, params = small_towers(seed)
    U, V = tower_vectors(data["XU"], data["XF"], params)

    def tower(X, layers):
        (W1, b1), (W2, b2) = layers
        return normalize(np.maximum(X @ W1 + b1, 0) @ W2 + b2)

    close(U, tower(data["XU"], params[:2]))
    close(V, tower(data["XF"], params[2:]))
    close(predict(data["XU"], data["XF"], data["base"], params), data["base"] + U @ V.T, scale=1)
    J, slopes = two_tower_gradient(**data, params=params)
    close(J, squared_error(U, V, data["base"], data["Y"], data["R"])[0])
    theta = flatten(params)
    direction = np.random.default_rng(seed).normal(size=len(theta))
    ends = [two_tower_gradient(**data, params=unflatten(theta + h * direction, params))[0] for h in (1e-6, -1e-6)]
    assert abs((ends[0] - ends[1]) / 2e-6 - flatten(slopes) @ direction) < 1e-4 * (1 + np.abs(flatten(slopes)).sum())
    kept = train_towers(**data, params=params, alpha=0.01, steps=5, every=2)
    m = v = np.zeros(len(theta))
    for t in range(1, 5):
        g = flatten(two_tower_gradient(**data, params=unflatten(theta, params))[1])
        theta, m, v = adam_step(theta, g, m, v, t, 0.01)
        if t == 2:
            close(flatten(kept[0]), theta)
    assert len(kept) == 2
    close(flatten(kept[1]), theta)


def test_random_towers():
    params = random_towers((300, 40, 20), (200, 40, 20), 3)
    assert [W.shape for W, _ in params] == [(300, 40), (40, 20), (200, 40), (40, 20)]
    for W, b in params:
        assert b.shape == W.shape[1:] and not b.any() and 0.8 < W.var() * len(W) / 2 < 1.2
    np.testing.assert_array_equal(params[2][0], random_towers((300, 40, 20), (200, 40, 20), 3)[2][0])


@given(seeds, sizes, sizes, st.sampled_from([1.0, 5.0]))
def test_biases_and_factors_balance(seed, users, films, shrink):
    Y, R, _ = rated(seed, users, films)
    scores, mean = bias_scores(read_only(Y), R, shrink, sweeps=400), Y[R > 0].mean()
    film_part = scores[0] - scores[0, 0]
    close(scores - scores[:, :1], np.tile(film_part, (users, 1)), scale=1)
    left = R * (Y - scores)
    close(left.sum(axis=1) / shrink + mean, (scores - (left.sum(axis=0) / shrink))[:, 0], 1e-6)
    close(bias_scores(Y, R), bias_scores(Y, R, 5, 20))
    close(factor_scores(Y, R, lambda_=1e12), bias_scores(Y, R))
    close(factor_scores(Y, R), factor_scores(Y, R, 5, 8, 10))
    close(factor_scores(Y + 3 * (1 - R), R), factor_scores(Y, R))


@settings(max_examples=20)
@given(seeds, sizes, sizes, st.integers(1, 3))
def test_factors_by_loops(seed, users, films, K):
    Y, R, _ = rated(seed, users, films)
    plain, X = bias_scores(Y, R), np.random.default_rng(0).normal(size=(films, K))
    for _ in range(3):
        W = np.array([_ridge(X[R[u] > 0], (Y - plain)[u, R[u] > 0], 2.0) for u in range(users)])
        X = np.array([_ridge(W[R[:, f] > 0], (Y - plain)[R[:, f] > 0, f], 2.0) for f in range(films)])
    close(factor_scores(Y, R, K, 2.0, 3), plain + W @ X.T, 1e-8)


def _ridge(A, y, price):
    return np.linalg.solve(A.T @ A + price * np.eye(A.shape[1]), A.T @ y)


@given(seeds, sizes, st.integers(2, 7))
def test_lists(seed, users, films):
    rng = np.random.default_rng(seed)
    scores, allowed = rng.integers(0, 4, (users, films)).astype(float), rng.integers(0, 2, (users, films)) > 0
    for row, mask, ours in zip(scores, allowed, top_lists(read_only(scores), allowed, 2), strict=True):
        assert ours.tolist() == sorted(range(films), key=lambda f: (not mask[f], -row[f] * mask[f], f))[:2]
    likeness = np.round(np.corrcoef(rng.normal(size=(films, 5))), 6)
    near = nearest_films(read_only(likeness), allowed[0])
    for f in range(films):
        others = sorted((g for g in range(films) if g != f and allowed[0, g]), key=lambda g: (-likeness[f, g], g))
        assert near[f, : len(others)].tolist() == others and near[f, -1] == f
    assert top_lists(np.array([[1.0, 1 + 1e-11, 1 + 1e-8]]), True, 3).tolist() == [[2, 0, 1]]


@given(seeds, sizes, st.integers(1, 4), st.integers(1, 5))
def test_retrieve_by_sets(seed, films, likes, k):
    rng = np.random.default_rng(seed)
    near, liked = rng.integers(0, films, (films, 6)), rng.integers(0, films, likes)
    seen = rng.integers(0, films, rng.integers(0, 5))
    wanted = sorted({int(f) for film in liked for f in near[film][:k]} - set(seen.tolist()))
    assert retrieve(liked, near, seen, k).tolist() == wanted
    assert retrieve(liked.tolist(), read_only(near), seen.tolist(), k).tolist() == wanted


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12).filter(any), st.sampled_from([1, 1e-3, 1e6]))
def test_gini_is_half_the_relative_mean_difference(counts, scale):
    c = np.array(counts) * scale
    close(gini(c), np.abs(np.subtract.outer(c, c)).mean() / (2 * c.mean()), scale=1)
    same_in_any_form(gini, np.array(counts, dtype=float))


@settings(max_examples=15)
@given(seeds, st.integers(0, 4))
def test_loop_step_by_step(seed, explore):
    rng = np.random.default_rng(seed)
    truth, (_, _, G) = rng.integers(1, 11, (4, 30)) / 2, rated(seed, 4, 30)
    asked = []

    def score(Y, R, rng):
        asked.append((Y.copy(), R.copy()))
        return Y.sum(axis=0) + rng.random(R.shape)

    counts, given_stars, error = feedback_loop(read_only(truth), score, G, explore, seed, rounds=3)
    rng, R, stars, total = np.random.default_rng(seed), np.zeros((4, 30)), [], np.zeros(30)
    for u, row in enumerate(rng.random((4, 30))):
        R[u, np.argsort(row)[:5]] = 1
    for Y_seen, R_seen in asked:
        np.testing.assert_array_equal(R_seen, R)
        np.testing.assert_array_equal(Y_seen, R * truth)
        scores = (R * truth).sum(axis=0) + rng.random(R.shape)
        chance = rng.random(R.shape) if explore else scores  # without explorers nothing is drawn for them
        order = rng.random((4, 10))
        for u in range(4):
            unseen = np.flatnonzero(R[u] == 0)
            best = unseen[np.argsort(-scores[u, unseen])][: 10 - explore]
            shown = [*best, *unseen[np.argsort(-chance[u, unseen])][:explore]]
            for place in np.argsort(order[u])[:2]:
                stars.append(truth[u, shown[place]])
                total[shown[place]] += R[u, shown[place]] == 0
        for u in range(4):
            for place in np.argsort(order[u])[:2]:
                unseen = np.flatnonzero(R_seen[u] == 0)
                best = unseen[np.argsort(-scores[u, unseen])][: 10 - explore]
                shown = [*best, *unseen[np.argsort(-chance[u, unseen])][:explore]]
                R[u, shown[place]] = 1
    assert len(asked) == 3
    np.testing.assert_array_equal(counts, R.sum(axis=0) - asked[0][1].sum(axis=0))
    close(error, np.sqrt(np.mean((quick_scores(R * truth, R, G) - truth) ** 2)))
    assert abs(given_stars - np.mean(stars)) < 1e-9


def test_loop_has_ten_rounds():
    counts, _, _ = feedback_loop(np.full((3, 60), 2.0), lambda Y, R, rng: rng.random(R.shape), np.ones((60, 2)), 0, 1)
    assert counts.sum() == 3 * 2 * 10


@given(seeds)
def test_quick_scores_are_three_averages(seed):
    Y, R, G = rated(seed, 5, 6)
    means = user_means(Y, R)
    ours = quick_scores(read_only(Y), R, G)
    above = np.array([(R[:, f] * (Y - means)[:, f]).sum() / (R[:, f].sum() + 3) for f in range(6)])
    for u in range(5):
        for f in range(6):
            own = np.flatnonzero(G[f])
            own = [(R[u] * G[:, g] * (Y[u] - means[u] - above)).sum() / (R[u] @ G[:, g] + 3) for g in own]
            close(ours[u, f], means[u, 0] + above[f] + (np.mean(own) if own else 0), scale=5)


@pytest.mark.parametrize("seed", range(20))
def test_eighty_films_are_new_and_every_rating_has_one_part(seed):
    film = np.repeat(np.arange(400), 5)
    with among_names_of(split_ratings, film=film, stars=np.ones(len(film)), n_films=400):
        parts, new = split_ratings(seed)
    np.testing.assert_array_equal(np.sort(np.concatenate(list(parts.values()))), np.arange(2000))
    close([len(rows) for rows in parts.values()], [1120, 240, 240, 200, 200], tolerance=60, scale=1)
    assert new.sum() == 80 and len(parts["new validation"]) == len(parts["new test"]) == 200
    for name, rows in parts.items():
        assert (new[film[rows]] == name.startswith("new")).all()


@bad_inputs({require_ratings: "Y R", user_means: "Y R shrink", genre_taste: "Y R G means shrink"}, BAD)
def test_ratings_turn_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({normalise_rows: "A", normalise_rows_backward: "A dJ_dV", squared_error: "U V base Y R"}, BAD)
def test_towers_turn_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({retrieve: "liked k", gini: "counts"}, BAD)
def test_lists_turn_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("name, value", [("alpha", 0), ("steps", 0), ("every", 1.5)])
def test_training_turns_bad_numbers_away(name, value):
    data, params = small_towers(1)
    with pytest.raises(ValueError, match=name):
        train_towers(**data, params=params, **({"alpha": 0.1, "steps": 1, "every": 1} | {name: value}))
