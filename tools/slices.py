"""Cut a function and its check out of a lesson, with just the code before them that they need.

    part = cut(path, "gradient_step")      # part.given, part.function, part.check: sources of three cells

The code is a program slice: going up from the check, a top-level statement is kept if it binds or changes a name that
is needed below it. Solutions of earlier exercises stay in, without their marks.
"""

import ast
import builtins
import re
import symtable
from typing import NamedTuple

import nbformat

from tools import practice
from tools.settings import SKIPPED

MARKS = re.compile(rf"^[ \t]*({practice.BEGIN}|{practice.END})[^\n]*\n?", re.MULTILINE)


class Part(NamedTuple):
    """A function of a lesson, its check and the code that both need (sources); the names that this code gives a value
    and those that it imports."""

    name: str
    given: str
    function: str
    check: str
    values: frozenset
    imports: frozenset

    @property
    def binds(self):
        """All names that its cells bind, but for the function's own."""
        return self.values | self.imports | {name for line in ast.parse(self.check).body for name in bindings(line)}


def cut(path, name):
    """The Part of an exercise of the lesson at `path`. Raises KeyError if the lesson has no such exercise."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    marks = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in cells}
    function, check = marks[name], marks[f"check-{name}"]
    before = cells[: next(i for i, cell in enumerate(cells) if cell.source == check)]
    skipped = {*SKIPPED, "bootstrap"}
    given = [cell.source for cell in before if not skipped & set(cell.metadata.get("tags", []))]
    needed = free(text_of(definition(function, name), function))
    for statement in reversed(ast.parse(check).body):
        needed = needed - bindings(statement) | free(ast.unparse(statement))
    statements = [(statement, source) for source in given for statement in ast.parse(source).body]
    modules = {word for statement, _ in statements if is_import(statement) for word in bindings(statement)}
    kept, binds = [], set()
    for statement, source in reversed(statements):
        bound = bindings(statement)
        if getattr(statement, "name", "") != name and (bound | changed(statement) - modules) & needed:
            text = trimmed(statement, needed) or text_of(statement, source)
            needed, binds = needed - bound | free(text), binds | bound & needed
            kept.append(text)
    given = "\n".join(reversed(kept))
    return Part(name, given, function, check, frozenset(binds - modules), frozenset(binds & modules))


def definition(source, name):
    """The syntax tree of the top-level function `name` in a cell's source."""
    return next(node for node in ast.parse(source).body if getattr(node, "name", None) == name)


def text_of(node, source):
    """The lines of a top-level statement, without the marks of a solution."""
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
    return MARKS.sub("", "\n".join(source.splitlines()[first - 1 : node.end_lineno]) + "\n").rstrip("\n")


def trimmed(statement, needed):
    """An import with those names only that are needed; None for any other statement."""
    if not is_import(statement):
        return None
    names = [alias for alias in statement.names if (alias.asname or alias.name).split(".")[0] in needed]
    kind, rest = type(statement), {k: v for k, v in ast.iter_fields(statement) if k != "names"}
    return ast.unparse(kind(names=names, **rest))


def free(source):
    """The names that top-level statements read, Python's own apart: not those that belong to their inner functions."""
    table = symtable.symtable(source, "<cell>", "exec")
    read = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    own = (node for node in ast.parse(source).body if not isinstance(node, (ast.FunctionDef, ast.ClassDef)))
    added_to = (node.target for statement in own for node in ast.walk(statement) if isinstance(node, ast.AugAssign))
    read |= {target.id for target in added_to if isinstance(target, ast.Name)}  # x += 1: not "referenced" for symtable
    inner = list(table.get_children())
    while inner:
        scope = inner.pop()
        read |= {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global() and symbol.is_referenced()}
        inner += scope.get_children()
    return read - set(dir(builtins))


def bindings(statement):
    """The names that a top-level statement gives a new value."""
    if is_import(statement):
        return {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    if isinstance(statement, ast.AugAssign):
        return set()
    table = symtable.symtable(ast.unparse(statement), "<cell>", "exec")
    return {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned()}


def changed(statement):
    """The names of things that a statement may change in place: x += 1, x[0] = 1, x.append(1)."""
    if isinstance(statement, ast.AugAssign):
        return {node.id for node in ast.walk(statement.target) if isinstance(node, ast.Name)}
    parts = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        parts = [statement.value.func]
    bases = [part.value for part in parts if isinstance(part, (ast.Subscript, ast.Attribute))]
    return {node.id for base in bases for node in ast.walk(base) if isinstance(node, ast.Name)}


def is_import(statement):
    """Whether a statement is an import."""
    return isinstance(statement, (ast.Import, ast.ImportFrom))
