"""Plant errors in the functions of lessons and see whether the checks notice: `make mutate`.

    python -m tools.mutate                all lessons
    python -m tools.mutate LESSON ...     these, such as Course1/Week1/05_gradient_descent
    python -m tools.mutate -v LESSON      also list what only the property tests noticed

Each function of a lesson gets one small error at a time (tools/planted.py). First the lesson's own check cells that use
the function run, then the lesson's property tests. Nothing is written, nothing is trained again. At least 95 % must be
caught in each lesson, and each survivor must stand in tools/survivors.toml with the reason why nobody can notice it.
"""

import argparse
import ast
import contextlib
import functools
import importlib.util
import inspect
import io
import itertools
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import time
import tomllib
import warnings
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import hypothesis
import numpy as np
import pytest
from tqdm import tqdm

from tools.generated import lessons
from tools.inprocess import run_lesson
from tools.planted import plant
from tools.settings import HOME, set_kernel_environment
from utils.lessons import code_cells, load_definitions

WANTED = 0.95
SECONDS = 5.0  # for one check with one planted error, on top of what it takes without: more is an endless loop
SURVIVORS = HOME / "tools" / "survivors.toml"
DRAWING = ("draw", "plot", "show")


class Verdict(NamedTuple):
    """What became of one planted error. caught_by: "check", "property test" or "" if it survived."""

    function: str
    change: str
    caught_by: str


class TimeIsUp(BaseException):
    """Not an Exception, so that neither a lesson nor hypothesis takes it for an error of its own."""


def examine(path, tests=None):
    """Plant every error in every function of the lesson at `path`; one Verdict each.

    tests: file with its property tests, or None. Raises RuntimeError if a check fails without a planted error.
    """
    tree = ast.parse("\n".join(code_cells(path)))
    nodes = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    lesson, taken = run_lesson(path), load_definitions(path, path.stat().st_mtime_ns)
    properties = property_tests(tests) if tests else []
    ours = [name for name in nodes if not name.startswith(DRAWING) and name in lesson.namespace]  # not of `long` cells
    made = {name: inspect.unwrap(lesson.namespace[name]) for name in ours}
    verdicts = []
    for name, final in made.items():
        trials = [("check", run) for run in check_cells(lesson, name, final, nodes)]
        trials += [("property test", run) for run in properties]
        allowed = [SECONDS + 3 * duration(run, f"{path.stem}, {name}") for _, run in trials]
        for change, source in plant(nodes[name]):
            with planted((final, inspect.unwrap(getattr(taken, name))), name, source):
                noticed = (by for (by, run), limit in zip(trials, allowed, strict=True) if fails(run, limit))
                verdicts.append(Verdict(name, change, next(noticed, "")))
    return verdicts


def check_cells(lesson, name, function, nodes):
    """The check cells of a lesson that use a function, themselves or through others, each as a function to call."""
    uses = {other: _names(node) for other, node in nodes.items()}
    users = {name}
    while more := {other for other, used in uses.items() if used & users} - users:
        users |= more
    for step in lesson.steps:
        is_check = re.search(r"\b(check|compare|assert)", step.cell.source)
        if not is_check or inspect.unwrap(step.before.get(name, len)) is not function:
            continue
        if _names(ast.parse(step.cell.source)) & users:

            def run(step=step):
                lesson.rewind(step)
                arrays = {key: value for key, value in step.before.items() if isinstance(value, np.ndarray)}
                lesson.namespace.update({key: value.copy() for key, value in arrays.items()})
                lesson.run(step.cell.source)

            yield run


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


def fails(run, limit):
    """Whether a check raises an error, or does not end in time (where the system has alarms: not on Windows)."""
    try:
        with quiet(), alarm(limit):
            run()
    except (Exception, pytest.fail.Exception, TimeIsUp):
        return True
    return False


def duration(run, what):
    """How long a check takes without a planted error. Raises RuntimeError if it fails even so."""
    start = time.perf_counter()
    try:
        with quiet():
            run()
    except (Exception, pytest.fail.Exception) as error:
        raise RuntimeError(f"{what}: a check fails without a planted error: {error}") from error
    return time.perf_counter() - start


@contextlib.contextmanager
def planted(functions, name, source):
    """Give functions the body in `source` for a while. Everyone who holds them sees the change."""
    originals = [function.__code__ for function in functions]
    for function in functions:
        namespace = dict(function.__globals__)
        exec(source, namespace)
        function.__code__ = namespace[name].__code__
    try:
        yield
    finally:
        for function, code in zip(functions, originals, strict=True):
            function.__code__ = code


@contextlib.contextmanager
def alarm(seconds):
    """Raise TimeIsUp in the block after so many seconds."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_):
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)  # again and again, should somebody swallow the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def quiet():
    """No output and no warnings: wrong functions overflow and divide by zero."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield


def _names(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def report(lesson, verdicts, explained, verbose=False):
    """(text, whether all is well) for one lesson. explained: {(function, change): reason} from survivors.toml."""
    caught = sum(bool(verdict.caught_by) for verdict in verdicts)
    share = caught / len(verdicts) if verdicts else 1.0
    lines = [f"{lesson}: {caught} of {len(verdicts)} planted errors caught, {100 * share:.1f} %"]
    problems = [] if share >= WANTED else [f"  fewer than {WANTED:.0%} are caught"]
    for function, group in itertools.groupby(verdicts, key=lambda verdict: verdict.function):
        group = list(group)
        by = [sum(verdict.caught_by == kind for verdict in group) for kind in ("check", "property test")]
        lines.append(f"  {function}: {sum(by)} of {len(group)} ({by[0]} by its checks, {by[1]} by property tests)")
        for _, change, caught_by in group:
            if not caught_by:
                reason = explained.get((function, change))
                lines.append(f"    survived   {change}\n               because {reason or '…'}")
            elif verbose and caught_by != "check":
                lines.append(f"    no check   {change}")
    survivors = {(verdict.function, verdict.change) for verdict in verdicts if not verdict.caught_by}
    if open_ := len(survivors - set(explained)):
        problems.append(f"  {open_} survivor{'s' * (open_ > 1)} without a reason in survivors.toml")
    stale = [entry for entry in explained if entry not in survivors]
    problems += [f"  {name}: {change!r} does not survive, take it out of survivors.toml" for name, change in stale]
    return "\n".join(lines + problems), not problems


def examine_lesson(lesson):
    """(lesson, verdicts) for a lesson of the course."""
    course, week, file = re.fullmatch(r"Course(\d)/Week(\d)/(\w+)", lesson).groups()
    tests = HOME / f"tests/properties/test_c{course}w{week}_{file}.py"
    return lesson, examine(HOME / f"{lesson}.ipynb", tests if tests.exists() else None)


def prepare():
    """What a process needs that examines lessons; TensorFlow's log lines, which Python cannot hold back, go nowhere."""
    set_kernel_environment()
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)


def main():
    parser = argparse.ArgumentParser(prog="make mutate", description="Plant errors in lessons; do the checks notice?")
    parser.add_argument("lessons", nargs="*", help="such as Course1/Week1/05_gradient_descent")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what only the property tests noticed")
    options = parser.parse_args()
    every = [path.relative_to(HOME).with_suffix("").as_posix() for path in lessons()]
    named = [name.removesuffix(".ipynb") for name in options.lessons] or every
    explained = tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    if unknown := [name for name in [*named, *explained] if name not in every]:
        sys.exit(f"there is no lesson {', '.join(unknown)}")
    well = True
    context = multiprocessing.get_context("spawn")  # a fresh process each: lessons set seeds, styles and precision
    with ProcessPoolExecutor(2, context, prepare, max_tasks_per_child=1) as pool:
        for lesson, verdicts in tqdm(pool.map(examine_lesson, named), total=len(named), unit="lesson", disable=None):
            reasons = {(entry["function"], entry["change"]): entry["reason"] for entry in explained.get(lesson, [])}
            text, ok = report(lesson, verdicts, reasons, options.verbose)
            tqdm.write(text)
            well &= ok
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
