"""Figures in words: for people who listen to them, and for the test that a figure still shows what it showed."""

from itertools import groupby
from weakref import WeakKeyDictionary

import matplotlib.category as mcategory
import matplotlib.dates as mdates
import matplotlib.ticker as mticker
from matplotlib.axes import Axes

from utils.plotting.contents import contents
from utils.plotting.ranges import range_text

_KEPT_OUT = WeakKeyDictionary()  # axes -> set of "ranges", "counts"
_MOST_ENTRIES = 40


def keep_out_of_description(ax, ranges=True, counts=True):
    """Leave what training moves out of the description of `ax`.

    ax: axes, or a list or array of axes. ranges: leave out the axis ranges. counts: leave out how many points, bars and
    the like there are, and the words on a drawing; lines and images are still counted. Call it again to change it.
    """
    for each in [ax] if isinstance(ax, Axes) else getattr(ax, "flat", ax):
        _KEPT_OUT[each] = {name for name, out in (("ranges", ranges), ("counts", counts)) if out}


def describe(fig):
    """A matplotlib figure in words, one paragraph a panel.

    fig: a Figure. Returns a text of several lines: title, axis labels and coarse ranges, what is drawn and how much of
    it, legend. The same on every machine and for every matplotlib from 3.10; nothing is drawn or changed.
    """
    panels = [panel for ax in fig.axes for panel in (ax, *ax.child_axes) if panel.get_visible()]
    title = _one_line(fig.get_suptitle())
    head = f"Figure “{title}”" if title else "Figure"
    lines = [f"{head} with {len(panels)} panel{'s' * (len(panels) != 1)}" if panels else f"{head}, empty"]
    number = 1
    for text, same in groupby(_panel(ax) for ax in panels):
        last = number + len(list(same)) - 1
        lines.append(f"{number}. {text}" if last == number else f"{number} to {last}, each: {text}")
        number = last + 1
    lines += [_legend(legend) for legend in fig.legends if legend.get_visible()]
    return "\n".join(lines)


def _panel(ax):
    kept_out = _KEPT_OUT.get(ax, set())
    if ax.get_label() == "<colorbar>":
        return _colour_bar(ax, kept_out)
    titles = [_one_line(ax.get_title(loc)) for loc in ("left", "center", "right")]
    heading = " · ".join(f"“{title}”" for title in titles if title) or "no title"
    drawn = "; ".join(contents(ax, counts="counts" not in kept_out)) or "nothing drawn"
    if not getattr(ax, "_axis3don", ax.axison):  # a picture or a drawing: no scales to speak of, but words on it
        words = [] if "counts" in kept_out else [_one_line(text.get_text()) for text in ax.texts if text.get_visible()]
        return f"{heading}: {drawn}" + ("\n   words: " + _listed(words) if any(words) else "")
    if ax.get_aspect() != "auto" and ax.get_adjustable() == "datalim":
        kept_out = kept_out | {"ranges"}  # the size of the window sets them, not the data
    lines = [heading, *(_axis(ax, letter, kept_out) for letter in "xyz" if hasattr(ax, f"{letter}axis")), drawn]
    if ax.get_legend() and ax.get_legend().get_visible():
        lines.append(_legend(ax.get_legend()))
    return "\n   ".join(lines)


def _colour_bar(ax, kept_out):
    label = _one_line(ax.get_ylabel() or ax.get_xlabel()) or "no label"
    along_y = ax.yaxis.get_view_interval().tolist() != [0, 1] or ax.get_ylabel()
    span = "" if "ranges" in kept_out else range_text(ax.yaxis if along_y else ax.xaxis)
    return "colour bar: " + label + (f", {span}" if span else "")


def _axis(ax, letter, kept_out):
    axis = getattr(ax, f"{letter}axis")
    label = _one_line(axis.get_label_text())
    text = f"{letter}: {label}" if label else f"no {letter} label"
    ticks = _named_ticks(axis)
    if ticks:
        return f"{text}, ticks {_listed(ticks)}"
    span = "" if "ranges" in kept_out else range_text(axis)
    return f"{text}, {span}" if span else text


def _named_ticks(axis):
    """The words an author put at the ticks, if any."""
    locator, formatter = axis.get_major_locator(), axis.get_major_formatter()
    numeric = (mticker.ScalarFormatter, mticker.LogFormatter, mticker.NullFormatter, mdates.DateFormatter)
    if not isinstance(locator, mticker.FixedLocator | mcategory.StrCategoryLocator) or isinstance(formatter, numeric):
        return []
    return [text for tick in formatter.format_ticks(list(locator())) if (text := _one_line(tick))]


def _legend(legend):
    title = _one_line(legend.get_title().get_text())
    heading = f"legend “{title}”" if title else "legend"
    return f"{heading}: " + _listed([_one_line(text.get_text()) for text in legend.get_texts()])


def _listed(words):
    rest = len(words) - _MOST_ENTRIES
    return " | ".join(words[:_MOST_ENTRIES]) + (f" | and {rest} more" if rest > 0 else "")


def _one_line(text):
    return " ".join(str(text).split())
