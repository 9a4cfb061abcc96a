"""A wrong body for each mistake that the checks of Course 2, Week 2, lesson 4 call by name."""

TABLE = """
Y = np.zeros((m, K))
Y[np.arange(m)[:, None], classes] = 1
return Y"""
COST = "return np.mean(np.maximum(Z, 0) - Z * Y + np.log1p(np.exp(-np.abs(Z))))"
SLOPES = "return (sigmoid(Z) - Y) / Z.size"
SCORES = """
right = Y == Y_hat
return right.mean(), right.all(axis=1).mean()"""

WRONG = {
    "label_table": {
        "a digit that is there twice counts as 2": """
Y = np.zeros((m, K))
np.add.at(Y, (np.arange(m)[:, None], classes), 1)
return Y""",
        "only the first digit is noted": TABLE.replace("[:, None], classes]", ", classes[:, 0]]"),
        "columns are counted from 1": TABLE.replace("classes]", "classes - 1]"),
        "the digits themselves are written": """
Y = np.zeros((m, K))
for i in range(m):
    for k in classes[i]:
        Y[i, k] = k
return Y""",
    },
    "multilabel_cost": {
        "summed over the labels, averaged over the rows": COST.replace("np.mean(", "1 / len(Z) * np.sum("),
        "summed over everything": COST.replace("np.mean(", "np.sum("),
        "labels that are absent cost nothing": "return np.mean(Y * np.log1p(np.exp(-Z)))",
        "softmax and the loss of one class": """
P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
return -np.sum(Y * np.log(P)) / len(Z)""",
        "an exponential is too large for the computer": """
with np.errstate(over="ignore"):
    return np.mean(np.log1p(np.exp(-Z)) + (1 - Y) * Z)""",
        "scores are taken for probabilities of no": COST.replace("Z * Y", "Z * (1 - Y)"),
    },
    "multilabel_slopes": {
        "label minus probability": "return (Y - sigmoid(Z)) / Z.size",
        "divided by the rows only": SLOPES.replace("Z.size", "len(Z)"),
        "not divided at all": SLOPES.replace(" / Z.size", ""),
        "softmax in place of the sigmoid": """
P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
return (P - Y) / Z.size""",
        "the slope of the sigmoid is multiplied in": "return (sigmoid(Z) - Y) * sigmoid(Z) * (1 - sigmoid(Z)) / Z.size",
    },
    "label_scores": {
        "labels that are absent are left out": SCORES.replace("right.mean(),", "right[Y == 1].mean(),"),
        "a row counts if any label is right": SCORES.replace("right.all", "right.any"),
        "a column in place of a row": SCORES.replace("axis=1", "axis=0"),
        "errors are counted": SCORES.replace("right.mean(),", "1 - right.mean(),"),
        "the two are in the other order": """
right = Y == Y_hat
return right.all(axis=1).mean(), right.mean()""",
    },
}
