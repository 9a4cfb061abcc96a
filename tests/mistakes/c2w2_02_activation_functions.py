"""A wrong body for each mistake that the checks of Course 2, Week 2, lesson 2 call by name."""

COLLAPSE = """
for W_next, b_next in params[1:]:
    W, b = W @ W_next, b @ W_next + b_next"""
SEW = """
slopes = np.diff(y_points) / np.diff(x_points)
return x_points, np.diff(slopes, prepend=0, append=0), float(y_points[0])"""

WRONG = {
    "tanh": {
        "the score is not doubled": "return 2 * sigmoid(z) - 1",
        "it is not moved down": "return 2 * sigmoid(2 * z)",
        "it is not stretched": "return sigmoid(2 * z) - 1",
    },
    "relu": {
        "it is the absolute value": "return np.abs(z)",
        "it is the largest of all scores": "return np.max(z)",
        "it is the smaller, not the larger": "return np.minimum(z, 0)",
        "it answers yes or no": "return (z > 0).astype(float)",
    },
    "sigmoid_slope": {
        "it is the sigmoid, not its slope": "return a",
        "the sigmoid is taken twice": "return sigmoid(a) * (1 - sigmoid(a))",
        "the slope is that of tanh: 1 − a²": "return 1 - a**2",
        "the factor 1 − a is alone": "return 1 - a",
    },
    "relu_slope": {
        "at the corner it is 1": "return (z >= 0).astype(float)",
        "it is the value, not the slope": "return np.maximum(z, 0)",
        "it is the sign": "return np.sign(z)",
    },
    "collapse": {
        "biases are added up": COLLAPSE.replace("b @ W_next + b_next", "b + b_next"),
        "weights are added, not multiplied": COLLAPSE.replace("W @ W_next, b", "W + W_next, b"),
        "the first bias is lost": COLLAPSE.replace("b @ W_next + b_next", "b_next"),
        "the next bias is lost": COLLAPSE.replace(" + b_next", ""),
        "only the first layer is given back": "pass",
    },
    "sew": {
        "the turns are the slopes themselves": SEW.replace(
            "np.diff(slopes, prepend=0, append=0)", "np.append(slopes, 0)"
        ),
        "the run is left out: rises instead of slopes": SEW.replace(" / np.diff(x_points)", ""),
        "turns have the wrong sign": SEW.replace("np.diff(slopes,", "-np.diff(slopes,"),
        "the bias is left at 0": SEW.replace("float(y_points[0])", "0.0"),
    },
}
