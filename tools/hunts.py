"""Which functions and errors a student gets in a bug hunt, for tools/bughunt.py.

A function is an exercise of a lesson, its check the exercise's own. An error is taken only if the check notices it by a
wrong value: an error message or a warning would point to the line, and a mistake that the check knows would be named.
"""

import difflib
import random
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import NamedTuple

import nbformat
import numpy as np

from tools import errors, practice, slices
from tools.generated import lessons
from tools.inprocess import Lesson
from tools.sandbox import TimeIsUp, alarm, quiet
from tools.settings import HOME, LONG
from utils.bughunt import keep, restore
from utils.checks import CheckFailed

COUNT, SECONDS = 8, 10.0  # of processor time: three times what any takes, so that no machine is too slow
SHORT = 45  # letters: in a solution of fewer the error is seen at a glance
SLOW = re.compile(r"\b(keras|tensorflow|tf)\b")  # no networks: a page runs at once, and anywhere
TAKEN = re.compile(r'\btake\(\s*"([^"]+)"')
NAMED = "the answer you get when"  # how utils.checks names a mistake


class Find(NamedTuple):
    """A function to mend: its lesson's path, its slices.Part, and it as it is and as it should be (sources)."""

    path: Path
    part: slices.Part
    wrong: str
    right: str


def choose(student, course, count=COUNT):
    """The Finds of a student for a course, such as "Course1": one a lesson as far as that goes.

    student: any text, the same text gives the same Finds.
    They come in the order of the lessons. Raises RuntimeError if the course has too few functions that fit.
    """
    rng, found = random.Random(f"{student} {course}"), []
    for path, name in shuffled(exercises(course), rng):
        if len(found) == count:
            return sorted(found, key=lambda find: find.path.as_posix())
        part = slices.cut(path, name)
        if is_fit(part) and fits(part, found):
            find = plant_one(path, part, rng)
            found += [find] if find else []
    raise RuntimeError(f"{course} has only {len(found)} functions for a bug hunt, {count} are wanted")


def exercises(course):
    """{path of a lesson: names of its exercises}, without the lessons that train for minutes."""
    paths = [path for path in lessons() if path.parts[-3] == course]
    return {
        path: [practice.exercise_name(c) for c in nbformat.read(path, as_version=4).cells if practice.BEGIN in c.source]
        for path in paths
        if path.relative_to(HOME).with_suffix("").as_posix() not in LONG
    }


def shuffled(exercises, rng):
    """Yield (path, name) of all exercises, mixed: first one of each lesson, then a second of each, and so on."""
    mixed = {path: rng.sample(names, len(names)) for path, names in exercises.items()}
    for turn in range(max(map(len, mixed.values()))):
        for path in rng.sample(list(mixed), len(mixed)):
            if turn < len(mixed[path]):
                yield path, mixed[path][turn]


def is_fit(part):
    """Whether a function's section needs no TensorFlow, and its solution is long enough to hide an error."""
    taken = [(HOME / f"{lesson}.ipynb").read_text(encoding="utf-8") for lesson in TAKEN.findall(part.given)]
    slow = SLOW.search(part.given + part.function + part.check) or any("import keras" in text for text in taken)
    solution = practice.SOLUTION.search(part.function)[2]
    return not slow and len("".join(solution.split())) >= SHORT


def fits(part, found):
    """Whether a function can share a page with others: no name is one's function, another's value, a third's import."""

    def clash(one, other):
        return one.name in {other.name, *other.binds} or one.imports & (other.binds - other.imports)

    return not any(clash(part, other.part) or clash(other.part, part) for other in found)


def plant_one(path, part, rng):
    """A Find with one error that the check notices, by chance; None if there is none, or if the check needs more."""
    node, lesson = slices.definition(part.function, part.name), Lesson(part.name)
    lesson.namespace["keep"] = keep
    try:
        with quiet():  # however long it takes: a slow machine is to find the same
            lesson.run(given(part))
    except Exception:
        return None
    right = errors.right(part.function, node)
    if verdict(lesson, part, right) != "":
        return None
    sources = list(dict.fromkeys(errors.wrong_ones(part.function, node)))
    for wrong in rng.sample(sources, len(sources)):
        if (said := verdict(lesson, part, wrong)) and NAMED not in said:
            return Find(path, part, formatted(wrong), formatted(right))
    return None


def given(part):
    """The code that a function and its check need, and the line that notes its values for the check."""
    return formatted(f'{part.given}\n\nkeep(globals(), "{part.name}", "{" ".join(sorted(part.values))}")')


def verdict(lesson, part, function):
    """What the check says of a function (source): "" if it passes, None if something else goes wrong."""
    try:
        with quiet(), alarm(SECONDS), np.errstate(all="warn"), warnings.catch_warnings():
            warnings.simplefilter("error")
            lesson.run(function)
            restore(part.name)
            lesson.run(part.check)
    except CheckFailed as failed:
        return str(failed)
    except (Exception, TimeIsUp):
        return None
    return ""


def formatted(source):
    """Code as ruff lays it out, so that no line of it stands out."""
    command = [sys.executable, "-m", "ruff", "format", "--quiet", "--isolated", "--line-length", "110", "-"]
    done = subprocess.run(command, input=source, capture_output=True, check=True, encoding="utf-8")
    return done.stdout.rstrip("\n")


def describe(find):
    """For the teacher: where the error is, the line as it stands and as it should be."""
    lines, wanted = find.wrong.splitlines(), find.right.splitlines()
    text = f"  {find.part.name} ({find.path.relative_to(HOME).with_suffix('').as_posix()})"
    for kind, a, b, c, d in difflib.SequenceMatcher(None, lines, wanted, autojunk=False).get_opcodes():
        if kind != "equal":
            stands, should = (" ".join(" ".join(part).split()) for part in (lines[a:b], wanted[c:d]))
            text += f", line {a + 1}:\n    stands     {stands}\n    should be  {should}"
    return text
