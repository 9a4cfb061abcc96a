"""Drawings of models: a neural network from its layer sizes, a decision tree from nested dicts."""

from itertools import pairwise

import numpy as np

from utils.guards import require_count
from utils.plotting.style import COLOURS, axes_or_new

_BOX = {"boxstyle": "round,pad=0.3", "linewidth": 1.2}
_INNER = _BOX | {"facecolor": "white", "edgecolor": COLOURS["blue"]}
_LEAF = _BOX | {"facecolor": "#fdf0e6", "edgecolor": COLOURS["vermilion"]}


def network(layer_sizes, ax=None, names=None, max_units=7):
    """Draw the layers of a network, each unit a circle, every connection a line.

    layer_sizes: number of units of each layer, the inputs first. names: one name a layer, written above it; None for
    "input", "layer 1", … as the course counts them. max_units: larger layers have dots for
    the units in the middle.
    Returns the axes. Raises ValueError if there are fewer than two layers, a size is below 1 or names do not match.
    """
    sizes = [require_count(**{f"layer_sizes[{i}]": size}) for i, size in enumerate(layer_sizes)]
    most = max(require_count(max_units=max_units), 2)
    if len(sizes) < 2:
        raise ValueError(f"layer_sizes must hold at least two layers, got {sizes}")
    names = ["input", *(f"layer {i}" for i in range(1, len(sizes)))] if names is None else list(names)
    if len(names) != len(sizes):
        raise ValueError(f"names must be as many as the layers: {len(names)} names, {len(sizes)} layers")
    ax = axes_or_new(ax)
    layers = [_unit_heights(size, most) for size in sizes]
    for i, (left, right) in enumerate(pairwise(layers)):
        starts, ends = (side.ravel() for side in np.meshgrid(left, right))
        ax.plot([i, i + 1], [starts, ends], color="#aaaaaa", linewidth=0.8, zorder=1)
    top = max(heights.max() for heights in layers)
    gap = 0.25 + 0.16 * top
    top += gap
    for i, (heights, size, name) in enumerate(zip(layers, sizes, names, strict=True)):
        colour = COLOURS["vermilion"] if i == len(sizes) - 1 else COLOURS["blue"] if i else "#666666"
        ax.scatter(np.full(len(heights), i), heights, s=260, color="white", edgecolors=colour, linewidths=2, zorder=2)
        if len(heights) < size:
            ax.text(i, 0, "⋮", ha="center", va="center", fontsize=16)
        ax.text(i, top, name, ha="center", va="bottom")
        ax.text(
            i,
            -top,
            f"{size:,} unit{'s' * (size > 1)}" if i else f"{size:,} input{'s' * (size > 1)}",
            ha="center",
            va="top",
        )
    ax.set(xlim=(-0.5, len(sizes) - 0.5), ylim=(-top - gap, top + gap))
    ax.set_axis_off()
    return ax


def _unit_heights(size, most):
    """Heights of the circles of one layer, (units drawn,), around 0; a gap in the middle if not all are drawn."""
    if size <= most:
        return (size - 1) / 2 - np.arange(size)
    half = most // 2
    return np.concatenate([half - np.arange(half), -1 - np.arange(half)]).astype(float)


def tree(node, ax=None, branches=("yes", "no"), fontsize=11):
    """Draw a binary decision tree, the root at the left; each question's first branch goes up.

    node: {"text": …, "left": node, "right": node}, or {"text": …} for a leaf. branches: words on the left and the
    right branch, None for none. ax: None for a new figure, made large enough for the texts.
    Returns the axes. Raises ValueError if a node has no text or one child only.
    """
    placed, edges = [], []
    rows = _place(node, 0, 0, placed, edges, "node")
    lines = [[] for _ in range(1 + max(depth for depth, *_ in placed))]
    for depth, _, text, _ in placed:
        lines[depth] += text.split("\n")
    # In inches: a column holds its longest line, and half the words on the branches to either side.
    widths = np.array([fontsize * 0.0078 * max(map(len, column)) + 0.7 for column in lines])
    x = widths.cumsum() - widths / 2
    highest = 1 + max(text.count("\n") for _, _, text, _ in placed)
    row = fontsize * 0.021 * highest + 0.2
    ax = axes_or_new(ax, figsize=(max(7.0, widths.sum()), max(2.0, rows * row)))
    for depth, y, text, leaf in placed:
        ax.text(x[depth], y, text, fontsize=fontsize, ha="center", va="center", bbox=_LEAF if leaf else _INNER)
    for (depth, y), (_, y_answer), first in edges:
        ax.plot(x[depth : depth + 2], [y, y_answer], color="#888888", linewidth=1.2, zorder=1)
        if branches:
            # Midway between the boxes, not between their centres: a question is wider than its answer.
            share = widths[depth] / (widths[depth] + widths[depth + 1])
            at = x[depth] + share * (x[depth + 1] - x[depth]), y + share * (y_answer - y)
            label = {"facecolor": "white", "edgecolor": "none", "pad": 1}
            ax.text(*at, branches[0 if first else 1], fontsize=fontsize - 1, ha="center", va="center", bbox=label)
    ax.set(xlim=(0, widths.sum()), ylim=(0.6 - rows, 0.4))
    ax.set_axis_off()
    return ax


def _place(node, depth, above, placed, edges, where):
    """Append `node` and all below it to `placed` as (depth, height, text, is a leaf). Returns how many leaves it has.

    above: leaves drawn already, higher up. A leaf takes the next row; a question stands midway between its answers.
    """
    if not isinstance(node, dict) or "text" not in node or ("left" in node) != ("right" in node):
        raise ValueError(f'{where} must be a dict with "text" and either both of "left" and "right" or neither')
    if "left" not in node:
        placed.append((depth, -above, str(node["text"]), True))
        return 1
    here = len(placed)
    placed.append(None)
    leaves, answers = 0, []
    for side in ("left", "right"):
        answers.append(len(placed))
        leaves += _place(node[side], depth + 1, above + leaves, placed, edges, f"{where}[{side!r}]")
    height = sum(placed[answer][1] for answer in answers) / 2
    placed[here] = (depth, height, str(node["text"]), False)
    edges += [((depth, height), placed[answer][:2], answer == answers[0]) for answer in answers]
    return leaves
