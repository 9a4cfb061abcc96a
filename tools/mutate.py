"""Plant errors in the functions of lessons and see whether the checks notice: `make mutate`.

    python -m tools.mutate                  all lessons
    python -m tools.mutate LESSON ...       these, such as Course1/Week1/05_gradient_descent
    python -m tools.mutate -v LESSON        also list what only the property tests notice
    python -m tools.mutate --record FILE    write who notices each error, as JSON; for the other options, see --help

Each function of a lesson gets one small error at a time (tools/planted.py). The lesson's own check cells and its
property tests run on it (tools/trials.py), the cheapest first, until one notices. At least 95 % must be caught in each
lesson, and each survivor must stand in tools/survivors.toml with the reason why nobody can notice it.
"""

import argparse
import functools
import json
import multiprocessing
import os
import re
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tqdm import tqdm

from tools.generated import lessons
from tools.planted import plant
from tools.settings import HOME, set_kernel_environment
from tools.trials import Subject
from tools.verdicts import Verdict, by_week, record, report
from utils.lessons import save

SURVIVORS = HOME / "tools" / "survivors.toml"


def examine(path, tests=None, checks_first=False):
    """Plant every error in every function of the lesson at `path`; one Verdict each.

    tests: file with its property tests, or None. checks_first: "property test" then means that no check notices.
    Raises RuntimeError if a check fails without a planted error.
    """
    subject = Subject(path, tests)
    return [
        Verdict(name, change, subject.caught_by(name, source, checks_first))
        for name, node in subject.functions.items()
        for change, source in plant(node)
    ]


def examine_lesson(lesson, checks_first=False):
    """(lesson, verdicts) for a lesson of the course."""
    course, week, file = re.fullmatch(r"Course(\d)/Week(\d)/(\w+)", lesson).groups()
    tests = HOME / f"tests/properties/test_c{course}w{week}_{file}.py"
    return lesson, examine(HOME / f"{lesson}.ipynb", tests if tests.exists() else None, checks_first)


def prepare():
    """What a process needs that examines lessons; TensorFlow's log lines, which Python cannot hold back, go nowhere."""
    set_kernel_environment()
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)


def read_options(every):
    """The command line. every: names of all lessons."""
    parser = argparse.ArgumentParser(prog="make mutate", description="Plant errors in lessons; do the checks notice?")
    parser.add_argument("lessons", nargs="*", help="such as Course1/Week1/05_gradient_descent")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what only the property tests notice")
    parser.add_argument("--record", type=Path, metavar="FILE", help="write {lesson: {function: {error: who notices}}}")
    parser.add_argument("--jobs", type=int, default=2, help="how many lessons at a time")
    options = parser.parse_args()
    options.lessons = [name.removesuffix(".ipynb") for name in options.lessons] or every
    return options


def main():
    every = [path.relative_to(HOME).with_suffix("").as_posix() for path in lessons()]
    options, explained = read_options(every), tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    if unknown := [name for name in [*options.lessons, *explained] if name not in every]:
        sys.exit(f"there is no lesson {', '.join(unknown)}")
    well, found = True, {}
    work = functools.partial(examine_lesson, checks_first=bool(options.verbose or options.record))
    context = multiprocessing.get_context("spawn")  # a fresh process each: lessons set seeds, styles and precision
    with ProcessPoolExecutor(options.jobs, context, prepare, max_tasks_per_child=1) as pool:
        results = pool.map(work, options.lessons)
        for lesson, verdicts in tqdm(results, total=len(options.lessons), unit="lesson", disable=None):
            reasons = {(entry["function"], entry["change"]): entry["reason"] for entry in explained.get(lesson, [])}
            text, ok = report(lesson, verdicts, reasons, options.verbose)
            tqdm.write(text)
            well &= ok
            found[lesson] = record(verdicts)
    print(by_week(found))
    if options.record:
        save(options.record, json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
