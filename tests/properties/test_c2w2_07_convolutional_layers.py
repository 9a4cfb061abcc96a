"""Convolution and pooling on random maps and filters, against the definition, SciPy and Keras."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import correlate
from strategies import BAD_VECTORS, NOT_NUMBERS, bad_inputs, close, numbers, read_only, same_in_any_form, turned_away

from utils.lessons import take

LESSON = "Course2/Week2/07_convolutional_layers"
slide, output_size, require_layer = take(LESSON, "slide", "output_size", "require_layer")
conv1d, conv2d_loop, conv2d = take(LESSON, "conv1d", "conv2d_loop", "conv2d")
add_border, max_pool, feature_maps = take(LESSON, "add_border", "max_pool", "feature_maps")

NOT_COUNTS = NOT_NUMBERS | {"half": 1.5, "none": 0, "below 0": -1}
BAD_MAPS = {
    "three axes": np.ones((2, 3, 3)),
    "five axes": np.ones((1, 2, 3, 3, 1)),
    "none": np.ones((0, 3, 3, 2)),
    "NaN": np.full((1, 3, 3, 2), np.nan),
    "text": "map",
}
BAD_LAYER_MAPS = BAD_MAPS | {"a channel too many": np.ones((1, 3, 3, 3)), "too low": np.ones((1, 1, 3, 2))}
BAD_LAYER_MAPS |= {"too narrow": np.ones((1, 3, 1, 2))}
BAD_FILTERS = {
    "one axis too few": np.ones((2, 2, 2)),
    "a channel too few": np.ones((2, 2, 1, 1)),
    "too high": np.ones((4, 2, 2, 1)),
    "too wide": np.ones((2, 4, 2, 1)),
    "NaN": np.full((2, 2, 2, 1), np.nan),
}
BAD_1D = {"two axes": np.ones((3, 2)), "four": np.ones((1, 3, 3, 2)), "a channel too many": np.ones((1, 3, 3))}
BAD_1D |= {"too short": np.ones((1, 1, 2)), "NaN": np.full((1, 3, 2), np.nan)}
MAPS, FILTERS = np.ones((1, 3, 3, 2)), np.ones((2, 2, 2, 1))
GOOD = dict(A=MAPS, W=FILTERS, b=[1.0], stride=1, axes=4, size=2, x=[1.0, 2], w=[1.0], n=3, k=2, padding=1)
BAD = dict(A=BAD_LAYER_MAPS, W=BAD_FILTERS, b=BAD_VECTORS | {"two biases": [1, 2]}, stride=NOT_COUNTS)
BAD |= dict(x=BAD_VECTORS, w=BAD_VECTORS | {"too long": [1, 2, 3]}, n=NOT_COUNTS)
BAD |= dict(k=NOT_COUNTS | {"too long": 6}, padding=NOT_NUMBERS | {"half": 0.5, "below 0": -1})


@st.composite
def layers(draw, axes=2):
    """Maps (m, sides…, c_in), filters (k…, c_in, c_out), biases and a stride that fit each other."""
    kernel = [draw(st.integers(1, 3)) for _ in range(axes)]
    sides = [k + draw(st.integers(0, 4)) for k in kernel]
    m, c_in, c_out = (draw(st.integers(1, 3)) for _ in range(3))
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    return (
        rng.normal(size=(m, *sides, c_in)),
        rng.normal(size=(*kernel, c_in, c_out)),
        rng.normal(size=c_out),
        draw(st.integers(1, 3)),
    )


def by_scipy(A, W, b, stride):
    """The same layer from SciPy's correlation of single maps."""
    Z = np.stack([np.stack([sum(correlate(a[..., c], W[..., c, f], mode="valid") for c in range(W.shape[-2])) + b[f]
                            for f in range(len(b))], axis=-1) for a in A])  # fmt: skip
    return Z[(slice(None), *[slice(None, None, stride)] * (A.ndim - 2))]


@given(st.lists(numbers(), min_size=1, max_size=12), st.data())
def test_a_sliding_filter_is_numpys_correlation(x, choose):
    w = choose.draw(st.lists(numbers(), min_size=1, max_size=len(x)))
    x, w = np.array(x), np.array(w)
    ours = slide(read_only(x), read_only(w))
    close(ours, np.correlate(x, w, mode="valid"), scale=len(w) * np.abs(x).max() * np.abs(w).max() + 1e-9)
    assert len(ours) == output_size(len(x), len(w))
    np.testing.assert_array_equal(slide(x.tolist(), w.tolist()), ours)


@given(st.integers(1, 30), st.integers(1, 9), st.integers(1, 4), st.integers(0, 4))
def test_the_size_is_the_number_of_places(n, k, stride, padding):
    long = n + 2 * padding
    if k > long:
        with pytest.raises(ValueError, match=f"k must be at most .*: {k} is more than {long}$"):
            output_size(n, k, stride, padding)
        return
    ours = output_size(n, k, stride, padding)
    assert ours == len([start for start in range(0, long, stride) if start + k <= long])
    assert isinstance(ours, int)
    assert output_size(float(n), k, stride=float(stride), padding=float(padding)) == ours
    assert output_size(n + k, k) == n + 1


def test_a_filter_may_be_as_long_as_the_input_with_its_borders():
    assert output_size(1, 5, padding=2) == 1


def test_the_error_counts_the_border_on_both_sides():
    with pytest.raises(ValueError, match=r"9 is more than 7$"):
        output_size(1, 9, padding=3)


@given(layers(axes=1))
def test_one_dimension_is_scipys_correlation_and_a_map_of_height_one(layer):
    A, W, b, stride = layer
    ours = conv1d(read_only(A), read_only(W), read_only(b), stride)
    close(ours, by_scipy(A, W, b, stride), scale=10)
    close(ours, conv2d(A[:, None], W[None], b, stride)[:, 0], scale=10)
    close(conv1d(A, W, b), by_scipy(A, W, b, 1), scale=10)
    close(conv1d(A.tolist(), W.tolist(), b.tolist(), stride), ours)


@given(layers())
def test_two_dimensions_are_scipys_correlation(layer):
    A, W, b, stride = layer
    ours = conv2d(read_only(A), read_only(W), read_only(b), stride)
    close(ours, by_scipy(A, W, b, stride), scale=10)
    close(conv2d(A, W, b), by_scipy(A, W, b, 1), scale=10)
    close(conv2d(A.tolist(), W.tolist(), b.tolist(), stride), ours)
    assert [len(A), *map(output_size, A.shape[1:3], W.shape, [stride] * 2), len(b)] == list(ours.shape)


@settings(max_examples=20)
@given(layers())
def test_the_loops_are_the_definition(layer):
    A, W, b, stride = layer
    close(conv2d_loop(read_only(A), read_only(W), read_only(b), stride), by_scipy(A, W, b, stride), scale=10)
    close(conv2d_loop(A, W, b), by_scipy(A, W, b, 1), scale=10)


@settings(max_examples=5)
@given(layers(), st.sampled_from([3, 5]))
def test_keras_gives_the_same_with_and_without_a_border(layer, k):
    A, W, b, stride = layer
    ours = keras.layers.Conv2D(len(b), W.shape[:2], strides=stride, dtype="float64")
    odd = np.random.default_rng(k).normal(size=(k, k, *W.shape[2:]))
    same = keras.layers.Conv2D(len(b), k, padding="same", dtype="float64")
    for keras_layer, weights in ((ours, W), (same, odd)):
        keras_layer.build(A.shape)
        keras_layer.set_weights([weights, b])
    close(conv2d(A, W, b, stride), np.asarray(ours(A)), tolerance=1e-10, scale=10)
    close(conv2d(add_border(A, (k - 1) // 2), odd, b), np.asarray(same(A)), tolerance=1e-10, scale=10)


@given(layers(), st.integers(1, 3))
def test_a_border_is_zeros_around_the_same_pixels(layer, padding):
    A = layer[0]
    ours = add_border(read_only(A), padding)
    assert ours.shape == (len(A), A.shape[1] + 2 * padding, A.shape[2] + 2 * padding, A.shape[3])
    np.testing.assert_array_equal(ours[:, padding:-padding, padding:-padding], A)
    assert np.count_nonzero(ours) == np.count_nonzero(A)


@given(st.integers(1, 3), st.integers(0, 5), st.integers(0, 5), st.integers(1, 3), st.integers(0, 99))
def test_pooling_keeps_the_largest_of_each_square(size, higher, wider, channels, seed):
    A = np.random.default_rng(seed).normal(size=(2, size + higher, size + wider, channels)) - 3
    ours = max_pool(read_only(A), size)
    assert ours.shape == (2, A.shape[1] // size, A.shape[2] // size, channels)
    for i, r, q, c in np.ndindex(ours.shape):
        assert ours[i, r, q, c] == A[i, r * size : (r + 1) * size, q * size : (q + 1) * size, c].max()
    if size == 2:
        np.testing.assert_array_equal(max_pool(A), ours)
    same_in_any_form(max_pool, A, rest=(size,))


@settings(max_examples=20)
@given(st.integers(1, 3), st.integers(0, 999))
def test_the_network_is_its_layers_one_after_another(m, seed):
    rng = np.random.default_rng(seed)
    shapes = [(3, 3, 1, 2), (2, 2, 2, 3), (2 * 1 * 3, 4)]
    parameters = [(rng.normal(size=shape), rng.normal(size=shape[-1])) for shape in shapes]
    X = rng.normal(size=(m, 12, 8, 1))
    (W1, b1), (W2, b2), (W3, b3) = parameters
    one = by_scipy(X, W1, b1, 1).clip(0)
    pooled = max_pool(one)
    two = by_scipy(pooled, W2, b2, 1).clip(0)
    pooled_two = max_pool(two)
    scores = np.array([[np.sum(pooled_two[i].ravel() * W3[:, f]) + b3[f] for f in range(4)] for i in range(m)])
    ours = feature_maps(read_only(X), parameters)
    assert len(ours) == 5
    for one_of_ours, wanted in zip(ours, (one, pooled, two, pooled_two, scores), strict=True):
        close(one_of_ours, wanted, scale=10)


@given(layers(), st.data())
def test_maps_move_with_their_images(layer, choose):
    A, W, b, _ = layer
    right = choose.draw(st.integers(0, A.shape[2] - W.shape[1]))
    moved = np.zeros_like(A)
    moved[:, :, right:] = A[:, :, : A.shape[2] - right]
    maps = conv2d(A, W, b)
    close(conv2d(moved, W, b)[:, :, right:], maps[:, :, : maps.shape[2] - right], scale=10)


@bad_inputs(
    {
        slide: "x w",
        output_size: "n k padding",
        require_layer: "A W b stride",
        conv2d: "A W b stride",
        conv2d_loop: "A W b stride",
    },
    BAD,
)
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("value", NOT_COUNTS.values(), ids=NOT_COUNTS)
def test_a_bad_step_is_turned_away(value):
    turned_away(output_size, "stride", value, GOOD)
    turned_away(max_pool, "size", value, GOOD)
    turned_away(add_border, "padding", value, GOOD)


@pytest.mark.parametrize("value", BAD_MAPS.values(), ids=BAD_MAPS)
def test_bad_maps_are_turned_away(value):
    turned_away(max_pool, "A", value, GOOD)
    turned_away(add_border, "A", value, GOOD)


@pytest.mark.parametrize("value", BAD_1D.values(), ids=BAD_1D)
def test_a_layer_along_one_axis_turns_bad_input_away(value):
    turned_away(conv1d, "A", value, GOOD | dict(W=np.ones((2, 2, 1))))
    turned_away(conv1d, "W", np.ones((2, 3, 1)), GOOD | dict(A=np.ones((1, 3, 2))))


@pytest.mark.parametrize("shape", [(1, 2, 3, 1), (1, 3, 2, 1)], ids=["too low", "too narrow"])
def test_a_square_must_fit(shape):
    with pytest.raises(ValueError, match="at least 3 high"):
        max_pool(np.ones(shape), 3)
    assert max_pool(np.ones((1, 3, 3, 1)), 3).shape == (1, 1, 1, 1)
