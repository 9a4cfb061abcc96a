"""Images, palettes and packed bits on random input, against scikit-learn and Python's own whole numbers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course3/Week1/02_image_compression"
image_to_rows, rows_to_image, psnr = take(LESSON, "image_to_rows", "rows_to_image", "psnr")
learn_palette, compressed_bits = take(LESSON, "learn_palette", "compressed_bits")
pack_indices, unpack_indices = take(LESSON, "pack_indices", "unpack_indices")
closest_centroids, spread_start = take(LESSON, "closest_centroids", "spread_start")

GOOD = dict(image=np.zeros((2, 2, 3)), other=np.ones((2, 2, 3)), X=np.full((6, 3), 0.5), height=2, width=3, m=4, K=2)
GOOD |= dict(sample_size=6, rng=np.random.default_rng(0), idx=[5, 1, 7, 2], bits=3, packed=[167, 160])
NO_IMAGES = {"a vector": [1.0, 2, 3], "a grey image": [[1.0, 2, 3]], "four colours": np.zeros((2, 2, 4)), "empty": []}
NO_IMAGES |= {
    "NaN": [[[0, np.nan, 0]]],
    "minus one": [[[0, -1, 0]]],
    "256": [[[0, 256, 0]]],
    "text": [[["a", "b", "c"]]],
}
NO_SHARES = {
    **BAD_TABLES,
    "above 1": np.eye(6, 3) * 1.01,
    "below 0": np.eye(6, 3) - 0.01,
    "a row less": np.zeros((5, 3)),
}
NO_SHARES |= {"two colours": np.zeros((6, 2))}
NO_BYTES = {**BAD_VECTORS, "256": [256, 0], "minus one": [-1, 0], "a half": [0.5, 0], "a byte more": [167, 160, 0]}
NO_INDICES = {**BAD_VECTORS, "too large": [8], "minus one": [-1], "a half": [0.5]}


@st.composite
def images(draw, smallest=1):
    """Random levels; often few different ones."""
    size = draw(st.integers(smallest, 9)), draw(st.integers(smallest, 9)), 3
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    return rng.choice(rng.integers(0, 256, draw(st.integers(1, 20))), size).astype(np.uint8)


@given(images())
def test_an_image_comes_back_and_each_pixel_is_where_it_was(image):
    height, width = image.shape[:2]
    X = image_to_rows(read_only(image))
    assert X.shape == (height * width, 3) and X.dtype == float
    for r in range(height):
        for c in range(width):
            close(X[r * width + c], image[r, c] / 255)
    back = rows_to_image(read_only(X), height, width)
    assert back.dtype == np.uint8
    np.testing.assert_array_equal(back, image)


@given(st.integers(0, 255), st.floats(-0.49, 0.49))
def test_levels_are_rounded(level, off):
    if 0 <= level + off <= 255:
        assert (rows_to_image(np.full((2, 3), (level + off) / 255), 2, 1) == level).all()


@given(images(), st.integers(0, 10_000))
def test_psnr_is_that_of_its_definition_and_the_same_both_ways(image, seed):
    other = np.random.default_rng(seed).integers(0, 256, image.shape).astype(np.uint8)
    squares = [(int(a) - int(b)) ** 2 for a, b in zip(image.ravel(), other.ravel(), strict=True)]
    if any(squares):
        close(psnr(read_only(image), read_only(other)), 10 * math.log10(65025 * image.size / sum(squares)), scale=10)
        assert psnr(image, other) == psnr(other, image)
    with np.errstate(all="raise"):  # no warning reaches the reader
        assert psnr(image, image) == math.inf


def test_black_and_white_are_as_far_apart_as_can_be():
    assert psnr(np.zeros((1, 1, 3), dtype=np.uint8), np.full((1, 1, 3), 255, dtype=np.uint8)) == 0


@settings(max_examples=30)
@given(images(smallest=3), st.integers(1, 6), st.integers(0, 1000))
def test_a_palette_is_whole_levels_within_the_colours_of_the_image(image, K, seed):
    X = image_to_rows(image)
    K = min(K, len(np.unique(X, axis=0)))
    palette = learn_palette(read_only(X), K, len(X), np.random.default_rng(seed))
    assert palette.shape == (K, 3)
    close(255 * palette, np.rint(255 * palette), scale=1)
    assert (palette >= X.min(axis=0) - 1e-9).all() and (palette <= X.max(axis=0) + 1e-9).all()
    again = learn_palette(X, K, len(X), np.random.default_rng(seed))
    np.testing.assert_array_equal(palette, again)


@given(st.integers(1, 8), st.integers(0, 1000))
def test_as_many_colours_as_there_are_lose_nothing(K, seed):
    rng = np.random.default_rng(seed)
    colours = rng.choice(256**3, K, replace=False)
    colours = np.column_stack([colours // 65536, colours // 256 % 256, colours % 256])
    X = colours[np.append(np.arange(K), rng.integers(0, K, 20))] / 255
    palette = learn_palette(X, K, len(X), rng)
    close(palette[closest_centroids(X, palette)], X, scale=1)


@pytest.mark.parametrize("seed", range(5))
def test_the_palette_is_that_of_scikit_learn_from_the_same_start(seed):
    X, rng = np.random.default_rng(seed).random((200, 3)), np.random.default_rng(seed)
    sample = X[rng.choice(200, 150, replace=False)]
    theirs = KMeans(4, init=spread_start(sample, 4, rng), n_init=1, tol=0).fit(sample).cluster_centers_
    close(learn_palette(X, 4, 150, np.random.default_rng(seed)), np.rint(255 * theirs) / 255, scale=1)


def test_only_the_sample_is_looked_at():
    X = np.linspace(0, 1, 52)[:, None] * np.ones(3)  # whole levels, all different
    for seed in range(10):
        palette = learn_palette(X, 3, 3, np.random.default_rng(seed))
        assert np.abs(palette[:, None] - X).max(axis=2).min(axis=1).max() < 1e-9


@given(st.integers(1, 10_000), st.integers(1, 300))
def test_bits_are_those_of_the_largest_index(m, K):
    assert compressed_bits(m, K) == 24 * K + m * (K - 1).bit_length()


@given(st.integers(1, 12), st.lists(st.integers(0, 4095), min_size=1, max_size=30))
def test_packed_bits_are_those_of_one_large_number(bits, idx):
    idx = np.array(idx) % 2**bits
    packed = pack_indices(read_only(idx), bits)
    text = "".join(f"{i:0{bits}b}" for i in idx.tolist())
    text += "0" * (-len(text) % 8)
    assert packed.dtype == np.uint8 and bytes(packed) == int(text, 2).to_bytes(len(text) // 8, "big")
    np.testing.assert_array_equal(unpack_indices(read_only(packed), bits, len(idx)), idx)
    np.testing.assert_array_equal(unpack_indices(packed.tolist(), bits, len(idx)), idx)


@bad_inputs({image_to_rows: "image", rows_to_image: "X height width", compressed_bits: "m K",
             pack_indices: "idx bits", unpack_indices: "packed bits m"},
            dict(image=NO_IMAGES, X=NO_SHARES, height=NOT_COUNTS, width=NOT_COUNTS, m=NOT_COUNTS, K=NOT_COUNTS,
                 idx=NO_INDICES, bits=NOT_COUNTS, packed=NO_BYTES))  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({learn_palette: "X K sample_size"},
            dict(X=BAD_TABLES, K={**NOT_COUNTS, "7": 7}, sample_size={**NOT_COUNTS, "7": 7}))  # fmt: skip
def test_a_palette_needs_pixels_and_counts(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("other", [[], [1.0], np.zeros((2, 2)), np.full((2, 2, 3), np.nan)])
def test_psnr_needs_two_images_of_one_shape(other):
    with pytest.raises(ValueError, match=r"\bother\b"):
        psnr(GOOD["image"], other)
    with pytest.raises(ValueError):
        psnr(other, GOOD["image"])
