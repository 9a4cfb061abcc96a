"""Powers, products, one-hot columns and the choice of a degree, on random tables, against scikit-learn."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, PolynomialFeatures, StandardScaler
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    bad_inputs,
    close,
    examples,
    numbers,
    same_in_any_form,
    turned_away,
    vectors,
)

from utils.lessons import take

LESSON = "Course1/Week2/04_feature_engineering_and_polynomials"
polynomial_features, quadratic_features, one_hot = take(LESSON, "polynomial_features", "quadratic_features", "one_hot")
fit_scaled, predict_scaled, errors_by_degree = take(LESSON, "fit_scaled", "predict_scaled", "errors_by_degree")

GOOD = dict(x=[1.0, 2.0], degree=2, X=[[1.0, 5.0], [2.0, 3.0], [4.0, 4.0]], y=[3.0, 5.0, 4.0], max_degree=1)
GOOD |= dict(x_train=[1.0, 2.0, 4.0], y_train=[1.0, 3.0, 2.0], x_valid=[3.0], y_valid=[2.0])
GOOD |= dict(labels=["a", "b"], categories=["a", "c"], model=([0.0, 0.0], [1.0, 1.0], np.array([1.0, 2.0]), 0.5))
BAD = dict(x=BAD_VECTORS, X=BAD_TABLES, y=BAD_VECTORS, degree=NOT_COUNTS, max_degree=NOT_COUNTS)
BAD |= {"x_train": BAD_VECTORS, "y_train": BAD_VECTORS, "x_valid": BAD_VECTORS, "y_valid": BAD_VECTORS}
BAD_LABELS = {"empty": [], "a table": [["a", "b"]], "one text": "a"}
BAD |= {"labels": BAD_LABELS, "categories": BAD_LABELS}


@st.composite
def tables(draw, rows=(2, 10), columns=(1, 4)):
    """A table of multiples of 1/8 and its targets."""
    m, n = draw(st.integers(*rows)), draw(st.integers(*columns))
    entries = draw(st.lists(numbers(10), min_size=m * n + m, max_size=m * n + m))
    return np.array(entries[: m * n]).reshape(m, n), np.array(entries[m * n :])


@given(vectors(most=10, scales=(1.0, 100.0)), st.integers(1, 6))
def test_powers_are_those_of_scikit_learn(x, degree):
    ours = polynomial_features(x, degree)
    reference = PolynomialFeatures(degree, include_bias=False).fit_transform(x.reshape(-1, 1))
    for column, wanted in zip(ours.T, reference.T, strict=True):
        close(column, wanted, tolerance=1e-12)


@given(tables())
def test_products_are_those_of_scikit_learn_in_its_order(data):
    X = data[0]
    close(quadratic_features(X), PolynomialFeatures(2, include_bias=False).fit_transform(X), tolerance=1e-12)


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=12), st.lists(st.sampled_from("abcdef"), min_size=1))
def test_labels_become_the_columns_of_scikit_learn(labels, seen):
    categories = np.unique(seen)
    library = OneHotEncoder(sparse_output=False, handle_unknown="ignore").fit(categories.reshape(-1, 1))
    ours = one_hot(labels, categories)
    np.testing.assert_array_equal(ours, library.transform(np.reshape(labels, (-1, 1))))
    np.testing.assert_array_equal(one_hot(labels, categories[::-1]), ours[:, ::-1])


@given(tables(rows=(6, 12), columns=(1, 3)), tables(rows=(1, 5), columns=(3, 3)))
def test_the_model_is_that_of_a_pipeline(data, others):
    X, y = data
    assume((np.ptp(X, axis=0) > 0).all() and np.linalg.cond((X - X.mean(axis=0)) / X.std(axis=0)) < 1e3)
    model, new = fit_scaled(X, y), others[0][:, : X.shape[1]]
    library = make_pipeline(StandardScaler(), LinearRegression()).fit(X, y)
    close(predict_scaled(model, new), library.predict(new), scale=np.abs(y).max() * 100 + 1, tolerance=1e-9)
    close(model[2], library[-1].coef_, scale=np.abs(y).max() + 1, tolerance=1e-8)


@given(examples(most=10, sizes=(8, 15), scales=(1.0,)), examples(most=10, sizes=(1, 6), scales=(1.0,)))
def test_errors_are_those_of_pipelines_fitted_on_training_rows(data, others):
    (x, y), (x_new, y_new) = data, others
    assume(len(np.unique(x)) > 4 and np.ptp(x) > 1)
    on_train, on_valid = errors_by_degree(x, y, x_new, y_new, 3)
    for degree in (1, 2, 3):
        library = make_pipeline(PolynomialFeatures(degree, include_bias=False), StandardScaler(), LinearRegression())
        library.fit(x.reshape(-1, 1), y)
        for ours, inputs, targets in ((on_train, x, y), (on_valid, x_new, y_new)):
            wanted = np.sqrt(np.mean((library.predict(inputs.reshape(-1, 1)) - targets) ** 2))
            close(ours[degree - 1], wanted, scale=wanted + 1, tolerance=1e-6)


@given(tables(rows=(4, 8), columns=(1, 3)))
def test_lists_whole_numbers_and_float32_do_as_well(data):
    X, y = data
    assume((np.ptp(np.rint(X), axis=0) > 0).all())
    same_in_any_form(quadratic_features, X)
    same_in_any_form(fit_scaled, X, y)
    model = fit_scaled(X, y)
    same_in_any_form(lambda rows: predict_scaled(model, rows), X)
    same_in_any_form(polynomial_features, y, rest=(3,))


@bad_inputs(
    {
        polynomial_features: "x degree",
        quadratic_features: "X",
        fit_scaled: "X y",
        predict_scaled: "X",
        one_hot: "labels categories",
        errors_by_degree: "x_train y_train x_valid y_valid max_degree",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("columns", [1, 3])
def test_tables_that_do_not_match_are_turned_away(columns):
    turned_away(predict_scaled, "X", np.ones((2, columns)), GOOD)
    turned_away(fit_scaled, "y", [1.0] * columns + [2.0], GOOD | dict(X=[[1.0], [2.0], [3.0]]))


def test_lengths_that_differ_constant_columns_and_twins_are_turned_away():
    turned_away(errors_by_degree, "y_train", [1.0], GOOD)
    turned_away(errors_by_degree, "y_valid", [1.0, 2.0], GOOD)
    turned_away(fit_scaled, "X", [[1.0, 2.0], [1.0, 3.0], [1.0, 4.0]], GOOD)
    turned_away(one_hot, "categories", ["a", "b", "a"], GOOD)
    turned_away(one_hot, "categories", [1, 2], GOOD)
    turned_away(one_hot, "labels", np.array([1, 2], dtype=object), GOOD)
