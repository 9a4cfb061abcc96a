"""Drawings of examples that belong to classes, and of what a classifier makes of the plane around them."""

import numpy as np
from matplotlib.colors import ListedColormap

from utils.guards import require_count, require_matrix
from utils.plotting.style import COLOURS, MARKERS, axes_or_new, refresh_legend

_CLASS_COLOURS = [COLOURS[name] for name in ("blue", "vermilion", "green", "purple", "orange", "sky", "black")]


def classes(X, y, names=None, ax=None, xlabel="x₁", ylabel="x₂"):
    """Draw examples with two features, each class with its own marker and colour.

    X: (m, 2) features. y: (m,) classes, either names or the numbers 0 to K-1. names: the K names, in the order of the
    numbers; for classes that are names already, their order; None for sorted. xlabel, ylabel: with units.
    Returns the axes. Raises ValueError if a shape is wrong or y holds a class without a name.
    """
    X, codes, names = _checked_classes(X, y, names)
    ax = axes_or_new(ax)
    for k, name in enumerate(names):
        if (codes == k).any():
            look = {"color": _CLASS_COLOURS[k], "marker": MARKERS[k], "edgecolors": "white", "linewidths": 0.6}
            ax.scatter(*X[codes == k].T, s=42, alpha=0.85, label=name, zorder=3, **look)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    refresh_legend(ax)
    return ax


def decision_regions(predict, X, y, names=None, ax=None, xlabel="x₁", ylabel="x₂", resolution=200):
    """Draw which class a classifier gives to every place, under the examples themselves.

    predict: function of (r, 2) features that returns (r,) classes of the same kind as y. resolution: places tried along
    each axis. The other arguments as in `classes`.
    Returns the axes. Raises ValueError as `classes` does, or if predict returns a wrong shape or an unknown class.
    """
    resolution = require_count(resolution=resolution)
    X, codes, names = _checked_classes(X, y, names)
    kind = np.asarray(y).dtype
    low, high = X.min(axis=0), X.max(axis=0)
    margin = np.where(high > low, 0.08 * (high - low), 1.0)
    sides = [np.linspace(*ends, resolution) for ends in zip(low - margin, high + margin, strict=True)]
    places = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)
    predicted = np.asarray(predict(places))
    if predicted.shape != (len(places),):
        raise ValueError(f"predict must return one class for each row, shape {(len(places),)}, got {predicted.shape}")
    regions = _codes(predicted, names, kind, "predict").reshape(resolution, resolution)
    ax = axes_or_new(ax)
    look = {"cmap": ListedColormap(_CLASS_COLOURS), "vmin": -0.5, "vmax": len(_CLASS_COLOURS) - 0.5, "alpha": 0.22}
    extent = (*sides[0][[0, -1]], *sides[1][[0, -1]])
    ax.imshow(regions, origin="lower", extent=extent, aspect="auto", interpolation="nearest", **look)
    for k in np.unique(regions)[:-1]:  # a line between the regions: colour is not the only cue
        ax.contour(*sides, regions == k, levels=[0.5], colors="#333333", linewidths=1.2)
    classes(X, codes, names, ax, xlabel, ylabel)
    ax.grid(False)
    return ax


def _checked_classes(X, y, names):
    """X as floats, y as numbers 0 to K-1, and the K names."""
    X, y = require_matrix(X=X), np.asarray(y)
    if X.shape[1] != 2:
        raise ValueError(f"X must have two columns to be drawn in a plane, got shape {X.shape}")
    if y.shape != (len(X),):
        raise ValueError(f"y must have one class for each row of X, shape {(len(X),)}, got {y.shape}")
    if names is None:
        names = [f"class {k}" for k in range(int(y.max()) + 1)] if _is_number(y.dtype) else sorted(set(y.tolist()))
    if len(names) > len(MARKERS):
        raise ValueError(f"names must be at most {len(MARKERS)} to be told apart, got {len(names)}")
    return X, _codes(y, list(names), y.dtype, "y"), list(names)


def _codes(labels, names, kind, source):
    """Numbers 0 to K-1 for `labels`, which are such numbers already if `kind` is numeric, else names."""
    known = range(len(names)) if _is_number(kind) else names
    wrong = [label for label in np.unique(labels) if label not in known]
    if wrong:
        raise ValueError(f"{source} holds the class {wrong[0]}, which has no name among {names}")
    return labels.astype(int) if _is_number(kind) else np.array([names.index(label) for label in labels])


def _is_number(kind):
    return kind.kind in "biuf"  # NumPy's letters for booleans, integers and floats
