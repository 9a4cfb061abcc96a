"""Errors that are worth looking for: planted in a function's solution, such as a person makes and overlooks.

`plant` (tools/planted.py) makes every small error there is. Some of them nobody would write, and some jump to the eye:
a number changed to any other, a line left out. A hunt wants a sign, an axis, a term, an order, one row too many.
"""

import ast
import contextlib
import re

from tools.planted import plant
from tools.practice import BEGIN, END

CONFUSED = {  # operators that a person takes for one another
    *((ast.Add, ast.Sub), (ast.Sub, ast.Add), (ast.Div, ast.Mult), (ast.Pow, ast.Mult), (ast.MatMult, ast.Mult)),
    *((ast.FloorDiv, ast.Div), (ast.BitAnd, ast.BitOr), (ast.BitOr, ast.BitAnd), (ast.And, ast.Or), (ast.Or, ast.And)),
    *((a, b) for a in (ast.Lt, ast.LtE, ast.Gt, ast.GtE) for b in (ast.Lt, ast.LtE, ast.Gt, ast.GtE)),
}


def right(cell, node):
    """The function as it is, in the same layout as the wrong ones: comments and the marks of the solution are gone.

    cell: the source of the exercise's cell; node: its function's syntax tree.
    """
    tree = ast.parse(ast.unparse(node)).body[0]
    tree.decorator_list, tree.returns = [], None
    tree.body = tree.body[1:]
    return with_docstring(ast.unparse(tree), cell, node)


def wrong_ones(cell, node):
    """Yield the function (source) with one error in its solution, in the order of `plant`. Arguments as in `right`."""
    lines = cell.splitlines()
    begin, end = (next(i for i, line in enumerate(lines, 1) if mark in line) for mark in (BEGIN, END))
    tree = ast.parse(right(cell, node)).body[0]
    tree.body = tree.body[1:]
    for change, source in plant(node):
        line = int(re.match(r"line (\d+):", change)[1]) + node.lineno - 1
        if begin < line < end and is_natural(*difference(tree, ast.parse(source).body[0])):
            yield with_docstring(source, cell, node)


def with_docstring(source, cell, node):
    """A function's source, unparsed without its docstring, as a person lays it out, with the cell's docstring."""
    first = node.body[0]
    docstring = cell.splitlines()[first.lineno - 1 : first.end_lineno]
    head, *body = source.split("\n")
    return "\n".join([head, *docstring, *map(_without_brackets, body)])


def _without_brackets(line):
    """`return a, b` for `return (a, b)`, which is how ast.unparse writes it; the same for what is assigned."""
    found = re.fullmatch(r"( *)(return |[^=()]+ = )\((.+[^,])\)", line)
    with contextlib.suppress(SyntaxError):
        if found and _text(ast.parse(found[2] + found[3])) == _text(ast.parse(line.strip())):
            return found[1] + found[2] + found[3]
    return line


def difference(old, new, parent=None):
    """(old node, new node, the old one's parent): the smallest parts in which two syntax trees differ."""
    if type(old) is type(new):
        pairs = [(a, b) for (_, a), (_, b) in zip(ast.iter_fields(old), ast.iter_fields(new), strict=True)]
        lists = [(a, b) for a, b in pairs if isinstance(a, list) and len(a) == len(b)]
        parts = [pair for a, b in lists for pair in zip(a, b, strict=True)] + [p for p in pairs if p not in lists]
        differing = [(a, b) for a, b in parts if _text(a) != _text(b)]
        if len(differing) == 1 and all(isinstance(part, ast.AST) for part in differing[0]):
            return difference(*differing[0], old)
    return old, new, parent


def is_natural(old, new, parent):
    """Whether a person might well write `new` for `old`, and not see it at once."""
    if isinstance(old, (ast.operator, ast.cmpop, ast.boolop)):
        return (type(old), type(new)) in CONFUSED
    if isinstance(old, ast.Constant) and isinstance(new, ast.Constant):
        return _is_other_index(old.value, new.value, parent)
    if isinstance(new, ast.BinOp) and _text(new.left) == _text(old):
        return _text(new.right) == _text(ast.Constant(1))  # one more, one fewer
    if isinstance(new, ast.UnaryOp):
        return isinstance(new.op, ast.USub) and _text(new.operand) == _text(old)
    if isinstance(old, ast.UnaryOp):
        return isinstance(old.op, ast.USub)
    if isinstance(old, ast.Slice):
        return isinstance(new, ast.Slice) and (new.lower or new.upper) is not None
    if isinstance(old, ast.stmt):
        return isinstance(old, ast.AugAssign) and isinstance(new, ast.Assign)
    return True  # a term or a call left out, another name, two things swapped, an axis forgotten


def _is_other_index(old, new, parent):
    """Whether a number counts rows, steps or axes, and the other one is its neighbour; or a switch is turned."""
    if isinstance(old, bool):
        return True
    if isinstance(parent, ast.BinOp):
        return isinstance(parent.op, (ast.Add, ast.Sub)) and old == 1 and new == 2
    counts = isinstance(parent, (ast.Subscript, ast.Slice))
    counts |= isinstance(parent, ast.keyword) and parent.arg == "axis"
    counts |= isinstance(parent, ast.Call) and ast.unparse(parent.func) == "range"
    return counts and abs(old - new) == 1


def _text(part):
    """A field of a syntax tree as text, to compare it with another."""
    if isinstance(part, list):
        return str([_text(each) for each in part])
    return ast.dump(part) if isinstance(part, ast.AST) else repr(part)
