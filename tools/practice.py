"""Practice notebooks: built from the lessons, and copied for the learner by `make practice`.

    python -m tools.practice copy                   copy new and changed ones to my_practice/, keep edited ones
    python -m tools.practice copy --renew LESSON    start that one again; your version is kept beside it

A practice notebook is its lesson with the marked bodies taken out. Nobody writes one by hand: `make notebooks` builds
them, and a test holds them in step with the lessons.
"""

import argparse
import ast
import copy
import posixpath
import re
import textwrap

from nbformat import NotebookNode, v4

from tools.generated import header, minutes, navigation
from tools.settings import HOME

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
SOLUTION = re.compile(rf"^([ \t]*){BEGIN}[^\n]*\n(.*?)^[ \t]*{END}[^\n]*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"""(\]\(|\bsrc="|\bhref=")([^)\s"#]+)""")

HOW = """\
**On Colab, first choose *File → Save a copy in Drive*.** Without it your work is gone when you close the page.

This is the lesson with {count} left for you to write, marked `# Your code here`. Run the page from the top. Write a \
body, run its cell, then run the check below it: the check says that it is right, or which mistake it sees. Stuck? \
Open the hints. Still stuck? Go on: the cell below each check then takes the lesson's version, and the exercise counts \
as unsolved."""


def exercise_name(cell):
    """The name of the function whose body holds the solution. Raises ValueError if no top-level function does."""
    line = cell.source[: cell.source.index(BEGIN)].count("\n") + 1
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.FunctionDef) and node.lineno < line <= node.end_lineno and SOLUTION.search(cell.source):
            return node.name
    raise ValueError(f"{BEGIN!r} and {END!r} must stand in the body of a function: {cell.source[:60]!r}")


def path_for(lesson_path):
    """Where the practice version of a lesson lies."""
    return lesson_path.parent / "practice" / lesson_path.name


def build(nb, lesson_path):
    """The practice notebook of a lesson, which must be in canonical form. Does not change `nb`.

    Raises ValueError if an exercise, its check or its hints cannot be turned into practice.
    """
    path, lesson = path_for(lesson_path), lesson_path.relative_to(HOME).with_suffix("").as_posix()
    names = [exercise_name(cell) for cell in nb.cells if cell.cell_type == "code" and BEGIN in cell.source]
    cells = []
    for cell in copy.deepcopy(nb.cells):
        mark = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if cell.id == "header":
            cell.source = header(path, minutes(nb))
            count = "one function" if len(names) == 1 else f"{len(names)} functions"
            cells += [cell, markdown("how-to-practise", HOW.format(count=count))]
        elif cell.id == "bootstrap":
            cells += [cell, code("start-page", start_page(lesson, names))]
        elif cell.id == "footer":
            cell.source = navigation(path)
            cells += [code("page-progress", "page_progress()"), cell]
        elif cell.cell_type == "markdown":
            cell.source = relink(cell.source, path.parents[1], path.parent)
            cells.append(cell)
        elif mark in names:
            hints = cell.metadata.pop("course", {}).get("hints", [])
            cells += [markdown(f"hints-{mark}", fold(mark, hints))] if hints else []
            cell.source, cell.id = blank(cell.source, mark), f"exercise-{mark}"
            cells.append(cell)
        elif mark.removeprefix("check-") in names:
            name = mark.removeprefix("check-")
            cell.source, cell.id = guarded(cell.source, name), mark
            cells += [cell, code(f"carry-on-{name}", f'{name} = carry_on("{name}")')]
        else:
            cells.append(cell)
    return v4.new_notebook(cells=cells, metadata=copy.deepcopy(nb.metadata))


def blank(source, name):
    """An exercise with its solution replaced by a stub that says whose turn it is."""

    def stub(match):
        lines = [line for line in match[2].splitlines() if line.strip() and not line.strip().startswith("#")]
        ours = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
        body = [f"# Your code here ({ours} in ours)", f'raise NotImplementedError("{name} is yours to write")']
        return "\n".join(match[1] + line for line in body)

    return SOLUTION.sub(stub, source)


def fold(name, hints):
    """The hints as folded Markdown, from general to specific. Raises ValueError if one holds mathematics."""
    for hint in hints:
        if "$" in hint:
            raise ValueError(f"hint for {name} must hold no mathematics, renderers differ inside <details>: {hint!r}")
    folded = [f"<details><summary>Hint {i}</summary>\n\n{hint}\n\n</details>" for i, hint in enumerate(hints, 1)]
    return "\n\n".join([f"**Your turn: `{name}`.** Hints, from general to specific:", *folded])


def guarded(source, name):
    """A check inside `with exercise(…)`. Raises ValueError if indenting changes what it does (strings over lines)."""
    indented = textwrap.indent(source, "    ")
    wrapped = f'with exercise("{name}"):\n{indented}'
    if ast.dump(ast.parse(source)) != ast.dump(ast.Module(ast.parse(wrapped).body[0].body, type_ignores=[])):
        raise ValueError(f"the check of {name} must not hold a string over several lines")
    return wrapped


def start_page(lesson, names):
    """The source of the given cell that gets a page ready."""
    listed = ", ".join(f'"{name}"' for name in names)
    return (
        "# Given: this checks your functions and keeps count.\n"
        "from utils.practice import carry_on, exercise, page_progress, start_page\n\n"
        f'start_page(globals(), "{lesson}", [{listed}])'
    )


def relink(source, old, new):
    """Markdown whose relative links and images, right in folder `old`, are right in folder `new`."""

    def move(match):
        target = match[2]
        if re.match(r"[a-zA-Z][\w+.-]*:|/", target) or not re.search(r"[/.]", target):  # a^{[l](i)} is no link
            return match[0]
        return match[1] + posixpath.relpath(posixpath.join(old.as_posix(), target), new.as_posix())

    return LINK.sub(move, source)


def markdown(name, source):
    """A Markdown cell with a stable id."""
    return NotebookNode(v4.new_markdown_cell(source, id=name))


def code(name, source):
    """A code cell with a stable id."""
    return NotebookNode(v4.new_code_cell(source, id=name))


def main():
    from tools import copies  # here, because it imports this module

    parser = argparse.ArgumentParser(prog="tools.practice", description="Copy practice notebooks to my_practice/.")
    parser.add_argument("command", choices=["copy"])
    parser.add_argument(
        "--renew", metavar="LESSON", help="start this one again, such as Course1/Week1/05_gradient_descent"
    )
    options = parser.parse_args()
    copies.renew(options.renew) if options.renew else copies.copy_all()


if __name__ == "__main__":
    main()
