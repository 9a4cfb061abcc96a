"""Small errors to plant in a function, each a single change that a person could make.

Libraries for this (mutmut, cosmic-ray) rewrite module files, start the tests anew for each change, and know no axes,
dropped terms or swapped results. A syntax tree and the tables below do it in-process, for functions in notebooks.
"""

import ast
import copy

from tools.mixups import globals_of, is_guard, mixups
from tools.slips import OPERATORS, slips

SILENT = (ast.Raise, ast.JoinedStr, ast.arguments)  # texts of errors and signatures stay as they are


def plant(function):
    """Yield (description, source of the function with that one change).

    function: an ast.FunctionDef. Its docstring, signature, decorators and error texts are left alone. Lines in the
    description count from the function's `def`.
    """
    tree = copy.deepcopy(function)
    tree.decorator_list, tree.returns = [], None
    tree.body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    given, coming = {argument.arg for argument in ast.walk(tree.args) if isinstance(argument, ast.arg)}, set()
    sources, described, from_outside = {ast.unparse(tree)}, {}, globals_of(tree)
    for parent, field, index, above in _slots(tree, (tree,)):
        holder = getattr(parent, field)
        node = holder if index is None else holder[index]
        if isinstance(node, ast.stmt):
            given |= coming  # what the statement before it has bound
            coming = _bound(node)
            changed = list(_statement(node, parent, given))
        else:
            changed = [*slips(node, parent, field), *mixups(node, above, given | from_outside)]
        # The smallest surrounding expression that says enough: `2 * len(x)`, not `2`.
        shown = next(n for n in (node, *above[::-1]) if len(ast.unparse(n)) > 6 or isinstance(n, ast.stmt))
        for new in changed:
            before = _short(shown)
            _put(parent, field, index, new)
            source, after = ast.unparse(tree), _short(new if shown is node else shown)
            _put(parent, field, index, node)
            change = f"drop {before}" if isinstance(new, ast.Pass) else f"{before} → {after}"
            if source not in sources:
                sources.add(source)
                text = f"line {node.lineno - function.lineno + 1}: {change}"
                described[text] = described.get(text, 0) + 1
                yield (text if described[text] == 1 else f"{text} ({described[text]})"), source


def _slots(parent, above):
    """Every place (parent, field, index, what surrounds it) of the tree that may hold another node."""
    for field, value in ast.iter_fields(parent):
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, (ast.stmt, ast.expr)) and not isinstance(node, SILENT[1:]):
                yield parent, field, index, above
            if isinstance(node, ast.AST) and not isinstance(node, SILENT) and not _calls(node, "print"):
                yield from _slots(node, (*above, node))


def _statement(node, parent, given):
    """What a statement may wrongly be: left out, unless that can only end in a NameError; or another assignment."""
    if isinstance(node, ast.AugAssign):
        yield from (ast.AugAssign(node.target, op(), node.value) for op in OPERATORS.get(type(node.op), []))
        yield ast.Assign([node.target], node.value, lineno=node.lineno)
    if isinstance(node, ast.Assign):
        droppable = _bound(node) <= given and not is_guard(node.value)
    else:
        droppable = isinstance(node, (ast.AugAssign, ast.Break, ast.Continue))
        droppable |= isinstance(node, ast.Expr) and not _calls(node.value, "print")
        droppable |= isinstance(node, ast.If) and not node.orelse
        droppable |= isinstance(node, ast.Raise) and not isinstance(parent, ast.If)
    if droppable:
        yield ast.Pass()


def _put(parent, field, index, node):
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _calls(node, name):
    node = node.value if isinstance(node, ast.Expr) else node
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _bound(node):
    """The names that an assignment or a loop binds, before what is inside it."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.For) else []
    names = [name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}


def _short(node):
    return ast.unparse(node).split("\n")[0]
