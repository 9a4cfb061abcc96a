"""The line and its costs, on random and awkward houses, against scikit-learn and NumPy."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.metrics import mean_absolute_error, mean_squared_error
from strategies import (
    BAD_VECTORS,
    NOT_NUMBERS,
    bad_inputs,
    close,
    examples,
    numbers,
    same_in_any_form,
    turned_away,
    vectors,
)

from utils.lessons import take

LESSON = "Course1/Week1/03_linear_model_and_cost"
predict, best_on_grid = take(LESSON, "predict", "best_on_grid")
compute_cost_loop, compute_cost, mean_absolute_cost = take(
    LESSON, "compute_cost_loop", "compute_cost", "mean_absolute_cost"
)

COSTS = [compute_cost_loop, compute_cost, mean_absolute_cost]
GOOD = dict(x=[1.0, 2.0], y=[3.0, 5.0], w=2.0, b=0.9, w_values=[1.0, 2.0], b_values=[0.0, 1.0, 2.0])
BAD = dict.fromkeys(["x", "y", "w_values", "b_values"], BAD_VECTORS) | dict(w=NOT_NUMBERS, b=NOT_NUMBERS)


def grids():
    return st.lists(numbers(5), min_size=1, max_size=5).map(np.array)


@given(vectors(), numbers(), numbers())
def test_predictions_lie_on_the_line(x, w, b):
    y_hat = predict(x, w, b)
    close(y_hat, np.polyval([w, b], x))
    assert y_hat.shape == x.shape


@given(examples(), numbers(), numbers())
@example((np.array([2.0]), np.array([5.0])), 1.0, 1.0)
def test_both_costs_are_half_of_sklearns_mean_squared_error(data, w, b):
    x, y = data
    expected = mean_squared_error(y, np.polyval([w, b], x)) / 2
    close(compute_cost(x, y, w, b), expected)
    close(compute_cost_loop(x, y, w, b), expected)


@given(examples(), numbers(), numbers())
@example((np.array([2.0]), np.array([5.0])), 1.0, 1.0)
def test_absolute_cost_is_sklearns_mean_absolute_error(data, w, b):
    x, y = data
    close(mean_absolute_cost(x, y, w, b), mean_absolute_error(y, np.polyval([w, b], x)))


@pytest.mark.parametrize("cost", COSTS)
@given(data=examples(), w=numbers(), b=numbers())
def test_a_line_costs_nothing_where_it_passes_through_all_points_and_never_less(cost, data, w, b):
    x, y = data
    assert cost(x, y, w, b) >= 0
    assert cost(x, predict(x, w, b), w, b) == 0


@pytest.mark.parametrize("cost", COSTS)
@given(data=examples(), w=numbers(), b=numbers())
def test_order_and_repetition_of_the_houses_do_not_matter(cost, data, w, b):
    x, y = data
    close(cost(x[::-1], y[::-1], w, b), cost(x, y, w, b))
    close(cost(np.tile(x, 3), np.tile(y, 3), w, b), cost(x, y, w, b))


@given(examples(most=10, scales=(1.0,)), grids(), grids(), st.sampled_from(COSTS))
def test_best_on_grid_is_the_first_of_the_lowest(data, w_values, b_values, cost):
    J = np.array([[cost(*data, w, b) for b in b_values] for w in w_values])
    i, j = np.unravel_index(J.argmin(), J.shape)
    assert best_on_grid(*data, w_values, b_values, cost) == (w_values[i], b_values[j], J[i, j])


@given(examples(most=10, scales=(1.0,)), grids(), grids())
def test_without_a_cost_the_squared_one_is_used(data, w_values, b_values):
    assert best_on_grid(*data, w_values, b_values) == best_on_grid(*data, w_values, b_values, compute_cost)


@given(examples(sizes=(2, 10), scales=(1.0,)), numbers(), numbers())
def test_lists_whole_numbers_and_float32_do_as_well(data, w, b):
    same_in_any_form(predict, data[0], rest=(w, b))
    for cost in COSTS:
        same_in_any_form(cost, *data, rest=(w, b))
    same_in_any_form(best_on_grid, *data, rest=([w, b], [0, 1]))
    same_in_any_form(lambda *grid: best_on_grid(*data, *grid), *data)


@bad_inputs(
    {predict: "x w b", **dict.fromkeys(COSTS, "x y"), best_on_grid: "x y w_values b_values"},
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({best_on_grid: "x y"}, BAD)
def test_the_grid_search_looks_at_its_data_whatever_the_cost_does(function, name, value):
    turned_away(
        lambda x, y, w_values, b_values: function(x, y, w_values, b_values, lambda *line: 0.0), name, value, GOOD
    )


@pytest.mark.parametrize("function", [*COSTS, best_on_grid])
def test_different_lengths_are_turned_away(function):
    turned_away(function, "y", [1.0, 2.0, 3.0], GOOD)
    turned_away(function, "x", [1.0, 2.0, 3.0], GOOD)
