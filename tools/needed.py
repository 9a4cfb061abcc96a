"""Which cells of a notebook a few of its cells need: tests that are about an exercise do not train what it never uses.

A cell needs those that bound its names before it, or after it where a function uses them; those that changed their
values since, by a method or in a part; and what these need in turn. What changes in other ways (a list that a function
fills, a setting of a library) is not seen; setters of a configuration always run. Earlier draws from `rng` are no need:
a cell may then draw other numbers than on the page, and its checks must hold for them too.
"""

import ast
import copy
from typing import NamedTuple

from IPython.core.inputtransformer2 import TransformerManager

from tools.slices import bindings, free, is_import, trimmed

ALWAYS = ("sys.path.insert(", "set_floatx(", "set_dtype_policy(")  # they act on all that comes after, by no name


class Names(NamedTuple):
    """What a cell does with names: binds them, by an import too, may change their values in place, uses them; whether
    it always runs."""

    binds: set
    imports: set
    changes: set
    uses: set
    always: bool


def needed(sources, wanted):
    """The positions in `sources` (code of the cells, in order) that the cells at the positions `wanted` need, sorted.

    The wanted cells are among them.
    """
    cells = [names_of(source) for source in sources]
    modules = set().union(*(cell.imports for cell in cells))  # np.zeros(3) changes no np
    cells = [cell._replace(changes=cell.changes - modules) for cell in cells]
    last = max(wanted, default=0)
    found, open_ = set(), {*wanted, *(i for i, cell in enumerate(cells[:last]) if cell.always)}
    while open_:
        index = open_.pop()
        found.add(index)
        for name in cells[index].uses | cells[index].changes:
            open_ |= {*(_sources_of(name, cells, index) or _sources_of(name, cells, last))} - found
    return sorted(found)


def without_idle_imports(sources):
    """The code of the cells without imports of what none of them uses (TensorFlow's takes seconds), without magics."""
    sources = [TransformerManager().transform_cell(source) for source in sources]
    used = set().union(*map(free, sources))
    return [_trim_imports(source, used) for source in sources]


def _trim_imports(source, used):
    lines = source.splitlines()
    for statement in filter(is_import, reversed(ast.parse(source).body)):
        kept = [trimmed(statement, used)] if bindings(statement) & used else []
        lines[statement.lineno - 1 : statement.end_lineno] = kept
    return "\n".join(lines)


def _sources_of(name, cells, end):
    """The last cell before `end` that binds a name and those that changed its value since; none if it is not bound."""
    changing = []
    for index in reversed(range(end)):
        if name in cells[index].binds:
            return [index, *changing]
        if name in cells[index].changes:
            changing.append(index)
    return []


def names_of(source):
    """The Names of one cell's source."""
    code = TransformerManager().transform_cell(source)  # without magics
    tree = ast.parse(code)
    binds = {name for statement in tree.body for name in bindings(statement)}
    imports = {name for statement in filter(is_import, tree.body) for name in bindings(statement)}
    changes = {_changed(node) for node in ast.walk(tree)} & free(code) - {"rng"}  # not what is a function's own
    return Names(binds, imports, changes - binds, unbound(tree.body), any(setter in source for setter in ALWAYS))


def unbound(statements):
    """The names that statements read before they bind them, one after the other."""
    read, bound = set(), set()
    for statement in statements:
        if isinstance(statement, (ast.For, ast.With)):  # binds its names, then runs what is in it
            inner = unbound([*statement.body, *getattr(statement, "orelse", [])]) - bindings(_head(statement))
            read |= (free(ast.unparse(_head(statement))) | inner) - bound
        else:
            read |= free(ast.unparse(statement)) - bound
        bound |= bindings(statement)
    return read


def _head(statement):
    """A loop or a with statement without its body."""
    head = copy.copy(statement)
    head.body, head.orelse = [ast.Pass()], []
    return head


def _changed(node):
    """The name of what a part of the code may change in place: x += 1, x[0] = 1, x.y = 1, x.append(1); or None.

    Any method counts, wherever it stands: a cell too many costs a second. `changed` in tools/slices is stricter.
    """
    is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    is_part = isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, ast.Store)
    if not (is_method or is_part or isinstance(node, ast.AugAssign)):
        return None
    root = node.target if isinstance(node, ast.AugAssign) else node
    while isinstance(root, (ast.Attribute, ast.Subscript, ast.Call)):
        root = root.func if isinstance(root, ast.Call) else root.value
    return root.id if isinstance(root, ast.Name) else None
