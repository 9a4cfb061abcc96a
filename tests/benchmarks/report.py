"""The table that `make benchmark` ends with.

times: {race: {large: (ours, theirs)}}, with large False or True, in seconds.
"""

import os
import platform
from importlib.metadata import version

HEADER = ("lesson", "work", "reference", "small", "ratio", "large", "ratio", "growth: ours", "theirs")
TEXTS = ("lesson", "work", "reference", "small", "large")
PACKAGES = ("numpy", "scipy", "scikit-learn", "keras", "tensorflow")
LEGEND = """
ratio: time from scratch / time of the reference. Below 1 ours is faster.
growth: time at the large size / time at the small size.
Both sides in turns, on the same data, after showing that they agree. The shortest time of each counts.
"""


def ordered(times):
    """The races in the order of the course, each with its times."""
    return sorted(times.items(), key=lambda item: item[0].lesson)


def ratio(seconds):
    """How many times as long as the reference ours takes. seconds: (ours, theirs)."""
    return seconds[0] / seconds[1]


def lines(times):
    """The table, line by line. A size that was not timed leaves its cells empty."""
    rows = [HEADER, *(row(about, found) for about, found in ordered(times))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    sides = ["<" if name in TEXTS else ">" for name in HEADER]
    text = ["  ".join(map(format, row, map("{}{}".format, sides, widths))) for row in rows]
    return [*text, *LEGEND.splitlines(), machine()]


def row(about, found):
    """The cells of one race."""
    course, week, name = about.lesson.split("/")
    ratios = [digits(ratio(found[large])) if large in found else "" for large in (False, True)]
    growth = ["", ""]
    if len(found) == 2:
        growth = [digits(large / small) for small, large in zip(found[False], found[True], strict=True)]
    small, large = about.sizes
    number = f"{course[-1]}.{week[-1]}.{name[:2]}"
    return number, about.work, about.reference, small, ratios[0], large, ratios[1], *growth


def digits(value):
    """Two digits, or all before the point."""
    return f"{value:.2g}" if value < 10 else f"{value:.0f}"


def machine():
    """What the numbers were measured with."""
    threads = os.environ.get("OMP_NUM_THREADS", "all")
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"Threads: {threads}. {platform.machine()}, Python {platform.python_version()}, {versions}."
