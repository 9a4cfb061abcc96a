"""Error analysis: scores by class, tables of causes, slant, held-out answers, drift: against scikit-learn and SciPy."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import ndimage, stats
from sklearn.dummy import DummyClassifier
from sklearn.metrics import precision_recall_fscore_support
from sklearn.model_selection import PredefinedSplit, cross_val_predict, cross_validate
from sklearn.naive_bayes import GaussianNB
from strategies import BAD_LABELS, BAD_TABLES, BAD_VECTORS, bad_inputs, close, read_only, same_in_any_form, turned_away

from utils.lessons import take

LESSON = "Course2/Week3/05_development_loop_and_error_analysis"
per_class_scores, image_slant, deslant = take(LESSON, "per_class_scores", "image_slant", "deslant")
error_table, ceiling, drift_score = take(LESSON, "error_table", "ceiling", "drift_score")
shrink, read_held_out, signals, monitor = take(LESSON, "shrink", "read_held_out", "signals", "monitor")

GOOD = dict(
    table=[[1, 2], [0, 3]], image=[[1.0, 2], [0, 3]], tags=[[1], [0]], wrong=[1, 0], reference=[1.0, 2], batch=[3.0]
)
BAD = dict(
    table={**BAD_TABLES, "not square": [[1, 2]], "negative": [[1, -1], [0, 2]], "a fraction": [[1, 0.5], [0, 2]]},
    image={
        **BAD_TABLES,
        "negative": [[3, -0.5], [0, 2]],
        "no ink": [[0, 0], [0, 0]],
        "one row of ink": [[0, 0], [1, 1]],
    },
    tags={**BAD_TABLES, "a two": [[2], [0]], "minus one": [[-1], [0]], "a row too many": [[1], [0], [1]]},
    wrong={**BAD_LABELS, "one too many": [1, 0, 1]},
    reference={**BAD_VECTORS, "constant": [2.0, 2.0]},
    batch=BAD_VECTORS,
)


@st.composite
def inks(draw, border=False):
    """A small picture with ink in two rows or more; border: with paper around it, as wide as any shear reaches."""
    height, width = draw(st.integers(2, 7)), draw(st.integers(1, 7))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    image = rng.integers(0, 9, (height, width)) * rng.integers(0, 2, (height, width)) / 8.0
    assume((image.sum(axis=1) > 0).sum() >= 2)
    return np.pad(image, ((1, 1), (30, 30))) if border else image


@st.composite
def tagged(draw):
    m, t = draw(st.integers(1, 12)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    wrong = rng.integers(0, 2, m)
    wrong[rng.integers(m)] = 1
    return rng.integers(0, 2, (m, t)), wrong


@given(st.integers(1, 5), st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20))
def test_scores_are_those_of_scikit_learn(K, pairs):
    y, y_hat = np.minimum(np.array(pairs).T, K - 1)
    table = np.zeros((K, K))
    np.add.at(table, (y, y_hat), 1)
    theirs = precision_recall_fscore_support(y, y_hat, labels=range(K), zero_division=0)
    close(per_class_scores(read_only(table)), np.column_stack(theirs[:3]), tolerance=1e-12)


@given(tagged())
def test_table_and_ceiling_count_one_by_one(data):
    tags, wrong = data
    m, t = tags.shape
    errors = [sum(wrong[i] and tags[i, j] for i in range(m)) for j in range(t)]
    wanted = [[e, e / wrong.sum(), sum(tags[:, j]) / m] for j, e in enumerate(errors)]
    close(error_table(read_only(tags), read_only(wrong)), wanted, scale=1, tolerance=1e-12)
    close(ceiling(read_only(tags), read_only(wrong)), [1 - (wrong.sum() - e) / m for e in errors], tolerance=1e-12)
    close(ceiling(tags, 0 * wrong), np.ones(t), tolerance=1e-12)


@given(inks())
def test_slant_is_a_weighted_line(image):
    r, c = np.nonzero(image)
    wanted = np.polyfit(r, c, 1, w=np.sqrt(image[r, c]))[0]
    close(image_slant(read_only(image)), wanted, scale=10)
    close(image_slant(image[:, ::-1]), -image_slant(image), scale=10)


@given(inks(border=True))
def test_deslant_is_a_shear_and_leaves_no_slant(image):
    slant, middle = image_slant(image), ndimage.center_of_mass(image)[0]
    ours = deslant(read_only(image))
    theirs = ndimage.affine_transform(image, [[1, 0], [slant, 1]], offset=[0, -slant * middle], order=1)
    close(ours, theirs, tolerance=1e-9)
    close(ours.sum(axis=1), image.sum(axis=1), scale=10)
    close(image_slant(ours), 0, scale=1, tolerance=1e-9)


@given(inks())
def test_what_leaves_the_picture_is_lost_and_paper_comes_in(image):
    ours, wide = deslant(image), deslant(np.pad(image, ((0, 0), (30, 30))))[:, 30:-30]
    rows, columns = np.indices(image.shape)
    source = columns + image_slant(image) * (rows - ndimage.center_of_mass(image)[0])
    inside = (source > 1e-9) & (source < image.shape[1] - 1 - 1e-9)
    outside = (source < -1e-9) | (source > image.shape[1] - 1 + 1e-9)
    close(ours[inside], wide[inside], scale=1)
    assert (ours[outside] == 0).all()


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3), st.integers(0, 100))
def test_shrinking_averages_blocks(m, height, width, seed):
    images = np.random.default_rng(seed).normal(size=(m, 2 * height, 2 * width))
    wanted = [
        [image[2 * r : 2 * r + 2, 2 * c : 2 * c + 2].mean() for r in range(height) for c in range(width)]
        for image in images
    ]
    close(shrink(read_only(images)), wanted, scale=1)


class Particular(GaussianNB):
    """A model that takes whole numbers for classes, and nothing else."""

    def fit(self, X, y):
        assert y.dtype == int
        return super().fit(X, y)


def test_classes_are_whole_numbers_for_the_model_and_in_the_answers():
    versions = np.random.default_rng(1).normal(size=(1, 8, 2))
    answers, _ = read_held_out(Particular(), versions, [0.0, 1.0] * 4, [0, 0, 0, 0, 1, 1, 1, 1])
    assert answers.dtype == int


@settings(max_examples=15)
@given(st.integers(0, 1000), st.integers(2, 4), st.integers(1, 3))
def test_held_out_answers_are_those_of_scikit_learn(seed, k, v):
    rng = np.random.default_rng(seed)
    y, fold = np.arange(24) % 3, rng.permutation(24) % k
    versions = rng.normal(size=(v, 24, 2)) + y[:, None]
    answers, train_errors = read_held_out(GaussianNB(), read_only(versions), y, fold)
    split = PredefinedSplit(fold)
    np.testing.assert_array_equal(answers[0], cross_val_predict(GaussianNB(), versions[0], y, cv=split))
    scores = cross_validate(GaussianNB(), versions[0], y, cv=split, return_train_score=True)
    close(train_errors, 1 - scores["train_score"], scale=1)
    answers, _ = read_held_out(GaussianNB(), versions, y, fold, train_on=v)
    for f in range(k):
        fitted = GaussianNB().fit(versions[:, fold != f].reshape(-1, 2), np.tile(y[fold != f], v))
        for version, answer in zip(versions, answers, strict=True):
            np.testing.assert_array_equal(answer[fold == f], fitted.predict(version[fold == f]))


@pytest.mark.parametrize(
    "name, change",
    [
        ("versions", dict(versions=np.zeros((1, 3, 2)))),
        ("versions", dict(versions=np.zeros((4, 2)))),
        ("versions", dict(versions=np.full((1, 4, 2), np.nan))),
        ("fold", dict(fold=[1, 1, 1, 1])),
        ("fold", dict(fold=[0, 1])),
        ("train_on", dict(train_on=2)),
        ("train_on", dict(train_on=0)),
    ],
)
def test_versions_that_do_not_fit_are_turned_away(name, change):
    good = dict(model=GaussianNB(), versions=np.zeros((1, 4, 2)), y=[0, 1, 0, 1], fold=[0, 0, 1, 1])
    with pytest.raises(ValueError, match=rf"\b{name}\b"):
        read_held_out(**{**good, **change})


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=12), st.lists(st.integers(-50, 50), min_size=1, max_size=12))
def test_drift_is_the_mean_score_of_scipy_in_standard_errors(reference, batch):
    assume(min(reference) < max(reference))
    wanted = stats.zmap(np.array(batch, float), np.array(reference, float)).mean() * len(batch) ** 0.5
    close(drift_score(reference, batch), wanted, scale=1 + abs(wanted))


def test_signals_and_their_scores():
    rng = np.random.default_rng(3)
    pictures = rng.random((6, 28, 28))
    model = DummyClassifier().fit(np.zeros((20, 196)), [*range(10), *[7] * 10])  # 7 has probability 11/20
    seen = signals(model, pictures)
    close(seen[:, 0], pictures.mean(axis=(1, 2)))
    close(seen[:, 1], np.full(6, 11 / 20))
    np.testing.assert_array_equal(seen[:, 2:], np.eye(10)[[7] * 6])

    class Corner:  # tells what it is given
        def predict_proba(self, X):
            return X[:, 90:100]

    close(signals(Corner(), pictures)[:, 1], [shrink(deslant(p)[None])[0, 90:100].max() for p in pictures])
    reference, batch = rng.normal(size=(9, 12)), rng.normal(size=(4, 12))
    for largest in range(12):
        moved = batch + np.where(np.arange(12) == largest, -9, 0)
        z = [drift_score(reference[:, i], moved[:, i]) for i in range(12)]
        close(monitor(reference, moved), [z[0], z[1], max(abs(score) for score in z[2:])])


def test_lists_and_float32_are_as_good_as_float64():
    image = np.array([[1.0, 2.5, 0.0], [0.0, 3.0, 1.0]])
    same_in_any_form(image_slant, image)
    same_in_any_form(deslant, image)
    same_in_any_form(per_class_scores, np.array([[1.0, 2.0], [0.0, 3.0]]))
    same_in_any_form(error_table, np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([1.0, 0.0]))
    same_in_any_form(drift_score, np.array([1.0, 2.5, 7.0]), np.array([3.5, 4.0]))


@bad_inputs(
    {
        per_class_scores: "table",
        image_slant: "image",
        deslant: "image",
        error_table: "tags wrong",
        ceiling: "tags wrong",
        drift_score: "reference batch",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


def test_a_table_without_errors_is_turned_away():
    turned_away(error_table, "wrong", [0, 0], GOOD)
