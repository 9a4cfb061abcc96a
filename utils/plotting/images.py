"""Drawings of images in rows and columns."""

import matplotlib.pyplot as plt
import numpy as np

from utils.guards import require_count


def image_grid(images, titles=None, columns=8, limits=None, cmap="gray"):
    """Draw images side by side in a new figure.

    images: (k, height, width) grey or (k, height, width, 3) colour, or a list of such images of any sizes; whole
    numbers from 0 to 255 or floats. titles: k texts, None for none. columns: images in a row. limits: grey values drawn
    as black and white; None for 0 and 255 if they are whole numbers, else the smallest and largest of all. cmap: for
    grey images, such as "coolwarm" for weights (with limits of equal size).
    Returns the k axes as an array. Raises ValueError if an image has a wrong shape or the titles are not k.
    """
    images = [np.asarray(image) for image in images]
    columns = require_count(columns=columns)
    if not images:
        raise ValueError("images must hold at least one image")
    for i, image in enumerate(images):
        if image.ndim not in (2, 3) or (image.ndim == 3 and image.shape[2] not in (3, 4)) or image.size == 0:
            raise ValueError(f"images[{i}] must be (height, width) or (height, width, 3), got shape {image.shape}")
    titles = [""] * len(images) if titles is None else [str(title) for title in titles]
    if len(titles) != len(images):
        raise ValueError(f"titles must be as many as the images: {len(titles)} titles, {len(images)} images")
    if limits is None:
        whole = all(np.issubdtype(image.dtype, np.integer) for image in images)
        limits = (0, 255) if whole else (min(image.min() for image in images), max(image.max() for image in images))
    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    side = min(7 / columns, 2.5)
    tallest = max(image.shape[0] / image.shape[1] for image in images)
    lines = max(title.count("\n") + 1 if title else 0 for title in titles)
    size = (side * columns, rows * (side * tallest + 0.22 * lines))
    axes = plt.subplots(rows, columns, figsize=size, squeeze=False)[1]
    for ax in axes.flat:
        ax.set_axis_off()
    for ax in axes.flat[len(images) :]:
        ax.remove()
    for ax, image, title in zip(axes.flat, images, titles, strict=False):
        ax.imshow(image, cmap=cmap, vmin=limits[0], vmax=limits[1], interpolation="nearest")
        ax.set_title(title, fontsize=11)
    return axes.flat[: len(images)]
