"""A wrong body for each mistake that the checks of Course 2, Week 4, lesson 2 call by name."""

VARIANCE = "return float(np.mean((y - y.mean()) ** 2))"
REDUCTION = """
share = left.mean()
return variance(y) - share * variance(y[left]) - (1 - share) * variance(y[~left])"""
SPLIT = """
order, i = np.argsort(X.T, axis=1, kind="stable"), np.arange(1, m)
values = np.take_along_axis(X.T, order, axis=1)
sums = np.cumsum((y - y.mean())[order], axis=1)[:, :-1]
gains = np.round(sums**2 / (i * (m - i)) / variance(y), 10)
gains[(values[:, 1:] == values[:, :-1]) | (np.minimum(i, m - i) < min_rows)] = -1"""
STEPS = """
asks = tree["feature"] >= 0
return np.sort(tree["threshold"][asks]), tree["value"][~asks]"""

WRONG = {
    "variance": {
        "the distances are not squared": VARIANCE.replace(" ** 2", ""),
        "the mean is not subtracted": VARIANCE.replace(" - y.mean()", ""),
        "the sum is divided by m − 1": "return float(np.var(y, ddof=1))",
        "the squares are added up and not divided": VARIANCE.replace("np.mean", "np.sum"),
        "the root is taken": "return float(np.std(y))",
    },
    "variance_reduction": {
        "the variance after is returned": REDUCTION.replace("return variance(y) - share", "return share").replace(
            "- (1", "+ (1"
        ),
        "the sign is turned round": REDUCTION.replace("return ", "return -(") + ")",
        "the two sides count alike": REDUCTION.replace("left.mean()", "0.5"),
        "the variances are added, without weights": REDUCTION.replace("(1 - share) * ", "").replace("share * ", ""),
        "the weights are swapped": REDUCTION.replace("left.mean()", "1 - left.mean()"),
    },
    "best_variance_split": {
        "the prices are not centred": SPLIT.replace("(y - y.mean())[order]", "y[order]"),
        "the prices are not sorted along with the feature": SPLIT.replace(
            "(y - y.mean())[order]", "np.tile(y - y.mean(), (X.shape[1], 1))"
        ),
        "the sums are not squared": SPLIT.replace("sums**2", "sums"),
        "the squares are not divided by i · (m − i)": SPLIT.replace(" / (i * (m - i))", ""),
        "the squares are divided by i only": SPLIT.replace(" / (i * (m - i))", " / i"),
        "both sides count alike, whatever their size": """
order = np.argsort(X.T, axis=1, kind="stable")
values, sorted_y = np.take_along_axis(X.T, order, axis=1), y[order]
gains = np.full((X.shape[1], m - 1), -1.0)
for j in range(X.shape[1]):
    for i in range(1, m):
        if values[j, i] > values[j, i - 1]:
            sides = [variance(part) for part in (sorted_y[j, :i], sorted_y[j, i:])]
            gains[j, i - 1] = (variance(y) - np.mean(sides)) / variance(y)""",
        "the worst question is taken": SPLIT.replace("gains[(values", "gains = 1 - gains\ngains[(values"),
        "cuts between equal values count": SPLIT.replace(
            "(values[:, 1:] == values[:, :-1]) | ", "np.zeros_like(sums, bool) | "
        ),
        "only the first feature is looked at": SPLIT + "\ngains[1:] = -1",
    },
    "steps": {
        "the thresholds stand in the order of the nodes": STEPS.replace(
            'np.sort(tree["threshold"][asks])', 'tree["threshold"][asks]'
        ),
        "the means of the questions are among the answers": STEPS.replace('tree["value"][~asks]', 'tree["value"]'),
        "the zeros of the leaves are among the thresholds": STEPS.replace('["threshold"][asks]', '["threshold"]'),
        "the answers are sorted, largest first": STEPS.replace(
            'tree["value"][~asks]', 'np.sort(tree["value"][~asks])[::-1]'
        ),
    },
}
