"""What is drawn on a pair of axes, counted."""

from collections import Counter

import numpy as np
from matplotlib import collections as mcoll
from matplotlib.container import BarContainer
from matplotlib.contour import ContourSet
from matplotlib.quiver import Quiver
from mpl_toolkits.mplot3d import art3d

_NOTHING = ("", " ", "None", "none", None)
# Phrases for one and for many; lines are named even where counts are left out.
_PHRASES = {
    "lines": ("1 line", "{} lines"),
    "markers": ("1 marker on a line", "{} markers on lines"),
    "points": ("1 point", "{} points"),
    "segments": ("1 line segment", "{} line segments"),
    "bars": ("1 bar", "{} bars"),
    "arrows": ("1 arrow", "{} arrows"),
    "areas": ("1 filled area", "{} filled areas"),
    "shapes": ("1 shape", "{} shapes"),
    "surfaces": ("1 surface", "{} surfaces"),
    "wire frames": ("1 wire frame", "{} wire frames"),
}


def contents(ax, counts=True):
    """Phrases such as "320 points" for what is visible on `ax`. counts: False for kinds of things only, but lines."""
    found = dict.fromkeys(_PHRASES, 0)
    extra = []
    for line in ax.lines:
        if line.get_visible():
            _count_line(line, found)
    for collection in ax.collections:
        if collection.get_visible():
            _count_collection(collection, found, extra, counts)
    bars = [bar for container in ax.containers if isinstance(container, BarContainer) for bar in container.patches]
    found["bars"] = sum(bar.get_visible() for bar in bars)
    found["shapes"] += sum(patch.get_visible() for patch in ax.patches if patch not in bars)
    phrases = []
    for kind, number in found.items():
        if number and not counts and kind != "lines":
            phrases.append(kind)
        elif number:
            one, many = _PHRASES[kind]
            phrases.append(one if number == 1 else many.format(number))
    sizes = ["×".join(map(str, image.get_array().shape)) for image in ax.images if image.get_visible()]
    if sizes:
        same = len(set(sizes)) == 1
        phrases.append(f"{len(sizes)} image{'s' * (len(sizes) > 1)} of {sizes[0] if same else ', '.join(sizes)}")
    return phrases + [phrase + (f" ({n} sets)" if counts and n > 1 else "") for phrase, n in Counter(extra).items()]


def _count_line(line, found):
    data = line.get_data_3d() if isinstance(line, art3d.Line3D) else line.get_data(orig=False)
    number = _finite(np.column_stack([np.ma.filled(np.ma.asarray(part, dtype=float), np.nan) for part in data]))
    marked = line.get_marker() not in _NOTHING
    if number and line.get_linestyle() not in _NOTHING:
        found["lines"] += 1
        found["markers"] += number if marked and line.get_markevery() is None else 0
    elif marked:
        found["points"] += number


def _count_collection(collection, found, extra, counts):
    # 3-D collections hold their parts only once they are drawn, so these are named and not counted.
    if isinstance(collection, ContourSet):
        kind = "filled contours" if collection.filled else "contour lines"
        levels = len(collection.levels)
        extra.append(f"{kind} at {levels} level{'s' * (levels > 1)}" if counts else kind)
    elif isinstance(collection, art3d.Poly3DCollection):
        found["surfaces"] += 1
    elif isinstance(collection, art3d.Line3DCollection):
        found["wire frames"] += 1
    elif isinstance(collection, mcoll.QuadMesh):
        rows, columns = (size - 1 for size in collection.get_coordinates().shape[:2])
        extra.append(f"coloured grid of {rows}×{columns}")
    elif isinstance(collection, mcoll.PathCollection):
        found["points"] += _finite(np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan))
    elif isinstance(collection, mcoll.LineCollection):
        found["segments"] += len(collection.get_segments())
    elif isinstance(collection, Quiver):
        found["arrows"] += collection.N
    elif isinstance(collection, mcoll.PolyCollection):
        found["areas"] += 1
    else:
        found["shapes"] += len(collection.get_paths())


def _finite(rows):
    return int(np.isfinite(rows).all(axis=1).sum())
