"""A wrong body for each mistake that the checks of Course 2, Week 3, lesson 2 call by name."""


def _errors(scaling="fit_zscore(X)", cv_scaling="fit_zscore(X)", fit="ridge(A, y, lambda_)", result="J_train, J_cv"):
    """A body of train_cv_errors with other statistics, another model or another result."""
    return f"""
A, B = apply_scaling(X, *{scaling}), apply_scaling(X_cv, *{cv_scaling})
w, b = {fit}
J_train, J_cv = np.mean((A @ w + b - y) ** 2), np.mean((B @ w + b - y_cv) ** 2)
return {result}"""


def _floor(result):
    """A body of noise_floor with another result."""
    return f"""
means = np.bincount(group, weights=y) / np.bincount(group)
squares = np.sum((y - means[group]) ** 2)
return {result}"""


WRONG = {
    "train_cv_errors": {
        "both errors are halved": _errors(result="J_train / 2, J_cv / 2"),
        "the penalty is added to the training error": _errors(
            result="J_train + lambda_ * (w @ w) / (2 * len(y)), J_cv"
        ),
        "the cv rows are scaled with their own statistics": _errors(cv_scaling="fit_zscore(X_cv)"),
        "nothing is scaled": """
w, b = ridge(X, y, lambda_)
return np.mean((X @ w + b - y) ** 2), np.mean((X_cv @ w + b - y_cv) ** 2)""",
        "lambda_ is left out": _errors(fit="ridge(A, y, 0)"),
        "the roots are taken": _errors(result="np.sqrt(J_train), np.sqrt(J_cv)"),
        "the two are exchanged": _errors(result="J_cv, J_train"),
        "the model is scaled and trained on the cv rows": _errors(
            "fit_zscore(X_cv)", "fit_zscore(X_cv)", "ridge(B, y_cv, lambda_)"
        ),
    },
    "split_error": {
        "the variance is divided by D − 1": """
return np.mean((predictions.mean(axis=0) - y) ** 2), np.mean(predictions.var(axis=0, ddof=1))""",
        "the root of the spread is taken": """
return np.mean((predictions.mean(axis=0) - y) ** 2), np.mean(predictions.std(axis=0))""",
        "means are taken over the cars, not over the draws": """
return np.mean((predictions.mean(axis=1) - y) ** 2), np.mean(predictions.var(axis=1))""",
        "the first part is that of each draw, not of their mean": """
return np.mean((predictions - y) ** 2), np.mean(predictions.var(axis=0))""",
        "the misses are not squared": """
return np.mean(predictions.mean(axis=0) - y), np.mean(predictions.var(axis=0))""",
        "the parts are exchanged": """
return np.mean(predictions.var(axis=0)), np.mean((predictions.mean(axis=0) - y) ** 2)""",
    },
    "noise_floor": {
        "the sum is divided by m": _floor("squares / len(y)"),
        "the sum is divided by the number of groups": _floor("squares / len(different)"),
        "the groups are ignored": "return np.var(y)",
        "only the lone cars are left out of the count": _floor("squares / np.sum(np.bincount(group)[group] > 1)"),
        "the variances of the groups are averaged": """
return np.mean([np.var(y[group == k]) for k in range(len(different))])""",
        "the root is taken": _floor("np.sqrt(squares / (len(y) - len(different)))"),
    },
    "diagnose": {
        "the names are exchanged": """
bias, variance = train - baseline > large, cv - train > large
if bias and variance:
    return "both"
return "high variance" if bias else "high bias" if variance else "neither"
""",
        "cv is compared with the baseline, not with train": """
bias, variance = train - baseline > large, cv - baseline > large
if bias and variance:
    return "both"
return "high bias" if bias else "high variance" if variance else "neither"
""",
        "the baseline is forgotten": """
bias, variance = train > large, cv - train > large
if bias and variance:
    return "both"
return "high bias" if bias else "high variance" if variance else "neither"
""",
        "the size of a gap counts, not its sign": """
bias, variance = abs(train - baseline) > large, abs(cv - train) > large
if bias and variance:
    return "both"
return "high bias" if bias else "high variance" if variance else "neither"
""",
        "variance is looked at only without bias": """
if train - baseline > large:
    return "high bias"
return "high variance" if cv - train > large else "neither"
""",
    },
    "learning_errors": {
        "the training error is measured on all training rows": """
errors = [train_cv_errors(X[:m], y[:m], X, y, lambda_)[1] for m in sizes]
return np.array([[e, train_cv_errors(X[:m], y[:m], X_cv, y_cv, lambda_)[1]] for e, m in zip(errors, sizes)])""",
        "the last rows are taken, not the first": """
return np.array([train_cv_errors(X[-m:], y[-m:], X_cv, y_cv, lambda_) for m in sizes])""",
        "each size trains on all rows": """
return np.array([train_cv_errors(X, y, X_cv, y_cv, lambda_) for m in sizes])""",
        "the columns are exchanged": """
return np.array([train_cv_errors(X[:m], y[:m], X_cv, y_cv, lambda_)[::-1] for m in sizes])""",
        "each size is a row, not a column": """
return np.array([train_cv_errors(X[:m], y[:m], X_cv, y_cv, lambda_) for m in sizes]).T""",
    },
}
