"""The README's picture of the table that `make benchmark` ends with."""

import io
import os

import matplotlib.pyplot as plt
from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from report import ordered, ratio

from utils.plotting.style import COLOURS, STYLE_FILE

COLUMNS = (("Course1", "Course3"), ("Course2",))  # about the same number of rows in both
TICKS = (0.0001, 0.001, 0.01, 0.1, 0.3, 1, 3, 10, 100)


def draw(times, path):
    """Draw both ratios of each race, a panel for each course. times: as in report.py, with both sizes of each race."""
    every = [ratio(seconds) for found in times.values() for seconds in found.values()]
    limits = min(every) / 1.5, max(every) * 1.5
    with plt.style.context(STYLE_FILE):
        fig = plt.figure(figsize=(11, 9), layout="constrained")
        for part, courses in zip(fig.subfigures(1, len(COLUMNS)), COLUMNS, strict=True):
            races = [[race for race in ordered(times) if race[0].lesson.startswith(course)] for course in courses]
            axes = part.subplots(len(courses), squeeze=False, height_ratios=[len(some) + 2 for some in races])[:, 0]
            for ax, course, some in zip(axes, courses, races, strict=True):
                panel(ax, f"Course {course[-1]}", some, limits)
            axes[-1].set_xlabel("time from scratch / time of the reference\nshaded: ours is faster", fontsize=10)
        axes[0].legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, fontsize=9.5, frameon=False, borderaxespad=0)
        picture = io.BytesIO()
        fig.savefig(picture, dpi=160)
        plt.close(fig)
    notes, beside = PngInfo(), path.with_suffix(".new.png")
    notes.add_text("races", names(times))  # so that a test sees when the picture is out of date
    Image.open(picture).convert("RGB").quantize(64).save(beside, optimize=True, pnginfo=notes)
    os.replace(beside, path)


def names(races):
    """What is raced against what, as one text."""
    return "; ".join(sorted(f"{about.work} against {about.reference}" for about in races))


def panel(ax, title, races, limits):
    """One course: a line for each race, from its ratio at the small size to that at the large one."""
    y = range(len(races))
    small, large = ([ratio(found[size]) for _, found in races] for size in (False, True))
    ax.axvspan(limits[0], 1, color=COLOURS["green"], alpha=0.08, linewidth=0)
    ax.axvline(1, color="black", linewidth=1)
    ax.hlines(y, small, large, color="0.6", linewidth=1.5)
    ax.plot(small, y, "o", color="white", markeredgecolor=COLOURS["blue"], markeredgewidth=1.5, label="small size")
    ax.plot(large, y, "s", color=COLOURS["vermilion"], markersize=5, label="large size")
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold")
    ax.set(xscale="log", xlim=limits, ylim=(len(races) - 0.4, -0.6))
    ax.set_yticks(y, [f"{about.work}{'*' * about.is_loop}" for about, _ in races], fontsize=9.5)
    ax.tick_params(axis="x", labelsize=9.5)
    ax.xaxis.set_major_locator(FixedLocator(TICKS))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.grid(axis="y", visible=False)
