"""TEACHING.md: its tables are what the lessons make, and leave no exercise out."""

import ast
import re

import nbformat
import pytest

from tools import teaching
from tools.generated import lessons
from tools.practice import BEGIN, exercise_name

TEXT = teaching.PAGE.read_text(encoding="utf-8")


def test_the_tables_are_current():
    assert teaching.is_current(), "run make notebooks"


def test_every_exercise_stands_in_its_lessons_row_with_objectives_of_its_week():
    for path in lessons():
        row = next(line for line in TEXT.splitlines() if line.startswith("| ") and f"({teaching.link(path)})" in line)
        exercises, against = row.split("|")[2:4]
        cells = nbformat.read(path, as_version=4).cells
        names = [exercise_name(cell) for cell in cells if BEGIN in cell.source]
        assert sorted(re.findall(r"`(\w+)`", exercises)) == sorted(names)
        ids = teaching.OBJECTIVE.findall(exercises)
        assert ids and {f"Course{name[1]}/Week{name[3]}" for name in ids} == {teaching.link(path.parent)}
        assert against.strip()


def test_the_weeks_have_their_exercises_counted():
    counts = [int(count) for count in re.findall(r"README\.md\) \|[^|]+\| \d+ \| (\d+) \|", TEXT)]
    sources = [cell.source for path in lessons() for cell in nbformat.read(path, as_version=4).cells]
    assert len(counts) == len(teaching.weeks()) and sum(counts) == sum(BEGIN in source for source in sources)


@pytest.mark.parametrize(("check", "found"), [
    ('check("twice", double(2), 4)', ["by hand"]),
    ('check("a", f(x), 1)\ncheck_gradient("b", f, g, at=(1,))', ["by hand", "measured slopes"]),
    ('check_close("scikit-learn agrees", f(x), reference)', ["scikit-learn"]),
    ('compare({"w": (a, b)}, "Keras")', ["Keras"]),
    ('check_close("the loop agrees", f(x), loop(x))', ["a second way"]),
    ('check_close("as measured", g(x), slopes)', ["measured slopes"]),
    ('check("NumPy is not asked", f(x), 1)\ncheck_raises("none", f, [], mention="empty")', ["by hand"]),
])  # fmt: skip
def test_what_a_check_compares_with_is_read_from_its_calls(check, found):
    assert ast.parse(check) and teaching.compared_with(check) == found


@pytest.mark.parametrize("name", ["weeks", "exercises"])
def test_a_page_without_its_marks_is_refused(name):
    with pytest.raises(ValueError, match=f"end of the {name}.*once each"):
        teaching.with_tables(TEXT.replace(teaching.END.format(name), ""))
