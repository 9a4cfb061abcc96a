"""Four counts, precision, recall, F1, the curve and its area, costs and thresholds, against scikit-learn."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics
from strategies import (
    BAD_LABELS,
    BAD_VECTORS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week3/04_precision_and_recall"
confusion_counts, precision, recall, f1_score = take(LESSON, "confusion_counts", "precision", "recall", "f1_score")
precision_recall_curve, average_precision = take(LESSON, "precision_recall_curve", "average_precision")
total_cost, best_threshold = take(LESSON, "total_cost", "best_threshold")

GOOD = dict(y=[0, 1], y_hat=[1, 1], scores=[0.2, 0.7], miss_cost=9, alarm_cost=1)
BAD = dict(y=BAD_LABELS, y_hat=BAD_LABELS, scores=BAD_VECTORS, miss_cost=NOT_POSITIVE, alarm_cost=NOT_POSITIVE)
COSTS = st.integers(1, 40).map(lambda quarters: quarters / 4)


@st.composite
def answered(draw):
    """True labels and answers of up to 20 days; either may be all 0 or all 1."""
    pairs = draw(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=20))
    return tuple(np.array(pairs).T)


@st.composite
def scored(draw, positive=True):
    """True labels, one of them 1 if asked for, and scores of many scales, often tied."""
    m, kinds = draw(st.integers(1, 25)), draw(st.sampled_from([1, 3, 8, 1000]))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    y = rng.integers(0, 2, m)
    y[rng.integers(m)] |= positive
    shift, scale = draw(st.sampled_from([0, 0.5])), draw(st.sampled_from([1, 1e-6, 1e8]))
    return y, (rng.integers(0, kinds, m) / kinds - shift) * scale


@given(answered())
def test_the_counts_are_those_of_scikit_learn(data):
    counts = confusion_counts(*map(read_only, data))
    tn, fp, fn, tp = metrics.confusion_matrix(*data, labels=[0, 1]).ravel()
    assert counts == (tp, fp, fn, tn)
    assert all(type(count) is int for count in counts)


@given(answered())
def test_the_shares_are_those_of_scikit_learn_with_0_for_nothing_over_nothing(data):
    assert precision(*data) == pytest.approx(metrics.precision_score(*data, zero_division=0), abs=1e-12)
    assert recall(*data) == pytest.approx(metrics.recall_score(*data, zero_division=0), abs=1e-12)
    assert f1_score(*data) == pytest.approx(metrics.f1_score(*data, zero_division=0), abs=1e-12)


@given(answered(), st.integers(1, 30))
def test_quiet_days_change_only_what_the_lesson_says(data, more):
    longer = [np.append(part, np.zeros(more)) for part in data]
    for function in (precision, recall, f1_score):
        assert function(*longer) == function(*data)


@given(scored())
def test_the_curve_and_its_area_are_those_of_scikit_learn(data):
    y, scores = map(read_only, data)
    for one, other in zip(precision_recall_curve(y, scores), metrics.precision_recall_curve(y, scores), strict=True):
        close(one, other, tolerance=1e-12)
    close(average_precision(y, scores), metrics.average_precision_score(y, scores), tolerance=1e-12)


@given(scored())
def test_each_threshold_gives_the_pair_that_counting_gives(data):
    y, scores = data
    P, R, thresholds = precision_recall_curve(y, scores)
    np.testing.assert_array_equal(thresholds, np.unique(scores))
    assert (P[-1], R[-1]) == (1, 0)
    for pair in zip(P, R, thresholds, strict=False):
        close(pair[:2], (precision(y, scores >= pair[2]), recall(y, scores >= pair[2])), tolerance=1e-12)


@given(answered(), COSTS, COSTS)
def test_each_mistake_has_its_price(data, miss_cost, alarm_cost):
    y, y_hat = data
    assert total_cost(y, y_hat, miss_cost, alarm_cost) == miss_cost * np.sum(y > y_hat) + alarm_cost * np.sum(y < y_hat)


@given(scored(positive=False), COSTS, COSTS)
def test_no_threshold_is_cheaper_and_none_as_cheap_is_higher(data, miss_cost, alarm_cost):
    y, scores = data
    best = best_threshold(y, scores, miss_cost, alarm_cost)
    assert type(best) is float
    prices = {t: total_cost(y, scores >= t, miss_cost, alarm_cost) for t in (*scores, np.inf)}
    assert best == max(t for t, price in prices.items() if price == min(prices.values()))


def test_as_cheap_as_any_warning_is_never():
    assert best_threshold([0, 1], [0.5, 0.5], 1, 1) == np.inf


def test_a_rule_that_is_right_about_the_odds_is_the_cheapest():
    scores = np.repeat(np.arange(1, 10) / 10, 100)
    y = np.concatenate([np.arange(100) < 10 * tenths for tenths in range(1, 10)])
    for miss_cost in (1, 4, 9):
        prices = {t / 10: total_cost(y, scores >= t / 10, miss_cost, 1) for t in range(1, 10)}
        assert min(prices.values()) == prices[max(0.1, round(1 / (1 + miss_cost), 1))]


def test_nothing_is_said_about_nothing_over_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for function in (precision, recall, f1_score):
            nothing = function([0, 0], [0, 0])
            assert nothing == 0 and type(nothing) is float


def test_lists_booleans_and_float32_are_as_good_as_float64():
    for function in (confusion_counts, precision, recall, f1_score):
        same_in_any_form(function, np.array([1.0, 1, 0, 0, 1]), np.array([1.0, 0, 1, 0, 1]))
    assert confusion_counts([True, False], np.array([True, True])) == (1, 1, 0, 0)
    for function in (precision_recall_curve, average_precision):
        same_in_any_form(function, np.array([1.0, 0, 1]), np.array([2.0, 2.0, 0.5]))
    same_in_any_form(best_threshold, np.array([1.0, 0, 1]), np.array([2.0, 2.0, 0.5]), rest=(2, 1))


@pytest.mark.parametrize("function", [precision_recall_curve, average_precision])
def test_a_curve_needs_something_to_find(function):
    with pytest.raises(ValueError, match="y must hold at least one 1"):
        function([0, 0, 0], [1, 2, 3])


@bad_inputs(
    {
        confusion_counts: "y y_hat",
        precision: "y y_hat",
        recall: "y y_hat",
        f1_score: "y y_hat",
        precision_recall_curve: "y scores",
        average_precision: "y scores",
        total_cost: "y y_hat miss_cost alarm_cost",
        best_threshold: "y scores miss_cost alarm_cost",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize(
    "function", [confusion_counts, precision, recall, f1_score, precision_recall_curve, total_cost]
)
def test_lengths_that_differ_are_turned_away(function):
    turned_away(function, "y", [1], GOOD)
