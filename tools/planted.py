"""Small errors to plant in a function, each a single change that a person could make.

Libraries for this (mutmut, cosmic-ray) rewrite module files, start the tests anew for each change, and know no axes,
dropped terms or swapped results. A syntax tree and the tables below do it in-process, for functions in notebooks.
"""

import ast
import copy

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
UNDONE = {"abs", "sqrt", "square", "exp", "copy", "cumsum", "sorted", "unique"}  # f(x) → x
SYMMETRIC = {"allclose", "array_equal", "dot", "hypot", "isclose", "isinstance", "max", "maximum", "min", "minimum"}
SILENT = (ast.Raise, ast.JoinedStr, ast.arguments)  # texts of errors and signatures stay as they are


def plant(function):
    """Yield (description, source of the function with that one change).

    function: an ast.FunctionDef. Its docstring, signature, decorators and error texts are left alone. Lines in the
    description count from the function's `def`.
    """
    tree = copy.deepcopy(function)
    tree.decorator_list, tree.returns = [], None
    tree.body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    given = {argument.arg for argument in ast.walk(tree.args) if isinstance(argument, ast.arg)}
    sources, described = {ast.unparse(tree)}, {}
    for parent, field, index, above in _slots(tree, (tree,)):
        holder = getattr(parent, field)
        node = holder if index is None else holder[index]
        # The smallest surrounding expression that says enough: `2 * len(x)`, not `2`.
        shown = next(n for n in (node, *above[::-1]) if len(ast.unparse(n)) > 6 or isinstance(n, ast.stmt))
        shown, before = (node, "") if isinstance(node, ast.stmt) else (shown, _short(shown))
        for new in _statement(node, parent, given) if isinstance(node, ast.stmt) else _expression(node, parent, field):
            _put(parent, field, index, new)
            source = ast.unparse(tree)
            change = f"{before} → {_short(shown if shown is not node else new)}"
            if isinstance(node, ast.stmt):
                change = f"drop {_short(node)}" if isinstance(new, ast.Pass) else f"{_short(node)} → {_short(new)}"
            _put(parent, field, index, node)
            if source not in sources:
                sources.add(source)
                text = f"line {node.lineno - function.lineno + 1}: {change}"
                described[text] = described.get(text, 0) + 1
                yield (text if described[text] == 1 else f"{text} ({described[text]})"), source
        if isinstance(node, (ast.Assign, ast.For)):
            given |= _bound(node.targets if isinstance(node, ast.Assign) else [node.target])


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
        droppable = _bound(node.targets) <= given and not _is_guard(node.value)
    else:
        droppable = isinstance(node, (ast.AugAssign, ast.Break, ast.Continue))
        droppable |= isinstance(node, ast.Expr) and not _calls(node.value, "print")
        droppable |= isinstance(node, ast.If) and not node.orelse
        droppable |= isinstance(node, ast.Raise) and not isinstance(parent, ast.If)
    if droppable:
        yield ast.Pass()


def _expression(node, parent, field):
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
    if isinstance(node, ast.BinOp) and (isinstance(parent, ast.Return) or field == "elts"):
        yield ast.UnaryOp(ast.USub(), node)
    if field == "test" and not isinstance(node, ast.Compare):
        yield ast.UnaryOp(ast.Not(), node)


def _call(node):
    """What a call may wrongly be."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if _is_guard(node) and node.keywords:
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
    if name == "range" and not any(isinstance(n, ast.Constant) for n in ast.walk(node.args[-1])):
        for op in (ast.Add(), ast.Sub()):
            yield ast.Call(node.func, [*node.args[:-1], ast.BinOp(node.args[-1], op, ast.Constant(1))], [])
    if name not in SYMMETRIC:
        yield from (ast.Call(node.func, swapped, node.keywords) for swapped in _swaps(node.args))
    for keyword in node.keywords:
        if keyword.arg in ("axis", "keepdims", "ddof"):
            yield ast.Call(node.func, node.args, [other for other in node.keywords if other is not keyword])


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


def _put(parent, field, index, node):
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _calls(node, name):
    node = node.value if isinstance(node, ast.Expr) else node
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _is_guard(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1].startswith("require_")


def _bound(targets):
    """The names that an assignment to these targets binds."""
    names = [node for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}


def _unpacks(node):
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)


def _short(node):
    return ast.unparse(node).split("\n")[0]
