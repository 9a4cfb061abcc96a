"""A rule that cannot fail is no rule: each one is silent about a good lesson, and complains about a broken one."""

import nbformat
import pytest
from good_lesson import PATH, PROJECT, good_lesson, good_project, picture, printed
from nbformat import v4
from rules import RULES, complaints
from rules.practice import unsolved
from rules.tables import misplaced, not_listed, rows

from tools.practice import build, path_for
from tools.settings import repository


def cell(nb, start):
    """The cell that starts so."""
    return next(cell for cell in nb.cells if cell.source.startswith(start))


def delete(start):
    return lambda nb: nb.cells.remove(cell(nb, start))


def replace(start, old, new):
    def change(nb):
        found = cell(nb, start)
        assert old in found.source
        found.source = found.source.replace(old, new)

    return change


def say(text):
    return lambda nb: nb.cells.insert(-1, v4.new_markdown_cell(text))


def run(source, **kwargs):
    return lambda nb: nb.cells.insert(-1, v4.new_code_cell(source, **kwargs))


def output(text, name="stdout"):
    return lambda nb: cell(nb, "print").outputs.append(printed(text, name))


def value(text):
    return lambda nb: cell(nb, "print").outputs.append(v4.new_output("execute_result", {"text/plain": text}))


def swap(first, second):
    def change(nb):
        a, b = nb.cells.index(cell(nb, first)), nb.cells.index(cell(nb, second))
        nb.cells[a], nb.cells[b] = nb.cells[b], nb.cells[a]

    return change


def error(nb):
    cell(nb, "print").outputs.append(v4.new_output("error", ename="E", evalue="no", traceback=["no"]))


def tag(start, *tags):
    return lambda nb: cell(nb, start).metadata.update(tags=list(tags))


def clear(start):
    return lambda nb: cell(nb, start).update(outputs=[])


def show(nb):
    cell(nb, "def draw").outputs = [picture("<Figure size 640x480 with 1 Axes>")]


def figures(nb):
    cell(nb, "def draw").outputs = [picture()] * 13


def unmark(nb):
    del cell(nb, "def double").metadata["nbgrader"]


BROKEN = [
    ("one_title", say("# Another title")),
    ("one_title", replace("# An", "# ", "## ")),
    ("parts_in_order", swap("# An", "What is")),
    ("parts_in_order", swap("import", "def draw")),
    ("parts_in_order", delete("# Find the course's files")),
    ("parts_in_order", lambda nb: nb.cells.append(v4.new_markdown_cell("The end."))),
    ("bootstrap_is_ours", replace("# Find", "Find", "Look for")),
    ("badges_lead_here", replace("[![Open", "99_example", "98_example")),
    ("badges_lead_here", replace("[![Open", "blob/main", "blob/other")),
    ("navigation_leads_on", lambda nb: nb.cells[-1].update(source="[contents](README.md)")),
    ("address_only_where_generated", say(f"[ours](https://github.com/{repository()})")),
    ("size_in_bounds", lambda nb: nb.cells.__delitem__(slice(20, -1))),
    ("size_in_bounds", say("word " * 2000)),
    ("size_in_bounds", say("word" * 200_000)),
    ("size_in_bounds", run("x = 1\n" * 31)),
    ("size_in_bounds", figures),
    ("size_in_bounds", delete("def double")),
    ("objectives_of_this_week", replace("What is", "C1W1.5", "C2W1.5")),
    ("objectives_of_this_week", replace("What is", "- say it (C1W1.5)", "")),
    ("recall_has_three_questions", delete("## Recall")),
    ("folded_blocks", delete("## Recall")),
    ("folded_blocks", replace("## Recall", "</summary>\n\n", "</summary>\n")),
    ("folded_blocks", replace("## Recall", "Because.", "Because $x = 1$.")),
    ("folded_blocks", replace("## Recall", "\n\n</details>", "")),
    ("executed_in_order", lambda nb: cell(nb, "print").update(execution_count=None)),
    ("executed_in_order", clear("print")),
    ("exercises_have_checks", delete('check("twice", double')),
    ("exercises_have_checks", unmark),
    ("defined_once", run("def draw(w):\n    '''Draw it again.'''")),
    ("documented", run("def draw_all(w):\n    pass")),
    ("documented", replace("def double", "Raises", "Gives a")),
    ("documented", replace("def double", "Returns", "Gives")),
    ("documented", replace("def double", "(m,)", "long")),
    ("documented", replace("def double", "x: ", "")),
    ("nothing_forbidden", run("%pip install numpy")),
    ("nothing_forbidden", run("%matplotlib widget")),
    ("nothing_forbidden", run("!ls")),
    ("nothing_forbidden", run("plt.close()")),
    ("nothing_forbidden", run("eval('1')")),
    ("nothing_forbidden", run("import pickle")),
    ("nothing_forbidden", run("import subprocess")),
    ("nothing_forbidden", run("import urllib.request")),
    ("nothing_forbidden", run("# NBVAL_SKIP")),
    ("nothing_forbidden", tag("print", "nbval-skip")),
    ("uncompared_cells_have_a_reason", tag("print", "nbval-ignore-output")),
    ("sliders_stand_apart", tag("interact", "nbval-ignore-output")),
    ("sliders_stand_apart", tag("interact", "slider")),
    ("sliders_stand_apart", replace("def draw", "\n\n\ndraw(1)", "")),
    ("sliders_stand_apart", lambda nb: cell(nb, "interact").update(outputs=[picture()])),
    ("nothing_on_stderr", output("hm", name="stderr")),
    ("errors_only_where_announced", error),
    ("errors_only_where_announced", tag("print", "raises-exception")),
    ("figures_have_captions", delete("*A caption")),
    ("figures_have_captions", replace("*A caption", "*A caption.*", "**So.** A line.")),
    ("figures_are_described", show),
    ("plain_words", say("It runs!")),
    ("plain_words", say("It is simply a line.")),
    ("plain_words", say("Obviously, it is a line.")),
    ("money_is_no_mathematics", say("From $300k to $500k.")),
    ("money_is_no_mathematics", say("From $`300` to $`500`.")),
    ("money_is_no_mathematics", say("A cost of $5 in $x_1$.")),
    ("money_is_no_mathematics", say("From \\$300k to \\$500k.")),
    ("money_is_no_mathematics", say("A cost of \\$5 in $x_1$.")),
    ("measured_numbers_are_printed", say("It is `87%` less.")),
    ("measured_numbers_are_printed", say("It is `29,58` dollars.")),
    ("measured_numbers_are_printed", say("It is `−8.5 dB` less.")),
    ("pictures_have_alt_text", say("![](line.png)")),
    ("pictures_have_alt_text", say('<img src="line.png" width="3">')),
    *[("nothing_that_moves", output(text)) for text in (
        "at 0x7f12ab34", "in /home/ada/course", "C:\\Users\\ada", "FutureWarning: soon", "0.12345678", "took 12 ms",
        "3 µs per loop", "0.5 s per step", "numpy 2.1.3", " 10%|█", "Epoch 1/20", "-0.00", "{1, 2}",
        "dtype: object", "<Axes: >", "<function f>",
    )],
    *[("nothing_that_moves", value(text)) for text in (
        "LinearRegression()", "Index(['a'])", "<Figure size 1x1>", " 10%|█  | 1/9 [00:01<00:08, 1it/s]",
    )],
]  # fmt: skip


def test_a_good_lesson_breaks_no_rule():
    assert complaints(good_lesson(), PATH) == []


def test_a_progress_bar_that_waits_to_begin_may_be_stored():
    waiting = good_lesson()
    value("digits:   0%|          | 0/3 [00:00<?, ?it/s]")(waiting)
    assert not [line for line in complaints(waiting, PATH) if line.startswith("nothing_that_moves")]


def test_a_project_has_the_same_rules_but_for_what_makes_a_lesson():
    assert complaints(good_project(), PROJECT) == []
    assert {line.split(":")[0] for line in complaints(good_project(PATH), PATH)} == {
        "parts_in_order", "size_in_bounds", "objectives_of_this_week", "recall_has_three_questions"
    }  # fmt: skip
    assert complaints(good_lesson(PROJECT), PROJECT) == ["size_in_bounds: 2 exercises, 0 to 0 are wanted"]


@pytest.mark.parametrize(("name", "breaks"), [
    ("parts_in_order", swap("import", "def draw")),
    ("badges_lead_here", replace("[![Open", "project.ipynb", "practice/project.ipynb")),
    ("folded_blocks", replace("**So.**", "\n\n</details>", "")),
    ("executed_in_order", clear("print")),
    ("measured_numbers_are_printed", say("It is `87%` less.")),
])  # fmt: skip
def test_a_broken_project_is_noticed(name, breaks):
    nb = good_project()
    breaks(nb)
    assert any(line.startswith(name) for line in complaints(nb, PROJECT))


def test_every_rule_is_broken_below():
    assert {name for name, _ in BROKEN} == set(RULES)


@pytest.mark.parametrize(("name", "breaks"), BROKEN, ids=[f"{name}-{i}" for i, (name, _) in enumerate(BROKEN)])
def test_a_broken_lesson_is_noticed(name, breaks):
    nb = good_lesson()
    breaks(nb)
    assert list(RULES[name](nb, PATH))


@pytest.mark.parametrize("text", [
    "-0.05", "1e-05", "5 stones", "0.123456", "w / b", "2 m, 3 s", "{'a': 1}", "a < b and c > d", "30,000 houses",
    "(4, 5)", "price ($1000) / size", "array([1., 2.])", "float64", "10 - 0", "2014-05-02", "R² 0.49 → 0.69",
])  # fmt: skip
def test_harmless_outputs_pass(text):
    nb = good_lesson()
    output(text)(nb)
    value(text)(nb)
    assert list(RULES["nothing_that_moves"](nb, PATH)) == []


@pytest.mark.parametrize("text", [
    "Use `x[0]`, `2 * m`, `1e-6 * x`, `v2_model`, `np.array([1, 2])`, `5.csv` or `3d_plot.py`.", "`(2, 3)`",
    "Not `!=`, and $n!$ neither.", "One house costs $300k.", "$a$ and $b$", "`$29,587`", "![a line](line.png)",
])  # fmt: skip
def test_harmless_prose_passes(text):
    nb = good_lesson()
    say(text)(nb)
    assert complaints(nb, PATH) == []


PRACTICE = path_for(PATH)
SPOILED = {
    "run": lambda nb: cell(nb, "print").update(execution_count=3),
    "outputs": lambda nb: cell(nb, "print").update(outputs=[printed("88%")]),
    "marks": lambda nb: cell(nb, "def double").update(source="### BEGIN SOLUTION"),
    "solution": lambda nb: cell(nb, "def double").update(source="return 2 * x"),
    "no way back": lambda nb: nb.cells[1].update(source="A header."),
    "no navigation": lambda nb: nb.cells.pop(),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_practice_version_is_noticed(spoil):
    lesson = good_lesson()
    nb = build(lesson, PATH)
    assert unsolved(nb, lesson, PRACTICE) == []
    spoil(nb)
    assert unsolved(nb, lesson, PRACTICE)


@pytest.mark.parametrize("where", [
    "", "[99](98_other.ipynb): *Recall*", "[99](99_example.ipynb)", "[99](99_example.ipynb): *No such section*",
])  # fmt: skip
def test_a_wrong_row_of_a_table_is_noticed(tmp_path, where):
    nbformat.write(good_lesson(), tmp_path / PATH.name)
    assert not list(misplaced("C1W1.5", "[99](99_example.ipynb): *Recall*, *Part 3*", tmp_path))
    assert list(misplaced("C1W1.5", where, tmp_path))


def test_a_row_and_a_lesson_that_disagree_are_noticed(tmp_path):
    nbformat.write(good_lesson(), tmp_path / PATH.name)
    table = rows("| C1W1.5 | x | [99](99_example.ipynb) |\n| C1W1.6 | x | to come |\n")
    assert list(misplaced("C1W1.7", "[99](99_example.ipynb): *Recall*", tmp_path))
    assert not_listed(good_lesson(), PATH, table) == ["C1W1.6"]


def test_an_objective_that_stands_twice_is_noticed():
    with pytest.raises(ValueError, match="twice"):
        rows("| C1W1.5 | x | to come |\n| C1W1.5 | x | to come |\n")
