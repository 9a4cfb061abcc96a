"""Moved, turned and noisy images, copies, filled outlines and planted errors, on random images, against SciPy."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage
from strategies import NOT_COUNTS, NOT_FINITE, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course2/Week3/06_more_data"
bilinear, each_image, shift, rotate = take(LESSON, "bilinear", "each_image", "shift", "rotate")
add_noise, augment, shifts_and_turns, flips = take(LESSON, "add_noise", "augment", "shifts_and_turns", "flips")
each, CHANGES, middle, fit, read = take(LESSON, "each", "CHANGES", "middle", "fit", "read")
accuracies, fill, centre, mislabel = take(LESSON, "accuracies", "fill", "centre", "mislabel")
outlines, FONTS = take(LESSON, "outlines", "FONTS")

seeds = st.integers(0, 1000)
distances = st.integers(-40, 40).map(lambda eighths: eighths / 8)
TWO = [[[0.0, 1.0], [0.5, 0.25]], [[1.0, 0.0], [0.0, 0.0]]]
NOT_IMAGES = {"a table": [[1.0, 2.0]], "empty": [[[]]], "NaN": [[[np.nan]]], "negative": [[[-1.0]]], "text": [[["a"]]]}
NOT_FOR_TWO = {**NOT_FINITE, "text": "a", "three numbers": [1.0, 2.0, 3.0], "a table": [[1.0, 2.0]], "empty": []}
GOOD = dict(images=TWO, down=1, right=1, degrees=10, rows=np.zeros((2, 2)), columns=np.zeros((2, 2)), sigma=0.1)
GOOD |= dict(labels=[1, 2], copies=2, change=lambda images, rng: images, seed=0, rng=np.random.default_rng(0))
BAD = dict.fromkeys(("down", "right", "degrees"), NOT_FOR_TWO) | dict(images=NOT_IMAGES, copies=NOT_COUNTS)
NOT_PLACES = {**NOT_FINITE, "text": "a", "a vector": [0.0, 1.0], "a row": [[0.0, 1.0]]}
NOT_PLACES |= {"three tables": np.zeros((3, 2, 2))}
BAD |= dict(rows=NOT_PLACES, columns=NOT_PLACES, sigma={**NOT_FINITE, "text": "a", "negative": -0.1})
BAD |= dict(labels={"ten": [1, 10], "negative": [1, -1], "a half": [0.5, 1], "three": [1, 2, 3], "a table": [[1], [2]]})


@st.composite
def pictures(draw, sizes=(1, 7)):
    """A few images of one random size, and the generator that drew them."""
    rng = np.random.default_rng(draw(seeds))
    m, height, width = draw(st.integers(1, 4)), draw(st.integers(*sizes)), draw(st.integers(*sizes))
    return read_only(rng.random((m, height, width))), rng


@given(pictures(), st.integers(1, 5), st.integers(1, 5), st.booleans())
def test_bilinear_is_map_coordinates(images_rng, h, w, for_each):
    images, rng = images_rng
    low, high = -3, max(images.shape) + 3
    rows, columns = rng.uniform(low, high, (2, len(images), h, w) if for_each else (2, h, w))
    rows, columns = np.where(rng.random(rows.shape) < 0.3, np.rint([rows, columns]), [rows, columns])
    every = zip(images, *(np.broadcast_to(places, (len(images), h, w)) for places in (rows, columns)), strict=True)
    close(
        bilinear(images, read_only(rows), read_only(columns)),
        [ndimage.map_coordinates(image, places, order=1, mode="grid-constant") for image, *places in every],
        scale=1,
    )


@given(pictures(), distances, distances)
def test_shift_is_that_of_scipy(images_rng, down, right):
    images, rng = images_rng
    close(shift(images, down, right), ndimage.shift(images, (0, down, right), order=1, mode="grid-constant"), scale=1)
    own = rng.uniform(-3, 3, (2, len(images)))
    one_by_one = [shift(image[None], *distance)[0] for image, distance in zip(images, own.T, strict=True)]
    np.testing.assert_array_equal(shift(images, *read_only(own)), one_by_one)


@given(pictures(sizes=(1, 8)), st.integers(-400, 400))
def test_rotate_is_that_of_scipy(images_rng, degrees):
    images, rng = images_rng
    options = dict(axes=(2, 1), reshape=False, order=1, mode="grid-constant")
    close(rotate(images, degrees), ndimage.rotate(images, degrees, **options), scale=1)
    own = rng.uniform(-180, 180, len(images))
    one_by_one = [rotate(image[None], angle)[0] for image, angle in zip(images, own, strict=True)]
    np.testing.assert_array_equal(rotate(images, read_only(own)), one_by_one)


@settings(max_examples=5)
@given(pictures(sizes=(2, 9)), distances, distances, st.integers(-180, 180))
def test_both_are_those_of_keras(images_rng, down, right, degrees):
    images, _ = images_rng
    down, right = (np.clip(d, -s, s) for d, s in zip((down, right), images.shape[1:], strict=True))
    factors = ((distance / size,) * 2 for distance, size in zip((down, right), images.shape[1:], strict=True))
    translation = keras.layers.RandomTranslation(*factors, fill_mode="constant", dtype="float32")
    rotation = keras.layers.RandomRotation((degrees / 360,) * 2, fill_mode="constant", dtype="float32")
    for ours, layer in ((shift(images, down, right), translation), (rotate(images, degrees), rotation)):
        close(ours, np.array(layer(images[..., None], training=True))[..., 0], tolerance=1e-4, scale=1)


@given(pictures())
def test_lists_whole_turns_and_quarter_turns(images_rng):
    images, rng = images_rng
    np.testing.assert_array_equal(shift(images.tolist(), 0, 0), images)
    close(rotate(images.tolist(), 360), images, scale=1)
    square = rng.random((2, 5, 5))
    close(rotate(square, 90), np.rot90(square, axes=(1, 2)), scale=1)
    np.testing.assert_array_equal(shift((255 * images).astype(np.uint8), 0.5, 1), shift(np.floor(255 * images), 0.5, 1))


@given(pictures(), st.sampled_from([0.0, 0.1, 3.0]), seeds)
def test_noise_is_drawn_in_one_call_and_clipped(images_rng, sigma, seed):
    noisy = add_noise(images_rng[0], sigma, np.random.default_rng(seed))
    noise = np.random.default_rng(seed).normal(0, 1, noisy.shape) * sigma
    close(noisy, np.minimum(np.maximum(images_rng[0] + noise, 0), 1), scale=1)


@given(pictures(), st.integers(1, 4), seeds, st.sampled_from(sorted(CHANGES)))
def test_copies_come_after_the_originals_from_one_generator(images_rng, copies, seed, name):
    images, rng = images_rng
    labels = read_only(rng.integers(0, 10, len(images)))
    X, y = augment(images, labels, copies, CHANGES[name], seed)
    again = np.random.default_rng(seed)
    np.testing.assert_array_equal(X, np.concatenate([images, *(CHANGES[name](images, again) for _ in range(copies))]))
    np.testing.assert_array_equal(y, np.concatenate([labels] * (copies + 1)))
    assert y.dtype.kind == "i" and X.min() >= 0


@given(pictures(), seeds)
def test_the_changes(images_rng, seed):
    images, m = images_rng[0], len(images_rng[0])
    one, two = np.random.default_rng(seed), np.random.default_rng(seed)
    numbers = each(images, one, 7)
    np.testing.assert_array_equal(numbers, two.uniform(-7, 7, m))
    degrees, down, right = (two.uniform(-most, most, m) for most in (15, 1.5, 1.5))
    close(shifts_and_turns(images, one), shift(rotate(images, degrees), down, right), scale=1)
    coins = two.random(m) < 0.5
    expected = [image[:, ::-1] if coin else image for image, coin in zip(images, coins, strict=True)]
    np.testing.assert_array_equal(flips(images, one), expected)


@settings(max_examples=5)
@given(seeds, st.integers(1, 30), st.integers(1, 5))
def test_a_network_reads_the_middle(seed, m, hidden):
    rng = np.random.default_rng(seed)
    images, labels = rng.random((m, 28, 28)), rng.integers(0, 10, m)
    assert middle(images).shape == (m, 400)
    np.testing.assert_array_equal(middle(images)[:, 20 * 3 + 7], images[:, 7, 11])
    params = fit(images, labels, seed, hidden, seen=3 * m)
    assert [(W.shape, b.shape) for W, b in params] == [((400, hidden), (hidden,)), ((hidden, 10), (10,))]
    (W1, b1), (W2, b2) = params
    scores = np.maximum(middle(images) @ W1 + b1, 0) @ W2 + b2
    np.testing.assert_array_equal(read(images, params), scores.argmax(axis=1))
    close(accuracies([params, params], images, labels), [np.mean(scores.argmax(axis=1) == labels)] * 2)


SIZES = st.sampled_from([(20, 28, 4), (8, 12, 3), (6, 6, 10)])


@given(st.integers(1, 20), st.integers(1, 20), distances, distances, SIZES)
def test_a_filled_box_has_its_area_and_place(width, height, x, y, sizes):
    size, side, fine = sizes
    box = np.add([[0, 0], [width, 0], [width, height], [0, height], [0, 0]], [x, y])
    image, longest = fill([box], size, side, fine), max(width, height)
    assert image.shape == (side, side) and image.min() >= 0 and image.max() <= 1
    close(image.sum(), size**2 * width * height / longest**2, tolerance=0.2, scale=size**2 / 2)
    across, down = image.sum(axis=0), image.sum(axis=1)
    assert abs((across > 0).sum() - size * width / longest) < 2 and abs((down > 0).sum() - size * height / longest) < 2
    close(image, image[::-1, ::-1], tolerance=0.4, scale=1)


def test_holes_stay_empty_and_corners_stand_where_they_are():
    def box(low, high):
        return np.array([[low, low], [high, low], [high, high], [low, high], [low, low]], dtype=float)

    filled = fill([box(0, 28), box(7, 21), box(12, 16)], size=28, side=30, fine=2)
    assert filled.sum() == 28**2 - 14**2 + 4**2 and filled[0].sum() == 0 and filled[15, 15] == 1 and filled[9, 15] == 0
    corner = fill([np.array([[0.0, 0.0], [0.0, 4.0], [4.0, 4.0], [0.0, 0.0]])])  # ink above and to the left
    assert corner.shape == (28, 28) and corner[6, 6] == 1 and corner[21, 21] == 0 and corner[3].sum() == 0
    assert set((16 * fill([box(0, 3), box(1, 1.7)])).ravel()) <= set(range(17))


@pytest.mark.parametrize("font", FONTS)
def test_every_font_has_ten_digits(font):
    images = np.array([fill(outlines(str(digit), font)) for digit in range(10)])
    assert (images.sum(axis=(1, 2)) > 30).all() and len(np.unique(images, axis=0)) == 10
    rows, columns = (np.flatnonzero(images[8].any(axis=axis)) for axis in (1, 0))
    assert 19 <= np.ptp(rows) + 1 <= 21 and np.ptp(columns) < 20


@given(seeds)
def test_ink_is_centred(seed):
    images = np.zeros((3, 11, 13))
    images[:, 4:7, 5:8] = np.random.default_rng(seed).random((3, 3, 3)) + 0.1
    centred = centre(images)
    for image in centred:
        close(ndimage.center_of_mass(image), [5, 6])
    close(centred.sum(axis=(1, 2)), images.sum(axis=(1, 2)))


@given(seeds, st.sampled_from([0.0, 0.1, 0.25, 1.0]), st.integers(1, 40))
def test_a_share_of_the_labels_is_wrong(seed, share, m):
    labels = read_only(np.random.default_rng(seed).integers(0, 10, m))
    planted = mislabel(labels, share, seed)
    assert np.sum(planted != labels) == round(share * m)
    assert planted.shape == (m,) and planted.min() >= 0 and planted.max() <= 9
    np.testing.assert_array_equal(planted, mislabel(labels.tolist(), share, seed))


@given(st.sampled_from([(), (1,), (3,)]))
def test_one_number_or_one_for_each_image(shape):
    value = np.ones(shape)
    assert each_image(np.zeros((3, 2, 2)), down=value).shape == (max(value.size, 1), 1, 1)


@pytest.mark.parametrize("shape", [(3, 1, 1), (2, 2, 1, 1), (1,)])
def test_places_for_another_number_of_images_are_turned_away(shape):
    with pytest.raises(ValueError, match="rows and columns must be"):
        bilinear(TWO, np.zeros(shape), np.zeros(shape))


@bad_inputs({bilinear: "images rows columns", shift: "images down right", rotate: "images degrees"}, BAD)
def test_moves_turn_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({add_noise: "images sigma", augment: "images labels copies"}, BAD)
def test_copies_turn_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)
