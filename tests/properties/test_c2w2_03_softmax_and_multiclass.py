"""Softmax, cross-entropy, its slopes, softmax regression and the confusion table, against SciPy and scikit-learn."""

import numpy as np
import pytest
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, log_loss
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

LESSON = "Course2/Week2/03_softmax_and_multiclass"
softmax, cross_entropy, cross_entropy_slopes = take(LESSON, "softmax", "cross_entropy", "cross_entropy_slopes")
train_softmax, confusion_table = take(LESSON, "train_softmax", "confusion_table")
naive_cross_entropy, descend, paper = take(LESSON, "naive_cross_entropy", "descend", "paper")

GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0]], Z=[[1.0, 0.0], [2.0, 3.0]], y=[0, 1], y_hat=[1, 1], K=2, alpha=0.1, num_iters=2)
CLASSES = {**BAD_VECTORS, "a class too many": [0, 2], "below zero": [-1, 0], "a half": [0.5, 1]}
BAD = dict(X=BAD_TABLES, Z=BAD_TABLES, y=CLASSES, y_hat=CLASSES, K=NOT_COUNTS, alpha=NOT_POSITIVE, num_iters=NOT_COUNTS)


@st.composite
def scored(draw, scales=(1.0, 1e-3, 50.0, 1e5)):
    """Random scores of up to 8 rows and 5 classes, and true classes."""
    m, K = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    return rng.normal(size=(m, K)) * draw(st.sampled_from(scales)), rng.integers(0, K, m)


@given(scored())
def test_softmax_is_that_of_scipy(data):
    Z, _ = data
    P = softmax(read_only(Z))
    close(P, scipy.special.softmax(Z, axis=1), scale=1, tolerance=1e-12)
    close(P.sum(axis=1), np.ones(len(Z)), tolerance=1e-12)
    close(softmax(Z + 1000), P, scale=1, tolerance=1e-8)


@given(scored())
def test_cross_entropy_is_minus_the_log_softmax_of_the_true_class(data):
    Z, y = data
    wanted = -scipy.special.log_softmax(Z, axis=1)[np.arange(len(y)), y].mean()
    close(cross_entropy(read_only(Z), read_only(y)), wanted, scale=1 + np.abs(Z).max(), tolerance=1e-12)


@given(scored(scales=(1.0, 1e-3)))
def test_small_scores_give_what_scikit_learn_and_the_formula_on_paper_give(data):
    Z, y = data
    Z = np.column_stack([Z, np.zeros(len(y))])
    close(cross_entropy(Z, y), log_loss(y, scipy.special.softmax(Z, axis=1), labels=range(Z.shape[1])), scale=1)
    close(naive_cross_entropy(Z, y), cross_entropy(Z, y), scale=1)
    close(paper(Z), softmax(Z), tolerance=1e-12)


@given(scored())
def test_slopes_are_probability_minus_truth(data):
    Z, y = data
    slopes = cross_entropy_slopes(read_only(Z), read_only(y))
    close(slopes, (scipy.special.softmax(Z, axis=1) - np.eye(Z.shape[1])[y]) / len(y), scale=1, tolerance=1e-12)


@settings(max_examples=20)
@given(st.integers(1, 8), st.integers(1, 4), st.integers(1, 4), st.integers(0, 1000))
def test_training_takes_the_steps_of_the_formula(m, n, K, seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(m, n)), rng.integers(0, K, m)
    W, b, J = np.zeros((n, K)), np.zeros(K), []
    for step in range(4):
        P = scipy.special.softmax(X @ W + b, axis=1)
        J.append(-np.log(P[np.arange(m), y]).mean())
        slopes = (P - np.eye(K)[y]) / m
        W, b = (W - 0.3 * X.T @ slopes, b - 0.3 * slopes.sum(axis=0)) if step < 3 else (W, b)
    ours = train_softmax(read_only(X), read_only(y), K, 0.3, 3)
    for one, other in zip(ours, (W, b, J), strict=True):
        close(one, other, scale=1, tolerance=1e-10)
    for one, other in zip(descend(X, y, K, 0.3, 3, softmax), (W, b), strict=True):
        close(one, other, scale=1, tolerance=1e-10)


def test_the_minimum_is_that_of_scikit_learn():
    rng = np.random.default_rng(5)
    y = rng.integers(0, 3, 60)
    X = rng.normal(size=(60, 2)) + np.eye(3)[y][:, :2]
    W, b, J = train_softmax(X, y, 3, 1.0, 3000)
    library = LogisticRegression(C=np.inf, tol=1e-10, max_iter=10_000).fit(X, y)
    close(W.T, library.coef_, tolerance=1e-5)
    close(b, library.intercept_, scale=1, tolerance=1e-5)
    assert (np.diff(J) < 1e-12).all()


@given(st.integers(2, 5), st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20))
def test_the_table_is_that_of_scikit_learn(K, pairs):
    y, y_hat = np.minimum(np.array(pairs).T, K - 1)
    table = confusion_table(y, y_hat, K)
    assert table.dtype.kind == "i"
    np.testing.assert_array_equal(table, confusion_matrix(y, y_hat, labels=range(K)))


def test_lists_and_float32_are_as_good_as_float64():
    same_in_any_form(softmax, np.array([[1.0, 2.5], [0.0, -3.0]]))
    same_in_any_form(cross_entropy, np.array([[1.0, 2.5], [0.0, -3.0]]), rest=([0, 1],))


@bad_inputs(
    {
        softmax: "Z",
        cross_entropy: "Z y",
        cross_entropy_slopes: "Z y",
        train_softmax: "X y K alpha num_iters",
        confusion_table: "y y_hat K",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("function", [cross_entropy, cross_entropy_slopes, train_softmax, confusion_table])
def test_lengths_that_differ_are_turned_away(function):
    turned_away(function, "y", [1], GOOD)
