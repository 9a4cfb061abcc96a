"""A wrong body for each mistake that the checks of Course 3, Week 2, lesson 1 call by name."""

NORMALISE = """
counts = R.sum(axis=1)
means = np.where(counts > 0, (R * Y).sum(axis=1) / np.maximum(counts, 1), overall)
return R * (Y - means[:, None]), means"""
COST = """
error = R * (X @ W.T + b - Y)
return (error**2).sum() / 2 + lambda_ / 2 * ((X**2).sum() + (W**2).sum() + (b**2).sum())"""
GRADIENTS = """
E = R * (X @ W.T + b - Y)
return E @ W + lambda_ * X, E.T @ X + lambda_ * W, E.sum(axis=0) + lambda_ * b"""
RIDGE = """
products = (A[:, :, None] * A[:, None, :]).reshape(rows, k * k)
left = (R.T @ products).reshape(-1, k, k)
right = (R * Y).T @ A
return np.linalg.solve(left + lambda_ * np.eye(k), right[:, :, None])[:, :, 0]"""
COSINE = """
lengths = np.linalg.norm(X, axis=1, keepdims=True)
U = X / np.where(lengths > 0, lengths, 1)
return U @ U.T"""

WRONG = {
    "mean_normalise": {
        "unknown counts as no stars": "means = (R * Y).mean(axis=1)\nreturn R * (Y - means[:, None]), means",
        "unknown ratings are summed too": NORMALISE.replace("(R * Y).sum", "Y.sum"),
        "the unknown entries are shifted too": NORMALISE.replace("R * (Y - means[:, None])", "R * Y - means[:, None]"),
        "the unknown entries are kept": NORMALISE.replace("R * (Y -", "(Y -"),
        "all films share one mean": "return R * (Y - overall), np.full(len(Y), overall)",
        "means are taken by user": NORMALISE.replace("axis=1", "axis=0").replace("[:, None]", ""),
        "a film without ratings gets 0": NORMALISE.replace("overall)", "0)"),
        "0 is divided by 0": """
            with np.errstate(invalid="ignore"):
                means = (R * Y).sum(axis=1) / R.sum(axis=1)
            return R * (Y - means[:, None]), means""",
    },
    "rating_cost": {
        "the mask is forgotten": COST.replace("R * (X", "(X"),
        "the mask is on the predictions only": COST.replace("+ b - Y)", "+ b) - Y"),
        "the errors are not halved": COST.replace(".sum() / 2 + lambda_", ".sum() + lambda_"),
        "the errors are averaged, not summed": COST.replace(".sum() / 2 +", ".sum() / 2 / R.sum() +"),
        "the price is left out": "lambda_ = 0" + COST,
        "the price is not halved": COST.replace("lambda_ / 2", "lambda_"),
        "b has no price": COST.replace(" + (b**2).sum()", ""),
        "the films' features have no price": COST.replace("(X**2).sum() + ", ""),
        "the users' weights have no price": COST.replace(" + (W**2).sum()", ""),
        "b is left out of the prediction": COST.replace(" + b - Y", " - Y"),
    },
    "rating_gradients": {
        "the mask is forgotten": GRADIENTS.replace("R * (X", "(X"),
        "the mask is on the predictions only": GRADIENTS.replace("+ b - Y)", "+ b) - Y"),
        "the errors are doubled": GRADIENTS.replace("R *", "2 * R *"),
        "the errors are averaged": GRADIENTS.replace("- Y)", "- Y) / R.sum()"),
        "b is left out of the prediction": GRADIENTS.replace(" + b - Y", " - Y"),
        "the errors have the wrong sign": GRADIENTS.replace("R *", "-R *"),
        "the price is left out": "lambda_ = 0" + GRADIENTS,
        "b has no price": GRADIENTS.replace(" + lambda_ * b", ""),
        "b's errors are averaged": GRADIENTS.replace("E.sum(axis=0)", "E.mean(axis=0)"),
    },
    "masked_ridge": {
        "the price is left out": "lambda_ = 0" + RIDGE,
        "λ is added off the diagonal too": RIDGE.replace(" * np.eye(k)", ""),
        "unknown ratings are used as targets": RIDGE.replace("(R * Y)", "Y"),
        "all films count in the matrix": RIDGE.replace("R.T @ products", "np.ones_like(R).T @ products"),
        "the price is halved": RIDGE.replace("lambda_ *", "lambda_ / 2 *"),
        "the price is on the first feature only": RIDGE.replace("np.eye(k)", "np.diag(np.arange(k) == 0)")
        .replace("lambda_ *", "1e-12 * np.eye(k) + lambda_ *"),
        "the result lies on its side": RIDGE + ".T",
    },
    "cosine_similarity": {
        "the lengths are not divided out": "return X @ X.T",
        "the squared lengths are divided out": COSINE.replace("lengths, 1)", "lengths**2, 1)"),
        "only one of the lengths is divided out": COSINE.replace("U @ U.T", "U @ X.T"),
        "the sign is lost": COSINE.replace("U @ U.T", "np.abs(U @ U.T)"),
        "columns are compared, not rows": "X = X.T" + COSINE,
        "0 is divided by 0": """
            with np.errstate(invalid="ignore"):
                U = X / np.linalg.norm(X, axis=1, keepdims=True)
            return U @ U.T""",
    },
}  # fmt: skip
