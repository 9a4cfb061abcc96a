"""Settings for all tests: the environment of kernels, and which tests share a process."""

import importlib.util
import re

import pytest
from xdist.scheduler import LoadScopeScheduling

from tools.settings import LONG, set_kernel_environment

set_kernel_environment()  # kernels inherit it, so it is made here, before any kernel starts


RUNNING = ("test_mistakes.py", "test_practice.py")  # the files whose tests execute lessons


def lesson_of(nodeid):
    """The lesson that a test is about, such as Course1/Week1/05_gradient_descent, or None."""
    found = re.search(r"Course\d/(?:Week\d/)?\w+", nodeid)
    return found and found[0]


def pytest_itemcollected(item):
    """What executes a long lesson is marked so: it needs -m long, and is skipped without the lesson's packages."""
    packages = LONG.get(lesson_of(item.nodeid))
    if packages and (item.path.suffix == ".ipynb" or item.path.name in RUNNING):
        item.add_marker("long")
        if missing := [name for name in packages if importlib.util.find_spec(name) is None]:
            reason = f"{' and '.join(missing)} missing: pip install -r requirements-lander.txt"
            item.add_marker(pytest.mark.skip(reason=reason))


class ByLesson(LoadScopeScheduling):
    """All tests of one lesson run in one process, and else the tests of one file: what they load is loaded once."""

    def _split_scope(self, nodeid):
        return lesson_of(nodeid) or nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config, log):
    """pytest-xdist asks for a scheduler here."""
    return ByLesson(config, log)
