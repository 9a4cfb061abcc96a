"""The first functions, on random columns and tables, against NumPy, pandas and Python's statistics."""

import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
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

LESSON = "Course1/Week1/01_python_and_jupyter"
mean, price_per_sqft, count_above = take(LESSON, "mean", "price_per_sqft", "count_above")
column_summary, share_missing = take(LESSON, "column_summary", "share_missing")
square_metres, mean_per_sqft = take(LESSON, "square_metres", "mean_per_sqft")

GOOD = dict(values=[1.0, 2.0], price=[3.0, 5.0], sqft=[1.0, 2.0], limit=1.5, X=[[1.0, 2.0]])
BAD = dict(values=BAD_VECTORS, price=BAD_VECTORS, sqft=BAD_VECTORS, limit=NOT_NUMBERS)
BAD |= dict(X={"empty": [[]], "NaN": [[1.0, np.nan]], "one column": [1.0, 2.0], "text": [["a"]]})
VALUES = numbers() | st.sampled_from([None, np.nan, "male", ""])


@st.composite
def tables(draw):
    """A table of 1 to 8 rows and 1 to 4 columns."""
    n = draw(st.integers(1, 4))
    return np.array(draw(st.lists(st.lists(numbers(), min_size=n, max_size=n), min_size=1, max_size=8)))


@given(vectors())
def test_mean_is_that_of_statistics_and_numpy(values):
    for reference in (statistics.fmean(values), np.mean(values)):
        close(mean(values), reference, scale=np.abs(values).max())


@given(examples(), st.integers(1, 50))
def test_price_per_sqft_times_the_size_is_the_price(data, smallest):
    price, sqft = data[0], np.abs(data[1]) + smallest
    close(price_per_sqft(price, sqft) * sqft, price)
    close(mean_per_sqft(price, sqft), (pd.Series(price) / pd.Series(sqft)).mean(), scale=np.abs(price / sqft).max())


@pytest.mark.parametrize("size", [0, -1])
def test_a_house_without_area_is_turned_away(size):
    with pytest.raises(ValueError, match=rf"\bsqft must be positive, the smallest is {size}"):
        price_per_sqft([300.0, 400.0], [1000.0, size])


def test_a_house_of_half_a_square_foot_is_not():
    assert price_per_sqft([1.0], [0.5]).tolist() == [2.0]


@given(vectors(scales=(1.0,)), numbers())
@example(np.array([1.0, 2.0, 2.0]), 2.0)
def test_count_above_is_that_of_pandas_and_of_a_loop(values, limit):
    assert count_above(values, limit) == (pd.Series(values) > limit).sum() == len([v for v in values if v > limit])
    assert count_above(values, values.max()) == 0


@given(tables())
def test_column_summary_is_that_of_pandas(X):
    close(column_summary(X), pd.DataFrame(X).agg(["min", "mean", "max"]))


@given(st.lists(VALUES, min_size=1, max_size=20))
@example([np.nan])
@example([0.0])
def test_share_missing_is_that_of_pandas(column):
    expected = pd.Series(column, dtype=object).isna().mean()
    assert share_missing(column) == share_missing(pd.Series(column, dtype=object)) == pytest.approx(expected)


@pytest.mark.parametrize("column", [[], np.array([]), pd.Series([], dtype=float)])
def test_a_column_without_rows_is_turned_away(column):
    with pytest.raises(ValueError, match=r"\bcolumn must not be empty"):
        share_missing(column)


@given(numbers())
def test_square_metres_are_feet_of_30_cm_and_a_half_squared(sqft):
    close(square_metres(sqft), sqft * 0.3048**2, tolerance=1e-3)


@given(examples(sizes=(2, 10), scales=(1.0,)), numbers())
def test_lists_whole_numbers_and_float32_do_as_well(data, limit):
    values, sqft = data[0], np.abs(data[1]) + 1
    same_in_any_form(mean, values)
    same_in_any_form(price_per_sqft, values, sqft)
    same_in_any_form(count_above, values, rest=(limit,))
    same_in_any_form(lambda a, b: column_summary([a, b]), values, sqft)


@bad_inputs({mean: "values", price_per_sqft: "price sqft", count_above: "values limit", column_summary: "X"}, BAD)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


def test_different_lengths_are_turned_away():
    turned_away(price_per_sqft, "sqft", [1.0, 2.0, 3.0], GOOD)
    turned_away(price_per_sqft, "price", [1.0, 2.0, 3.0], GOOD)
