"""A wrong body for each mistake that the checks of Course 2, Week 4, lesson 3 call by name."""

COLUMNS = """
drawn = rng.permutation(varied)[:max_features]
found = find_split(X[:, drawn], y)
return None if found is None else (int(drawn[found[0]]), *found[1:])"""
VOTE = """
classes = np.unique(answers[~np.isnan(answers)])
counts = np.array([(answers == k).sum(axis=0) for k in classes])
return classes[counts.argmax(axis=0)].astype(int)"""
OUT = """
answers = predict_trees(forest["trees"], X)
for t, seen in enumerate(forest["rows"]):
    answers[t, seen] = np.nan
return answers"""
BOOST = """
for _ in range(trees):
    tree = grow_tree(X, residuals, max_depth, best_variance_split, np.mean)
    model["trees"].append(tree)
    residuals = residuals - rate * predict_tree(tree, X)"""
STAGES = """
steps = np.vstack([np.zeros(len(X)), model["rate"] * predict_trees(model["trees"], X)])
return model["start"] + np.cumsum(steps, axis=0)"""

WRONG = {
    "bootstrap_rows": {
        "no row is drawn twice": "return rng.permutation(m)",
        "the last row is never drawn": "return rng.integers(0, m - 1, m)",
        "one row too few is drawn": "return rng.integers(0, m, m - 1)",
    },
    "random_columns": {
        "the number among the drawn columns is returned": COLUMNS.replace("int(drawn[found[0]])", "found[0]"),
        "nothing is drawn: the first columns are taken": COLUMNS.replace("rng.permutation(varied)", "varied"),
        "the constant column is drawn too": COLUMNS.replace("permutation(varied)", "permutation(X.shape[1])"),
    },
    "vote": {
        "the mean is rounded": "return np.rint(np.nanmean(answers, axis=0)).astype(int)",
        "the first tree decides, 0 where it abstains": "return np.nan_to_num(answers[0]).astype(int)",
        "the votes are counted and the class is not looked up": VOTE.replace(
            "classes[counts.argmax(axis=0)].astype(int)", "counts.max(axis=0)"
        ),
        "the last tree decides": "return answers[-1].astype(int)",
        "the number of the class in the list is returned": VOTE.replace(
            "classes[counts.argmax(axis=0)].astype(int)", "counts.argmax(axis=0)"
        ),
    },
    "out_of_bag": {
        "the rows that a tree has seen are kept": OUT.replace(
            "[t, seen] =", "[t, np.setdiff1d(np.arange(len(X)), seen)] ="
        ),
        "no tree abstains": "return predict_trees(forest['trees'], X)",
        "a row that any tree has seen is left out by all": OUT.replace("[t, seen]", "[:, seen]"),
        "only rows that were drawn twice are left out": OUT.replace(
            "[t, seen]", "[t, np.bincount(seen, minlength=len(X)) > 1]"
        ),
    },
    "boost": {
        "each tree is fitted to y, not to the residuals": BOOST.replace("grow_tree(X, residuals", "grow_tree(X, y"),
        "each tree is fitted to the first residuals": BOOST.rsplit("\n", 1)[0],
        "the rate is left out of the residuals": BOOST.replace("rate * ", ""),
        "the trees are added to the residuals": BOOST.replace("residuals - rate", "residuals + rate"),
    },
    "boosted_stages": {
        "the rate is left out": STAGES.replace('model["rate"] * ', ""),
        "the start is left out": STAGES.replace('model["start"] + ', ""),
        "the trees are not added up": STAGES.replace("np.cumsum(steps, axis=0)", "steps"),
        "the sum runs over the rows": STAGES.replace("axis=0", "axis=1"),
        "the start is added each time": STAGES.replace(
            'model["start"] + np.cumsum(steps, axis=0)', 'np.cumsum(model["start"] + steps, axis=0)'
        ),
    },
}
