"""The house stays small and explained: short functions, and a docstring for each one that others may call."""

import ast

import pytest

from tools.generated import pages
from tools.settings import HOME
from utils.lessons import code_cells

LINES = 40
FILES = [HOME / "conftest.py", HOME / "start.py", *sorted(HOME.glob("utils/**/*.py")), *sorted(HOME.glob("tools/*.py"))]
TESTS = sorted(HOME.glob("tests/**/*.py"))


def name_of(path):
    return path.relative_to(HOME).as_posix()


def tree_of(path):
    """The syntax tree of a file, or of all code cells of a notebook."""
    return ast.parse("\n".join(code_cells(path)) if path.suffix == ".ipynb" else path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*FILES, *TESTS, *pages()], ids=name_of)
def test_no_function_is_too_long(path):
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in functions if node.end_lineno - node.lineno >= LINES] == []


@pytest.mark.parametrize("path", [*FILES, *pages()], ids=name_of)
def test_what_others_may_call_is_documented(path):
    """A method may be explained in one of the classes that share it."""
    public = [node for node in tree_of(path).body if is_public(node)]
    public += [inner for node in public if isinstance(node, ast.ClassDef) for inner in node.body if is_public(inner)]
    explained = {node.name for node in public if ast.get_docstring(node)} | {"main"}
    assert {node.name for node in public} - explained == set()


def is_public(node):
    return isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
