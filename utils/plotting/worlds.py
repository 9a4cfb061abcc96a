"""A world of tiles seen from above, for reinforcement learning: drawn from its states, without a window."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from utils.plotting.style import axes_or_new

_NAMES = {"S": "start", "F": "", "H": "hole", "G": "goal"}


def grid_world(tiles, values=None, policy=None, ax=None, names=None, holes="H", goals="G", arrows="←↓→↑", limits=None):
    """Draw a world of square tiles; on each one its name, the value of standing there and the action to take.

    tiles: rows of equal length, one letter a tile, such as ["SF", "HG"]. Tiles are states, numbered row by row. values:
    one number a tile, written on it and shown as its shade. policy: one number a tile, the place of its action in
    `arrows` (as given: gymnasium's order in FrozenLake). names: {letter: its words}, None for those of FrozenLake.
    holes, goals: letters of tiles where an episode ends; they get neither value nor arrow. limits: values drawn palest
    and darkest, None for 0 and the largest. ax: None for a new figure.
    Returns the axes. Raises ValueError if the rows differ in length or values or policy have not one entry a tile.
    """
    rows = [list(row) for row in tiles]
    if not rows or not rows[0] or len({len(row) for row in rows}) > 1:
        raise ValueError(f"tiles must be rows of equal length, got rows of {[len(row) for row in rows]}")
    height, width = len(rows), len(rows[0])
    for argument, given in (("values", values), ("policy", policy)):
        if given is not None and np.shape(given) != (height * width,):
            raise ValueError(f"{argument} must have one entry a tile, {height * width} of them, got {np.shape(given)}")
    names = _NAMES if names is None else names
    low, high = limits or (0, max(np.max(values), 1e-12) if values is not None else 1)
    shade = plt.get_cmap("YlGn")
    ax = axes_or_new(ax, figsize=(max(3.0, 1.05 * width), max(1.3, 1.05 * height)))
    for state, letter in enumerate(letter for row in rows for letter in row):
        row, column = divmod(state, width)
        ends = letter in holes or letter in goals
        colour = "#555555" if letter in holes else "#fbe3d0" if letter in goals else "#eef5fb"
        if values is not None and not ends:
            colour = shade(0.65 * np.clip((values[state] - low) / (high - low), 0, 1))
        ax.add_patch(Rectangle((column, row), 1, 1, facecolor=colour, edgecolor="#888888"))
        ink = {"ha": "center", "va": "center", "color": "white" if letter in holes else "black"}
        if name := names.get(letter, letter):
            ax.text(column + 0.5, row + (0.5 if ends else 0.16), name, fontsize=9, **ink)
        if policy is not None and not ends:
            ax.text(column + 0.5, row + 0.5, arrows[policy[state]], fontsize=17, **ink)
        if values is not None and not ends:
            height_in_tile = 0.5 if policy is None else 0.84
            ax.text(column + 0.5, row + height_in_tile, f"{values[state]:.2f}", fontsize=10, **ink)
    ax.set(xlim=(-0.02, width + 0.02), ylim=(height + 0.02, -0.02), aspect="equal")
    ax.set_axis_off()
    return ax
