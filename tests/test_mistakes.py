"""Every mistake that a check names is a mistake somebody can make: a wrong body for it is recognised by that name.

The wrong bodies are in tests/mistakes/, one file a lesson (c1w1_05_gradient_descent.py): WRONG = {function: {mistake:
body}}. A body takes the place of the marked solution, or of all that follows the docstring where none is marked.
"""

import ast
import functools
import re
import runpy
import textwrap

import nbformat
import pytest

from tools.generated import lessons
from tools.inprocess import run_lesson
from tools.practice import BEGIN, SOLUTION
from tools.settings import HOME
from utils.checks import CheckFailed

CHECKS = {"check", "check_close"}


def label(path):
    return "/".join([*path.parts[-3:-1], path.stem])


def wrong_bodies(path):
    """WRONG of a lesson, {} if it has none."""
    course, week = (part[-1] for part in path.relative_to(HOME).parts[:2])
    file = HOME / "tests" / "mistakes" / f"c{course}w{week}_{path.stem}.py"
    return runpy.run_path(str(file))["WRONG"] if file.exists() else {}


def named_mistakes(nb):
    """{(function, mistake): source of the cell whose check names it}.

    The function is the exercise that the cell checks, or else the one that the check's arguments call. A mistake in
    using a library has no function, and is left out.
    """
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    defined = {name for cell in cells for name in re.findall(r"^def (\w+)", cell.source, re.MULTILINE)}
    found = {}
    for cell in cells:
        mark = cell.metadata.get("nbgrader", {}).get("grade_id", "").removeprefix("check-")
        for call in ast.walk(ast.parse(cell.source if "mistakes" in cell.source else "")):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in CHECKS:
                continue
            called = [node.id for part in call.args for node in ast.walk(part) if isinstance(node, ast.Name)]
            functions = [name for name in called if name in defined]
            function = mark if mark and (mark in functions or not functions) else next(iter(functions), None)
            keys = [key for word in call.keywords if word.arg == "mistakes" for key in word.value.keys]
            found.update({(function, ast.literal_eval(key)): cell.source for key in keys if function})
    return found


@functools.lru_cache(maxsize=1)
def running(path):
    """The lesson, without what no named mistake needs; the last one is kept, because they are tried one by one."""
    return run_lesson(path, wanted=set(named_mistakes(nbformat.read(path, as_version=4)).values()))


def with_body(source, name, body):
    """A cell's source with the solution, or all that follows the docstring of `name`, replaced by `body`."""
    if BEGIN in source:
        return SOLUTION.sub(lambda found: textwrap.indent(textwrap.dedent(body).strip("\n"), found[1]), source)
    node = next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name)
    first = node.body[1 if ast.get_docstring(node) is not None else 0]
    lines = source.splitlines()
    replaced = textwrap.indent(textwrap.dedent(body).strip("\n"), "    ").splitlines()
    return "\n".join(lines[node.lineno - 1 : first.lineno - 1] + replaced)


def cases():
    for path in lessons():
        for name, mistakes in wrong_bodies(path).items():
            for mistake in mistakes:
                yield pytest.param(path, name, mistake, id=f"{label(path)}-{name}-{mistake}")


@pytest.mark.parametrize("path", lessons(), ids=label)
def test_each_named_mistake_has_a_wrong_body_and_each_wrong_body_a_name(path):
    named = set(named_mistakes(nbformat.read(path, as_version=4)))
    written = {(name, mistake) for name, mistakes in wrong_bodies(path).items() for mistake in mistakes}
    assert not named - written, f"named in the lesson, without a wrong body: {sorted(named - written)}"
    assert not written - named, f"wrong bodies whose mistake no check names: {sorted(written - named)}"


@pytest.mark.parametrize(("path", "name", "mistake"), list(cases()))
def test_the_mistake_is_recognised_by_its_name(path, name, mistake):
    lesson = running(path)
    cell = named_mistakes(nbformat.read(path, as_version=4)).get((name, mistake))
    assert cell, "no check of the lesson names this mistake"
    step = next(step for step in lesson.steps if step.cell.source == cell)
    definition = next(s.cell.source for s in lesson.steps if re.search(rf"^def {name}\(", s.cell.source, re.MULTILINE))
    lesson.rewind(step)
    lesson.run(with_body(definition, name, wrong_bodies(path)[name][mistake]))
    with pytest.raises(CheckFailed, match=re.escape(f"when {mistake}.")):
        lesson.run(step.cell.source)
