"""make bughunt: what a slice holds, which errors are planted, what a student finds, and that nobody's work is lost."""

import ast
import random
import sys

import nbformat
import pytest

from tools import bughunt, errors, hunts, slices
from tools.progress import run
from tools.settings import HOME
from utils import bughunt as page
from utils.checks import CheckFailed

COURSE = "Course1"


@pytest.fixture(scope="module")
def found():
    """What two students are to find in a course."""
    return {student: hunts.choose(student, COURSE) for student in ("anna", "ben")}


# --- the code that a function and its check need


def test_a_slice_holds_what_is_needed_and_no_more():
    part = slices.cut(HOME / "Course1/Week1/05_gradient_descent.ipynb", "gradient_descent")
    assert "def gradient_step" in part.given and "def compute_cost" in part.given and "x_toy, y_toy" in part.given
    assert "def gradient_descent" not in part.given and "SOLUTION" not in part.given
    assert "keras" not in part.given and "plotting" not in part.given and "sklearn" not in part.given
    assert {"x_toy", "y_toy", "compute_gradient"} <= part.values and {"np", "check"} <= part.imports
    assert "path_toy" in part.binds - part.values - part.imports
    with pytest.raises(KeyError):
        slices.cut(HOME / "Course1/Week1/05_gradient_descent.ipynb", "no_such_exercise")


@pytest.mark.parametrize(("source", "names"), [
    ("y = x", {"x"}),
    ("def f(a, b=c):\n    d = a\n    return [d + e for e in g]", {"c", "g"}),
    ("print(len(x))", {"x"}),
    ("f = lambda u: u + v", {"v"}),
])  # fmt: skip
def test_names_that_a_statement_reads(source, names):
    assert slices.free(source) == names


@pytest.mark.parametrize(("source", "bound", "changed"), [
    ("a, b = 1, 2", {"a", "b"}, set()),
    ("import os.path as p", {"p"}, set()),
    ("from m import c as d", {"d"}, set()),
    ("def f(x):\n    y = x", {"f"}, set()),
    ("for i in r:\n    s = i", {"i", "s"}, set()),
    ("x += 1", set(), {"x"}),
    ("x[0] = 1", set(), {"x"}),
    ("x.append(1)", set(), {"x"}),
    ("f(x)", set(), set()),
    ("plt.title('x')", set(), {"plt"}),
])  # fmt: skip
def test_names_that_a_statement_binds_or_changes(source, bound, changed):
    statement = ast.parse(source).body[0]
    assert (slices.bindings(statement), slices.changed(statement)) == (bound, changed)


# --- which errors are planted


@pytest.mark.parametrize(("before", "after", "natural"), [
    ("w - alpha * d", "w + alpha * d", True),
    ("X.mean(axis=0)", "X.mean(axis=1)", True),
    ("X.mean(axis=0)", "X.mean()", True),
    ("e @ e / (2 * m)", "e @ e / 2", True),
    ("e @ e / (2 * m)", "e @ e / (3 * m)", False),
    ("range(n)", "range(n + 1)", True),
    ("range(1, n)", "range(2, n)", True),
    ("x[i]", "x[i - 1]", True),
    ("x[1]", "x[0]", True),
    ("x[0]", "x[0 + 5]", False),
    ("np.log(p)", "np.log2(p)", True),
    ("a < b", "a <= b", True),
    ("a == b", "a != b", False),
    ("a is None", "a is not None", False),
    ("not done", "done", False),
    ("f(a, b)", "f(b, a)", True),
    ("(a, b)", "(b, a)", True),
    ("a * b", "a + b", False),
    ("0.5", "1.5", False),
])  # fmt: skip
def test_an_error_is_one_that_a_person_makes_and_overlooks(before, after, natural):
    old, new = (ast.parse(f"def f():\n    return {text}").body[0] for text in (before, after))
    assert errors.is_natural(*errors.difference(old, new)) == natural


def test_errors_lie_in_the_solution_and_leave_the_rest_as_it_is():
    part = slices.cut(HOME / "Course1/Week1/05_gradient_descent.ipynb", "gradient_step")
    node = slices.definition(part.function, part.name)
    right, wrong = errors.right(part.function, node), list(errors.wrong_ones(part.function, node))
    docstring = [part.function.splitlines()[i] for i in range(1, 6)]
    assert len(wrong) > 5 and len({*wrong, right}) == len(wrong) + 1
    for source in [right, *wrong]:
        lines = source.splitlines()
        assert lines[1:6] == docstring and "require_positive(alpha=alpha)" in source and "SOLUTION" not in source
        assert len(lines) == len(right.splitlines())
        assert sum(a != b for a, b in zip(lines, right.splitlines(), strict=True)) == (source != right)
    assert right.endswith("return w - alpha * dj_dw, b - alpha * dj_db")


# --- what a student finds


def test_the_same_student_gets_the_same_and_another_one_other_errors(found):
    assert hunts.choose("anna", COURSE) == found["anna"]
    wrong = {student: {find.wrong for find in finds} for student, finds in found.items()}
    assert len(wrong["anna"]) == len(wrong["ben"]) == hunts.COUNT
    assert len(wrong["anna"] & wrong["ben"]) <= hunts.COUNT // 2
    assert len({find.path for find in found["anna"]}) > 5


def test_every_error_fails_its_check_in_a_kernel_and_the_right_functions_pass_in_any_order(
    found, tmp_path, monkeypatch
):
    monkeypatch.setenv("ML_COURSE_HOME", str(HOME))
    nb = bughunt.page("anna", COURSE, found["anna"])
    path = tmp_path / "Course1.ipynb"
    nbformat.write(nb, path)
    verdicts, stopped = run(path, 120)
    assert stopped is None and len(verdicts) == hunts.COUNT
    for status, message in verdicts.values():
        assert status == "wrong" and "Error:" not in message and hunts.NAMED not in message

    right = {f"exercise-{find.part.name}": find.right for find in found["anna"]}
    for cell in nb.cells:
        cell.source = right.get(cell.id, cell.source)
    again = [nbformat.v4.new_code_cell(c.source) for c in nb.cells if c.id.startswith("check-")]
    nb.cells += random.Random(0).sample(again, len(again))  # each check once more, after all other sections
    nbformat.write(nb, path)
    verdicts, stopped = run(path, 120)
    assert stopped is None and {status for status, _ in verdicts.values()} == {"solved"}, verdicts


def test_a_page_holds_the_docstrings_and_room_for_each_answer(found):
    nb = bughunt.page("anna", COURSE, found["anna"])
    nbformat.validate(nb)
    assert "Eight functions" in nb.cells[1].source and "**anna**" in nb.cells[1].source
    for find in found["anna"]:
        cells = {cell.id: cell for cell in nb.cells}
        node = ast.parse(cells[f"exercise-{find.part.name}"].source).body[0]
        assert ast.get_docstring(node) == ast.get_docstring(slices.definition(find.part.function, find.part.name))
        assert cells[f"answer-{find.part.name}"].source == bughunt.ANSWER
        assert cells[f"check-{find.part.name}"].source.startswith(f'with exercise("{find.part.name}"):\n')


def test_the_key_shows_the_line_as_it_stands_and_as_it_should_be(found):
    for find in found["anna"]:
        head, stands, should = hunts.describe(find).splitlines()
        number = int(head.rsplit("line ", 1)[1].rstrip(":"))
        assert find.part.name in head and COURSE in head
        assert stands.split(maxsplit=1)[1].startswith(find.wrong.splitlines()[number - 1].strip())
        assert should.split(maxsplit=2)[2].startswith(find.right.splitlines()[number - 1].strip())


def test_a_check_gets_its_own_sections_values_back():
    names = {"x": [1], "f": len}
    page.keep(names, "first", "x")
    names["x"].append(2)
    page.restore("first")
    assert names["x"] == [1]
    names["x"].append(3)
    page.restore("first")
    assert names["x"] == [1] and names["f"] is len
    with pytest.raises(CheckFailed, match="Given"):
        page.restore("second")


# --- what is written


@pytest.fixture
def quick(tmp_path, monkeypatch, found):
    """make bughunt in a temporary folder, without the search for errors. Returns a way to call it."""
    monkeypatch.setattr(bughunt, "HOME", tmp_path)
    monkeypatch.setattr(bughunt, "FOLDER", tmp_path / "bughunt")
    monkeypatch.setattr(hunts, "choose", lambda student, course: found[student.replace("heron anna", "ben")])

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["bughunt", *arguments])
        bughunt.main()

    return call


def test_it_writes_three_pages_or_prints_their_key(quick, tmp_path, capsys):
    quick("Anna", "--key")
    assert not list(tmp_path.iterdir()) and capsys.readouterr().out.count("should be") == 24
    quick("Anna")
    assert sorted(path.name for path in tmp_path.rglob("*.ipynb")) == [f"Course{n}.ipynb" for n in (1, 2, 3)]
    assert capsys.readouterr().out.splitlines()[0] == "bughunt/anna/Course1.ipynb: written"


def test_a_page_that_was_worked_on_is_kept_until_asked(quick, tmp_path, capsys):
    quick("anna", "--course", "Course1")
    path = tmp_path / "bughunt/anna/Course1.ipynb"
    fresh = path.read_bytes()
    nb = nbformat.read(path, as_version=4)
    nb.cells[-2].source = "It is the sign."
    nbformat.write(nb, path)
    mine = path.read_bytes()
    quick("anna", "--course", "Course1")
    assert path.read_bytes() == mine and "kept as it is" in capsys.readouterr().out
    quick("anna", "--course", "Course1", "--renew")
    assert path.read_bytes() == fresh
    assert path.with_name("Course1.backup1.ipynb").read_bytes() == mine


def test_a_word_of_the_teachers_changes_the_errors_and_stands_nowhere(quick, tmp_path, found):
    quick("anna", "--course", "Course1", "--word", "heron")
    text = (tmp_path / "bughunt/anna/Course1.ipynb").read_text(encoding="utf-8")
    assert "heron" not in text and f"## 8 · `{found['ben'][7].part.name}`" in text


def test_an_old_page_that_nobody_touched_is_refreshed(quick, tmp_path, found, monkeypatch):
    quick("anna", "--course", "Course1")
    path = tmp_path / "bughunt/anna/Course1.ipynb"
    monkeypatch.setattr(hunts, "choose", lambda student, course: found["ben"])
    quick("anna", "--course", "Course1")
    assert found["ben"][0].part.name in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [
    "", " ", "a/b", "..", ".hidden", "a\\b", "a b", "x" * 65, "-key", "anna.", "_a", "a\n",
])  # fmt: skip
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match="STUDENT must be 1 to 64 letters"):
        bughunt.student_id(name)


def test_names_that_some_systems_take_for_one_are_one():
    assert bughunt.student_id("Zoë-7.b@school") == bughunt.student_id("ZOE\u0308-7.B@SCHOOL") == "zoë-7.b@school"
