"""A wrong body for each mistake that the checks of Course 2, Week 1, lesson 1 call by name."""

WRONG = {
    "unit": {
        "the bias is left out": "return g(w @ a_in)",
        "the bias is subtracted": "return g(w @ a_in - b)",
        "the bias is added after g": "return g(w @ a_in) + b",
        "g is left out": "return w @ a_in + b",
        "sigmoid is written in place of g": "return sigmoid(w @ a_in + b)",
        "the products are averaged, not added": "return g(np.mean(w * a_in) + b)",
        "each product goes through g by itself": "return np.sum(g(w * a_in)) + b",
        "inputs and weights are each added up before they are multiplied": "return g(w.sum() * a_in.sum() + b)",
    },
    "dense_loop": {
        "rows of W are taken, not columns": "return np.array([unit(a_in, W[j], b[j], g) for j in range(len(b))])",
        "there is one unit for each input": """
return np.array([unit(a_in, W[:, j], b[j], g) for j in range(len(a_in))])""",
        "all units get the first bias": "return np.array([unit(a_in, W[:, j], b[0], g) for j in range(len(b))])",
        "all units get the first column": "return np.array([unit(a_in, W[:, 0], b[j], g) for j in range(len(b))])",
        "the biases are left out": "return np.array([unit(a_in, W[:, j], 0, g) for j in range(len(b))])",
        "g is left out": "return np.array([W[:, j] @ a_in + b[j] for j in range(len(b))])",
        "sigmoid is written in place of g": """
return np.array([unit(a_in, W[:, j], b[j], sigmoid) for j in range(len(b))])""",
    },
    "count_parameters": {
        "the biases are left out": "return sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))",
        "the inputs get biases, too": "return sum(a * b for a, b in zip(sizes[:-1], sizes[1:])) + sum(sizes)",
        "each layer has one bias": "return sum(a * b + 1 for a, b in zip(sizes[:-1], sizes[1:]))",
        "the last layer is left out": "return sum(a * b + b for a, b in zip(sizes[:-2], sizes[1:]))",
        "units are counted, not parameters": "return sum(sizes)",
        "every layer is joined to the inputs": "return sum(sizes[0] * b + b for b in sizes[1:])",
    },
    "activations": {
        "x is left out of the list": """
a = []
for W, b, g in layers:
    a.append(dense_loop(a[-1] if a else x, W, b, g))
return a""",
        "only the last activation is returned": """
for W, b, g in layers:
    x = dense_loop(x, W, b, g)
return x""",
        "every layer gets x": """
a = [x]
for W, b, g in layers:
    a.append(dense_loop(x, W, b, g))
return a""",
        "scores are passed on, without g": """
a = [x]
for W, b, g in layers:
    a.append(a[-1] @ np.array(W) + b)
return a""",
        "all layers use the first g": """
a = [x]
for W, b, g in layers:
    a.append(dense_loop(a[-1], W, b, layers[0][2]))
return a""",
        "the last layer is left out": """
a = [x]
for W, b, g in layers[:-1]:
    a.append(dense_loop(a[-1], W, b, g))
return a""",
    },
}
