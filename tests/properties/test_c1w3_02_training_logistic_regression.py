"""Gradient and descent of logistic regression on random tables, against the matrix formula and scikit-learn."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, log_loss
from strategies import (
    BAD_LABELS,
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_NUMBERS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    learning_rates,
    numbers,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course1/Week3/02_training_logistic_regression"
require_problem, compute_gradient_loop, compute_gradient = take(
    LESSON, "require_problem", "compute_gradient_loop", "compute_gradient"
)
safe_learning_rate, gradient_descent, mean_loss = take(LESSON, "safe_learning_rate", "gradient_descent", "mean_loss")
count_mistakes, slope_at = take(LESSON, "count_mistakes", "slope_at")

GOOD = dict(X=[[1.0, 5.0], [2.0, 3.0]], y=[0.0, 1.0], w=[2.0, 1.0], b=0.5, alpha=0.1, num_iters=2, y_hat=[1.0, 1.0])
BAD = dict(X=BAD_TABLES, y=BAD_LABELS, w=BAD_VECTORS, b=NOT_NUMBERS, y_hat=BAD_LABELS)
BAD |= dict(alpha=NOT_POSITIVE, num_iters=NOT_COUNTS)


@st.composite
def problems(draw, rows=(1, 8), most=4):
    """Features, labels, weights and intercept."""
    m, n = draw(st.integers(*rows)), draw(st.integers(1, 3))
    entries = draw(st.lists(numbers(most), min_size=m * n + n + 1, max_size=m * n + n + 1))
    y = np.array(draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=m, max_size=m)))
    return np.array(entries[: m * n]).reshape(m, n), y, np.array(entries[m * n : -1]), entries[-1]


@given(problems())
def test_both_gradients_are_the_matrix_formula(data):
    X, y, w, b = data
    A = np.column_stack([X, np.ones(len(y))])
    wanted = A.T @ (expit(A @ np.append(w, b)) - y) / len(y)
    for gradient in (compute_gradient, compute_gradient_loop):
        close(np.append(*gradient(X, y, w, b)), wanted, scale=np.abs(A).max(), tolerance=1e-12)


@given(problems())
def test_safe_learning_rate_is_below_the_limit_set_by_the_curvature(data):
    A = np.column_stack([data[0], np.ones(len(data[0]))])
    curvatures = np.linalg.eigvalsh(A.T @ A / len(A)) / 4
    close(safe_learning_rate(data[0]), 2 / curvatures.sum())


@given(problems(), learning_rates(), st.integers(1, 6))
def test_descent_repeats_the_step_and_the_cost_never_rises(data, fraction, num_iters):
    X, y, w, b = data
    alpha = fraction * safe_learning_rate(X)
    w_end, b_end, J_history = gradient_descent(X, y, w, b, alpha, num_iters)
    costs = []
    for _ in range(num_iters + 1):
        costs.append(
            log_loss(y, expit(X @ w + b), labels=[0, 1]) if np.abs(X @ w + b).max() < 30 else J_history[len(costs)]
        )
        if len(costs) <= num_iters:
            dj_dw, dj_db = compute_gradient(X, y, w, b)
            w, b = w - alpha * dj_dw, b - alpha * dj_db
    close(J_history, costs, scale=10, tolerance=1e-8)
    close(w_end, w, scale=10, tolerance=1e-12)
    close(b_end, b, scale=10, tolerance=1e-12)
    assert (np.diff(J_history) <= 1e-12 * (1 + J_history[:-1])).all()


@given(problems(rows=(6, 12), most=2))
def test_descent_arrives_where_scikit_learn_does(data):
    X, y, _, _ = data
    X, y = np.vstack([X, X]), np.append(y, 1 - y)  # each row with both labels: never separable
    y[: len(y) // 4] = 1
    assume((np.ptp(X, axis=0) > 0).all() and np.linalg.cond(np.column_stack([X, np.ones(len(X))])) < 10)
    library = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(X, y)
    w, b, _ = gradient_descent(X, y, np.zeros(X.shape[1]), 0.0, safe_learning_rate(X) / 2, 3000)
    close(expit(X @ w + b), library.predict_proba(X)[:, 1], scale=1, tolerance=1e-4)


@given(st.lists(st.tuples(st.sampled_from([0, 1]), st.sampled_from([0, 1])), min_size=1, max_size=20))
def test_mistakes_are_those_of_the_confusion_matrix(pairs):
    y, y_hat = np.array(pairs).T
    table = confusion_matrix(y, y_hat, labels=[0, 1])
    counts = count_mistakes(y, y_hat)
    assert counts == (table[1, 0], table[0, 1]) and {type(count) for count in counts} == {int}


@given(numbers(5), numbers(5))
def test_a_measured_slope_is_that_of_a_parabola(value, bend):
    close(slope_at(lambda v: bend * v**2, value), 2 * bend * value, scale=100, tolerance=1e-6)


@given(problems())
def test_lists_whole_numbers_and_float32_do_as_well(data):
    X, y, w, b = data
    same_in_any_form(compute_gradient, X, y, w, rest=(b,))
    same_in_any_form(compute_gradient_loop, X, y, w, rest=(b,))
    same_in_any_form(safe_learning_rate, X)
    same_in_any_form(gradient_descent, X, y, w, rest=(b, 0.1, 2))
    same_in_any_form(require_problem, X, y, w, rest=(b,))
    close(mean_loss(read_only(X) @ w + b, read_only(y)), np.mean(np.logaddexp(0, X @ w + b) - y * (X @ w + b)))


PROBLEM = "X y w b"


@bad_inputs(
    {
        require_problem: PROBLEM,
        compute_gradient_loop: PROBLEM,
        compute_gradient: PROBLEM,
        safe_learning_rate: "X",
        gradient_descent: f"{PROBLEM} alpha num_iters",
        count_mistakes: "y y_hat",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


def test_shapes_that_do_not_match_are_turned_away():
    for function in (require_problem, compute_gradient_loop, compute_gradient, gradient_descent):
        turned_away(function, "w", [1.0], GOOD)
        turned_away(function, "y", [1.0], GOOD)
    turned_away(count_mistakes, "y_hat", [1.0], GOOD)
