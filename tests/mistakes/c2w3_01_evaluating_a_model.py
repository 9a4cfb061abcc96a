"""A wrong body for each mistake that the checks of Course 2, Week 3, lesson 1 call by name."""


def _split(pieces="rows[second:], rows[:first], rows[first:second]", first="round(cv * len(rows))", **parts):
    """A body of train_cv_test_split with other pieces, numbers of rows, random numbers or return."""
    second = parts.get("second", "first + round(test * len(rows))")
    return f"""
rng, parts = np.random.default_rng(seed), ([], [], [])
for c in np.unique(labels):
    rows = {parts.get("rows", "rng.permutation(np.flatnonzero(labels == c))")}
    first = {first}
    second = {second}
    for part, piece in zip(parts, ({pieces}), strict=True):
        part.append(piece)
return tuple({parts.get("end", "rng.permutation(np.concatenate(part))")} for part in parts)"""


def _mse(fit="train", judged="cv", powers="polynomial_features(x, degree)", end="np.mean(errors**2)"):
    """A body of polynomial_mse that fits or judges on other rows, or returns something else."""
    return f"""
powers = {powers}
w, b = least_squares(powers[{fit}], y[{fit}])
errors = powers[{judged}] @ w + b - y[{judged}]
return {end}"""


def _folds(pair="(np.delete(rows, cv), cv)", pieces="np.array_split(rows, k)"):
    """A body of k_fold_indices with other pieces or other pairs."""
    return f"""
rows = np.arange(m)
return [{pair} for cv in {pieces}]"""


WRONG = {
    "train_cv_test_split": {
        "the sets come in another order: cv, test, training": _split("rows[:first], rows[first:second], rows[second:]"),
        "the table is cut from the top, not class by class": """
first, second = round(cv * len(labels)), round(cv * len(labels)) + round(test * len(labels))
rows = np.arange(len(labels))
return rows[second:], rows[:first], rows[first:second]""",
        "cv gets its share of what test has left": _split(
            "rows[first + second:], rows[:first], rows[first:first + second]",
            first="round(cv * (len(rows) - round(test * len(rows))))",
            second="round(test * len(rows))",
        ),
        "the cv rows stay in training": _split(
            "np.concatenate([rows[:first], rows[second:]]), rows[:first], rows[first:second]"
        ),
        "the test rows are the cv rows": _split("rows[second:], rows[:first], rows[:first]"),
        "1.75 rows are cut to 1": _split(first="int(cv * len(rows))", second="first + int(test * len(rows))"),
        "a set is sorted by class": _split(end="np.concatenate(part)"),
        "every seed draws the same rows": _split(rows="np.flatnonzero(labels == c)"),
    },
    "polynomial_mse": {
        "the training rows are judged": _mse(judged="train"),
        "the fit sees all rows": _mse(fit=":"),
        "the fit sees the cv rows only": _mse(fit="cv"),
        "halved, as for a cost": _mse(end="np.mean(errors**2) / 2"),
        "the root is taken": _mse(end="np.sqrt(np.mean(errors**2))"),
        "summed, not averaged": _mse(end="np.sum(errors**2)"),
        "the errors are not squared": _mse(end="np.mean(errors)"),
        "a line, whatever the degree": _mse(powers="polynomial_features(x, 1)"),
    },
    "k_fold_indices": {
        "the pairs are turned round: cv first": _folds("(cv, np.delete(rows, cv))"),
        "the last fold gets the odd row": _folds(
            pieces="[rows[i * (m // k) : (i + 1) * (m // k) if i < k - 1 else m] for i in range(k)]"
        ),
        "the odd row is left out": _folds(
            "(np.setdiff1d(rows[: m // k * k], cv), cv)", "np.array_split(rows[: m // k * k], k)"
        ),
        "the rows are dealt in turn, like cards": _folds(pieces="[rows[i::k] for i in range(k)]"),
        "all rows train": _folds("(rows, cv)"),
        "only the rows before the fold train": _folds("(rows[: cv[0]], cv)"),
    },
    "cross_val_scores": {
        "training and cv rows are swapped": """
return np.array([score(cv, train) for train, cv in k_fold_indices(m, k)])""",
        "the model sees all rows": """
return np.array([score(np.arange(m), cv) for train, cv in k_fold_indices(m, k)])""",
        "the training rows are judged": """
return np.array([score(train, train) for train, cv in k_fold_indices(m, k)])""",
        "one number, the mean, instead of three": """
return np.mean([score(train, cv) for train, cv in k_fold_indices(m, k)])""",
    },
}
