"""Course 2, Week 1: a layer, the forward pass of a network, images."""

from itertools import pairwise

import keras
import numpy as np
from scipy import ndimage
from works import float64, race, within

from utils.lessons import take

NETWORK, IMAGES = "Course2/Week1/02_a_network_from_scratch", "Course2/Week1/03_classifying_images"
dense, sequential, sigmoid, positive = take(NETWORK, "dense", "sequential", "sigmoid", "positive")
shift_images = take(IMAGES, "shift_images")
SIZES = (784, 25, 15, 10)


@race(NETWORK, "dense layer", "Keras Dense, float64", (50, 784, 25), (5_000, 784, 25), "{:,} × {}-{}")
def test_dense(m, n_in, n_out):
    rng = np.random.default_rng(seed=4)
    X, W, b = rng.uniform(size=(m, n_in)), rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)
    with float64():
        layer = keras.layers.Dense(n_out, activation="relu")
        layer.build(X.shape)
        layer.set_weights([W, b])
    return lambda: dense(X, W, b, positive), lambda: keras.ops.convert_to_numpy(layer(X)), within(1e-9, 1e-9)


def network(m):
    """m random examples, and layers of random weights: ReLU inside, a sigmoid at the end."""
    rng = np.random.default_rng(seed=4)
    X, layers = rng.uniform(size=(m, SIZES[0])), []
    for n_in, n_out in pairwise(SIZES):
        layers.append((rng.normal(size=(n_in, n_out)) / np.sqrt(n_in), rng.normal(size=n_out), positive))
    return X, [*layers[:-1], (*layers[-1][:2], sigmoid)]


def in_keras(layers):
    """The same network in Keras, in the precision that is set."""
    inner = [keras.layers.Dense(len(b), activation="relu") for _, b, _ in layers[:-1]]
    last = keras.layers.Dense(len(layers[-1][1]), activation="sigmoid")
    model = keras.Sequential([keras.Input(shape=(SIZES[0],)), *inner, last])
    model.set_weights([array for W, b, _ in layers for array in (W, b)])
    return model


@race(NETWORK, "forward pass", "Keras, one call, float64", 50, 5_000, "{:,} × 784-25-15-10")
def test_call(m):
    X, layers = network(m)
    with float64():
        model = in_keras(layers)
    return lambda: sequential(X, layers), lambda: keras.ops.convert_to_numpy(model(X))


@race(NETWORK, "forward pass, float32", "Keras predict", 50, 5_000, "{:,} × 784-25-15-10")
def test_predict(m):
    X, layers = network(m)
    model = in_keras(layers)
    return lambda: sequential(X, layers), lambda: model.predict(X, verbose=0), within(1e-4)


@race(IMAGES, "shift by whole pixels", "scipy.ndimage.shift", (10, 28), (1_000, 28), "{:,} × {}²")
def test_shift(m, side):
    images = np.random.default_rng(seed=4).uniform(0, 255, size=(m, side, side))
    return lambda: shift_images(images, 3, -2), lambda: ndimage.shift(images, (0, 3, -2), order=0)
