"""Rates by group, Wilson's interval, thresholds, weights and weighted training, against scikit-learn and SciPy."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, norm
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, log_loss, recall_score
from strategies import (
    BAD_LABELS,
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_NUMBERS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week3/08_fairness_and_ethics"
selection_rate, false_negative_rate, wilson_interval = take(
    LESSON, "selection_rate", "false_negative_rate", "wilson_interval"
)
group_rates, equalized_odds_gap, threshold_for = take(LESSON, "group_rates", "equalized_odds_gap", "threshold_for")
reweigh, train_weighted, choose_thresholds = take(LESSON, "reweigh", "train_weighted", "choose_thresholds")
require_answers, only_rates, implied_fpr = take(LESSON, "require_answers", "only_rates", "implied_fpr")

GOOD = dict(
    X=[[1.0, 5.0], [2.0, 3.0], [0.0, 1.0], [4.0, 4.0]], y=[0, 1, 1, 0], y_hat=[1, 1, 0, 0], group=[0, 0, 1, 1],
    weights=[1, 2, 1, 1], p=[0.2, 0.9, 0.4, 0.3], rate=0.2, k=2, n=5, z=2.0, alpha=0.1, num_iters=2,
)  # fmt: skip
LABELS = {**BAD_LABELS, "one label of 2": [0, 1, 2, 0], "one half": [0, 1, 0.5, 0], "twos": [2, 2, 2, 2]}
BAD_WEIGHTS = {**BAD_VECTORS, "negative": [1, -1, 1, 1], "all 0": [0, 0, 0, 0]}
BAD_SHARES = {**NOT_NUMBERS, "negative": -0.1, "one": 1.0, "above one": 1.5}
BAD = dict(
    X=BAD_TABLES, y=LABELS, y_hat=LABELS, group=BAD_VECTORS, weights=BAD_WEIGHTS, p=BAD_VECTORS,
    rate=BAD_SHARES, k={**NOT_NUMBERS, "negative": -1, "above n": 6}, n=NOT_COUNTS, z=NOT_POSITIVE, alpha=NOT_POSITIVE,
    num_iters=NOT_COUNTS,
)  # fmt: skip


@st.composite
def people(draw, groups=2):
    """Labels, answers and groups of up to 40 people; each group has both labels."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    extra = draw(st.integers(0, 36))
    y = np.concatenate([np.tile([0, 1], groups), rng.integers(0, 2, extra)])
    group = np.concatenate([np.repeat(np.arange(groups), 2), rng.integers(0, groups, extra)])
    order = rng.permutation(len(y))
    return y[order], rng.integers(0, 2, len(y)), group[order]


@given(people())
def test_the_rate_is_one_minus_the_recall_of_scikit_learn(data):
    y, y_hat, _ = data
    close(false_negative_rate(read_only(y), read_only(y_hat)), 1 - recall_score(y, y_hat, zero_division=0), scale=1)
    close(selection_rate(read_only(y_hat)), y_hat.mean())


@given(st.integers(1, 500), st.floats(0, 1), st.floats(0.5, 0.999))
def test_the_interval_is_that_of_scipy(n, share, level):
    k = round(share * n)
    ours = wilson_interval(k, n, norm.ppf((1 + level) / 2))
    close(ours, tuple(binomtest(k, n).proportion_ci(level, method="wilson")), scale=1)
    assert 0 <= ours[0] <= k / n + 1e-12 and k / n - 1e-12 <= ours[1] <= 1


def test_the_ends_stay_within_zero_and_one():
    for n in range(1, 200):
        for z in (1.0, 1.96, 2.58):
            assert wilson_interval(0, n, z)[0] >= 0 and wilson_interval(n, n, z)[1] <= 1
            close(wilson_interval(n, n, z)[0], 1 - wilson_interval(0, n, z)[1], scale=1)
            assert wilson_interval(0, n, z)[1] < 1 and wilson_interval(n, n, z)[0] > 0


def test_the_interval_is_for_95_percent_unless_told_otherwise():
    close(wilson_interval(3, 10), wilson_interval(3, 10, 1.96))


@given(people(groups=3))
def test_the_rates_of_each_group_are_those_of_its_confusion_matrix(data):
    y, y_hat, group = data
    rates = group_rates(*map(read_only, data))
    assert list(rates) == [0, 1, 2]
    for value, kinds in rates.items():
        own = group == value
        tn, fp, fn, tp = (int(count) for count in confusion_matrix(y[own], y_hat[own], labels=[0, 1]).ravel())
        pairs = {"approved": (fp + tp, own.sum()), "wrongly refused": (fn, fn + tp), "wrongly approved": (fp, fp + tn)}
        assert kinds.keys() == pairs.keys()
        for kind, (k, n) in pairs.items():
            close(kinds[kind], (k / n, *wilson_interval(k, n)), scale=1)
        close(only_rates(rates)[value], [k / n for k, n in pairs.values()], scale=1)


@given(people())
def test_base_rate_precision_and_misses_imply_the_wrong_approvals(data):
    y, y_hat, _ = data
    assume(y_hat[y == 1].any())
    got = implied_fpr(y.mean(), y[y_hat == 1].mean(), false_negative_rate(y, y_hat))
    close(got, y_hat[y == 0].mean(), scale=1)


@given(people(groups=3))
def test_the_gap_is_the_larger_of_two(data):
    y, y_hat, group = data
    missed = [1 - y_hat[(group == g) & (y == 1)].mean() for g in range(3)]
    let_in = [y_hat[(group == g) & (y == 0)].mean() for g in range(3)]
    close(equalized_odds_gap(y, y_hat, group), max(np.ptp(missed), np.ptp(let_in)), scale=1)


@given(people(), st.integers(0, 99), st.booleans())
def test_no_larger_threshold_keeps_to_the_rate(data, percent, ties):
    y, _, _ = data
    p = np.random.default_rng(percent).random(len(y)).round(1 if ties else 12)
    cut = threshold_for(read_only(p), read_only(y), percent / 100)
    allowed = percent * y.sum() / 100 + 1e-9
    assert cut in p[y == 1] and (p[y == 1] < cut).sum() <= allowed
    larger = p[(y == 1) & (p > cut)]
    assert not larger.size or (p[y == 1] < larger.min()).sum() > allowed - (0 if ties else 1e-6)


def test_the_share_is_rounded_down_and_not_by_rounding_errors():
    for n in (7, 100, 1000):
        scores = np.arange(n)
        for k in range(n):
            assert threshold_for(scores, np.ones(n), k / n) == k
            assert threshold_for(scores, np.ones(n), (k + 0.99) / n) == k


@given(people(groups=3))
def test_with_weights_group_and_label_are_independent(data):
    y, _, group = data
    weights = reweigh(read_only(y), read_only(group))
    close(weights.sum(), len(y))
    for value in range(3):
        own = group == value
        close(np.average(y[own], weights=weights[own]), y.mean())
        close(weights[own].sum(), own.sum())


def test_a_group_with_one_label_and_one_group_alone_have_weights_too():
    close(reweigh([1, 1, 0], [5, 5, 7]), [2 / 3, 2 / 3, 1 / 3])
    close(reweigh([1, 0, 0], [2, 2, 2]), [1, 1, 1])
    close(reweigh([1, 1], [0, 1]), [1, 1])


@settings(max_examples=15)
@given(st.integers(0, 1000))
def test_whole_weights_are_repeated_rows(seed):
    rng = np.random.default_rng(seed)
    X, y, weights = rng.normal(size=(9, 2)), rng.integers(0, 2, 9), rng.integers(0, 4, 9)
    weights[0] = 1
    before = X.copy()
    ours = train_weighted(read_only(X), read_only(y), read_only(weights), 0.5, 20)
    repeated = train_weighted(np.repeat(X, weights, axis=0), np.repeat(y, weights), np.ones(weights.sum()), 0.5, 20)
    for one, other in zip(ours, repeated, strict=True):
        close(one, other, scale=1)
    np.testing.assert_array_equal(X, before)


@settings(max_examples=5)
@given(st.integers(0, 1000))
def test_the_minimum_is_that_of_scikit_learn_with_sample_weight(seed):
    rng = np.random.default_rng(seed)
    X, weights = rng.normal(size=(60, 2)), rng.random(60) + 0.1
    y = (rng.random(60) < 1 / (1 + np.exp(-X[:, 0]))).astype(int)
    w, b = train_weighted(X, y, weights, 1.0, 3000)
    library = LogisticRegression(C=np.inf, tol=1e-10).fit(X, y, sample_weight=weights)
    costs = [
        log_loss(y, 1 / (1 + np.exp(-(X @ v + c))), sample_weight=weights)
        for v, c in ((w, b), (library.coef_[0], library.intercept_[0]))
    ]
    close(costs[0], costs[1], tolerance=1e-8)
    close(w, library.coef_[0], scale=1, tolerance=1e-4)


@given(people(), st.integers(0, 1000))
def test_the_policies_keep_to_their_goals_on_the_rows_where_they_were_chosen(data, seed):
    y, _, group = data
    p = np.random.default_rng(seed).permutation(len(y)) / len(y)
    assume((p[y == 1] >= np.sort(p)[len(y) - y.sum()]).any())  # somebody whom the lender approved is approved
    chosen = choose_thresholds(read_only(p), read_only(y), read_only(group))
    assert list(chosen) == ["one threshold", "equal opportunity", "equal selection"]
    one = chosen["one threshold"]
    refused = len(y) - y.sum()
    assert one[0] == one[1] and (p < one[0]).sum() == refused
    missed = 1 - (p >= one[0])[y == 1].mean()
    for g in (0, 1):
        own = group == g
        good = own & (y == 1)
        assert (p[good] < chosen["equal opportunity"][g]).sum() == int(missed * good.sum() + 1e-9)
        assert (p[own] < chosen["equal selection"][g]).sum() == int(refused / len(y) * own.sum() + 1e-9)


def test_with_ties_more_are_approved_and_nobody_is_missed():
    p, y, group = [0.9, 0.8, 0.5, 0.5, 0.5, 0.5], [1, 1, 1, 0, 0, 0], [0, 0, 1, 1, 1, 1]
    close(choose_thresholds(p, y, group)["equal opportunity"], [0.8, 0.5])


def test_lists_and_float32_are_as_good_as_float64():
    same_in_any_form(false_negative_rate, np.array([1.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0]))
    same_in_any_form(threshold_for, np.array([0.5, 0.25, 1.0]), np.array([0.0, 1.0, 1.0]), rest=(0.5,))
    same_in_any_form(reweigh, np.array([1.0, 0.0, 1.0, 1.0]), np.array([0.0, 0.0, 1.0, 1.0]))


@bad_inputs(
    {
        require_answers: "y y_hat",
        selection_rate: "y_hat",
        false_negative_rate: "y y_hat",
        wilson_interval: "k n z",
        group_rates: "y y_hat group",
        equalized_odds_gap: "y y_hat group",
        threshold_for: "p y rate",
        choose_thresholds: "p y",
        reweigh: "y group",
        train_weighted: "X y weights alpha num_iters",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("name", ["y", "y_hat"])
def test_lengths_that_differ_are_turned_away(name):
    for function in (false_negative_rate, group_rates, require_answers):
        turned_away(function, name, [1], GOOD)


@pytest.mark.parametrize("function", [group_rates, reweigh, choose_thresholds])
def test_a_group_too_few_is_turned_away(function):
    turned_away(function, "group", [1], GOOD)


@pytest.mark.parametrize("name", ["group", "y"])
def test_a_policy_is_for_two_groups_with_labels(name):
    turned_away(choose_thresholds, name, [0, 1, 2, 1], GOOD)


def test_nobody_approved_and_a_group_with_one_label_are_turned_away():
    turned_away(false_negative_rate, "y", [0, 0, 0, 0], GOOD)
    turned_away(threshold_for, "y", [0, 0, 0, 0], GOOD)
    turned_away(group_rates, "y", [0, 1, 1, 1], GOOD)
    turned_away(group_rates, "y", [0, 0, 1, 0], GOOD)
    turned_away(train_weighted, "weights", [1, 1], GOOD)
