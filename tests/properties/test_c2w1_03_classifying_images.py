"""From pixels through a network to a label, on random images and networks, against Keras, SciPy and scikit-learn."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import shift as scipy_shift
from scipy.special import expit, softmax
from sklearn.preprocessing import MinMaxScaler
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_NUMBERS,
    bad_inputs,
    close,
    numbers,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week1/03_classifying_images"
require_images, to_features, shift_images = take(LESSON, "require_images", "to_features", "shift_images")
dense, sequential, require_fit = take(LESSON, "dense", "sequential", "require_fit")
layer_activations, classify, weight_images = take(LESSON, "layer_activations", "classify", "weight_images")
find_mistakes, most_probable = take(LESSON, "find_mistakes", "most_probable")

ACTIVATIONS = {"sigmoid": expit, "tanh": np.tanh, "linear": lambda z: z, "softmax": lambda z: softmax(z, axis=1)}
BAD_IMAGES = {
    "one image": [[1, 2], [3, 4]],
    "a vector": [1, 2],
    "colour": np.zeros((1, 2, 2, 3)),
    "none": np.zeros((0, 2, 2)),
    "no pixels": np.zeros((2, 0, 3)),
    "NaN": [[[0.0, np.nan]]],
    "infinity": [[[0.0, np.inf]]],
    "below 0": [[[0, -1]]],
    "above 255": [[[0, 256]]],
    "two sizes": [[[1, 2]], [[1, 2, 3]]],
    "text": [[["a"]]],
}
GOOD = dict(images=[[[0, 255, 3], [4, 5, 6]]], down=1, right=-1, X=[[1.0, 2.0]], P=[[0.5, 0.5]], shape=(2, 1))
GOOD |= dict(layers=[(np.ones((2, 1)), np.zeros(1), expit)], W=[[1.0], [2.0]])
GOOD |= dict(y=[0, 1], y_hat=[1, 1], probability=[0.5, 0.9])
BAD = dict(images=BAD_IMAGES, X=BAD_TABLES, P=BAD_TABLES, W=BAD_TABLES)
BAD |= dict(y=BAD_VECTORS, y_hat=BAD_VECTORS, probability=BAD_VECTORS)
BAD |= dict(down=NOT_NUMBERS | {"half": 0.5, "too far": 3, "too far up": -3})
BAD |= dict(right=NOT_NUMBERS | {"half": 0.5, "too far": 4, "too far left": -4})


@st.composite
def image_sets(draw):
    """A few images of one size, grey levels as uint8; one of them may be blank."""
    shape = draw(st.integers(1, 4)), draw(st.integers(1, 5)), draw(st.integers(1, 5))
    size = int(np.prod(shape))
    return np.array(draw(st.lists(st.integers(0, 255), min_size=size, max_size=size)), np.uint8).reshape(shape)


@st.composite
def networks(draw, last=None):
    """Features and layers [(W, b, g)] that fit them, with the names of the activations. last: sizes of the output."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4)) + ([last] if last else [])
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    names = [draw(st.sampled_from(["sigmoid", "tanh", "linear"])) for _ in sizes[2:]]
    names += ["sigmoid" if last == 1 else draw(st.sampled_from(list(ACTIVATIONS)))]
    layers = [
        (rng.normal(size=(n_in, n_out)), rng.normal(size=n_out), ACTIVATIONS[name])
        for n_in, n_out, name in zip(sizes[:-1], sizes[1:], names, strict=True)
    ]
    return rng.normal(size=(draw(st.integers(1, 5)), sizes[0])), layers, names


@st.composite
def answers(draw):
    """Labels, answers and probabilities with many ties."""
    rows = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 4).map(lambda quarters: quarters / 4))
    y, y_hat, probability = np.array(draw(st.lists(rows, min_size=1, max_size=60))).T
    return y, y_hat, probability


@given(image_sets())
def test_each_pixel_is_found_in_its_place_between_0_and_1(images):
    X, (m, height, width) = to_features(images), images.shape
    assert X.shape == (m, height * width)
    for i, r, c in np.ndindex(images.shape):
        assert X[i, width * r + c] == images[i, r, c] / 255
    scaler = MinMaxScaler().fit(np.array([[0.0] * height * width, [255.0] * height * width]))
    close(X, scaler.transform(images.reshape(m, -1)))


@given(image_sets())
def test_features_of_lists_and_floats_are_the_same_and_nothing_is_changed(images):
    X = to_features(read_only(images))
    for form in (images.tolist(), images.astype(float), images.astype(np.float32), images.astype(int)):
        np.testing.assert_allclose(to_features(form), X, rtol=1e-7)
    np.testing.assert_array_equal(require_images(images), images)


@given(image_sets(), st.data())
def test_moved_images_are_those_of_scipy(images, choose):
    _, height, width = images.shape
    down, right = choose.draw(st.integers(-height, height)), choose.draw(st.integers(-width, width))
    moved = shift_images(read_only(images), down, right)
    wanted = [scipy_shift(image.astype(float), (down, right), order=0) for image in images]
    np.testing.assert_array_equal(moved, wanted)
    assert moved.dtype == images.dtype
    np.testing.assert_array_equal(shift_images(images.tolist(), float(down), right), moved)


@given(networks())
def test_every_layer_is_one_step_of_the_formula(network):
    X, layers, _ = network
    A, ours = X, layer_activations(read_only(X), layers)
    assert len(ours) == len(layers)
    for (W, b, g), a in zip(layers, ours, strict=True):
        A = g(np.array([[sum(A[i, k] * W[k, j] for k in range(len(W))) + b[j] for j in range(len(b))]
                        for i in range(len(A))]))  # fmt: skip
        close(a, A)
        close(dense(a, np.eye(len(b)), 1.0, np.tanh), np.tanh(a + 1.0))
    np.testing.assert_array_equal(sequential(X, layers), ours[-1])
    np.testing.assert_array_equal(require_fit(X.tolist(), layers), X)


@settings(max_examples=5)
@given(networks())
def test_the_same_weights_in_keras_give_the_same_numbers(network):
    X, layers, names = network
    A = X
    for (W, b, _), name, ours in zip(layers, names, layer_activations(X, layers), strict=True):
        layer = keras.layers.Dense(len(b), activation=name, dtype="float64")
        layer.build(A.shape)
        layer.set_weights([W, b])
        A = layer(A)
        close(ours, np.asarray(A), tolerance=1e-10)


@given(networks(last=1), st.sampled_from([0.1, 0.5, 0.8]))
def test_the_label_is_1_from_the_threshold_on(network, threshold):
    X, layers, _ = network
    p = sequential(X, layers)[:, 0]
    y_hat, probability = classify(X, layers, threshold)
    np.testing.assert_array_equal(y_hat, [int(value >= threshold) for value in p])
    assert y_hat.dtype.kind == "i"
    close(probability, [value if value >= threshold else 1 - value for value in p])
    assert classify(X[:1], layers, p[0])[0] == [1]
    np.testing.assert_array_equal(classify(X, layers)[0], classify(X, layers, 0.5)[0])


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 4), st.integers(0, 99))
def test_weight_images_are_read_like_the_images_themselves(height, width, units, seed):
    W = np.random.default_rng(seed).normal(size=(height * width, units))
    pictures = weight_images(read_only(W), (height, width))
    assert pictures.shape == (units, height, width)
    np.testing.assert_array_equal(pictures.reshape(units, -1).T, W)
    image = np.random.default_rng(seed + 1).integers(0, 256, (1, height, width))
    close(to_features(image) @ W, [(pictures * image[0] / 255).sum(axis=(1, 2))], scale=height * width)
    same_in_any_form(weight_images, W, rest=((height, width),))


@given(answers())
def test_mistakes_are_the_wrong_rows_in_order_of_confidence(rows):
    y, y_hat, probability = rows
    wrong = [i for i in range(len(y)) if y[i] != y_hat[i]]
    ours = find_mistakes(*(read_only(part) for part in rows))
    assert ours.tolist() == sorted(wrong, key=lambda i: (-probability[i], i))
    same_in_any_form(find_mistakes, *rows)


def test_a_little_surer_comes_first():
    assert find_mistakes([0, 0], [1, 1], [0.75, 0.7501]).tolist() == [1, 0]


@given(st.integers(1, 6), st.integers(1, 4), st.data())
def test_the_most_probable_class_is_the_first_of_the_largest(m, classes, choose):
    entries = choose.draw(st.lists(numbers(1), min_size=m * classes, max_size=m * classes))
    P = np.abs(np.array(entries).reshape(m, classes))
    found, probability = most_probable(read_only(P))
    assert found.tolist() == [row.index(max(row)) for row in P.tolist()]
    assert probability.tolist() == [max(row) for row in P.tolist()]
    same_in_any_form(most_probable, P)


@bad_inputs(
    {
        require_images: "images",
        to_features: "images",
        shift_images: "images down right",
        require_fit: "X",
        layer_activations: "X",
        classify: "X",
        weight_images: "W",
        find_mistakes: "y y_hat probability",
        most_probable: "P",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("function", [require_fit, layer_activations, classify])
def test_layers_that_do_not_fit_are_turned_away_by_number(function):
    W = np.ones((2, 3)), np.zeros(3), expit
    for layers, number in (
        ([(np.ones((3, 1)), np.zeros(1), expit)], 1),
        ([W, W], 2),
        ([(np.ones((2, 2)), np.zeros(3), expit)], 1),
    ):
        with pytest.raises(ValueError, match=rf"\blayers\b.*layer {number}\b"):
            function([[1.0, 2.0]], layers)


def test_a_shape_that_does_not_fit_the_weights_is_turned_away():
    turned_away(weight_images, "shape", (2, 2), GOOD)
    turned_away(weight_images, "shape", (1, 1), GOOD)
