"""make classroom: what it writes, and that nbgrader hands it out without solutions and grades it as it should.

The second half runs nbgrader itself. It needs the environment that `make classroom` makes:

    COURSE_VENV=.venv-nbgrader COURSE_EXTRA=requirements-nbgrader.txt make test ARGS=tests/test_nbgrader.py
"""

import importlib.util
import os
import runpy
import shutil
import subprocess
import sys

import nbformat
import pytest
from test_mistakes import with_body

from tools import classroom, practice
from tools.settings import HOME

WEEK, NAME = "Course1/Week1", "C1W1"
needs_nbgrader = pytest.mark.skipif(
    importlib.util.find_spec("nbgrader") is None, reason="nbgrader is not installed here; the file says how to run this"
)


def read(path):
    return nbformat.read(path, as_version=4)


def sources(path):
    """{cell id: source} of a notebook."""
    return {cell.id: cell.source for cell in read(path).cells}


# --- what it writes


@pytest.fixture
def folder(tmp_path):
    """A folder with the assignment of a week in it."""
    done = classroom.write_week(WEEK, tmp_path)
    assert len(done) == 6 and set(done.values()) == {"written"}
    return tmp_path


def test_the_source_is_the_practice_version_with_its_solutions(folder):
    lesson = HOME / WEEK / "05_gradient_descent.ipynb"
    cells = read(folder / "source" / NAME / lesson.name).cells
    solved = [cell.source for cell in cells if cell.metadata.get("nbgrader", {}).get("solution")]
    assert solved == [cell.source for cell in read(lesson).cells if practice.BEGIN in cell.source]
    locked = [cell.id for cell in cells if cell.metadata.get("nbgrader", {}).get("locked")]
    assert locked[:2] == ["bootstrap", "start-page"]
    assert sum(name.startswith("carry-on-") for name in locked) == len(solved)
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert "badge" not in text and "](.." not in text and "](practice" not in text
    assert f"https://github.com/{classroom.repository()}/blob/main/{WEEK}/03_linear_model_and_cost.ipynb" in text


def test_what_a_teacher_changed_is_kept_until_asked(folder):
    changed = folder / "source" / NAME / "01_python_and_jupyter.ipynb"
    before = changed.read_text(encoding="utf-8")
    changed.write_text("mine")
    assert classroom.write_week(WEEK, folder)[changed.name] == "kept"
    assert changed.read_text() == "mine"
    done = classroom.write_week(WEEK, folder, renew=True)
    assert done.pop(changed.name) == "renewed" and set(done.values()) == {"current"}
    assert changed.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("week", ["", "Course1", "Course9/Week1", "../Course1/Week1", "Course1/Week1/practice"])
def test_what_is_no_week_is_refused(tmp_path, week):
    with pytest.raises(ValueError, match="WEEK must be a week of the course, such as Course1/Week1, got"):
        classroom.write_week(week, tmp_path)
    assert not list(tmp_path.iterdir())


# --- what nbgrader makes of it


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with the week's assignment handed out, and two submissions of it graded."""
    folder = tmp_path_factory.mktemp("course")
    classroom.write_week(WEEK, folder)
    nbgrader(folder, "generate_assignment", NAME)
    for student in ("right", "wrong"):
        shutil.copytree(folder / "release" / NAME, folder / "submitted" / student / NAME)
        for path in (folder / "submitted" / student / NAME).glob("*.ipynb"):
            solve(path, folder / "source" / NAME / path.name)
    spoil(folder / "submitted" / "wrong" / NAME, folder / "release" / NAME)
    nbgrader(folder, "autograde", NAME)
    return folder


def nbgrader(folder, *command):
    """Run nbgrader in its course's folder, without the settings of this machine's other courses."""
    environment = {key: value for key, value in os.environ.items() if key != "ML_COURSE_HOME"}
    path = os.pathsep.join([os.path.dirname(sys.executable), environment["PATH"]])  # it starts other programs by name
    done = subprocess.run(
        [shutil.which("nbgrader", path=path), *command],
        cwd=folder, env={**environment, "PATH": path, "HOME": str(folder)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def solve(path, source):
    """Write the solutions into a submission."""
    nb, solved = read(path), sources(source)
    for cell in nb.cells:
        if cell.id.startswith("exercise-"):
            cell.source = solved[cell.id]
    nbformat.write(nb, path)


def spoil(submission, release):
    """One function wrong that later ones call, one blank, and the blank one's check made harmless."""
    path = submission / "05_gradient_descent.ipynb"
    nb = read(path)
    wrong = runpy.run_path(str(HOME / "tests/mistakes/c1w1_05_gradient_descent.py"))["WRONG"]["gradient_step"]
    cell = next(cell for cell in nb.cells if cell.id == "exercise-gradient_step")
    cell.source = with_body(cell.source, "gradient_step", wrong["alpha is left out"])
    nbformat.write(nb, path)
    path = submission / "03_linear_model_and_cost.ipynb"
    nb, blank = read(path), sources(release / path.name)
    for cell in nb.cells:
        if cell.id == "exercise-compute_cost":
            cell.source = blank[cell.id]
        elif cell.id == "check-compute_cost":
            cell.source = "print('all is well')"
    nbformat.write(nb, path)


@needs_nbgrader
def test_what_students_get_holds_no_solution(course):
    released = sorted((course / "release" / NAME).glob("*.ipynb"))
    assert len(released) == 5
    for path in released:
        given, solved = sources(path), sources(course / "source" / NAME / path.name)
        exercises = [name for name in solved if name.startswith("exercise-")]
        assert exercises
        for name in exercises:
            assert "yours to write" in given[name] and practice.BEGIN not in given[name]
            lines = [line.strip() for line in practice.SOLUTION.search(solved[name])[2].splitlines()]
            assert not {line for line in lines if len(line) > 20} & {line.strip() for line in given[name].splitlines()}


@needs_nbgrader
def test_the_right_one_gets_all_points_and_the_wrong_one_loses_exactly_two(course):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        scores, lost = {}, {}
        for student in ("right", "wrong"):
            submission = gradebook.find_submission(NAME, student)
            assert not submission.needs_manual_grade
            scores[student] = submission.score, submission.max_score
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            lost[student] = {grade.name for grade in grades if grade.score != grade.max_score}
    exercises = sum(
        name.startswith("exercise-") for path in (course / "source" / NAME).glob("*.ipynb") for name in sources(path)
    )
    assert scores == {"right": (exercises, exercises), "wrong": (exercises - 2, exercises)}
    assert lost == {"right": set(), "wrong": {"check-compute_cost", "check-gradient_step"}}
