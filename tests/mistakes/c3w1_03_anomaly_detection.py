"""A wrong body for each mistake that the checks of Course 3, Week 1, lesson 3 call by name."""

FIT = "mu = X.mean(axis=0)\nreturn mu, ((X - mu) ** 2).mean(axis=0)"
DENSITY = "return -0.5 * (np.log(2 * np.pi * var) + (X - mu) ** 2 / var).sum(axis=1)"
THRESHOLD = """
order = np.argsort(-scores, kind="stable")
y, scores = y[order], scores[order]
last = np.append(np.flatnonzero(np.diff(scores)), len(y) - 1)
f1 = 2 * np.cumsum(y)[last] / (last + 1 + y.sum())
best = f1.argmax()
return float(scores[last][best]), float(f1[best])"""
COVARIANCE = "D = X - X.mean(axis=0)\nreturn D.T @ D / len(X)"
TOGETHER = """
Z = solve_triangular(L, (X - mu).T, lower=True)
return -0.5 * (Z**2).sum(axis=0) - np.log(np.diag(L)).sum() - 0.5 * len(mu) * np.log(2 * np.pi)"""

WRONG = {
    "fit_gaussians": {
        "the squares are divided by m - 1": FIT.replace(
            "((X - mu) ** 2).mean(axis=0)", "((X - mu) ** 2).sum(axis=0) / (len(X) - 1)"
        ),
        "the standard deviation is returned": FIT.replace(
            "((X - mu) ** 2).mean(axis=0)", "np.sqrt(((X - mu) ** 2).mean(axis=0))"
        ),
        "the mean is not subtracted before squaring": FIT.replace("(X - mu)", "X"),
        "the squares are summed, not averaged": FIT.replace("** 2).mean", "** 2).sum"),
        "each row is averaged, not each feature": "X = X.T\n" + FIT,
        "the variance is returned before the mean": "return X.var(axis=0), X.mean(axis=0)",
    },
    "log_density": {
        "the half is left out": DENSITY.replace("-0.5 *", "-"),
        "the half stands before the squares only": DENSITY.replace("-0.5 * (", "-(").replace(
            "(X - mu) ** 2", "0.5 * (X - mu) ** 2"
        ),
        "the variance is taken for a standard deviation": "var = var**2\n" + DENSITY,
        "the constant is left out": DENSITY.replace("np.log(2 * np.pi * var) + ", ""),
        "the density is returned, without the logarithm": DENSITY.replace("return ", "return np.exp(") + ")",
        "the features are averaged, not summed": DENSITY.replace(".sum(", ".mean("),
        "the sign is turned round": DENSITY.replace("-0.5", "0.5"),
        "the sum runs over the rows, not the features": DENSITY.replace("axis=1", "axis=0"),
        "the density is computed first: it is 0, and has no logarithm": """
with np.errstate(divide="ignore"):
    return np.log(np.prod(np.exp(-((X - mu) ** 2) / (2 * var)) / np.sqrt(2 * np.pi * var), axis=1))""",
    },
    "best_f1_threshold": {
        "equal scores are not flagged together": THRESHOLD.replace(
            "np.append(np.flatnonzero(np.diff(scores)), len(y) - 1)", "np.arange(len(y))"
        ),
        "precision is made as high as possible": THRESHOLD.replace(
            "2 * np.cumsum(y)[last] / (last + 1 + y.sum())", "np.cumsum(y)[last] / (last + 1)"
        ),
        "recall alone is looked at": THRESHOLD.replace(
            "2 * np.cumsum(y)[last] / (last + 1 + y.sum())", "np.cumsum(y)[last] / y.sum()"
        ),
        "y is not brought into the order of the scores": THRESHOLD.replace(
            "y, scores = y[order], scores[order]", "scores = scores[order]"
        ),
        "low scores are flagged": THRESHOLD.replace("np.argsort(-scores", "np.argsort(scores"),
        "the 2 above the line is missing": THRESHOLD.replace("= 2 * np", "= np"),
        "the number of flagged rows is one too small": THRESHOLD.replace("last + 1 + ", "last + "),
        "a row at the threshold is not flagged": """
thresholds = np.unique(scores)[::-1]
f1 = [2 * y[scores > t].sum() / (np.sum(scores > t) + y.sum()) for t in thresholds]
return float(thresholds[np.argmax(f1)]), float(np.max(f1))""",
    },
    "covariance_matrix": {
        "the sum is divided by m - 1": COVARIANCE.replace("len(X)", "(len(X) - 1)"),
        "the sum is not divided": COVARIANCE.replace(" / len(X)", ""),
        "the means are not subtracted": COVARIANCE.replace("X - X.mean(axis=0)", "X"),
        "only the variances are computed": "return np.diag(X.var(axis=0))",
        "rows and columns are swapped": "X = X.T\n" + COVARIANCE,
        "the correlation is computed": COVARIANCE.replace("X - X.mean(axis=0)", "(X - X.mean(axis=0)) / X.std(axis=0)"),
    },
    "log_density_multivariate": {
        "the covariance is not looked at": "return log_density(X, mu, np.diag(np.asarray(Sigma, dtype=float)))",
        "the half is left out": TOGETHER.replace("-0.5 * (Z", "-(Z")
        .replace("- np.log(np.diag", "- 2 * np.log(np.diag")
        .replace("- 0.5 * len", "- len"),
        "the determinant is not halved": TOGETHER.replace("np.log(np.diag(L)).sum()", "2 * np.log(np.diag(L)).sum()"),
        "the determinant is left out": TOGETHER.replace(" - np.log(np.diag(L)).sum()", ""),
        "L is multiplied instead of solved": TOGETHER.replace(
            "solve_triangular(L, (X - mu).T, lower=True)", "L @ (X - mu).T"
        ),
        "z is summed, not squared": TOGETHER.replace("(Z**2)", "Z"),
        "the constant is taken once, not n times": TOGETHER.replace("len(mu) * ", ""),
        "lower=True is forgotten": TOGETHER.replace(", lower=True", ""),
        "the squares are summed over the rows": TOGETHER.replace("sum(axis=0)", "sum(axis=1)"),
        "X - mu is not transposed": TOGETHER.replace("(X - mu).T", "X - mu"),
    },
}
