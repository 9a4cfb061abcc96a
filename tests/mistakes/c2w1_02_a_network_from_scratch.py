"""A wrong body for each mistake that the checks of Course 2, Week 1, lesson 2 call by name."""


def loops(z="A_in[i] @ W[:, k] + b[k]", a="g(z)"):
    """The body of dense_by_loops with another z or another activation."""
    return f"""
for i in range(len(A_in)):
    for k in range(len(b)):
        z = {z}
        A_out[i, k] = {a}"""


WRONG = {
    "dense_by_loops": {
        "unit k takes row k of W, not column k": loops("A_in[i] @ W[k] + b[k]"),
        "the bias is left out": loops("A_in[i] @ W[:, k]"),
        "g is left out": loops(a="z"),
        "the bias is added after g": loops("A_in[i] @ W[:, k]", "g(z) + b[k]"),
        "the bias is subtracted": loops("A_in[i] @ W[:, k] - b[k]"),
        "every tray gets the inputs of the first": loops("A_in[0] @ W[:, k] + b[k]"),
        "all units take the bias of the first": loops("A_in[i] @ W[:, k] + b[0]"),
    },
    "dense": {
        "W is transposed": "return g(A_in @ W.T + b)",
        "the bias is left out": "return g(A_in @ W)",
        "g is left out": "return A_in @ W + b",
        "the bias is added after g": "return g(A_in @ W) + b",
        "the bias is subtracted": "return g(A_in @ W - b)",
    },
    "sequential": {
        "each layer gets X, not what the layer before gave": """
for W, b, g in layers:
    A = dense(X, W, b, g)
return A""",
        "only the first layer is applied": """
for W, b, g in layers:
    return dense(X, W, b, g)""",
        "the activations between the layers are left out": """
A = X
for W, b, g in layers[:-1]:
    A = dense(A, W, b, linear)
return dense(A, *layers[-1])""",
        "the first layer's g serves all layers": """
A = X
for W, b, _ in layers:
    A = dense(A, W, b, layers[0][2])
return A""",
        "the biases are left out": """
A = X
for W, b, g in layers:
    A = dense(A, W, 0 * b, g)
return A""",
    },
    "predict": {
        "an output exactly at the threshold gets a 0": "return (sequential(X, layers)[:, 0] > threshold).astype(int)",
        "the threshold is ignored": "return (sequential(X, layers)[:, 0] >= 0.5).astype(int)",
        "yes and no are swapped": "return (sequential(X, layers)[:, 0] < threshold).astype(int)",
        "the activations are returned, not the answers": "return sequential(X, layers)[:, 0]",
        "the column stays a table of shape (m, 1)": "return (sequential(X, layers) >= threshold).astype(int)",
    },
    "hidden_features": {
        "the output layer is still there": "return sequential(X, layers)",
        "only the first layer is applied": "return sequential(X, layers[:1])",
        "the inputs are returned": "return X",
    },
}
