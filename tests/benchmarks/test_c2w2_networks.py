"""Course 2, Week 2: back propagation, Adam, convolution."""

import warnings
from itertools import pairwise

import keras
import numpy as np
import tensorflow as tf
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from works import float64, race, rewind, within

from utils import data
from utils.lessons import take

BACKPROP, ADAM = "Course2/Week2/05_back_propagation", "Course2/Week2/06_adam"
CONVOLUTION = "Course2/Week2/07_convolutional_layers"
gradient = take(BACKPROP, "gradient")
adam_step, train_adam = take(ADAM, "adam_step", "train_adam")
conv1d, conv2d, max_pool = take(CONVOLUTION, "conv1d", "conv2d", "max_pool")
to_numpy = keras.ops.convert_to_numpy


def random_params(sizes):
    """Weights of variance 2 / n_in and zero biases, a pair for each layer."""
    rng = np.random.default_rng(seed=5)
    return [(rng.normal(size=(p, q)) * np.sqrt(2 / p), np.zeros(q)) for p, q in pairwise(sizes)]


@race(BACKPROP, "back propagation", "GradientTape, compiled", 32, 5_000, "{:,} × 400-25-15-10")
def test_back_propagation(m):
    params, y = random_params((400, 25, 15, 10)), np.random.default_rng(seed=6).integers(0, 10, m)
    X = np.random.default_rng(seed=5).uniform(size=(m, 400))
    variables = [tf.Variable(part) for pair in params for part in pair]

    @tf.function(autograph=False)
    def slopes(A, y):
        with tf.GradientTape() as tape:
            for W, b in zip(variables[:-2:2], variables[1:-2:2], strict=True):
                A = tf.nn.relu(A @ W + b)
            Z = A @ variables[-2] + variables[-1]
            J = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, Z))
        return tape.gradient(J, variables)

    return (
        lambda: [part for pair in gradient(X, y, params) for part in pair],
        lambda: [slope.numpy() for slope in slopes(X, y)],
        within(1e-9, 1e-12),
    )


@race(ADAM, "100 steps of Adam", "Keras Adam, float64", 1_000, 100_000, "{:,} params")
def test_adam_steps(n):
    slopes = np.random.default_rng(seed=5).normal(size=(100, n))
    with float64():
        variable = keras.Variable(np.zeros(n))
        optimizer = keras.optimizers.Adam(0.001, beta_1=np.float64(0.9), beta_2=np.float64(0.999))
        optimizer.build([variable])
    restore = rewind([variable, *optimizer.variables])

    def ours():
        theta = m = v = np.zeros(n)
        for t, slope in enumerate(slopes, start=1):
            theta, m, v = adam_step(theta, slope, m, v, t)
        return theta

    def theirs():
        restore()
        for slope in slopes:
            optimizer.apply([slope], [variable])
        return variable.numpy()

    return ours, theirs, within(1e-6, 1e-9)


def digits(m):
    """m digits as rows of 400 pixels, and their classes."""
    images, classes = data.load_mnist5k()
    order = np.random.default_rng(6).permutation(len(classes))[:m]
    return images[order, 4:24, 4:24].reshape(-1, 400) / 255, classes[order].astype(int)


def learned(ours, theirs):
    """Other shuffles, other starts: both costs have fallen below that of a guess, ln 10 = 2.3, and by about as much."""
    assert max(ours, theirs) < 1.5 and abs(ours - theirs) < 0.4, (ours, theirs)


@race(ADAM, "3 epochs of Adam, float32", "Keras fit", 1_000, 5_000, "{:,} × 400-25-15-10")
def test_keras_fit(m):
    (X, y), start = digits(m), random_params((400, 25, 15, 10))
    dense = [keras.layers.Dense(size, activation=g) for size, g in ((25, "relu"), (15, "relu"), (10, None))]
    model = keras.Sequential([keras.Input(shape=(400,)), *dense])
    model.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.optimizer.build(model.trainable_variables)
    model.set_weights([part for pair in start for part in pair])
    restore, rows = rewind([*model.variables, *model.optimizer.variables]), X.astype("float32")

    def theirs():
        restore()
        return model.fit(rows, y, batch_size=32, epochs=3, verbose=0).history["loss"][-1]

    return lambda: train_adam(X, y, start, 0.003, 3, 32, seed=0)[1][-1], theirs, learned


@race(ADAM, "3 epochs of Adam", "MLPClassifier", 1_000, 5_000, "{:,} × 400-25-15-10")
def test_mlp_fit(m):
    (X, y), start = digits(m), random_params((400, 25, 15, 10))
    library = MLPClassifier((25, 15), alpha=0, batch_size=32, learning_rate_init=0.003, max_iter=3, random_state=0)

    def theirs():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # three epochs are too few for its taste
            return library.fit(X, y).loss_

    return lambda: train_adam(X, y, start, 0.003, 3, 32, seed=0)[1][-1], theirs, learned


def maps(m, side, c_in, k, c_out):
    """Random maps, filters and biases."""
    rng = np.random.default_rng(seed=7)
    return rng.normal(size=(m, side, side, c_in)), rng.normal(size=(k, k, c_in, c_out)), rng.normal(size=c_out)


def convolution(A, W, b):
    """Keras' layer on these maps, in the precision that is set."""
    layer = keras.layers.Conv2D(len(b), W.shape[0])
    layer.build(A.shape)
    layer.set_weights([W, b])
    return lambda: to_numpy(layer(A))


FIRST, SECOND = (32, 28, 1, 5, 8), (256, 12, 8, 3, 16)
LAYER = "{} × {}²×{}, {}²→{}"


@race(CONVOLUTION, "convolution", "Keras Conv2D, float64", FIRST, SECOND, LAYER)
def test_convolution(*size):
    at = maps(*size)
    with float64():
        layer = convolution(*at)
    return lambda: conv2d(*at), layer, within(0, 1e-9)


@race(CONVOLUTION, "convolution, float32", "Keras Conv2D", FIRST, SECOND, LAYER)
def test_convolution_32(*size):
    A, W, b = maps(*size)
    return lambda: conv2d(A, W, b), convolution(A.astype("float32"), W, b), within(0, 1e-3)


@race(CONVOLUTION, "convolution along a row", "Keras Conv1D, float64", (16, 100, 4), (256, 100, 4), "{} × {}×{}, 5→8")
def test_convolution_1d(m, n, c_in):
    rng = np.random.default_rng(seed=7)
    A, W, b = rng.normal(size=(m, n, c_in)), rng.normal(size=(5, c_in, 8)), rng.normal(size=8)
    with float64():
        layer = keras.layers.Conv1D(8, 5)
        layer.build(A.shape)
        layer.set_weights([W, b])
    return lambda: conv1d(A, W, b), lambda: to_numpy(layer(A)), within(0, 1e-9)


@race(CONVOLUTION, "max pooling", "Keras, float64", (32, 24, 8), (256, 24, 8), "{} × {}²×{}")
def test_pooling(m, side, channels):
    A = np.random.default_rng(seed=7).normal(size=(m, side, side, channels))
    with float64():
        layer = keras.layers.MaxPooling2D(2)
    return lambda: max_pool(A), lambda: to_numpy(layer(A))
