"""Take definitions out of the lesson that teaches them: `cost = take("Course1/Week1/05_gradient_descent", "cost")`.

Only what a lesson defines is loaded (functions, classes, UPPERCASE constants, what it takes from other lessons, and the
imports these need): nothing is trained or drawn. In a learner's own copy (`my_practice/`) their version is used as soon
as it has passed its check.
"""

import ast
import contextlib
import functools
import hashlib
import json
import linecache
import os
import re
import types
from pathlib import Path

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

HOME = Path(__file__).resolve().parents[1]
PRACTICE = HOME / "my_practice"
SOLVED = PRACTICE / ".solved.json"
CONSTANT = re.compile(r"_?(?=.*[A-Z]{3})[A-Z0-9_]+")  # J, X and W1 are values that a lesson computes


def take(lesson, *names):
    """The named definitions of a lesson, in the order asked for (a single one for a single name).

    lesson: path from the course's folder, without ending, such as "Course1/Week1/05_gradient_descent".
    Raises FileNotFoundError if there is no such lesson and AttributeError, listing what there is, if it does not define
    one of the names.
    """
    path = HOME / f"{lesson}.ipynb"
    if not path.exists():
        raise FileNotFoundError(f"there is no lesson {lesson!r}: {path.name} was not found")
    module = load_definitions(path, path.stat().st_mtime_ns)
    if Path.cwd().is_relative_to(PRACTICE):
        module = _with_solved(module, path, lesson)
    for name in names:
        if not hasattr(module, name):
            defined = ", ".join(n for n in vars(module) if not n.startswith("_"))
            raise AttributeError(f"{lesson} does not define {name!r}; it defines {defined}")
    found = tuple(getattr(module, name) for name in names)
    return found if len(found) > 1 else found[0]


@functools.lru_cache(maxsize=64)
def load_definitions(path, version=None):
    """A module holding the definitions of the notebook at `path`. `version` (its time stamp) makes edits visible."""
    module = types.ModuleType(Path(path).stem)
    module.__file__ = str(path)
    cells = [(source, ast.parse(source).body) for source in code_cells(path)]
    _fill(module, cells, _is_definition, module.__name__)
    return module


def run_nodes(nodes, source, module, label):
    """Execute some top-level statements of `source` in a module; tracebacks and inspect find their lines."""
    filename = f"<{label} {hashlib.sha256(source.encode()).hexdigest()[:8]}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(ast.Module(nodes, type_ignores=[]), filename, "exec"), vars(module))


def code_cells(path):
    """The sources of a notebook's code cells as plain Python (magics turned into calls)."""
    transform = TransformerManager().transform_cell
    cells = nbformat.read(path, as_version=4).cells
    return [transform(cell.source) for cell in cells if cell.cell_type == "code" and cell.source.strip()]


def fingerprint(node):
    """A hash of what a function does: comments, blank lines and layout do not count. node: its syntax tree or text."""
    node = ast.parse(node) if isinstance(node, str) else node
    return hashlib.sha256(ast.unparse(node).encode()).hexdigest()


def save(path, text):
    """Write a file beside and move it into place, so that an interrupted run leaves the old one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)


def _is_definition(node):
    if isinstance(node, ast.Assign):
        if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "take":
            return True  # taken from another lesson
        return all(isinstance(target, ast.Name) and CONSTANT.fullmatch(target.id) for target in node.targets)
    return isinstance(node, (ast.FunctionDef, ast.ClassDef))


def _imports_any(node, used):
    if not isinstance(node, (ast.Import, ast.ImportFrom)):
        return False
    return any((alias.asname or alias.name).split(".")[0] in used for alias in node.names)


def _fill(module, cells, keep, label):
    """Execute in a module the statements that are to be kept, and the imports that these use."""
    kept = [node for _, body in cells for node in body if keep(node)]
    used = {name.id for node in kept for name in ast.walk(node) if isinstance(name, ast.Name)}
    for number, (source, body) in enumerate(cells, start=1):
        nodes = [node for node in body if keep(node) or _imports_any(node, used)]
        if nodes:
            run_nodes(nodes, source, module, f"{label} cell {number}")


def read_solved():
    """{lesson: {function: fingerprint}} of what the learner has solved. A damaged file counts as empty."""
    try:
        return json.loads(SOLVED.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _with_solved(module, path, lesson):
    """The lesson's definitions with the learner's own in place of those that have passed their checks unchanged since.

    Functions of the learner's that the lesson does not have, helpers of theirs, come along.
    """
    mine, solved = PRACTICE / f"{lesson}.ipynb", read_solved().get(lesson)
    if not mine.exists() or not solved:
        return module
    own = load_definitions.__wrapped__(path)  # a fresh one: the cached module stays the lesson's
    taught = set(vars(own))

    def is_mine(node):
        if not isinstance(node, ast.FunctionDef):
            return False
        return solved[node.name] == fingerprint(node) if node.name in solved else node.name not in taught

    cells = []
    for source in code_cells(mine):
        with contextlib.suppress(SyntaxError):  # a cell that is being written
            cells.append((source, ast.parse(source).body))
    _fill(own, cells, is_mine, f"my {module.__name__}")
    return own
