"""Costs, slopes, ridge regressions, similarities and splits over random tables with gaps, against the libraries."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge
from sklearn.metrics import log_loss, mean_squared_error, pairwise
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, NOT_NUMBERS, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course3/Week2/01_collaborative_filtering"
mean_normalise, user_biases, rating_cost, rating_cost_loop = take(
    LESSON, "mean_normalise", "user_biases", "rating_cost", "rating_cost_loop"
)
rating_gradients, masked_ridge, solve_users, solve_films = take(
    LESSON, "rating_gradients", "masked_ridge", "solve_users", "solve_films"
)
als, predict, predict_newcomer, rating_rmse = take(LESSON, "als", "predict", "predict_newcomer", "rating_rmse")
cosine_similarity, liked_cost, liked_gradients = take(LESSON, "cosine_similarity", "liked_cost", "liked_gradients")
split_ratings, adam_path, adam_step, random_start = take(
    LESSON, "split_ratings", "adam_path", "adam_step", "random_start"
)
tf_cost, validation_table = take(LESSON, "tf_cost", "validation_table")

GOOD = dict(X=[[1.0], [2.0]], W=[[1.0], [0.5], [2.0]], b=[0.0, 1.0, 2.0], lambda_=0.5, A=[[1.0, 2.0], [3.0, 4.0]])
GOOD |= dict(Y=[[1.0, 2, 0], [0, 4, 5]], R=[[1, 1, 0], [0, 1, 1]], K=1, sweeps=1, L=[[1.0, 0, 0], [0, 1, 1]])
BAD = dict(X={**BAD_TABLES, "a film more": [[1.0]] * 3}, W={**BAD_TABLES, "a user less": [[1.0]] * 2}, b=BAD_VECTORS)
BAD |= dict(
    Y={**BAD_TABLES, "another shape": [[1.0, 2.0]]},
    R={**BAD_TABLES, "halves": [[0.5] * 3] * 2, "one half": [[1, 0.5, 0]] * 2},
)
BAD |= dict(
    lambda_={**NOT_NUMBERS, "negative": -0.1},
    A={**BAD_TABLES, "a row more": [[1.0]] * 3, "NaN below": [[1.0], [np.nan]]},
)
BAD |= dict(K=NOT_COUNTS, sweeps=NOT_COUNTS)


@st.composite
def models(draw):
    """X, W, b, Y, R and a price: one film, one user, no ratings at all and all of them come up too."""
    n_films, n_users, K = draw(st.integers(1, 6)), draw(st.integers(1, 7)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    known = draw(st.sampled_from([0.0, 0.3, 0.7, 1.0]))
    R = (rng.random((n_films, n_users)) < known).astype(float)
    shapes = ((n_films, K), (n_users, K), n_users, (n_films, n_users))
    X, W, b, Y = (rng.integers(-16, 17, size=shape) / 8 for shape in shapes)
    return X, W, b, Y, R, draw(st.sampled_from([0.125, 1.0, 10.0]))


@given(models())
def test_means_are_those_of_masked_arrays(model):
    *_, Y, R, _ = model
    if not R.any():
        with pytest.raises(ValueError, match="R must hold at least one"):
            mean_normalise(Y, R)
        return
    known = np.ma.array(Y, mask=R == 0)
    with np.errstate(all="raise"):
        Y_norm, means = mean_normalise(read_only(Y), read_only(R))
    close(means, known.mean(axis=1).filled(known.mean()), scale=2)
    close(Y_norm, (known - means[:, None]).filled(0), scale=2)
    close(Y_norm, mean_normalise(Y + 99 * (1 - R), R)[0], scale=2)


@given(models())
def test_the_cost_sums_over_known_ratings_whatever_stands_elsewhere(model):
    X, W, b, Y, R, lambda_ = (read_only(part) if hasattr(part, "shape") else part for part in model)
    J = rating_cost(X, W, b, Y, R, lambda_)
    close(J, rating_cost_loop(X, W, b, Y, R, lambda_))
    close(J, tf_cost(X, W, b, Y, R, lambda_).numpy())
    close(J, rating_cost(X, W, b, Y + 99 * (1 - R), R, lambda_))
    if R.any():
        P = predict(X, W, b, np.zeros(len(X)))
        error = mean_squared_error(Y[R == 1], P[R == 1])
        close(rating_rmse(P, Y, R) ** 2, error, scale=1)
        close(rating_cost(X, W, b, Y, R, 0), error * R.sum() / 2, scale=1)


def slope_along(cost, model, parts):
    """The measured slope of a cost along a direction, three arrays."""
    h = 1e-4
    up, down = ([p + sign * h * d for p, d in zip(model[:3], parts, strict=True)] for sign in (1, -1))
    return (cost(*up, *model[3:]) - cost(*down, *model[3:])) / (2 * h)


@given(models(), st.integers(0, 100))
def test_slopes_are_the_measured_ones(model, seed):
    rng = np.random.default_rng(seed)
    direction = [rng.normal(size=part.shape) for part in model[:3]]
    ours = sum((g * d).sum() for g, d in zip(rating_gradients(*model), direction, strict=True))
    close(ours, slope_along(rating_cost, model, direction), tolerance=1e-6, scale=100)
    X, W, b, Y, R, lambda_ = model
    labels = X, W, b, (Y > 0).astype(float), R, lambda_
    ours = sum((g * d).sum() for g, d in zip(liked_gradients(*labels), direction, strict=True))
    close(ours, slope_along(liked_cost, labels, direction), tolerance=1e-6, scale=100)


@given(models())
def test_the_cost_of_labels_is_the_log_loss_of_scikit_learn(model):
    X, W, b, Y, R, lambda_ = model
    L = (Y > 0).astype(float)
    price = rating_cost(X, W, b, Y, 0 * R, lambda_)
    known = R == 1
    probabilities = 1 / (1 + np.exp(-(X @ W.T + b)))
    total = log_loss(L[known], probabilities[known], labels=[0, 1], normalize=False) if R.any() else 0
    close(liked_cost(X, W, b, L, R, lambda_), total + price, scale=max(1, price))
    assert np.isfinite(liked_cost(1000 * X, W, b, L, R, lambda_))


@given(models())
def test_each_column_is_a_ridge_regression_of_scikit_learn(model):
    X, _, _, Y, R, lambda_ = model
    ours = masked_ridge(read_only(X), read_only(Y), read_only(R), lambda_)
    assert ours.shape == (Y.shape[1], X.shape[1])
    for j, s in enumerate(ours):
        known = R[:, j] == 1
        if known.any():
            close(s, Ridge(alpha=lambda_, fit_intercept=False).fit(X[known], Y[known, j]).coef_, scale=10)
        else:
            assert not s.any()


@given(models())
def test_the_solutions_are_where_slopes_vanish(model):
    X, W, b, Y, R, lambda_ = model
    W_best, b_best = solve_users(X, Y, R, lambda_)
    _, dj_dW, dj_db = rating_gradients(X, W_best, b_best, Y, R, lambda_)
    close(dj_dW, np.zeros(W.shape), scale=100)
    close(dj_db, np.zeros(b.shape), scale=100)
    X_best = solve_films(W, b, Y, R, lambda_)
    close(rating_gradients(X_best, W, b, Y, R, lambda_)[0], np.zeros(X.shape), scale=100)


@settings(max_examples=40)
@given(models(), st.integers(1, 4))
def test_sweeps_never_raise_the_cost(model, sweeps):
    *_, Y, R, lambda_ = model
    found, J_history = als(Y, R, 2, lambda_, sweeps, seed=3)
    assert J_history.shape == (sweeps,) and (np.diff(J_history) <= 1e-9 * (1 + J_history[0])).all()
    close(J_history[-1], rating_cost(*found, Y, R, lambda_))
    close(rating_gradients(*found, Y, R, lambda_)[0], np.zeros(found[0].shape), scale=100)
    X = random_start(*Y.shape, 2, seed=3)[0]
    close(als(Y, R, 2, lambda_, 1, seed=3)[0][1], solve_users(X, Y, R, lambda_)[0], scale=1)


def test_without_a_seed_the_start_is_that_of_seed_1():
    Y, R = np.array(GOOD["Y"]), np.array(GOOD["R"])
    close(als(Y, R, 1, 0.1, 1)[0][0], als(Y, R, 1, 0.1, 1, seed=1)[0][0])


@given(models())
def test_a_newcomer_is_one_more_column(model):
    X, _, _, Y, R, lambda_ = model
    means = np.arange(len(X)) / 4
    W, b = solve_users(X, R * (Y - means[:, None]), R, lambda_)
    for j in np.flatnonzero(R.any(axis=0)):
        rated = np.flatnonzero(R[:, j])
        close(predict_newcomer(rated, Y[rated, j], X, means, lambda_), predict(X, W, b, means)[:, j], scale=10)


@given(models())
def test_biases_are_ridge_regressions_on_ones(model):
    *_, Y, R, lambda_ = model
    close(user_biases(Y, R, lambda_), masked_ridge(np.ones((len(Y), 1)), Y, R, lambda_)[:, 0], scale=1)


@given(models(), st.sampled_from([1e-6, 1.0, 1e6]))
def test_cosines_are_those_of_scikit_learn(model, scale):
    X = scale * model[0]
    close(cosine_similarity(read_only(X)), pairwise.cosine_similarity(X), scale=1)
    close(cosine_similarity(X.tolist()), cosine_similarity(X))


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(0, 50))
def test_each_user_is_split_alike(counts, seed):
    users = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(counts)), counts))
    part = split_ratings(read_only(users), seed)
    for user, count in enumerate(counts):
        wanted = np.digitize((np.arange(count) + 0.5) / count, [0.7, 0.85])
        np.testing.assert_array_equal(np.bincount(part[users == user], minlength=3), np.bincount(wanted, minlength=3))
    np.testing.assert_array_equal(part, split_ratings(users, seed))


def test_adam_on_several_arrays_is_adam_on_one():
    start = [np.array([[1.0, -2], [3, 4]]), np.array([5.0])]
    path = list(adam_path(lambda u, v: (2 * u, v - 1), start, 0.25, 7))
    theta, m = np.array([1.0, -2, 3, 4, 5]), np.zeros(5)
    v = m
    for t, (u_now, v_now) in enumerate(path, start=1):
        theta, m, v = adam_step(theta, np.r_[2 * theta[:4], theta[4] - 1], m, v, t, 0.25)
        close(np.r_[u_now.ravel(), v_now], theta)
    assert len(path) == 7 and u_now.shape == (2, 2)


def test_the_start_is_random_and_small():
    X, W, b = random_start(300, 200, 5, seed=4)
    assert X.shape == (300, 5) and W.shape == (200, 5) and b.tolist() == [0] * 200
    wanted = np.random.default_rng(4).normal(size=(500, 5)) / 10
    np.testing.assert_array_equal(np.vstack([X, W]), wanted)
    assert not np.array_equal(X, random_start(300, 200, 5, seed=5)[0])


def test_the_validation_table_holds_the_errors_of_twenty_sweeps():
    rng = np.random.default_rng(0)
    Y, R = rng.integers(1, 6, (30, 40)) * 1.0, (rng.random((30, 40)) < 0.4) * 1.0
    Y_val, R_val = rng.integers(1, 6, (30, 40)) * 1.0, 1 - R
    Y_norm, means = mean_normalise(Y, R)
    table = validation_table(Y, R, Y_val, R_val, (1, 3), (0.25, 1, 4))
    assert table.shape == (2, 3)
    fit = als(Y_norm, R, 3, 0.25, 20)[0]
    close(table[1, 0], rating_rmse(predict(*fit, means), Y_val, R_val), tolerance=1e-13)


@bad_inputs({mean_normalise: "Y R", rating_cost: "X W b Y R lambda_", rating_gradients: "X W b Y R lambda_",
             masked_ridge: "A Y R lambda_", als: "K sweeps R lambda_", cosine_similarity: "X",
             liked_cost: "X W b R lambda_", liked_gradients: "X W b R lambda_"},
            BAD | dict(X={**BAD_TABLES}))  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("function", [rating_cost, rating_gradients, liked_cost, liked_gradients])
@pytest.mark.parametrize("name, value", [("X", [[1.0]] * 3), ("W", [[1.0]] * 2), ("W", [[1.0, 2]] * 3), ("b", [1.0])])
def test_shapes_must_fit(function, name, value):
    good = {**GOOD, "Y": GOOD["L"]} if "liked" in function.__name__ else GOOD
    turned_away(function, name, value, good)
