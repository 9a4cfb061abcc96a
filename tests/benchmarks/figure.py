"""The README's picture of the table that `make benchmark` ends with."""

import os
from itertools import groupby

import matplotlib.pyplot as plt
from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter
from report import ordered, ratio

from utils.plotting.style import COLOURS, STYLE_FILE

TICKS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20]


def draw(times, path):
    """Draw both ratios of each race, a panel for each course. times: as in report.py, with both sizes of each race."""
    groups = groupby(ordered(times), key=lambda item: item[0].lesson.split("/")[0])
    courses = {f"Course {name[-1]}": list(races) for name, races in groups}
    with plt.style.context(STYLE_FILE):
        fig, axes = plt.subplots(
            len(courses),
            sharex=True,
            squeeze=False,
            figsize=(10, 1 + 0.22 * len(times)),
            height_ratios=[len(races) + 1.5 for races in courses.values()],
        )
        for ax, (title, races) in zip(axes[:, 0], courses.items(), strict=True):
            panel(ax, title, races)
        axes[0, 0].legend(loc="lower right", bbox_to_anchor=(1, 0.99), ncols=2, frameon=False)
        axes[-1, 0].set_xlabel("time from scratch / time of the reference:  left of 1, ours is faster")
        beside = path.with_suffix(".new.png")
        fig.savefig(beside, dpi=160, metadata={"Software": None})
        plt.close(fig)
    os.replace(beside, path)


def panel(ax, title, races):
    """One course: a line for each race, from its ratio at the small size to that at the large one."""
    y = range(len(races))
    small, large = ([ratio(found[size]) for _, found in races] for size in (False, True))
    ax.axvspan(TICKS[0], 1, color=COLOURS["green"], alpha=0.08, linewidth=0)
    ax.axvline(1, color="black", linewidth=1)
    ax.hlines(y, small, large, color="0.6", linewidth=1.5)
    ax.plot(small, y, "o", color="white", markeredgecolor=COLOURS["blue"], markeredgewidth=1.5, label="small table")
    ax.plot(large, y, "s", color=COLOURS["vermilion"], label="large table")
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold")
    ax.set(xscale="log", xlim=(TICKS[0], TICKS[-1]), ylim=(len(races) - 0.4, -0.6))
    ax.set_yticks(y, [about.work for about, _ in races], fontsize=9.5)
    ax.xaxis.set_major_locator(FixedLocator(TICKS))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.grid(axis="y", visible=False)
    right = ax.secondary_yaxis("right")
    right.set_yticks(y, [about.reference for about, _ in races], fontsize=9, color="0.35")
    right.tick_params(length=0)
    right.spines["right"].set_visible(False)
