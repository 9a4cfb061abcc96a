"""Practice: what is built from a lesson, what a learner sees, what is copied, kept and counted."""

import copy
import io
import json
import os
import shutil
import subprocess
import sys
import textwrap

import nbformat
import pytest
from nbformat import v4

from tools import copies, generated, notebooks, practice, progress
from tools.generated import lessons
from tools.kernels import client_for
from tools.needed import needed, without_idle_imports
from tools.settings import HOME
from utils import lessons as taking
from utils import practice as page
from utils.checks import CheckFailed

COST = """\
def compute_cost(x, y, w, b):
    \"\"\"Half the mean squared error of the line w*x + b.\"\"\"
    x, y = require_vectors(x=x, y=y)
    ### BEGIN SOLUTION
    error = w * x + b - y

    # halved
    return (error @ error) / (2 * len(x))
    ### END SOLUTION"""
COST_CHECK = """\
x, y = np.array([1.0, 2.0]), np.array([300.0, 500.0])
check("cost of the line 200x + 90", compute_cost(x, y, 200, 90), 50.0, mistakes={"the ½ is missing": 100.0})"""
SLOPE = """\
def slope(x, y, w, b):
    \"\"\"The slope of the cost along w.\"\"\"
    total = 0.0
    for x_i, y_i in zip(x, y, strict=True):
        ### BEGIN SOLUTION
        total += (w * x_i + b - y_i) * x_i
        ### END SOLUTION
    return total / len(x)"""
SLOPE_CHECK = 'check("slope of the line 200x + 90", slope(x, y, 200, 90), -15.0)'
IMPORTS = "import numpy as np\n\nfrom utils.checks import check\nfrom utils.guards import require_vectors"
AFTER = 'print(f"after: {compute_cost(x, y, 200, 100):.0f} {slope(x, y, 200, 90):.0f}")'
HINTS = ["Look at the errors first.", "Square them; `@` sums."]
LESSON = "Course1/Week1/05_gradient_descent"


def sample():
    """A lesson as an author writes it, with two exercises."""
    text, code = v4.new_markdown_cell, v4.new_code_cell
    cost = code(COST)
    cost.metadata["course"] = {"hints": HINTS}
    title = text("# Sample\n\n[Data](../../data/README.md), [before](04_slopes.ipynb#so), ![it](img/it.png)")
    cells = [title, code(IMPORTS), cost, code(COST_CHECK), code(SLOPE), code(SLOPE_CHECK), text("So."), code(AFTER)]
    return v4.new_notebook(cells=cells)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one lesson in an empty folder. Returns the lesson's path."""
    for module in (generated, practice, copies, taking):
        monkeypatch.setattr(module, "HOME", tmp_path)
    monkeypatch.setattr(copies, "MINE", tmp_path / "my_practice")
    monkeypatch.setattr(copies, "COPIED", tmp_path / "my_practice" / ".copied.json")
    monkeypatch.setattr(progress, "CACHE", tmp_path / "my_practice" / ".progress.json")
    monkeypatch.setattr(taking, "PRACTICE", tmp_path / "my_practice")
    monkeypatch.setattr(taking, "SOLVED", tmp_path / "my_practice" / ".solved.json")
    shutil.copytree(HOME / "utils", tmp_path / "utils", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    publish(sample(), path)
    return path


def publish(nb, path):
    """Write a lesson and its practice version, as `make notebooks` does. Returns the practice version."""
    notebooks.normalise(nb, path)
    blank = practice.build(nb, path)
    notebooks.write(nb, path)
    notebooks.write(blank, practice.path_for(path))
    return blank


def write_body(nb, name, body):
    """Put a learner's body into an exercise, in place."""
    cell = next(cell for cell in nb.cells if cell.id == f"exercise-{name}")
    stub = cell.source.index("# Your code here")
    indent = " " * (stub - cell.source.rindex("\n", 0, stub) - 1)
    after = cell.source[cell.source.index("yours to write") :].partition("\n")[2]
    lines = textwrap.indent(body, indent).lstrip()
    cell.source = cell.source[:stub] + lines + ("\n" + after if after else "")


def edit(path, name, body):
    """As a learner: write a body and save."""
    nb = nbformat.read(path, as_version=4)
    write_body(nb, name, body)
    nbformat.write(nb, path)


def run_all(nb, folder):
    """Run a page from top to bottom, as Run All does; an error ends it. Returns its records in order."""
    client_for(nb, folder, timeout=300).execute(stderr=subprocess.DEVNULL)  # the kernel's own log
    outputs = [output for cell in nb.cells for output in cell.get("outputs", [])]
    return [output.data[page.MIME] for output in outputs if page.MIME in output.get("data", {})]


def run(nb, folder):
    """As run_all. Returns {exercise: (status, message)}."""
    return {record["exercise"]: (record["status"], record["message"]) for record in run_all(nb, folder)}


def printed(nb):
    """All that a page printed."""
    return "".join(o.get("text", "") for cell in nb.cells for o in cell.get("outputs", []))


def with_solutions_tried(blank, lesson):
    """A practice notebook in which each exercise is first solved and checked, then put back, and left blank.

    One kernel then shows both: that the solutions pass, and that blanks stop nothing. Cells that no exercise needs are
    left out, and imports that they do not use: they are the lesson's own, which is executed elsewhere.
    """
    solved = copy.deepcopy(blank)
    for cell in lesson.cells:
        if cell.cell_type == "code" and practice.BEGIN in cell.source:
            body = textwrap.dedent(practice.SOLUTION.search(cell.source)[2]).strip("\n")
            write_body(solved, practice.exercise_name(cell), body)
    pairs = [pair for pair in zip(blank.cells, solved.cells, strict=True) if pair[0].cell_type == "code"]
    checks = [i for i, (cell, _) in enumerate(pairs) if cell.id.startswith("check-")]
    sources, bodies = [], {cell.id: cell.source for _, cell in pairs}
    for cell, _ in (pairs[i] for i in needed([cell.source for _, cell in pairs], checks)):
        if cell.id.startswith("check-"):
            body = bodies[cell.id.replace("check-", "exercise-", 1)]
            back = "(lambda names, before: (names.clear(), names.update(before)))(globals(), names_before)"
            sources += ["names_before = dict(globals())", body, cell.source, back]
        sources.append(cell.source)
    cells = map(v4.new_code_cell, without_idle_imports(sources))
    return v4.new_notebook(cells=[*cells], metadata=blank.metadata)


# What is built


def test_a_solution_becomes_a_stub_in_its_place():
    assert practice.blank(COST, "compute_cost").splitlines()[2:] == [
        "    x, y = require_vectors(x=x, y=y)",
        "    # Your code here (2 lines in ours)",
        '    raise NotImplementedError("compute_cost is yours to write")',
    ]
    assert practice.blank(SLOPE, "slope").splitlines()[3:] == [
        "    for x_i, y_i in zip(x, y, strict=True):",
        "        # Your code here (1 line in ours)",
        '        raise NotImplementedError("slope is yours to write")',
        "    return total / len(x)",
    ]


def test_building_leaves_the_lesson_as_it_is_and_gives_the_solution_away_nowhere(course):
    nb = nbformat.read(course, as_version=4)
    before = notebooks.as_text(nb)
    blank = practice.build(nb, course)
    assert notebooks.as_text(nb) == before
    nbformat.validate(blank)
    text = notebooks.as_text(blank)
    assert practice.BEGIN not in text and "error @ error" not in text and "outputs" in text
    assert all(not cell.outputs and cell.execution_count is None for cell in blank.cells if cell.cell_type == "code")
    assert [cell.id for cell in blank.cells if "-" in cell.id] == [
        *("how-to-practise", "start-page", "hints-compute_cost", "exercise-compute_cost", "check-compute_cost"),
        *("carry-on-compute_cost", "exercise-slope", "check-slope", "carry-on-slope", "page-progress"),
    ]
    hints = next(cell.source for cell in blank.cells if cell.id == "hints-compute_cost")
    assert hints.count("</summary>\n\n") == 2 and hints.index(HINTS[0]) < hints.index(HINTS[1])


def test_what_cannot_become_practice_is_refused():
    with pytest.raises(ValueError, match="no mathematics"):
        practice.fold("f", ["Divide by $2m$."])
    with pytest.raises(ValueError, match="string over several lines"):
        practice.guarded('check("""a\nb""", f(1), 2)', "f")
    with pytest.raises(ValueError, match="in the body of a function"):
        practice.exercise_name(v4.new_code_cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION"))


@pytest.mark.parametrize(
    ("link", "in_practice", "in_mine"),
    [
        ("[a](04_slopes.ipynb#so)", "../04_slopes.ipynb#so", "../../../Course1/Week1/04_slopes.ipynb#so"),
        ("[a](../../data/README.md)", "../../../data/README.md", "../../../data/README.md"),
        ("![a](img/it.png)", "../img/it.png", "../../../Course1/Week1/img/it.png"),
        ('<img src="img/it.png">', "../img/it.png", "../../../Course1/Week1/img/it.png"),
        ("[a](practice/05.ipynb)", "05.ipynb", "../../../Course1/Week1/practice/05.ipynb"),
        ("[a](https://example.org/x.y)", "https://example.org/x.y", "https://example.org/x.y"),
        ("[a](#section)", "#section", "#section"),
        ("$a^{[l](i)}$", "(i)", "(i)"),
    ],
)
def test_links_are_right_in_each_of_the_three_places(link, in_practice, in_mine, tmp_path):
    week = tmp_path / "Course1" / "Week1"
    once = practice.relink(link, week, week / "practice")
    twice = practice.relink(once, week / "practice", tmp_path / "my_practice" / "Course1" / "Week1")
    assert in_practice in once and in_mine in twice


@pytest.mark.skipif(not lessons(), reason="no lesson yet")
def test_practice_notebooks_are_in_step_with_their_lessons():
    assert [path.relative_to(HOME).as_posix() for path in notebooks.out_of_form()] == [], "run make notebooks"


# What a learner sees


@pytest.fixture
def started(monkeypatch, capsys):
    """A started page without a kernel: its namespace, and a way to run one check and get its verdict."""
    shown = []
    monkeypatch.setattr(page, "display", lambda bundle, raw: shown.append(bundle))
    namespace = {}
    page.start_page(namespace, LESSON, ["f"])

    def check_that(action):
        with page.exercise("f"):
            action()
        assert shown[-1]["text/plain"] == shown[-1][page.MIME]["message"]
        return shown[-1][page.MIME]["status"], shown[-1]["text/plain"]

    return namespace, check_that


def raises(error):
    def function():
        raise error

    return function


def test_a_verdict_is_one_line_that_helps(started):
    namespace, check_that = started
    for function, status, message in [
        (lambda: 1, "solved", "✓ f solved"),
        (raises(NotImplementedError("f is yours")), "to write", "· f: still to write"),
        (raises(CheckFailed("got 2.\nThat is when.")), "wrong", "✗ f: got 2. That is when."),
        (raises(NameError("no q")), "wrong", "✗ f: NameError: no q (line "),
        (raises(RecursionError("deep")), "wrong", "of your cell: raise error)"),
    ]:
        namespace["f"] = function
        got = check_that(lambda: namespace["f"]())
        assert got[0] == status and message in got[1] and "\n" not in got[1]
    namespace["f"] = lambda: None
    assert "is a return missing" in check_that(lambda: [*namespace["f"]()])[1]


def test_a_function_that_is_not_the_learners_is_never_counted(started, course):
    namespace, check_that = started
    assert "did not run to its end" in check_that(lambda: namespace["f"]())[1]
    page.start_page(namespace, LESSON, ["compute_cost", "f"])
    given = namespace["compute_cost"] = page.carry_on("compute_cost")
    assert given([1], [2], 0, 0) == 2
    with page.exercise("compute_cost"):
        namespace["compute_cost"]([1], [2], 0, 0)
    assert namespace["compute_cost"] is given and "the lesson's. Run your own" in page._page.verdicts["compute_cost"]


def test_a_learner_can_interrupt_and_nbgrader_gets_its_exception(started, monkeypatch):
    namespace, check_that = started
    namespace["f"] = raises(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        check_that(namespace["f"])
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    namespace["f"] = raises(CheckFailed("got 2"))
    with pytest.raises(CheckFailed, match="got 2"):
        check_that(namespace["f"])


def test_a_warning_or_a_log_line_costs_no_points(monkeypatch, capfd):
    def f():
        print("overflow", file=sys.stderr)
        os.write(2, b"no graphics card\n")  # as TensorFlow does, past Python

    monkeypatch.setattr(page, "display", lambda bundle, raw: None)
    page.start_page({"f": f}, LESSON, ["f"])
    with page.exercise("f"):
        f()
    assert capfd.readouterr().err == "overflow\nno graphics card\n"
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with page.exercise("f"):
        f()
    assert capfd.readouterr() == ("overflow\n", "")
    print("still there", file=sys.stderr)
    assert capfd.readouterr().err == "still there\n"


def test_a_page_of_blanks_runs_to_its_end_and_a_solved_function_is_taken_by_later_lessons(course, monkeypatch):
    copies.copy_all()
    mine = copies.mine(course)
    nb = nbformat.read(mine, as_version=4)
    assert run(nb, mine.parent) == {
        "compute_cost": ("to write", "· compute_cost: still to write"),
        "slope": ("to write", "· slope: still to write"),
    }
    assert "after: 0 -15" in printed(nb) and "Solved on this page: 0 of 2" in printed(nb)

    monkeypatch.chdir(mine.parent)
    nb = nbformat.read(mine, as_version=4)
    write_body(nb, "compute_cost", "mine = w * x + b - y\nreturn mine @ mine / 2 / len(x)")
    nbformat.write(nb, mine)
    assert "mine" not in taking.take(LESSON, "compute_cost").__code__.co_varnames  # it is not checked yet
    write_body(nb, "slope", "total += w * x_i + b - y_i")
    verdicts = run(nb, mine.parent)
    assert verdicts["compute_cost"] == ("solved", "✓ compute_cost solved")
    assert verdicts["slope"][0] == "wrong" and "200x + 90: got -10" in verdicts["slope"][1]
    assert "Solved on this page: 1 of 2" in printed(nb)
    assert "mine" in taking.take(LESSON, "compute_cost").__code__.co_varnames
    monkeypatch.chdir(course.parent)
    assert "mine" not in taking.take(LESSON, "compute_cost").__code__.co_varnames

    monkeypatch.chdir(mine.parent)
    edit(copies.mine(course), "slope", "syntax error(")  # a cell that is being written disturbs nobody
    assert "mine" in taking.take(LESSON, "compute_cost").__code__.co_varnames
    nb = nbformat.read(mine, as_version=4)
    cell = next(cell for cell in nb.cells if cell.id == "exercise-compute_cost")
    cell.source = cell.source.replace("/ 2 /", "/")
    nbformat.write(nb, mine)
    assert "mine" not in taking.take(LESSON, "compute_cost").__code__.co_varnames
    nb.cells = [c for c in nb.cells if "slope" not in c.id and c.id != "page-progress" and c.source != AFTER]
    assert "when the ½ is missing." in run(nb, mine.parent)["compute_cost"][1]
    assert json.loads(taking.SOLVED.read_text())[LESSON] == {}


# What is copied, and what is kept


def test_an_old_copy_is_refreshed_and_an_edited_one_is_kept(course, capsys):
    copies.copy_all()
    mine = copies.mine(course)
    ran = nbformat.read(mine, as_version=4)
    ran.cells[3].outputs = [v4.new_output("stream", text="run")]  # running a page is no edit
    nbformat.write(ran, mine)
    newer = sample()
    newer.cells[-1].source += "\n# newer"
    publish(newer, course)
    copies.copy_all()
    assert "# newer" in mine.read_text() and "1 refreshed" in capsys.readouterr().out

    edit(mine, "slope", "total += 1")
    edited = mine.read_bytes()
    copies.copy_all()
    assert "newer version" not in capsys.readouterr().out
    publish(sample(), course)
    copies.copy_all()
    assert mine.read_bytes() == edited
    out = capsys.readouterr().out
    assert "yours is kept, and a newer version exists" in out and f"--renew {LESSON}" in out


def test_a_lesson_is_renewed_only_when_asked_twice_and_with_a_backup(course, monkeypatch, capsys):
    copies.copy_all()
    mine = copies.mine(course)
    edit(mine, "slope", "total += 1")
    edited = mine.read_bytes()
    for answer in ("\n", "n\n", ""):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        with pytest.raises(SystemExit, match="Nothing was changed"):
            copies.renew(LESSON)
        assert mine.read_bytes() == edited
    for number in (1, 2):
        monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
        copies.renew(LESSON)
        assert mine.with_suffix(".backup1.ipynb").read_bytes() == edited
        assert mine.with_suffix(f".backup{number}.ipynb").exists() and "slope is yours" in mine.read_text()
    with pytest.raises(SystemExit, match="no practice notebook"):
        copies.renew("Course1/Week1/99_none")


@pytest.mark.parametrize("file", [".ipynb", ".copied.json"])
def test_an_interrupted_copy_leaves_nothing_half(course, monkeypatch, file):
    copies.copy_all()
    mine, move = copies.mine(course), os.replace
    old = mine.read_bytes()
    newer = sample()
    newer.cells[-1].source += "\n# newer"
    publish(newer, course)

    def broken(source, target):
        if str(target).endswith(file):
            raise KeyboardInterrupt
        move(source, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(os, "replace", broken)
        copies.copy_all()
    nbformat.validate(nbformat.read(mine, as_version=4))
    assert mine.read_bytes() == old or "# newer" in mine.read_text()
    copies.copy_all()
    assert "# newer" in mine.read_text() and not copies.edited()


# What is counted


def test_progress_runs_edited_notebooks_once_and_ends_endless_loops(course, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["progress", "--timeout", "15"])
    copies.copy_all()
    capsys.readouterr()
    progress.main()
    assert "not edited a practice notebook yet" in capsys.readouterr().out
    mine, ran, really = copies.mine(course), [], progress.run

    def counted(path, timeout):
        ran.append(path)
        return really(path, timeout)

    monkeypatch.setattr(progress, "run", counted)
    edit(mine, "compute_cost", "e = w * x + b - y\nreturn e @ e / len(x)")
    edit(mine, "slope", "while True:\n    pass")
    saved = mine.read_bytes()
    for _ in range(2):
        progress.main()
        out = capsys.readouterr().out
        assert "Course 1 Week 1  ░░░░░░░░░░  0 of 2 solved" in out and "when the ½ is missing." in out
        assert "ran out of time (15 s) in exercise slope" in out
    assert ran == [mine] and mine.read_bytes() == saved

    entry = {"digest": copies.edited()[course], "timeout": 15, "stopped": None}
    verdicts = {"compute_cost": ["solved", "✓"], "slope": ["to write", "· slope: still to write"]}
    progress.CACHE.write_text(json.dumps({LESSON: {**entry, "verdicts": verdicts}}))
    progress.main()
    assert "█████░░░░░  1 of 2 solved\n  05_gradient_descent\n    · slope: still" in capsys.readouterr().out
    mine.write_text("no notebook")
    progress.main()
    assert "cannot be read as a notebook" in capsys.readouterr().out


# Every lesson of the course


def exercised():
    """The lessons that have exercises."""
    return [path for path in lessons() if practice.BEGIN in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", exercised(), ids=lambda path: "/".join([*path.parts[-3:-1], path.stem]))
def test_an_unsolved_exercise_says_so_and_blocks_nothing_after_it_and_its_solution_passes(path):
    lesson, blank = (nbformat.read(file, as_version=4) for file in (path, practice.path_for(path)))
    records = run_all(with_solutions_tried(blank, lesson), practice.path_for(path).parent)
    verdicts = [(record["status"], record["message"]) for record in records]
    solved_first = [("solved", f"✓ {name} solved") for name in progress.exercises(path)]
    then_blank = [("to write", f"· {name}: still to write") for name in progress.exercises(path)]
    assert verdicts == [verdict for pair in zip(solved_first, then_blank, strict=True) for verdict in pair]
