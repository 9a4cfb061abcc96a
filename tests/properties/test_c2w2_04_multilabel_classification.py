"""Tables of labels, their cost, slopes and scores, on random tables, against scikit-learn and TensorFlow."""

import numpy as np
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, hamming_loss
from sklearn.preprocessing import MultiLabelBinarizer
from strategies import BAD_TABLES, NOT_COUNTS, NOT_POSITIVE, among_names_of, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course2/Week2/04_multilabel_classification"
label_table, label_scores, train_labels = take(LESSON, "label_table", "label_scores", "train_labels")
multilabel_cost, multilabel_slopes = take(LESSON, "multilabel_cost", "multilabel_slopes")
make_pairs = take(LESSON, "make_pairs")

GOOD = dict(classes=[[0, 1], [1, 1]], K=2, X=[[1.0, 5.0], [2.0, 3.0]], Y=[[0, 1], [1, 1]], Z=[[0.5, 1.0], [2.0, -1.0]])
GOOD |= dict(Y_hat=[[0, 1], [1, 0]], alpha=0.1, num_iters=2)
NO_LABELS = {
    **BAD_TABLES,
    "a label of 2": [[0, 2], [1, 1]],
    "a half": [[0.5, 1], [1, 1]],
    "minus one": [[-1, 1], [1, 1]],
}
NO_LABELS |= {"another shape": [[0, 1]]}
NO_CLASSES = {**BAD_TABLES, "too large": [[0, 2]], "minus one": [[-1, 0]], "a half": [[0.5, 1]]}
BAD = dict(classes=NO_CLASSES, K=NOT_COUNTS, X=BAD_TABLES, Z=BAD_TABLES, Y=NO_LABELS, alpha=NOT_POSITIVE)
BAD |= dict(num_iters=NOT_COUNTS, Y_hat=NO_LABELS)


@st.composite
def tables(draw):
    """Scores and labels of one shape."""
    m, K = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    return rng.normal(size=(m, K)) * draw(st.sampled_from([1.0, 30.0])), rng.integers(0, 2, (m, K)).astype(float)


def test_pairs_show_the_digits_that_their_labels_name():
    labels = np.array([3, 1, 4, 1, 5, 9, 2, 6], dtype=np.uint8)
    digits = labels[:, None, None] * np.ones((14, 14))
    with among_names_of(make_pairs, digits=digits, labels=labels):
        pictures, answers = make_pairs(np.array([1, 2, 4, 5, 7]), 50, seed=3)
    assert pictures.shape == (50, 14, 28) and answers.shape == (50, 2) and answers.dtype == int
    np.testing.assert_array_equal(pictures[:, 7, [0, 13, 14, 27]], answers[:, [0, 0, 1, 1]])
    assert set(answers.flat) == {1, 4, 5, 9, 6}


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=1, max_size=8))
def test_the_table_is_that_of_scikit_learn(classes):
    table = label_table(read_only(np.array(classes)), 6)
    np.testing.assert_array_equal(table, MultiLabelBinarizer(classes=range(6)).fit_transform(classes))


@settings(max_examples=40)
@given(tables())
def test_cost_and_slopes_are_those_of_tensorflow(tables):
    Z, Y = tables
    scores = tf.Variable(Z, dtype=tf.float64)
    with tf.GradientTape() as tape:
        J = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=Y, logits=scores))
    close(multilabel_cost(read_only(Z), read_only(Y)), J.numpy(), scale=1 + J.numpy())
    close(multilabel_slopes(read_only(Z), read_only(Y)), tape.gradient(J, scores).numpy(), scale=1)


@given(tables())
def test_scores_are_those_of_scikit_learn(tables):
    Z, Y = tables
    Y_hat = (Z > 0).astype(float)
    by_label, by_row = label_scores(read_only(Y), read_only(Y_hat))
    close(by_label, 1 - hamming_loss(Y, Y_hat) if Y.shape[1] > 1 else np.mean(Y == Y_hat), scale=1)
    close(by_row, accuracy_score(Y, Y_hat), scale=1)
    assert by_row <= by_label + 1e-12


@settings(max_examples=20)
@given(tables(), st.integers(1, 4))
def test_training_takes_steps_against_the_slopes(tables, steps):
    X, Y = tables[0] / 30, tables[1]
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(steps):
        P = 1 / (1 + np.exp(-(X @ W + b)))
        W, b = W - 0.7 * X.T @ (P - Y) / Y.size, b - 0.7 * (P - Y).sum(axis=0) / Y.size
    ours = train_labels(read_only(X), read_only(Y), 0.7, steps)
    close(ours[0], W, scale=1)
    close(ours[1], b, scale=1)


@bad_inputs({label_table: "classes K", multilabel_cost: "Z Y", multilabel_slopes: "Z Y", label_scores: "Y Y_hat",
             train_labels: "X Y alpha num_iters"}, BAD)  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)
