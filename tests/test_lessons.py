"""`take` loads what a lesson defines, runs nothing else, and prefers what the learner has solved."""

import inspect
import json
import os
import traceback

import pytest
from nbformat import v4, write

from utils import lessons
from utils.lessons import take

LESSON = "Course1/Week1/05_example"
SOURCES = [
    "import a_module_that_nobody_has\nimport numpy as np\nfrom math import hypot as length",
    "RATE = 0.5\nrate = 1 / 0\nprint('trained')",
    "%matplotlib inline\n!false\nRATES: int = 0",
    '''def double(x):
    """Twice x."""
    return 2 * np.asarray(x)


def far(a, b):
    return length(a, b)''',
    "class Point:\n    def size(self):\n        return RATE",
    "raise RuntimeError('this must not run')",
]


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with one lesson, in a temporary folder that is also the current one."""
    for name, folder in {"HOME": ".", "PRACTICE": "my_practice", "SOLVED": "my_practice/.solved.json"}.items():
        monkeypatch.setattr(lessons, name, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    save(tmp_path / f"{LESSON}.ipynb", SOURCES)
    return tmp_path


def save(path, sources):
    path.parent.mkdir(parents=True, exist_ok=True)
    write(v4.new_notebook(cells=[v4.new_markdown_cell("# A"), *map(v4.new_code_cell, sources)]), path)


def test_only_definitions_and_the_imports_they_need_are_run(course, capsys):
    double, far, RATE, Point = take(LESSON, "double", "far", "RATE", "Point")
    assert far(3, 4) == 5
    assert double([1, 2]).tolist() == [2, 4] and RATE == 0.5 and Point().size() == 0.5
    assert capsys.readouterr().out == ""


def test_what_a_lesson_takes_from_another_comes_along(course):
    sources = [
        "from utils.lessons import take",
        f"double, RATE = take({LESSON!r}, 'double', 'RATE')\ndoubled = double(1)",
        "def fourfold(x):\n    return double(double(x)) + 0 * RATE",
    ]
    save(course / "Course1/Week2/01_later.ipynb", sources)
    assert take("Course1/Week2/01_later", "fourfold")(3) == 12
    with pytest.raises(AttributeError, match="doubled"):
        take("Course1/Week2/01_later", "doubled")


def test_a_single_name_gives_a_single_thing(course):
    assert take(LESSON, "double")(3) == 6


def test_sources_and_tracebacks_show_the_lesson(course):
    assert inspect.getsource(take(LESSON, "double")).startswith("def double(x):")
    with pytest.raises((TypeError, ValueError)) as caught:
        take(LESSON, "double")(object())
    assert "return 2 * np.asarray(x)" in "".join(traceback.format_tb(caught.value.__traceback__))


def test_a_lesson_that_is_not_there_is_named(course):
    with pytest.raises(FileNotFoundError, match="no lesson 'Course1/Week1/06_none'"):
        take("Course1/Week1/06_none", "double")


@pytest.mark.parametrize("name", ["triple", "rate", "a_module_that_nobody_has"])
def test_a_name_that_is_not_there_is_named_with_those_that_are(course, name):
    with pytest.raises(AttributeError, match=f"does not define '{name}'; it defines .*double"):
        take(LESSON, "double", name)


def test_an_edited_lesson_is_read_again(course):
    path = course / f"{LESSON}.ipynb"
    assert take(LESSON, "RATE") == 0.5
    save(path, ["RATE = 0.75"])
    os.utime(path, ns=(1, 1))
    assert take(LESSON, "RATE") == 0.75


@pytest.fixture
def learner(course, monkeypatch):
    """A learner in my_practice/, whose `double` says so, and a function that records it as solved."""
    folder = course / "my_practice" / "Course1" / "Week1"
    mine = "def double(x):\n    # mine\n    return helper(x)"
    sources = [mine, "def helper(x):\n    return ('mine', x)", "def half_written(", "1 / 0"]
    save(course / "my_practice" / f"{LESSON}.ipynb", sources)
    monkeypatch.chdir(folder)

    def solve(source=mine, name="double"):
        lessons.SOLVED.write_text(json.dumps({LESSON: {name: lessons.fingerprint(source)}}))

    return solve


def test_the_lessons_version_is_taken_until_mine_has_passed(learner):
    assert take(LESSON, "double")(1) == 2


def test_my_version_is_taken_once_it_has_passed(learner):
    learner()
    assert take(LESSON, "double")(1) == ("mine", 1)


def test_a_comment_more_is_no_change(learner):
    learner("def double(x):\n\n    return helper(x)  # all the same")
    assert take(LESSON, "double")(1) == ("mine", 1)


def test_my_version_is_not_taken_if_i_changed_it_since(learner):
    learner("def double(x):\n    return x + x")
    assert take(LESSON, "double")(1) == 2


def test_my_version_is_not_taken_outside_of_my_practice(learner, course, monkeypatch):
    learner()
    assert take(LESSON, "double")(1) == ("mine", 1)
    monkeypatch.chdir(course)
    assert take(LESSON, "double")(1) == 2


def test_a_damaged_record_counts_as_empty(learner):
    lessons.SOLVED.write_text("{")
    assert take(LESSON, "double")(1) == 2


def test_a_fingerprint_is_of_what_a_function_does():
    same = ["def f(x): return x", "def f(x):\n    # the same\n    return (x)"]
    assert len({lessons.fingerprint(source) for source in same}) == 1
    assert lessons.fingerprint("def f(x): return -x") != lessons.fingerprint(same[0])
