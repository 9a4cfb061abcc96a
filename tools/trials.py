"""The trials of a lesson, its check cells and property tests, run on functions with a planted error.

    subject = Subject(path, tests)
    for name, node in subject.functions.items():
        for change, source in plant(node):                 # tools/planted.py
            subject.caught_by(name, source)                # "check", "property test", or "" if nobody notices
            subject.checks_catch(name, source)             # whether the lesson's own checks do

All happens in this process: nothing is written, and no cell runs again but the checks. Use a fresh process for each
lesson, because lessons set seeds, styles and precision.
"""

import ast
import functools
import importlib.util
import inspect
import itertools
import re
import sys
import tempfile
from collections.abc import Callable
from typing import NamedTuple

import hypothesis
import nbformat
import numpy as np

from tools.inprocess import run_lesson
from tools.sandbox import fails, measure, planted
from utils.lessons import code_cells, load_definitions

CHECK, PROPERTY = "check", "property test"
CHECKS = r"\b(check|compare|assert)"  # what a check cell holds
DRAWING = ("draw", "plot", "show")


class Trial(NamedTuple):
    """One thing that may notice an error. seconds: what it takes without one; calls: the functions that it calls."""

    kind: str
    run: Callable
    seconds: float
    calls: frozenset


class Subject:
    """A lesson whose functions can be given errors. functions: {name: its syntax tree}, but for those that draw."""

    def __init__(self, path, tests=None):
        """path: of the lesson. tests: the file with its property tests, or None.

        Raises RuntimeError if a trial fails without an error.
        """
        tree = ast.parse("\n".join(code_cells(path)))
        nodes = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        lesson, taken = run_lesson(path, wanted_cells(path)), load_definitions(path, path.stat().st_mtime_ns)
        # The functions of `long` cells have not been defined.
        ours = [name for name in nodes if not name.startswith(DRAWING) and hasattr(lesson.module, name)]
        self.functions = {name: nodes[name] for name in ours}
        self.held = {  # by the lesson's cells, and by property tests
            name: [inspect.unwrap(getattr(holder, name)) for holder in (lesson.module, taken)] for name in ours
        }
        runs = [(CHECK, run) for run in check_cells(lesson)]
        runs += [(PROPERTY, run) for run in (property_tests(tests) if tests else [])]
        found = [(kind, run, *measure(run, self.held, path.stem, kind == CHECK)) for kind, run in runs]
        self.trials = sorted(itertools.starmap(Trial, found), key=lambda trial: trial.seconds)

    def caught_by(self, name, source, checks_first=False):
        """The kind of the first trial that notices the function `name` with the body in `source`, "" if none does.

        The cheapest trials come first, so that the expensive ones only see what is left. checks_first: of each kind by
        itself, so that "property test" means that no check notices.
        """
        trials = [trial for trial in self.trials if name in trial.calls]
        if checks_first:
            trials.sort(key=lambda trial: trial.kind != CHECK)  # keeps the order within each kind
        with planted(self.held[name], name, source):
            return next((trial.kind for trial in trials if fails(trial)), "")

    def checks_catch(self, name, source):
        """Whether a check cell of the lesson notices the function `name` with the body in `source`."""
        with planted(self.held[name], name, source):
            return any(fails(trial) for trial in self.trials if trial.kind == CHECK and name in trial.calls)


def wanted_cells(path):
    """The sources of the lesson's cells that check or define something: only these, and what they need, are run."""
    sources = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return [source for source in sources if re.search(rf"{CHECKS}|^def ", source, re.MULTILINE)]


def check_cells(lesson):
    """The check cells of a lesson, each as a function to call. It sees the names as they stood before the cell."""
    for step in lesson.steps:
        tags = step.cell.metadata.get("tags", [])
        if re.search(CHECKS, step.cell.source) and "raises-exception" not in tags:
            yield functools.partial(_run_again, lesson, step)


def _run_again(lesson, step):
    lesson.rewind(step)
    arrays = {key: value for key, value in step.before.items() if isinstance(value, np.ndarray)}
    lesson.namespace.update({key: value.copy() for key, value in arrays.items()})
    lesson.run(step.cell.source)


def property_tests(file):
    """The tests of a file of property tests, each as a function to call, with few examples and no shrinking."""
    hypothesis.configuration.set_hypothesis_home_dir(tempfile.gettempdir() + "/hypothesis")
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutate", max_examples=15, derandomize=True, deadline=None, database=None, phases=phases,
        suppress_health_check=list(hypothesis.HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    hypothesis.settings.load_profile("mutate")  # before the import: tests keep the profile they were made with
    sys.path.insert(0, str(file.parent))  # as pytest does
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [case for name, test in vars(module).items() if name.startswith("test_") for case in cases(test)]


def cases(test):
    """A test once for each combination of its pytest.mark.parametrize values, as functions to call."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    for values in itertools.product(*(mark.args[1] for mark in marks)):
        arguments = {}
        for mark, value in zip(marks, values, strict=True):
            names = mark.args[0]
            names = names.replace(" ", "").split(",") if isinstance(names, str) else names
            arguments |= dict(zip(names, value if len(names) > 1 else [value], strict=True))
        yield functools.partial(test, **arguments)
