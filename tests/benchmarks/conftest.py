"""What `make benchmark` adds to the tests here: times, a table at the end and, if asked for, the README's figure.

`make test` runs the same tests at the small size and without a stopwatch: there they show that both sides agree.
"""

from pathlib import Path

import pytest
from report import lines
from works import RACES

from utils import timing

TIMES = pytest.StashKey()  # {race: {large: (ours, theirs) in seconds}}
SECONDS = 1.2  # that a race lasts at one size, about
FIGURE = Path(__file__).resolve().parents[2] / "docs" / "benchmark.png"


def pytest_addoption(parser):
    group = parser.getgroup("benchmark")
    group.addoption("--time", action="store_true", help="time each race at both sizes and print a table")
    group.addoption("--figure", action="store_true", help="draw the table as docs/benchmark.png")


def pytest_configure(config):
    config.stash[TIMES] = {}


def pytest_generate_tests(metafunc):
    """Each race at its small size and, if it is timed, at its large one."""
    if "large" in metafunc.fixturenames:
        sizes = (False, True) if metafunc.config.getoption("--time", default=False) else (False,)
        metafunc.parametrize("large", sizes, ids=["small", "large"][: len(sizes)])


@pytest.fixture
def stopwatch(request):
    """A function that times the two sides of a race, in turns, if times are asked for."""

    def measure(about, large, *sides):
        if request.config.getoption("--time", default=False):
            runners = dict(enumerate(sides))
            first = timing.race(runners, repeats=1)
            repeats = int(SECONDS / sum(max(seconds, 0.02) for seconds in first.values()))
            again = timing.race(runners, repeats=min(max(repeats, 2), 15))
            best = tuple(min(first[side], again[side]) for side in runners)
            request.config.stash[TIMES].setdefault(about, {})[large] = best

    return measure


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter, config):
    """Print the table, and draw it if every race was timed at both sizes."""
    times = config.stash.get(TIMES, {})
    if not times:
        return
    terminalreporter.section("from scratch against the reference")
    for line in lines(times):
        terminalreporter.write_line(line)
    if config.getoption("--figure"):
        from figure import draw  # here, because matplotlib takes a while to load

        if all(len(times.get(about, {})) == 2 for about in RACES):
            draw(times, FIGURE)
            terminalreporter.write_line(f"Drawn: {FIGURE}")
        else:
            terminalreporter.write_line("Not drawn: the figure needs every race at both sizes.")
