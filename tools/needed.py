"""Which cells of a notebook a few of its cells need: tests that are about an exercise do not train what it never uses.

A cell needs those that bound its names before it, what its names' methods changed since then, and what these need in
turn. Names that a function uses count where the function is used: they may be bound after it. What is bound or changed
in other ways (a list that a function fills, a setting of a library) is not seen; setters of a configuration always run.
"""

import ast
from typing import NamedTuple

from IPython.core.inputtransformer2 import TransformerManager

ALWAYS = ("sys.path.insert(", "set_floatx(", "set_dtype_policy(")  # they act on all that comes after, by no name


class Names(NamedTuple):
    """What a cell does with names: binds, changes in place, uses at once, uses inside its functions."""

    binds: set
    changes: set
    uses: set
    inside: set
    always: bool


def needed(sources, wanted):
    """The positions in `sources` (code of the cells, in order) that the cells at the positions `wanted` need, sorted.

    The wanted cells are among them.
    """
    cells = [names_of(source) for source in sources]
    last = max(wanted, default=0)
    found, open_ = set(), {*wanted, *(i for i, cell in enumerate(cells[:last]) if cell.always)}
    while open_:
        index = open_.pop()
        found.add(index)
        sought = [(name, index) for name in cells[index].uses | cells[index].changes]
        sought += [(name, end) for name in cells[index].inside for end in (index, last)]
        for name, end in sought:
            open_ |= {*_sources_of(name, cells, end)} - found
    return sorted(found)


def _sources_of(name, cells, end):
    """The last cell before `end` that binds a name, and those that changed its value since."""
    for index in reversed(range(end)):
        if name in cells[index].binds or name in cells[index].changes:
            yield index
        if name in cells[index].binds:
            return


def names_of(source):
    """The Names of one cell's source."""
    tree = ast.parse(TransformerManager().transform_cell(source))  # without magics
    bodies = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.Lambda))]
    hidden = {id(inner) for body in bodies for inner in ast.walk(body) if inner is not body}
    binds, changes, uses, inside = set(), set(), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            (inside if id(node) in hidden else uses).add(node.id)
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Name):
            binds |= {node.id} if isinstance(node.ctx, ast.Store) else set()
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            binds.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            binds |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            changes |= _root(node.func)
        elif isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            changes |= _root(node)
    return Names(binds, changes - binds, uses, inside, any(setter in source for setter in ALWAYS))


def _root(node):
    """The name at the root of `name.attribute[…]`, in a set, or an empty one."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()
