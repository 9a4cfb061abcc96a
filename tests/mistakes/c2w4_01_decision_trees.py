"""A wrong body for each mistake that the checks of Course 2, Week 4, lesson 1 call by name."""

ENTROPY = """
shares = counts / counts.sum()
shares = shares[shares > 0]
return 0.0 - shares @ np.log2(shares)"""
GAIN = """
share = left.mean()
after = share * entropy(np.bincount(y[left])) + (1 - share) * entropy(np.bincount(y[~left]))
return entropy(np.bincount(y)) - after"""
ONE_HOT = """
names = np.unique(values)
return (values[:, None] == names).astype(float), names.tolist()"""
SPLIT = """
order = np.argsort(X.T, axis=1)
values, sorted_y = np.take_along_axis(X.T, order, axis=1), y[order]
table, totals, i = n_log_n(m), np.bincount(y), np.arange(1, m)
disorder = np.tile(table[i] + table[m - i], (n, 1))
for k in range(len(totals)):
    left = np.cumsum(sorted_y == k, axis=1)[:, :-1]
    disorder -= table[left] + table[totals[k] - left]
gains = np.round((table[m] - table[totals].sum() - disorder) / m, 12)
gains[values[:, 1:] == values[:, :-1]] = -1"""
GROW = """
if depth == max_depth or (here == here[0]).all():
    return node
split = find_split(X[rows], here)
if split is None:
    return node
feature, threshold, gain = split
left = X[rows, feature] <= threshold
tree["feature"][node], tree["threshold"][node], tree["gain"][node] = feature, threshold, gain
tree["left"][node] = grow(rows[left], depth + 1)
tree["right"][node] = grow(rows[~left], depth + 1)"""
PREDICT = """
while (asks := tree["feature"][at] >= 0).any():
    goes_left = X[rows, tree["feature"][at]] <= tree["threshold"][at]
    at = np.where(asks, np.where(goes_left, tree["left"][at], tree["right"][at]), at)"""

WRONG = {
    "entropy": {
        "the minus is missing": ENTROPY.replace("0.0 - ", ""),
        "the natural logarithm is taken, not base 2": ENTROPY.replace("log2", "log"),
        "the shares before the logarithms are missing": ENTROPY.replace(
            "shares @ np.log2(shares)", "np.log2(shares).sum()"
        ),
        "the counts are not turned into shares": ENTROPY.replace(" / counts.sum()", ""),
        "only the first class is counted": ENTROPY.replace(
            "shares @ np.log2(shares)", "shares[0] * np.log2(shares[0])"
        ),
        "squares are taken, not logarithms (that is the Gini index)": "return 1 - ((counts / counts.sum()) ** 2).sum()",
    },
    "information_gain": {
        "the entropy after is returned": GAIN.replace("entropy(np.bincount(y)) - after", "after"),
        "the sign is turned round": GAIN.replace("entropy(np.bincount(y)) - after", "after - entropy(np.bincount(y))"),
        "the two sides count alike": GAIN.replace("left.mean()", "0.5"),
        "the entropies are added, without weights": GAIN.replace("share * ", "").replace("(1 - share) * ", ""),
        "the weights are swapped": GAIN.replace("left.mean()", "1 - left.mean()"),
    },
    "one_hot": {
        "the categories are numbered": """
names, numbers = np.unique(values, return_inverse=True)
return numbers[:, None].astype(float), names.tolist()""",
        "the table lies on its side": ONE_HOT.replace("values[:, None] == names", "values == names[:, None]"),
        "the columns come in the order of the rows": ONE_HOT.replace(
            "np.unique(values)", "np.array(list(dict.fromkeys(values)))"
        ),
    },
    "best_split": {
        "the classes are not sorted along with the feature": SPLIT.replace("y[order]", "np.tile(y, (n, 1))"),
        "cuts between equal values count": SPLIT.rsplit("\n", 1)[0],
        "the right side is given the counts of all rows": SPLIT.replace(
            "totals[k] - left]", "np.full_like(left, totals[k])]"
        ),
        "the worst question is taken": SPLIT.replace("gains[values", "gains = 1 - gains\ngains[values"),
        "only the first feature is looked at": SPLIT + "\ngains[1:] = -1",
        "both sides count alike, whatever their size": """
order = np.argsort(X.T, axis=1)
values, sorted_y = np.take_along_axis(X.T, order, axis=1), y[order]
gains = np.full((n, m - 1), -1.0)
for j in range(n):
    for i in range(1, m):
        if values[j, i] > values[j, i - 1]:
            sides = [entropy(np.bincount(part)) for part in (sorted_y[j, :i], sorted_y[j, i:])]
            gains[j, i - 1] = entropy(np.bincount(y)) - np.mean(sides)""",
    },
    "grow_tree": {
        "it stops after one question": GROW.replace("depth == max_depth", "depth == 1"),
        "left and right are swapped": GROW.replace('tree["left"][node] =', "a =").replace(
            'tree["right"][node] =', "b ="
        )
        + '\ntree["left"][node], tree["right"][node] = b, a',
        "only the left group is divided further": GROW.rsplit("\n", 1)[0],
        "no node asks": "return node",
    },
    "predict_tree": {
        "left and right are swapped": PREDICT.replace("<=", ">"),
        "a value on the threshold goes right": PREDICT.replace("<=", "<"),
        "it stops after the first question": PREDICT.replace("while (asks := tree", "if (asks := tree"),
        "the thresholds are not looked at": PREDICT.replace(
            'X[rows, tree["feature"][at]] <= tree["threshold"][at]', "True"
        ),
    },
}
