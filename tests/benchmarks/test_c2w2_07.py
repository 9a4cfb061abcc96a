"""A convolutional layer and max pooling: speed against Keras, with the same weights, on 256 examples."""

import keras
import numpy as np
from works import race

from utils.lessons import take

conv2d, max_pool = take("Course2/Week2/07_convolutional_layers", "conv2d", "max_pool")


def layer(side, c_in, k, c_out):
    """Two races of one layer on 256 random maps: Keras' layer as we compute, in float64, and in float32."""
    rng = np.random.default_rng(seed=7)
    A, W, b = rng.normal(size=(256, side, side, c_in)), rng.normal(size=(k, k, c_in, c_out)), rng.normal(size=c_out)

    def against(dtype, digits):
        keras_layer = keras.layers.Conv2D(c_out, k, dtype=dtype)
        keras_layer.build(A.shape)
        keras_layer.set_weights([W, b])
        maps = A.astype(dtype)
        return race(
            f"convolutional layer (Keras, one call, {dtype})",
            f"256 × {side} × {side} × {c_in}, {c_out} filters of {k} × {k}",
            lambda: conv2d(A, W, b),
            lambda: keras.ops.convert_to_numpy(keras_layer(maps)),
            lambda ours, theirs: np.testing.assert_allclose(
                ours, theirs, rtol=0, atol=10.0**-digits * np.abs(ours).max()
            ),
        )

    return against("float64", 10), against("float32", 5)


def pooling(side, channels):
    """A race of max pooling in squares of 2 × 2 on 256 random maps, in float64."""
    A = np.random.default_rng(seed=7).normal(size=(256, side, side, channels))
    pool = keras.layers.MaxPooling2D(2, dtype="float64")
    return race(
        "max pooling (Keras, one call, float64)",
        f"256 × {side} × {side} × {channels}",
        lambda: max_pool(A),
        lambda: keras.ops.convert_to_numpy(pool(A)),
    )


test_first_layer, test_first_layer_32 = layer(28, 1, 5, 8)
test_second_layer, test_second_layer_32 = layer(12, 8, 3, 16)
test_wide_layer, test_wide_layer_32 = layer(14, 16, 3, 32)
test_pooling = pooling(24, 8)
