"""The table that `make benchmark` ends with: for each piece of work, from scratch against the reference."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter, config):
    """Print one row for each race (works.py) that was timed."""
    session = getattr(config, "_benchmarksession", None)
    groups = {}
    for bench in getattr(session, "benchmarks", []):
        groups.setdefault(bench.group, {})[bench.extra_info["side"]] = bench.stats.min
    rows = []
    for group, best in groups.items():
        if {"from scratch", "reference"} <= best.keys():
            ours, theirs = best["from scratch"], best["reference"]
            work, size = group.split(" | ")
            rows.append((work, size, _seconds(ours), _seconds(theirs), f"{ours / theirs:.2f}"))
    if not rows:
        return
    rows.insert(0, ("work", "size", "from scratch", "reference", "ratio"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    terminalreporter.section("from scratch against the reference, best times")
    for row in rows:
        left, right = row[:2], row[2:]
        cells = [f"{text:<{width}}" for text, width in zip(left, widths[:2], strict=True)]
        cells += [f"{text:>{width}}" for text, width in zip(right, widths[2:], strict=True)]
        terminalreporter.write_line("   ".join(cells))
    terminalreporter.write_line("A ratio below 1: from scratch is faster.")


def _seconds(value):
    """A time with three digits in the unit that suits it."""
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if value * factor >= 1 or unit == "µs":
            return f"{value * factor:.3g} {unit}"
