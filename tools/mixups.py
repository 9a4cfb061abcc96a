"""Data mixed up, one of the small errors that tools/planted.py plants: train and test swapped, and data leakage.

Names that differ only in the part of the data are counterparts: X_train and X_cv, x_test and x, train and cv. One is
written for the other, in one place, or in a whole call such as fit(X_train, y_train), which then still fits together.
The whole for a part is a leak: X.mean() for X_train.mean(), fit(X, y) for fit(X[train], y[train]).
"""

import ast
import copy
import itertools

PARTS = {"train", "test", "cv", "val", "valid", "validation", "dev", "held"}


def mixups(node, above, given):
    """Yield what an expression may wrongly be if parts of the data are mixed up.

    above: the nodes that surround it, outermost first. given: names that are bound there. Guards are left alone.
    """
    if any(is_guard(other) for other in (node, *above)):
        return
    given = given | {name for outer in above for name in _bound_within(outer)}
    if _is_read(node) and getattr(above[-1], "func", None) is not node:
        yield from (ast.Name(name, node.ctx) for name in _counterparts(node.id, given))
    elif _is_part_of_rows(node):
        yield node.value
    elif isinstance(node, ast.Call):
        yield from _whole_call(node, given)


def globals_of(function):
    """The names that a function reads and does not bind, but for those that it calls."""
    nodes = list(ast.walk(function))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    bound = {name.id for name in names if isinstance(name.ctx, ast.Store)}
    bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    called = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return {name.id for name in names} - bound - called


def is_guard(node):
    """Whether a node calls a guard of the arguments: require_matrix and its like."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1].startswith("require_")


def _whole_call(node, given):
    """A call with another part of the data throughout, or with all of it, if it takes the part more than once."""
    read = [inner.id for inner in ast.walk(node) if _is_read(inner)]
    parts = sorted({_part(name) for name in given})
    for part, other in itertools.permutations(parts, 2):
        names = [name for name in read if _part(name) == part]
        swaps = {name: new for name in names for new in _counterparts(name, given) if _part(new) == other}
        if sum(name in swaps for name in names) > 1:
            yield _Replaced(swaps).visit(copy.deepcopy(node))
    rows = [inner.slice.id for inner in ast.walk(node) if _is_part_of_rows(inner)]
    for name in sorted({name for name in rows if rows.count(name) > 1}):
        yield _Whole(name).visit(copy.deepcopy(node))


def _bound_within(node):
    """The names that a comprehension, a lambda or an inner function binds for what is inside it."""
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        return {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
    targets = [name for each in getattr(node, "generators", []) for name in ast.walk(each.target)]
    return {name.id for name in targets if isinstance(name, ast.Name)}


class _Replaced(ast.NodeTransformer):
    """Other names for some. swaps: {name: other name}."""

    def __init__(self, swaps):
        self.swaps = swaps

    def visit_Name(self, node):
        return ast.Name(self.swaps.get(node.id, node.id), node.ctx)


class _Whole(ast.NodeTransformer):
    """x for x[name]."""

    def __init__(self, name):
        self.name = name

    def visit_Subscript(self, node):
        self.generic_visit(node)
        return node.value if _is_part_of_rows(node) and node.slice.id == self.name else node


def _is_read(node):
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _is_part_of_rows(node):
    """Whether a node is x[train]: the rows of a part of the data."""
    return isinstance(node, ast.Subscript) and _is_read(node.slice) and node.slice.id in PARTS


def _part(name):
    """The part of the data that a name speaks of, "" if of none."""
    return next((word for word in name.split("_") if word in PARTS), "")


def _counterparts(name, given):
    """Names in `given` that differ from a name in the part of the data alone."""

    def stem(name):
        return [word for word in name.split("_") if word not in PARTS]

    return sorted(other for other in given if stem(other) == stem(name) and _part(other) != _part(name))
