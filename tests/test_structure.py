"""Every page keeps the rules, practice versions hide what they should, and every objective has its place."""

import nbformat
import pytest
from rules import complaints
from rules.practice import unsolved
from rules.tables import misplaced, not_listed, rows

from tools.generated import lessons, pages, projects
from tools.notebooks import out_of_form
from tools.practice import path_for
from tools.settings import HOME

COUNTS = {"C1": (8, 3, 3), "C2": (9, 12, 12, 3), "C3": (2, 3, 3)}  # objectives a week
WEEKS = [HOME / f"Course{c[1]}/Week{w}" for c, counts in COUNTS.items() for w in range(1, len(counts) + 1)]
OBJECTIVES = [f"{c}W{w}.{i}" for c, counts in COUNTS.items() for w, n in enumerate(counts, 1) for i in range(1, n + 1)]
each_lesson = pytest.mark.parametrize("path", lessons(), ids=lambda path: path.relative_to(HOME).as_posix())
each_page = pytest.mark.parametrize("path", pages(), ids=lambda path: path.relative_to(HOME).as_posix())
each_week = pytest.mark.parametrize("folder", WEEKS, ids=lambda folder: folder.relative_to(HOME).as_posix())


def read(path):
    return nbformat.read(path, as_version=4)


def table(folder):
    return rows((folder / "README.md").read_text(encoding="utf-8"))


def none(found):
    """Fail with one complaint a line."""
    found = list(found)
    assert not found, "\n" + "\n".join(map(str, found))


@each_page
def test_the_page_keeps_the_rules(path):
    none(complaints(read(path), path))


@each_lesson
def test_the_practice_version_is_unsolved(path):
    none(unsolved(read(path_for(path)), read(path), path_for(path)))


def test_every_notebook_is_in_canonical_form():
    none(f"run make notebooks: {path.relative_to(HOME)}" for path in out_of_form())


def test_no_practice_version_has_lost_its_lesson():
    wanted = {path_for(path) for path in lessons()}
    none(path for path in HOME.glob("Course*/Week*/practice/*.ipynb") if path not in wanted)


def test_a_project_and_its_solution_stand_together():
    names = {course: {path.name for path in projects() if path.parent == course} for course in HOME.glob("Course*")}
    none(course for course, found in names.items() if found and found != {"project.ipynb", "project_solution.ipynb"})


def test_lessons_are_numbered_without_gaps():
    for folder in WEEKS:
        numbers = [int(path.name[:2]) for path in lessons() if path.parent == folder]
        assert numbers == list(range(1, len(numbers) + 1)), folder


def test_every_objective_stands_in_its_week():
    listed = [name for folder in WEEKS for name in table(folder)]
    assert listed == OBJECTIVES
    none(name for folder in WEEKS for name in table(folder)
         if f"Course{name[1]}/Week{name[3]}" != folder.relative_to(HOME).as_posix())  # fmt: skip


@each_week
def test_objectives_lead_to_lessons(folder):
    none(complaint for name, where in table(folder).items() for complaint in misplaced(name, where, folder))


@each_lesson
def test_lessons_lead_to_objectives(path):
    none(f"{name}: the week's table does not link here" for name in not_listed(read(path), path, table(path.parent)))
