"""Densities, covariance and the threshold of the best F1, against SciPy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn import metrics
from sklearn.covariance import EmpiricalCovariance
from sklearn.mixture import GaussianMixture
from strategies import (
    BAD_LABELS,
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    bad_inputs,
    close,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course3/Week1/03_anomaly_detection"
fit_gaussians, log_density, best_f1_threshold = take(LESSON, "fit_gaussians", "log_density", "best_f1_threshold")
covariance_matrix, cholesky_factor = take(LESSON, "covariance_matrix", "cholesky_factor")
log_density_multivariate, make_servers, SERVERS = take(LESSON, "log_density_multivariate", "make_servers", "SERVERS")
surprise_each, surprise_together = take(LESSON, "surprise_each", "surprise_together")

GOOD = dict(
    X=[[1.0, 2.0], [3.0, 5.0]], mu=[1.0, 2.0], var=[1.0, 2.0], Sigma=[[4.0, 2.0], [2.0, 2.0]], y=[0, 1],
    scores=[0.2, 0.7], kind="hang", m=3, rng=np.random.default_rng(0),
)  # fmt: skip
BAD = dict(X=BAD_TABLES, mu=BAD_VECTORS, var={**BAD_VECTORS, "zero": [1.0, 0.0], "negative": [1.0, -1.0]}, y=BAD_LABELS,
           scores=BAD_VECTORS, m=NOT_COUNTS, kind={"unknown": "fire"},
           Sigma={**BAD_TABLES, "not square": [[1.0, 0.0]], "not symmetric": [[1.0, 0.5], [0.0, 1.0]],
                  "not positive": [[1.0, 2.0], [2.0, 1.0]], "singular": [[1.0, 2.0], [2.0, 4.0]],
                  "a negative variance": [[1.0, 0.0], [0.0, -1.0]], "of another size": [[1.0]]})  # fmt: skip


@st.composite
def tables(draw, more_rows=False):
    """Rows with 1 to 4 features of different scales and correlated; more_rows: at least four more than features."""
    n = draw(st.integers(1, 4))
    m = draw(st.integers(n + 4 if more_rows else 1, 20))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    mixed = rng.integers(-40, 41, size=(m, n)) / 8 @ (np.eye(n) + np.tri(n, k=-1))
    if more_rows:
        mixed += rng.normal(size=(m, n))
    return (mixed + draw(st.sampled_from([0.0, 50.0]))) * draw(st.sampled_from([1.0, 1e-4, 1e6]))


@st.composite
def scored(draw):
    """Labels with at least one 1, and scores of many scales, often tied."""
    m, kinds = draw(st.integers(1, 25)), draw(st.sampled_from([1, 3, 8, 1000]))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    y = rng.integers(0, 2, m)
    y[rng.integers(m)] = 1
    return y, (rng.integers(0, kinds, m) / kinds - 0.5) * draw(st.sampled_from([1, 1e-6, 1e8]))


@given(tables())
def test_mean_variance_and_covariance_are_those_of_numpy_and_scikit_learn(X):
    mu, var = fit_gaussians(read_only(X))
    size = np.abs(X).max() + 1e-300
    close(mu, X.mean(axis=0), scale=size)
    close(var, X.var(axis=0), scale=size**2)
    Sigma = covariance_matrix(read_only(X))
    close(Sigma, np.cov(X.T, bias=True).reshape(Sigma.shape), scale=size**2)
    if len(X) > 1:  # scikit-learn warns of a single row
        close(Sigma, EmpiricalCovariance().fit(X).covariance_, scale=size**2)
    close(np.diag(Sigma), var, scale=size**2)


@given(tables(more_rows=True), st.integers(0, 10_000))
def test_log_densities_are_those_of_scipy(X, seed):
    rows = X.mean(axis=0) + 3 * X.std(axis=0) * np.random.default_rng(seed).normal(size=(7, X.shape[1]))
    mu, var = fit_gaussians(X)
    close(log_density(rows, mu, var), stats.norm.logpdf(rows, mu, np.sqrt(var)).sum(axis=1))
    Sigma = covariance_matrix(X)
    close(log_density_multivariate(rows, mu, Sigma), stats.multivariate_normal(mu, Sigma).logpdf(rows), 1e-7)
    close(log_density_multivariate(rows, mu, np.diag(var)), log_density(rows, mu, var))
    close(surprise_each(X, rows), -log_density(rows, mu, var))
    close(surprise_together(X, rows), -log_density_multivariate(rows, mu, Sigma))


@given(tables(more_rows=True), st.integers(-6, 6))
def test_other_units_and_other_origins_move_every_log_density_alike(X, power):
    factor = 2.0**power
    one, other = surprise_together(X, X), surprise_together(X * factor, X * factor)
    close(other - one, np.full(len(X), X.shape[1] * np.log(factor)), 1e-7, scale=1 + np.abs(one).max())
    turned = X[:, ::-1]
    close(surprise_together(turned, turned), one, 1e-7, scale=1 + np.abs(one).max())


def test_one_component_of_a_mixture_is_the_same_density():
    rng = np.random.default_rng(3)
    X = rng.normal(size=(60, 4)) @ rng.normal(size=(4, 4)) + [5, -3, 0, 100]
    for kind, surprise in {"diag": surprise_each, "full": surprise_together}.items():
        mixture = GaussianMixture(1, covariance_type=kind, reg_covar=0, random_state=0).fit(X)
        close(-surprise(X, X), mixture.score_samples(X))


@given(tables(more_rows=True))
def test_the_factor_is_lower_triangular_and_gives_back_the_matrix(X):
    Sigma = covariance_matrix(X)
    L = cholesky_factor(read_only(Sigma))
    close(L @ L.T, Sigma)
    np.testing.assert_array_equal(L, np.tril(L))
    assert (np.diag(L) > 0).all()


@pytest.mark.parametrize("m", [1, 2, 5, 8])
def test_too_few_rows_are_refused_whatever_the_units(m):
    X = np.random.default_rng(m).normal(size=(m, 8)) * 10.0 ** np.arange(-4, 4)
    with pytest.raises(ValueError, match="Sigma must not be singular"):
        surprise_together(X, X)


def test_a_feature_that_is_nearly_or_wholly_another_is_told_apart():
    rng = np.random.default_rng(5)
    x, noise = rng.normal(size=50), rng.normal(size=50)
    assert np.isfinite(surprise_together(np.column_stack([x, x + 1e-4 * noise]), np.ones((1, 2)))).all()
    for other in (x, -2 * x, 3 * x + 7, x + 1e-7 * noise):
        with pytest.raises(ValueError, match="Sigma must not be singular"):
            surprise_together(np.column_stack([x, other]), np.ones((1, 2)))
    barely = np.sqrt(1 - 1.5e-10)
    assert cholesky_factor([[1.0, barely], [barely, 1.0]])[1, 1] == pytest.approx(np.sqrt(1.5e-10), rel=1e-3)


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_rounding_is_no_asymmetry_and_more_is(scale):
    for off in (0.0, 0.5, -0.5):
        slightly = scale * np.array([[1.0, off + 5e-10], [off, 1.0]])
        close(cholesky_factor(slightly), np.linalg.cholesky(slightly))
        with pytest.raises(ValueError, match="square and symmetric"):
            cholesky_factor(scale * np.array([[1.0, off + 1.5e-9], [off, 1.0]]))


@pytest.mark.parametrize("Sigma", [[[1.0, 1.0]], [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]])
def test_a_matrix_that_is_not_square_is_called_so(Sigma):
    with pytest.raises(ValueError, match="square and symmetric"):
        cholesky_factor(Sigma)


def test_a_negative_variance_is_no_asymmetry():
    with pytest.raises(ValueError, match="Sigma must not be singular"):
        cholesky_factor([[-1.0]])


@given(scored())
def test_no_threshold_has_a_higher_f1_and_none_as_good_is_higher(data):
    y, scores = map(read_only, data)
    t, f1 = best_f1_threshold(y, scores)
    every = {s: metrics.f1_score(y, scores >= s) for s in scores}
    assert type(t) is float and type(f1) is float
    assert f1 == pytest.approx(max(every.values()), abs=1e-12)
    assert t == max(s for s, value in every.items() if value >= f1 - 1e-12)
    P, R, _ = metrics.precision_recall_curve(y, scores)
    assert f1 == pytest.approx(np.max(2 * P * R / np.maximum(P + R, 1e-12)), abs=1e-9)


@pytest.mark.parametrize("kind", list(SERVERS))
def test_servers_are_what_the_table_says(kind):
    traffic, traffic_spread, load, load_spread = SERVERS[kind]
    X = make_servers(kind, 20_000, np.random.default_rng(1))
    assert X.shape == (20_000, 2)
    logs = np.log(np.column_stack([X[:, 0], X[:, 1] / X[:, 0]]))
    np.testing.assert_allclose(np.median(np.exp(logs), axis=0), [traffic, load], rtol=0.02)
    np.testing.assert_allclose(logs.std(axis=0), [traffic_spread, load_spread], rtol=0.03)
    assert abs(np.corrcoef(logs.T)[0, 1]) < 0.03
    np.testing.assert_array_equal(X, make_servers(kind, 20_000, np.random.default_rng(1)))


def test_lists_whole_numbers_and_float32_are_as_good_as_float64():
    X = np.array([[1.0, 10.0], [2.0, 10.0], [3.0, 40.0]])
    for function in (fit_gaussians, covariance_matrix):
        same_in_any_form(function, X)
    same_in_any_form(log_density, X, np.array([2.0, 20.0]), np.array([1.0, 200.0]))
    same_in_any_form(log_density_multivariate, X, np.array([2.0, 20.0]), np.array([[1.0, 5.0], [5.0, 200.0]]))
    same_in_any_form(cholesky_factor, np.array([[1.0, 5.0], [5.0, 200.0]]))
    same_in_any_form(surprise_each, X, X)
    same_in_any_form(surprise_together, X, X)
    same_in_any_form(best_f1_threshold, np.array([1.0, 0, 1]), np.array([2.0, 2.0, 0.0]))


def test_a_threshold_needs_something_to_find():
    with pytest.raises(ValueError, match="y must hold at least one 1"):
        best_f1_threshold([0, 0, 0], [1, 2, 3])


@bad_inputs(
    {
        fit_gaussians: "X",
        log_density: "X mu var",
        best_f1_threshold: "y scores",
        covariance_matrix: "X",
        log_density_multivariate: "X mu Sigma",
        make_servers: "kind m",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("name, value", [("mu", [1.0]), ("var", [1.0]), ("X", [[1.0]])])
def test_shapes_that_do_not_match_are_turned_away(name, value):
    turned_away(log_density, name, value, GOOD)
    if name != "var":
        turned_away(log_density_multivariate, name, value, GOOD)


@bad_inputs({cholesky_factor: "Sigma"}, {"Sigma": {k: v for k, v in BAD["Sigma"].items() if k != "of another size"}})
def test_no_factor_of_a_matrix_that_has_none(function, name, value):
    turned_away(function, name, value, GOOD)
