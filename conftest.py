"""Settings for all tests: the environment of kernels, and which tests share a process."""

import re

from xdist.scheduler import LoadScopeScheduling

from tools.settings import set_kernel_environment

set_kernel_environment()  # kernels inherit it, so it is made here, before any kernel starts


class ByLesson(LoadScopeScheduling):
    """All tests of one lesson run in one process, and else the tests of one file: what they load is loaded once."""

    def _split_scope(self, nodeid):
        lesson = re.search(r"Course\d/(?:Week\d/)?\w+", nodeid)
        return lesson[0] if lesson else nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config, log):
    """pytest-xdist asks for a scheduler here."""
    return ByLesson(config, log)
