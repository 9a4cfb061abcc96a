"""The look of the course's figures, and their text form."""

from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from utils.plotting.describe import describe

STYLE_FILE = Path(__file__).with_name("course.mplstyle")

# Okabe and Ito's colours, by name. Every drawing function also varies marker or line style.
COLOURS = {
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "black": "#000000",
}
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
LINE_STYLES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)))


def use_course_style():
    """Give figures the course's look, and let a notebook store a description of each beside its picture.

    The description takes the place of `<Figure size 560x320 with 1 Axes>`. It serves screen readers, and it is what the
    regression test compares, because the bytes of a picture change with every version of matplotlib.
    """
    plt.style.use(STYLE_FILE)
    Figure.__repr__ = describe  # the inline backend stores repr(figure) as text/plain


def axes_or_new(ax, **options):
    """`ax`, or the axes of a new figure if it is None. options: for plt.subplots."""
    return plt.subplots(**options)[1] if ax is None else ax


def refresh_legend(ax):
    """Show a legend if anything on `ax` has a label."""
    if ax.get_legend_handles_labels()[1]:
        ax.legend()
