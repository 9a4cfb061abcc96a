"""A wrong body for each mistake that the checks of Course 2, Week 2, lesson 5 call by name."""

WALK = """
slopes[end] = 1.0
for node in reversed(order):
    for parent, local in zip(node.parents, node.slopes, strict=True):
        slopes[parent] += slopes[node] * local
return slopes"""

VISIT = """
order, seen = [], set()

def visit(node):
    if node not in seen:
        seen.add(node)
        for parent in node.parents:
            visit(parent)
        order.append(node)

visit(end)
return order"""

FORWARD = """
g, _ = ACTIVATIONS[activation]
for W, b in params[:-1]:
    activations.append(g(activations[-1] @ W + b))
W, b = params[-1]
activations.append(activations[-1] @ W + b)
return activations"""

BACKWARD = """
gradients = []
for i in reversed(range(len(params))):
    gradients.append((activations[i].T @ dJ_dZ, dJ_dZ.sum(axis=0)))
    if i > 0:
        dJ_dZ = (dJ_dZ @ params[i][0].T) * slope(activations[i])
return gradients[::-1]"""

WRONG = {
    "multiply": {
        "the factors are added": "return Node(a.value + b.value, (a, b), (b.value, a.value))",
        "each slope is the value of its own factor": "return Node(a.value * b.value, (a, b), (a.value, b.value))",
        "the slopes are those of a sum": "return Node(a.value * b.value, (a, b), (1.0, 1.0))",
        "each slope is the whole product": "return Node(a.value * b.value, (a, b), (a.value * b.value,) * 2)",
        "the parents are swapped": "return Node(a.value * b.value, (b, a), (b.value, a.value))",
    },
    "topological_order": {
        "a node used twice is listed twice": VISIT.replace("if node not in seen", "if True"),
        "a node comes before its parents": VISIT.replace("return order", "return order[::-1]"),
        "the end itself is left out": VISIT.replace("return order", "return order[:-1]"),
        "only the parents of the end are visited": "return [*dict.fromkeys(end.parents), end]",
        "nodes are taken level by level, from the end back": """
order = [end]
for node in order:
    order += [parent for parent in dict.fromkeys(node.parents) if parent not in order]
return order[::-1]""",
    },
    "backpropagate": {
        "the last share replaces the others: = instead of +=": WALK.replace("+=", "="),
        "J's own slope along itself is left at 0": WALK.replace("slopes[end] = 1.0", ""),
        "the walk goes forwards": WALK.replace("reversed(order)", "order"),
        "the local slopes are passed on alone": WALK.replace("slopes[node] * local", "local"),
        "slopes are added, not multiplied, along the way": WALK.replace("slopes[node] * local", "slopes[node] + local"),
    },
    "forward": {
        "the hidden layer has no activation": FORWARD.replace("g(activations[-1] @ W + b)", "activations[-1] @ W + b"),
        "biases are left out": FORWARD.replace(" + b", ""),
        "W is transposed": FORWARD.replace("g(activations[-1] @ W + b)", "g(activations[-1] @ W.T + b)"),
        "only the end is returned": FORWARD.replace("return activations", "return activations[-1]"),
        "X is not kept": FORWARD.replace("return activations", "return activations[1:]"),
        "ReLU is applied to the last layer too": FORWARD.replace(
            "activations.append(activations[-1] @ W + b)", "activations.append(g(activations[-1] @ W + b))"
        ),
    },
    "backward": {
        "the slope of ReLU is left out": BACKWARD.replace(" * slope(activations[i])", ""),
        "ReLU is applied to the slopes": BACKWARD.replace("* slope(activations[i])", "* (dJ_dZ @ params[i][0].T > 0)"),
        "the slopes are averaged over the rows once more": BACKWARD.replace(
            "(activations[i].T @ dJ_dZ, dJ_dZ.sum(axis=0))",
            "(activations[i].T @ dJ_dZ / len(dJ_dZ), dJ_dZ.mean(axis=0))",
        ),
        "biases are averaged, not summed": BACKWARD.replace("dJ_dZ.sum", "dJ_dZ.mean"),
        "the layers are in reverse order": BACKWARD.replace("[::-1]", ""),
        "the last layer's weights get X instead of what went into it": BACKWARD.replace(
            "activations[i].T @ dJ_dZ", "activations[0].T @ dJ_dZ"
        ),
    },
}
