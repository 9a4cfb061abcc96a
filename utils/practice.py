"""What practice notebooks call: run a check without stopping the page, go on when stuck, count what is solved.

A failing check shows one line and lets the page go on, in JupyterLab and on Colab alike: the exception ends here,
because the tag raises-exception helps in some front ends only. nbgrader, which grades by exceptions, still gets one.
"""

import ast
import contextlib
import inspect
import json
import os
import sys
import textwrap
import traceback
from pathlib import Path
from types import SimpleNamespace

from IPython.display import display

from utils import lessons
from utils.checks import CheckFailed

MIME = "application/vnd.ml-course.exercise+json"  # how `make progress` finds the verdicts in an executed page
_page = SimpleNamespace()


class _NotYours(Exception):
    """The function under the exercise's name is missing, or is the lesson's version."""


def start_page(namespace, lesson, names):
    """Get a practice page ready. namespace: its globals(); lesson: such as "Course1/Week1/05_gradient_descent";
    names: the functions that are exercises on it, in order."""
    _page.namespace, _page.lesson = namespace, lesson
    _page.verdicts = {name: f"· {name}: not checked yet" for name in names}
    _page.passed, _page.given = {}, {}


@contextlib.contextmanager
def exercise(name):
    """Stands around the check of an exercise: shows the verdict in one line and never stops the page."""
    function = _page.namespace.get(name)
    _page.passed.pop(name, None)
    mine = function is not None and function is not _page.given.get(name)
    if not mine:
        what = "the function here is the lesson's" if function else "your cell with the function did not run to its end"
        _page.namespace[name] = _stand_in(f"{what}. Run your own cell, then this check.")
    status, verdict = "wrong", None
    graded = "NBGRADER_EXECUTION" in os.environ
    try:
        with _nothing_on_stderr() if graded else contextlib.nullcontext():
            yield
        status, verdict = "solved", f"✓ {name} solved"
        _page.passed[name] = function
    except NotImplementedError:
        status, verdict = "to write", f"· {name}: still to write"
    except (CheckFailed, _NotYours) as failure:
        verdict = f"✗ {name}: {failure}"
    except Exception as error:
        verdict = f"✗ {name}: {type(error).__name__}: {error} ({_where(error, function)})"
    finally:
        if not mine:
            _page.namespace[name] = function
        _remember(name, function if status == "solved" else None)
    verdict = _page.verdicts[name] = " ".join(verdict.split())
    record = {"lesson": _page.lesson, "exercise": name, "status": status, "message": verdict}
    display({MIME: record, "text/plain": verdict}, raw=True)
    if status != "solved" and graded:
        raise CheckFailed(verdict)


def carry_on(name):
    """The learner's function if it passed its check, otherwise the lesson's version, so that the page can go on."""
    mine = _page.namespace.get(name)
    if mine is not None and _page.passed.get(name) is mine:
        return mine
    path = lessons.HOME / f"{_page.lesson}.ipynb"
    _page.given[name] = getattr(lessons.load_definitions(path, path.stat().st_mtime_ns), name)
    print(f"{name} counts as unsolved. The page goes on with the lesson's version.")
    return _page.given[name]


def page_progress():
    """Print what is solved on this page and what the other checks say."""
    print(f"Solved on this page: {len(_page.passed)} of {len(_page.verdicts)}")
    print("\n".join(_page.verdicts.values()))


@contextlib.contextmanager
def _nothing_on_stderr():
    """Python's warnings go to stdout, TensorFlow's log lines nowhere: nbgrader gives no points to a cell on stderr."""
    with contextlib.redirect_stderr(sys.stdout), open(os.devnull, "wb") as nowhere:
        kept = os.dup(2)
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _stand_in(message):
    def not_yours(*args, **kwargs):
        raise _NotYours(message)

    return not_yours


def _where(error, function):
    """The learner's line that raised the error; or that the check could not use what the function returned."""
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    mine = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    if mine:
        return f"line {mine[-1].lineno} of your cell: {mine[-1].line}"
    return "the check could not use what your function returned; is a return missing, or a part of it?"


def _remember(name, function):
    """In my_practice/, note the version that passed, so that `take` prefers it; or that there is none."""
    if not Path.cwd().is_relative_to(lessons.PRACTICE):
        return
    solved = lessons.read_solved()
    page = solved.setdefault(_page.lesson, {})
    page.pop(name, None)
    if function is not None:
        with contextlib.suppress(OSError, TypeError, SyntaxError):  # defined in a way that leaves no source
            page[name] = lessons.fingerprint(ast.parse(textwrap.dedent(inspect.getsource(function))).body[0])
    lessons.save(lessons.SOLVED, json.dumps(solved, indent=1, sort_keys=True))
