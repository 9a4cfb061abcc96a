"""Axis ranges as text, rounded so coarsely that every machine writes the same."""

import math
from decimal import Decimal

import matplotlib.dates as mdates

# Rounding has edges, and values people choose (0.25, 1.05, 10) like to lie on them, where the last bit of a float would
# decide. The edges are moved by this part of a step, which no short decimal number hits.
NUDGE = math.sqrt(2) / 100


def range_text(axis):
    """The range of a matplotlib axis, such as "0.6 to 3.4" or "1e-6 to 100, log scale".

    Linear: two digits of the span. Log: one digit of each end. Dates: days. Empty if the range is not finite.
    """
    low, high = (float(end) for end in axis.get_view_interval())
    if axis.get_inverted():
        low, high = max(low, high), min(low, high)
    if not (math.isfinite(low) and math.isfinite(high)) or low == high:
        return ""
    scale = axis.get_scale()
    if scale == "log":
        return f"{_one_digit(low)} to {_one_digit(high)}, log scale"
    exponent = math.floor(math.log10(abs(high - low)) + NUDGE) - 1
    if isinstance(axis.get_major_locator(), mdates.DateLocator):
        days = (_steps(end, max(exponent, 0)) * Decimal(10) ** max(exponent, 0) for end in (low, high))
        return " to ".join(mdates.num2date(int(day)).strftime("%Y-%m-%d") for day in days)
    text = " to ".join(_plain(_steps(end, exponent).scaleb(exponent)) for end in (low, high))
    return text if scale == "linear" else f"{text}, {scale} scale"


def _steps(value, exponent):
    """How many steps of 10**exponent make up `value`, as a whole Decimal."""
    return Decimal(math.floor(value / 10.0**exponent + 0.5 + NUDGE))


def _one_digit(value):
    """A positive number to one significant digit."""
    exponent = math.floor(math.log10(value))
    return _plain(_steps(value, exponent).scaleb(exponent))


def _plain(number):
    """A Decimal without exponent where that is short, and never as -0."""
    if number == 0:
        return "0"
    number = number.normalize()
    return f"{number:,f}" if Decimal("1e-4") <= abs(number) < Decimal("1e7") else f"{number:e}"
