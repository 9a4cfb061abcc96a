"""Drawings of a cost: as it falls, and over the plane of the two parameters w and b."""

import matplotlib.pyplot as plt
import numpy as np

from utils.guards import require_numbers, require_vectors
from utils.plotting.style import COLOURS, LINE_STYLES, MARKERS, axes_or_new, refresh_legend

_PATH_STYLE = {"color": COLOURS["vermilion"], "linewidth": 1.5}


def cost_history(histories, ax=None, xlabel="iteration", ylabel="cost J", log=False):
    """Draw learning curves.

    histories: {name: sequence of costs}, one entry an iteration, counted from 0; entries that are not finite leave
    gaps. xlabel, ylabel: with units. log: put the cost on a log scale.
    Returns the axes. Raises ValueError if histories is not a dict or one of them is not a sequence of numbers.
    """
    if not isinstance(histories, dict) or not histories:
        raise ValueError(f"histories must be a dict {{name: costs}} with at least one entry, got {histories!r:.40}")
    ax = axes_or_new(ax)
    for i, (name, costs) in enumerate(histories.items()):
        costs = np.asarray(costs, dtype=float)
        if costs.ndim != 1 or costs.size == 0:
            raise ValueError(f"histories[{name!r}] must be a sequence of costs, got shape {costs.shape}")
        # Markers at a few places only, not at the same ones: a second cue beside the colour.
        every = max(1, len(costs) // 8)
        mark = {"marker": MARKERS[i % len(MARKERS)], "markevery": (i * every // len(histories), every)}
        ax.plot(costs, linestyle=LINE_STYLES[i % len(LINE_STYLES)], label=name, **mark)
    if log:
        ax.set_yscale("log")
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    refresh_legend(ax)
    return ax


def cost_grid(cost, w_values, b_values):
    """The cost at every pair of parameters.

    cost: function of (w, b) that returns a number. w_values, b_values: (p,) and (q,) values to try.
    Returns J, shape (q, p): J[i, j] = cost(w_values[j], b_values[i]), as contour plots want it.
    Raises ValueError if a cost is not one finite number.
    """
    w_values = require_vectors(w_values=w_values)
    b_values = require_vectors(b_values=b_values)
    return np.array([[require_numbers(**{"cost(w, b)": cost(w, b)}) for w in w_values] for b in b_values])


def cost_contours(w_values, b_values, J, path=None, best=None, ax=None, xlabel="w", ylabel="b", labels=True):
    """Draw a cost seen from above: lines of equal cost, closer and closer around the lowest place.

    w_values, b_values: (p,) and (q,) increasing. J: (q, p), from `cost_grid`. path: (k, 2) the (w, b) visited, drawn
    with arrows in the direction of travel and its start marked, until it leaves the picture for good. best: (w, b) of
    the lowest cost. labels: write its cost on every third line; False where they lie too close.
    Returns the axes. Raises ValueError if a shape is wrong.
    """
    w_values, b_values, J = _checked_grid(w_values, b_values, J)
    ax = axes_or_new(ax)
    levels = _levels(J)
    colours = plt.get_cmap("viridis")(np.linspace(0, 0.85, len(levels)))
    drawn = ax.contour(w_values, b_values, J, levels=levels, colors=colours, linewidths=1.3)
    if labels:
        ax.clabel(drawn, levels[2::3], fmt=lambda level: f"{level:,.6g}", fontsize=10)
    if path is not None:
        _draw_path(ax, _checked_path(path), w_values, b_values)
    if best is not None:
        if np.shape(best) != (2,):
            raise ValueError(f"best must be one pair (w, b), got shape {np.shape(best)}")
        ax.plot(*np.reshape(best, (2, 1)), "*", color=COLOURS["black"], markersize=14, label="lowest", zorder=5)
    ax.set(xlabel=xlabel, ylabel=ylabel, xlim=w_values[[0, -1]], ylim=b_values[[0, -1]])
    refresh_legend(ax)
    return ax


def cost_surface(w_values, b_values, J, path=None, ax=None, xlabel="w", ylabel="b", zlabel="cost J"):
    """Draw a cost as a landscape over the plane of w and b.

    Arguments as in `cost_contours`; ax: axes with projection="3d". The path is laid on the surface, and the parts of it
    that leave the picture are not drawn. Returns the axes. Raises ValueError if a shape is wrong or ax is flat.
    """
    w_values, b_values, J = _checked_grid(w_values, b_values, J)
    ax = axes_or_new(ax, subplot_kw={"projection": "3d"}, figsize=(7, 5))
    if not hasattr(ax, "plot_surface"):
        raise ValueError('ax must be three-dimensional: make it with subplot_kw={"projection": "3d"}')
    ax.plot_surface(w_values[None, :], b_values[:, None], J, cmap="viridis", alpha=0.75, linewidth=0)
    if path is not None:
        w, b = _checked_path(path).T
        # First along w in every row of the grid, then along b: bilinear interpolation.
        rows = np.array([np.interp(w, w_values, row, left=np.nan, right=np.nan) for row in J])
        height = [
            np.interp(at, b_values, column, left=np.nan, right=np.nan) for at, column in zip(b, rows.T, strict=True)
        ]
        ax.plot(w, b, height, "o-", markersize=3, zorder=10, label="path", **_PATH_STYLE)
        ax.plot(w[:1], b[:1], height[:1], "s", color=COLOURS["black"], markersize=8, zorder=11, label="start")
        refresh_legend(ax)
    ax.set(xlabel=xlabel, ylabel=ylabel, zlabel=zlabel)
    ax.locator_params(nbins=5)
    ax.tick_params(axis="z", pad=8)
    ax.xaxis.labelpad = ax.yaxis.labelpad = 8
    ax.zaxis.labelpad = 22  # clear of numbers such as 500000
    ax.set_box_aspect(None, zoom=0.88)
    return ax


def _checked_grid(w_values, b_values, J):
    w_values, b_values = require_vectors(w_values=w_values), require_vectors(b_values=b_values)
    J = np.asarray(J, dtype=float)
    if J.shape != (len(b_values), len(w_values)):
        wanted = (len(b_values), len(w_values))
        raise ValueError(f"J must have a row for each b and a column for each w, shape {wanted}, got {J.shape}")
    if min(J.shape) < 2:
        raise ValueError(f"J must have at least two rows and two columns, got shape {J.shape}")
    return w_values, b_values, J


def _checked_path(path):
    path = np.asarray(path, dtype=float)
    if path.ndim != 2 or path.shape[1] != 2:
        raise ValueError(f"path must have a row (w, b) for each step, shape (k, 2), got {path.shape}")
    return path[np.isfinite(path).all(axis=1)]


def _levels(J, number=12):
    """Costs to draw lines at: closer and closer towards the lowest, and round enough to be read."""
    low, high = float(J.min()), float(J.max())
    if low == high:
        raise ValueError(f"J must not be constant: every entry is {low:g}")
    exact = low + np.geomspace(1e-3, 0.9, number) * (high - low)
    rounded = np.unique([float(f"{level:.3g}") for level in exact])
    rounded = rounded[(rounded > low) & (rounded < high)]
    return rounded if len(rounded) >= number // 2 else exact


def _draw_path(ax, path, w_values, b_values):
    low, high = np.array([w_values[0], b_values[0]]), np.array([w_values[-1], b_values[-1]])
    inside = np.flatnonzero(((path >= low) & (path <= high)).all(axis=1))
    # A path that diverges would cross the picture hundreds of times on its way to infinity.
    path = path[: inside[-1] + 2] if inside.size else path[:0]
    if not len(path):
        return
    ax.plot(*path.T, "o-", markersize=3, label="path", zorder=4, **_PATH_STYLE)
    ax.plot(*path[:1].T, "s", color=COLOURS["black"], markersize=8, label="start", zorder=5)
    # Arrow heads at equal distances along the path as the eye sees it.
    travelled = np.concatenate([[0], np.hypot(*(np.diff(path, axis=0) / (high - low)).T).cumsum()])
    for share in (0.15, 0.4, 0.7, 1.0) if travelled[-1] > 0 else ():
        end = int(np.searchsorted(travelled, share * travelled[-1]))
        arrow = {"arrowstyle": "-|>", "mutation_scale": 16, "shrinkA": 0, "shrinkB": 0, **_PATH_STYLE}
        drawn = ax.annotate("", xy=path[end], xytext=path[end - 1], arrowprops=arrow, annotation_clip=True, zorder=4)
        drawn.arrow_patch.set_clip_box(ax.bbox)  # it may start outside
