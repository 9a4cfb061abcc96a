"""A wrong body for each mistake that the checks of Course 2, Week 2, lesson 3 call by name."""

SOFTMAX = """
E = np.exp(Z - Z.max(axis=1, keepdims=True))
return E / E.sum(axis=1, keepdims=True)"""
CROSS = """
top = Z.max(axis=1)
log_sums = top + np.log(np.exp(Z - top[:, None]).sum(axis=1))
return np.mean(log_sums - Z[np.arange(len(y)), y])"""
SLOPES = """
slopes = softmax(Z)
slopes[np.arange(len(y)), y] -= 1
return slopes / len(y)"""
TRAIN = """
for _ in range(num_iters):
    slopes = cross_entropy_slopes(Z, y)
    W, b = W - alpha * X.T @ slopes, b - alpha * slopes.sum(axis=0)
    Z = X @ W + b
    J_history.append(cross_entropy(Z, y))
return W, b, np.array(J_history)"""
TABLE = """
table = np.zeros((K, K), dtype=int)
np.add.at(table, (y, y_hat), 1)
return table"""

WRONG = {
    "softmax": {
        "each column sums to 1, not each row": SOFTMAX.replace("E.sum(axis=1, keepdims=True)", "E.sum(axis=0)").replace(
            "Z.max(axis=1, keepdims=True)", "Z.max()"
        ),
        "the whole table sums to 1": "return np.exp(Z) / np.exp(Z).sum()",
        "each score has its own sigmoid": "return 1 / (1 + np.exp(-Z))",
        "the exponentials are not divided by their sum": "return np.exp(Z - Z.max(axis=1, keepdims=True))",
        "the largest gets everything": "return (Z == Z.max(axis=1, keepdims=True)).astype(float)",
        "the largest score is not subtracted first": """
with np.errstate(all="ignore"):
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)""",
        "the largest of the whole table is subtracted": """
with np.errstate(all="ignore"):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)""",
    },
    "cross_entropy": {
        "the sign is lost": CROSS.replace("return ", "return -"),
        "the losses are summed, not averaged": CROSS.replace("np.mean", "np.sum"),
        "the largest score counts, not the true class's": CROSS.replace("Z[np.arange(len(y)), y]", "top"),
        "all classes count": CROSS.replace(
            "np.mean(log_sums - Z[np.arange(len(y)), y])", "np.mean((log_sums[:, None] - Z).sum(axis=1))"
        ),
        "the probability stands in for its logarithm": "return -np.mean(softmax(Z)[np.arange(len(y)), y])",
        "the mean is taken over rows and classes": CROSS.replace("return ", "return 1 / Z.shape[1] * "),
        "the largest score is not subtracted first": """
with np.errstate(all="ignore"):
    return np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])""",
        "the largest is not added again": CROSS.replace("top + np.log", "np.log"),
        "the largest is subtracted only where it is positive": """
with np.errstate(all="ignore"):
    top = np.maximum(Z.max(axis=1), 0)
    return np.mean(top + np.log(np.exp(Z - top[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y])""",
    },
    "cross_entropy_slopes": {
        "truth minus probability": SLOPES.replace("return ", "return -"),
        "not divided by the number of rows": SLOPES.replace(" / len(y)", ""),
        "only the true class has a slope": """
slopes = np.zeros(Z.shape)
slopes[np.arange(len(y)), y] = softmax(Z)[np.arange(len(y)), y] - 1
return slopes / len(y)""",
        "the class is subtracted, not its one-hot row": "return (softmax(Z) - y[:, None]) / len(y)",
        "divided by the number of classes too": SLOPES.replace("/ len(y)", "/ Z.size"),
    },
    "train_softmax": {
        "the step goes uphill": TRAIN.replace("W - alpha", "W + alpha").replace("b - alpha", "b + alpha"),
        "alpha is left out": TRAIN.replace("alpha * ", ""),
        "b stays where it was": TRAIN.replace("b - alpha * slopes.sum(axis=0)", "b"),
        "the slopes are averaged once more": TRAIN.replace("slopes(Z, y)", "slopes(Z, y) / len(y)"),
        "b gets the mean, not the sum": TRAIN.replace("slopes.sum(axis=0)", "slopes.mean(axis=0)"),
        "the cost after the step is that before it": """
for _ in range(num_iters):
    slopes = cross_entropy_slopes(Z, y)
    J_history.append(cross_entropy(Z, y))
    W, b = W - alpha * X.T @ slopes, b - alpha * slopes.sum(axis=0)
    Z = X @ W + b
return W, b, np.array(J_history)""",
        "the scores are not computed anew": """
slopes = cross_entropy_slopes(Z, y)
for _ in range(num_iters):
    W, b = W - alpha * X.T @ slopes, b - alpha * slopes.sum(axis=0)
    J_history.append(cross_entropy(X @ W + b, y))
return W, b, np.array(J_history)""",
    },
    "confusion_table": {
        "rows and columns are exchanged": TABLE.replace("(y, y_hat)", "(y_hat, y)"),
        "a pair is counted only once": TABLE.replace("np.add.at(table, (y, y_hat), 1)", "table[y, y_hat] += 1"),
        "shares are given instead of counts": TABLE.replace(
            "return table", "return table / table.sum(axis=1, keepdims=True)"
        ),
        "right answers are left out": TABLE.replace("return table", "return table * (1 - np.eye(K, dtype=int))"),
    },
}
