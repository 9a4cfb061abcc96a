"""The from-scratch functions of the course, read from the lessons: for the index in GLOSSARY.md."""

import ast
import functools
import re
from typing import NamedTuple

from tools.generated import lessons
from tools.settings import HOME
from utils.lessons import code_cells

HELPERS = ("draw", "plot", "show", "require", "_")  # what begins so is not from scratch, or no mathematics


class Function(NamedTuple):
    """A function of the course: its docstring's first sentence, the lessons that define it, and those that take it."""

    says: str
    defined: list
    taken: list


@functools.cache
def functions():
    """{name: Function} in alphabetical order, of those that have a full docstring or that another lesson takes."""
    made, taken = {}, {}
    for path in lessons():
        lesson = path.relative_to(HOME).with_suffix("").as_posix()
        for node, names in _definitions(path):
            if node:
                made.setdefault(node.name, []).append((lesson, ast.get_docstring(node) or ""))
            for name in names:
                taken.setdefault(name, []).append(lesson)
    wanted = [name for name, found in made.items() if name in taken or any("\n" in text for _, text in found)]
    ordered = sorted((name for name in wanted if not name.startswith(HELPERS)), key=str.casefold)
    return {
        name: Function(_sentence(made[name][0][1]), [lesson for lesson, _ in made[name]], taken.get(name, []))
        for name in ordered
    }


def _definitions(path):
    """(function or class, names taken) for each top-level statement of a lesson; one of the two is empty."""
    for body in (ast.parse(source).body for source in code_cells(path)):
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield node, []
            elif isinstance(getattr(node, "value", None), ast.Call) and ast.unparse(node.value.func) == "take":
                yield None, [argument.value for argument in node.value.args[1:]]


def _sentence(docstring):
    return re.split(r"(?<=\.)\s", docstring, maxsplit=1)[0]
