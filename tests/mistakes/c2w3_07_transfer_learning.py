"""A wrong body for each mistake that the checks of Course 2, Week 3, lesson 7 call by name."""

_COPY = "return [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in {layers}]"

_FEATURES = """
for W, b in layers:
    X = {layer}
return X"""

_HEAD = """
m = v = np.zeros(len(theta))
for t in range(1, steps + {more}):
    slopes = flatten(gradient(F, y, unflatten(theta, head)))
    {step}
return unflatten(theta, head)[0]"""


def _head(step="theta, m, v = adam_step(theta, slopes, m, v, t, alpha)", more=1):
    """A body of train_head with another step, or with fewer steps."""
    return _HEAD.format(step=step, more=more)


WRONG = {
    "copy_layers": {
        "the last layer comes along": _COPY.format(layers="params"),
        "the last layers are copied, not the first": _COPY.format(layers="params[-count:]"),
        "one layer too few is copied": _COPY.format(layers="params[: count - 1]"),
        "the arrays are the source's own": "return params[:count]",
    },
    "frozen_features": {
        "the last copied layer has lost its ReLU": "return forward(X, layers)[-1]",
        "no layer has a ReLU": _FEATURES.format(layer="X @ W + b"),
        "only the first layer is used": "return np.maximum(forward(X, layers[:1])[-1], 0)",
        "biases are left behind": _FEATURES.format(layer="np.maximum(X @ W, 0)"),
        "the rows are returned as they came": "return X",
    },
    "train_head": {
        "the step goes uphill": _head("theta, m, v = adam_step(theta, -slopes, m, v, t, alpha)"),
        "gradient descent takes the step": _head("theta = theta - alpha * slopes"),
        "the biases are left at zero": _head("theta, m, v = adam_step(theta, slopes, m, v, t, alpha); theta[-K:] = 0"),
        "alpha is left at its default": _head("theta, m, v = adam_step(theta, slopes, m, v, t)"),
        "the loop ends one step early": _head(more=0),
    },
    "trained_count": {
        "the frozen layers are counted": "return sum(W.size + b.size for W, b in params[:frozen])",
        "nothing is frozen": "return sum(W.size + b.size for W, b in params)",
        "the biases are left out": "return sum(W.size for W, b in params[frozen:])",
        "the last layer is frozen, not the first": "return sum(W.size + b.size for W, b in params[::-1][frozen:])",
        "layers are counted, not numbers": "return len(params[frozen:])",
    },
}
