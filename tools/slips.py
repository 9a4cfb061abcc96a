"""What a single expression may wrongly be: the larger part of the small errors that tools/planted.py plants."""

import ast
import copy
import re

from tools.mixups import is_guard

OPERATORS = {  # what each operator is confused with
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Add, ast.Div], ast.Div: [ast.Mult], ast.Pow: [ast.Mult],
    ast.FloorDiv: [ast.Div], ast.Mod: [ast.FloorDiv], ast.MatMult: [ast.Mult], ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
}  # fmt: skip
COMPARISONS = {  # off by one, and the opposite
    ast.Lt: [ast.LtE, ast.GtE], ast.LtE: [ast.Lt, ast.Gt], ast.Gt: [ast.GtE, ast.LtE], ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.Is: [ast.IsNot], ast.IsNot: [ast.Is], ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}  # fmt: skip
PAIRS = "mean sum|log log2|max min|argmax argmin|maximum minimum|std var|zeros ones|zeros_like ones_like|any all"
NAMES = {a: b for pair in PAIRS.split("|") for a, b in (pair.split(), reversed(pair.split()))}
NAMES |= {"log10": "log", "log1p": "log", "median": "mean", "floor": "ceil", "ceil": "floor", "argsort": "sort"}
NAMES |= {"transform": "fit_transform"}
UNDONE = {"abs", "sqrt", "square", "exp", "copy", "cumsum", "sorted", "unique"}  # f(x) → x
SYMMETRIC = {"allclose", "array_equal", "dot", "hypot", "isclose", "isinstance", "max", "maximum", "min", "minimum"}
INTEGER = re.compile(r"(np\.)?u?int\d*")


def slips(node, parent, field):
    """What an expression may wrongly be."""
    if isinstance(node, ast.BinOp):
        yield from (ast.BinOp(node.left, op(), node.right) for op in OPERATORS.get(type(node.op), []))
        if isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)):
            yield node.left
        if isinstance(node.op, (ast.Add, ast.Mult)):
            yield node.right
        if isinstance(node.op, ast.Sub):
            yield ast.UnaryOp(ast.USub(), node.right)
        if isinstance(node.op, ast.Div):
            yield ast.BinOp(node.right, ast.Div(), node.left)
        if isinstance(node.op, ast.Pow):
            yield from (ast.BinOp(node.left, node.op, exponent) for exponent in _one_off(node.right))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield node.operand
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from (ast.Compare(node.left, [op()], node.comparators) for op in COMPARISONS[type(node.ops[0])])
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield from node.values if len(node.values) == 2 else []
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield from (ast.Constant(value) for value in _other_numbers(node.value, parent))
    elif isinstance(node, ast.Tuple) and not (field == "value" and _unpacks(parent)):
        yield from (ast.Tuple(swapped, node.ctx) for swapped in _swaps(node.elts))
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name):
        shifted = ast.BinOp(node.slice, ast.Sub(), ast.Constant(1))
        yield ast.Subscript(node.value, shifted, node.ctx)
    elif isinstance(node, ast.Slice):
        yield from (ast.Slice(*bounds, node.step) for bounds in ((None, node.upper), (node.lower, None)))
    elif isinstance(node, ast.Call):
        yield from _call(node)
        yield from _no_integers(node)
    if isinstance(node, ast.BinOp) and (isinstance(parent, ast.Return) or field == "elts"):
        yield ast.UnaryOp(ast.USub(), node)
    if field == "test" and not isinstance(node, ast.Compare):
        yield ast.UnaryOp(ast.Not(), node)


def _call(node):
    """What a call may wrongly be."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if is_guard(node) and node.keywords:
        values = [keyword.value for keyword in node.keywords]
        yield values[0] if len(values) == 1 else ast.Tuple(values, ast.Load())
        return
    if name in NAMES:
        func = copy.copy(node.func)
        setattr(func, "attr" if isinstance(func, ast.Attribute) else "id", NAMES[name])
        yield ast.Call(func, node.args, node.keywords)
    if name in UNDONE and (node.args or isinstance(node.func, ast.Attribute)):
        yield node.args[0] if node.args else node.func.value
    if name == "len":
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))
    if name in ("range", "power") and node.args:
        yield from (ast.Call(node.func, [*node.args[:-1], last], []) for last in _one_off(node.args[-1]))
    if name not in SYMMETRIC:
        yield from (ast.Call(node.func, swapped, node.keywords) for swapped in _swaps(node.args))
    for keyword in node.keywords:
        if keyword.arg in ("axis", "keepdims", "ddof"):
            yield ast.Call(node.func, node.args, [other for other in node.keywords if other is not keyword])


def _no_integers(node):
    """A call that makes whole numbers, without that: x.astype(int) → x, int(x) → x, dtype=int left out."""
    func = node.func
    if isinstance(func, ast.Attribute) and func.attr == "astype" and node.args and _is_integer(node.args[0]):
        yield func.value
    if isinstance(func, ast.Name) and func.id == "int" and len(node.args) == 1:
        yield node.args[0]
    for keyword in node.keywords:
        if keyword.arg == "dtype" and _is_integer(keyword.value):
            yield ast.Call(func, node.args, [other for other in node.keywords if other is not keyword])


def _one_off(node):
    """A limit or an exponent, one more and one less; none if it holds a constant, which gets other values itself."""
    if not any(isinstance(inner, ast.Constant) for inner in ast.walk(node)):
        yield from (ast.BinOp(node, op, ast.Constant(1)) for op in (ast.Add(), ast.Sub()))


def _is_integer(node):
    return INTEGER.fullmatch(ast.unparse(node).strip("'")) is not None


def _other_numbers(value, parent):
    """Other numbers for a constant: ±1, 0 and double; for an axis or an entry of a shape, the other one."""
    if isinstance(value, bool):
        return [not value]
    if (isinstance(parent, ast.keyword) and parent.arg == "axis") or ast.unparse(parent).endswith(f".shape[{value}]"):
        return [0 if value else 1]
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Add, ast.Sub, ast.Mult)):
        neutral = 1 if isinstance(parent.op, ast.Mult) else 0  # the same as leaving the constant out
        return [number for number in (value + 1, value - 1, 0, 2 * value) if number != neutral]
    tiny = 0 < abs(value) < 1e-3  # a guard against division by zero: its exact size is a matter of taste
    return [0, value + 1] if tiny else [value + 1, value - 1, 0, 2 * value]


def _swaps(items):
    """The list with each two neighbours swapped in turn; none if the list is unpacked from somewhere else."""
    pairs = [] if any(isinstance(item, ast.Starred) for item in items) else range(len(items) - 1)
    return [[*items[:i], items[i + 1], items[i], *items[i + 2 :]] for i in pairs]


def _unpacks(node):
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)
