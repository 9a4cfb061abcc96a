"""A wrong body for each mistake that the checks of Course 1, Week 3, lesson 1 call by name."""

WRONG = {
    "sigmoid": {
        "the sign of z is lost: e to the +z": """
e = np.exp(-np.abs(z))
return np.where(z < 0, 1, e) / (1 + e)""",
        "the 1 in the denominator is missing: those are the odds": "return 1 / np.exp(-z)",
        "z ≥ 0 gives 1 and all others 0: a step": "return np.where(z >= 0, 1.0, 0.0)",
        "tanh is used": "return np.tanh(z)",
        "the absolute value is used for all": "return 1 / (1 + np.exp(-np.abs(z)))",
        "e to the z overflows": "return np.exp(z) / (1 + np.exp(z))",
        "it is rounded to 0": "return (1 + np.tanh(z / 2)) / 2",
    },
    "predict_probability": {
        "the sigmoid is left out": "return X @ w + b",
        "the score's sign is turned": "return sigmoid(-(X @ w + b))",
        "b is left out": "return sigmoid(X @ w)",
        "the weights are in the wrong order": "return sigmoid(X @ w[::-1] + b)",
        "b is added after the sigmoid": "return sigmoid(X @ w) + b",
    },
    "predict": {
        "exactly ½ counts as 0": "return (predict_probability(X, w, b) > threshold).astype(float)",
        "0 and 1 are swapped": "return (predict_probability(X, w, b) < threshold).astype(float)",
        "probabilities are returned": "return predict_probability(X, w, b)",
        "the threshold is always ½": "return (predict_probability(X, w, b) >= 0.5).astype(float)",
    },
    "boundary_x2": {
        "the minus sign is lost": "return (w[0] * x1 + b) / w[1]",
        "b is on the wrong side": "return -(w[0] * x1 - b) / w[1]",
        "it is not divided by the second weight": "return -(w[0] * x1 + b)",
        "the weights are swapped": "return -(w[1] * x1 + b) / w[0]",
        "b is left out": "return -w[0] * x1 / w[1]",
    },
    "logistic_loss": {
        "the labels are swapped": "return np.logaddexp(0, z) - (1 - y) * z",
        "minus is missing: logarithms, not losses": "return y * z - np.logaddexp(0, z)",
        "the part for y = 0 is left out": "return y * np.logaddexp(0, -z)",
        "the part for y = 1 is left out": "return (1 - y) * np.logaddexp(0, z)",
        "the squared error is taken": "return (sigmoid(z) - y) ** 2",
        "log 0 is taken, as in the book's form": """
p = sigmoid(z)
return -y * np.log(p) - (1 - y) * np.log(1 - p)""",
        "e to the z overflows": "return np.log(1 + np.exp(z)) - y * z",
        "the base of the logarithm is 2": "return (np.logaddexp(0, z) - y * z) / np.log(2)",
    },
    "compute_cost": {
        "summed, not averaged": "return logistic_loss(X @ w + b, y).sum()",
        "halved, as in linear regression": "return logistic_loss(X @ w + b, y).mean() / 2",
        "probabilities are given to logistic_loss, which wants scores": """
return logistic_loss(predict_probability(X, w, b), y).mean()""",
        "the squared error is taken": "return ((predict_probability(X, w, b) - y) ** 2).mean()",
        "log 0 is taken": """
p = predict_probability(X, w, b)
return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()""",
        "b is left out": "return logistic_loss(X @ w, y).mean()",
    },
}
