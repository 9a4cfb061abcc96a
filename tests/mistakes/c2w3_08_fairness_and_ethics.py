"""A wrong body for each mistake that the checks of Course 2, Week 3, lesson 8 call by name."""

WILSON = """
middle = (k + z**2 / 2) / (n + z**2)
half = z / (n + z**2) * np.sqrt(k * (n - k) / n + z**2 / 4)
return max(0.0, middle - half), min(1.0, middle + half)"""
RATES = """
for value in np.unique(group):
    own = group == value
    counted = {
        "approved": y_hat[own],
        "wrongly refused": 1 - y_hat[own & (y == 1)],
        "wrongly approved": y_hat[own & (y == 0)],
    }
    rates[value] = {name: (hits.mean(), *wilson_interval(hits.sum(), len(hits))) for name, hits in counted.items()}
return rates"""
TRAIN = """
shares = weights / weights.sum()
for _ in range(num_iters):
    error = shares * (sigmoid(X @ w + b) - y)
    w, b = w - alpha * X.T @ error, b - alpha * error.sum()
return w, b"""
THRESHOLD = """
scores = np.sort(p[y == 1])
return scores[int(rate * len(scores) + 1e-9)]"""
REWEIGH = """
for value in np.unique(group):
    for label in np.unique(y):
        cell = (group == value) & (y == label)
        if cell.any():
            weights[cell] = (group == value).mean() * (y == label).mean() / cell.mean()
return weights"""

WRONG = {
    "false_negative_rate": {
        "everyone is in the denominator": "return ((y == 1) & (y_hat == 0)).mean()",
        "the denominator is those whom the model refuses": "return y[y_hat == 0].mean()",
        "the right approvals are counted": "return y_hat[y == 1].mean()",
        "the wrong approvals are counted, among the refused": "return y_hat[y == 0].mean()",
        "all wrong answers are counted": "return (y != y_hat).mean()",
    },
    "wilson_interval": {
        "it is the plain interval around k/n": """
half = z * np.sqrt(k / n * (1 - k / n) / n)
return k / n - half, k / n + half""",
        "the middle stays at k/n": WILSON.replace("(k + z**2 / 2) / (n + z**2)", "k / n"),
        "z²/4 is missing under the root": WILSON.replace(" + z**2 / 4", ""),
        "z² is not added to n": WILSON.replace("(n + z**2)", "n"),
        "z is taken as 1": "z = 1" + WILSON,
        "low and high are exchanged": WILSON.replace(
            "max(0.0, middle - half), min(1.0, middle + half)", "middle + half, middle - half"
        ),
    },
    "group_rates": {
        "the groups are exchanged": RATES.replace("group == value", "group != value"),
        "the whole group is in each denominator": RATES.replace("1 - y_hat[own & (y == 1)]", "((1 - y_hat) * y)[own]")
        .replace("y_hat[own & (y == 0)]", "(y_hat * (1 - y))[own]"),
        "the groups are not told apart": RATES.replace("group == value", "group == group"),
        "approvals are counted among those the lender approved": RATES.replace("1 - y_hat[own", "y_hat[own"),
        "the two kinds of error are exchanged": RATES.replace('"wrongly refused"', '"swap"')
        .replace('"wrongly approved"', '"wrongly refused"')
        .replace('"swap"', '"wrongly approved"'),
    },
    "train_weighted": {
        "the weights are left out": TRAIN.replace("weights / weights.sum()", "1 / len(y)"),
        "the sums are divided by the number of rows": TRAIN.replace("weights.sum()", "len(y)"),
        "b is not weighted": TRAIN.replace("error.sum()", "(error / shares).mean()"),
        "the step goes uphill": TRAIN.replace("- alpha", "+ alpha"),
        "alpha is left out": TRAIN.replace("alpha * ", ""),
    },
    "threshold_for": {
        "everyone counts": THRESHOLD.replace("p[y == 1]", "p"),
        "those with label 0 count": THRESHOLD.replace("y == 1", "y == 0"),
        "the scores are sorted downwards": THRESHOLD.replace("np.sort(p[y == 1])", "np.sort(p[y == 1])[::-1]"),
        "it is the score that falls below": THRESHOLD.replace("1e-9", "1e-9 - 1"),
        "one too many falls below": THRESHOLD.replace("1e-9", "1e-9 + 1"),
        "the threshold lies between two scores": "return np.quantile(p[y == 1], rate)",
        "the number is rounded up": THRESHOLD.replace("int(rate * len(scores) + 1e-9)", "round(rate * len(scores))"),
    },
    "reweigh": {
        "the fraction is upside down": REWEIGH.replace("return weights", "return 1 / weights"),
        "each cell gets the same weight": REWEIGH.replace("(group == value).mean() * (y == label).mean()", "0.25"),
        "the share of the label is left out": REWEIGH.replace(" * (y == label).mean()", ""),
        "the share of the group is left out": REWEIGH.replace("(group == value).mean() * ", ""),
        "the share of the cell is left out": REWEIGH.replace(" / cell.mean()", ""),
        "only the labels are balanced": "return np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))",
    },
}
