"""The forward pass of a network: speed against Keras, with the same weights."""

from itertools import pairwise

import keras
import numpy as np
from works import race

from utils.lessons import take

sequential, sigmoid, positive = take("Course2/Week1/02_a_network_from_scratch", "sequential", "sigmoid", "positive")


def network(m, sizes):
    """m random examples, and layers of random weights: ReLU inside, a sigmoid at the end."""
    rng = np.random.default_rng(seed=3)
    X, layers = rng.uniform(size=(m, sizes[0])), []
    for n_in, n_out in pairwise(sizes):
        layers.append((rng.normal(size=(n_in, n_out)) / np.sqrt(n_in), rng.normal(size=n_out), positive))
    return X, [*layers[:-1], (*layers[-1][:2], sigmoid)]


def in_keras(layers, dtype):
    """The same network in Keras, in float32 or float64."""
    dense = [keras.layers.Dense(len(b), activation="relu", dtype=dtype) for _, b, _ in layers[:-1]]
    last = keras.layers.Dense(len(layers[-1][1]), activation="sigmoid", dtype=dtype)
    model = keras.Sequential([keras.Input(shape=(len(layers[0][0]),), dtype=dtype), *dense, last])
    model.set_weights([array for W, b, _ in layers for array in (W, b)])
    return model


def equal_to(digits):
    """A comparison of two outputs to so many digits."""
    return lambda ours, theirs: np.testing.assert_allclose(ours, theirs, rtol=10.0**-digits)


def with_size(m, sizes):
    """Two races on m examples: one call in float64, as we compute, and `predict` as it comes, in float32."""
    X, layers = network(m, sizes)
    exact, usual = in_keras(layers, "float64"), in_keras(layers, "float32")
    size = f"{m:,} × {'-'.join(map(str, sizes))}"

    def ours():
        return sequential(X, layers)

    return (
        race(
            "forward pass (Keras, one call, float64)",
            size,
            ours,
            lambda: keras.ops.convert_to_numpy(exact(X)),
            equal_to(digits=9),
        ),
        race(
            "forward pass (Keras, predict, float32)",
            size,
            ours,
            lambda: usual.predict(X, verbose=0),
            equal_to(digits=4),
        ),
    )


test_call_5_000, test_predict_5_000 = with_size(5_000, (784, 25, 15, 10))
test_call_500, test_predict_500 = with_size(500, (784, 25, 15, 10))
test_call_trays, test_predict_trays = with_size(500, (2, 3, 1))
