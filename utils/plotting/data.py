"""Drawings of data and of the lines fitted to it."""

import numpy as np

from utils.guards import require_numbers, require_vectors
from utils.plotting.style import COLOURS, axes_or_new, refresh_legend


def scatter(x, y, xlabel, ylabel, ax=None, label=None):
    """Draw examples as points.

    x, y: (m,) the feature and the target. xlabel, ylabel: what they are, with the unit, such as "size (1000 sqft)".
    ax: axes to draw on, a new figure if None. label: entry for the legend.
    Returns the axes. Raises ValueError if x and y differ in length or hold NaN.
    """
    x, y = require_vectors(x=x, y=y)
    ax = axes_or_new(ax)
    ax.scatter(x, y, s=22, alpha=0.6, linewidths=0, color=COLOURS["blue"], label=label)
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    refresh_legend(ax)
    return ax


def line(ax, w, b, label, reference=False):
    """Draw the line w*x + b over the range that x has now, which stays as it is. Draw the data first.

    ax: axes with the data. w, b: slope (unit of y per unit of x) and intercept (unit of y). label: entry for the
    legend. reference: False for ours (solid), True for the library's (dashed, on top so that both are seen).
    Returns the axes. Raises ValueError if w or b is not a finite number.
    """
    w, b = require_numbers(w=w, b=b)
    ends = np.array(ax.get_xlim())
    colour, style, order = (COLOURS["black"], "--", 4) if reference else (COLOURS["vermilion"], "-", 3)
    ax.plot(ends, w * ends + b, style, color=colour, zorder=order, label=label, scalex=False)
    ax.set_xlim(ends)
    refresh_legend(ax)
    return ax


def residuals(ax, x, y, y_hat, label="residual"):
    """Draw a vertical segment from each prediction to what was measured.

    ax: axes with the data. x: (m,) feature. y, y_hat: (m,) measured and predicted target, in one unit. label: entry
    for the legend, None for none. Returns the axes. Raises ValueError if the lengths differ.
    """
    x, y, y_hat = require_vectors(x=x, y=y, y_hat=y_hat)
    ax.vlines(x, y_hat, y, color=COLOURS["purple"], linewidth=1.8, zorder=1.5, label=label)
    refresh_legend(ax)
    return ax


def tangent(ax, f, x0, slope, half_width, label="tangent"):
    """Draw the point (x0, f(x0)) and a straight piece of the given slope through it.

    f: function of one number, already drawn or not. x0, half_width: place of the point and reach of the piece to either
    side, in units of x. slope: unit of y per unit of x. label: entry for the legend, None for none.
    Returns the axes. Raises ValueError if a number is not finite or half_width is not positive.
    """
    x0, slope, half_width = require_numbers(x0=x0, slope=slope, half_width=half_width)
    if half_width <= 0:
        raise ValueError(f"half_width must be positive, got {half_width}")
    y0 = require_numbers(**{"f(x0)": f(x0)})
    ends = np.array([x0 - half_width, x0 + half_width])
    ax.plot(ends, y0 + slope * (ends - x0), "--", color=COLOURS["vermilion"], label=label)
    ax.plot(x0, y0, "o", markersize=9, color=COLOURS["vermilion"], zorder=4)
    refresh_legend(ax)
    return ax
