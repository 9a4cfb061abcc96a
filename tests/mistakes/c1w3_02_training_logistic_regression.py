"""A wrong body for each mistake that the checks of Course 1, Week 3, lesson 2 call by name."""

DESCENT = """
for _ in range(num_iters):
    error = sigmoid(z) - y
    w, b = w - alpha * (X.T @ error) / len(y), b - alpha * error.mean()
    z = X @ w + b
    J_history.append(mean_loss(z, y))"""
LOOP = """
for i in range(len(y)):
    error = sigmoid(X[i] @ w + b) - y[i]
    dj_dw = dj_dw + error * X[i]
    dj_db = dj_db + error
dj_dw, dj_db = dj_dw / len(y), dj_db / len(y)"""

WRONG = {
    "compute_gradient_loop": {
        "the error is taken as y − p": LOOP.replace("sigmoid(X[i] @ w + b) - y[i]", "y[i] - sigmoid(X[i] @ w + b)"),
        "the sums are not divided by m": LOOP.replace("dj_dw, dj_db = dj_dw / len(y), dj_db / len(y)", ""),
        "the slope of the sigmoid is kept, as for squared errors": LOOP.replace(
            "- y[i]", "- y[i]\n    error = error * (error + y[i]) * (1 - error - y[i])"
        ),
        "scores stand in for probabilities": LOOP.replace("sigmoid(X[i] @ w + b)", "(X[i] @ w + b)"),
        "the slope for b is left at 0": LOOP.replace("dj_db = dj_db + error\n", "dj_db = 0.0\n"),
        "b is left out of the score": LOOP.replace("X[i] @ w + b", "X[i] @ w"),
    },
    "compute_gradient": {
        "the error is taken as y − p": """
error = y - sigmoid(X @ w + b)
return X.T @ error / len(y), error.mean()""",
        "the sums are not divided by m": """
error = sigmoid(X @ w + b) - y
return X.T @ error, error.sum()""",
        "the slope of the sigmoid is kept, as for squared errors": """
p = sigmoid(X @ w + b)
error = (p - y) * p * (1 - p)
return X.T @ error / len(y), error.mean()""",
        "scores stand in for probabilities": """
error = X @ w + b - y
return X.T @ error / len(y), error.mean()""",
        "the slope for b is left at 0": """
error = sigmoid(X @ w + b) - y
return X.T @ error / len(y), 0.0""",
        "b is left out of the score": """
error = sigmoid(X @ w) - y
return X.T @ error / len(y), error.mean()""",
    },
    "safe_learning_rate": {
        "it is that of linear regression": "return 2 / ((X**2).mean(axis=0).sum() + 1)",
        "the intercept is left out": "return 8 / (X**2).mean(axis=0).sum()",
        "squares are summed, not averaged": "return 8 / ((X**2).sum() + 1)",
        "values are averaged, not their squares": "return 8 / (X.mean(axis=0).sum() + 1)",
        "rows and columns are swapped": "return 8 / ((X**2).mean(axis=1).sum() + 1)",
    },
    "gradient_descent": {
        "the step goes uphill": DESCENT.replace("w - alpha", "w + alpha").replace("b - alpha", "b + alpha"),
        "alpha is left out": DESCENT.replace("alpha * ", ""),
        "b stays where it was": DESCENT.replace("b - alpha * error.mean()", "b"),
        "the slopes are not divided by m": DESCENT.replace("/ len(y)", "").replace("mean()", "sum()"),
        "w itself is changed: write w = w - step, not w -= step": DESCENT.replace(
            "w, b = w - alpha * (X.T @ error) / len(y), b - alpha * error.mean()",
            "w -= alpha * (X.T @ error) / len(y)\n    b -= alpha * error.mean()",
        ),
        "the scores are not computed anew": DESCENT.replace("    z = X @ w + b\n", "").replace(
            "mean_loss(z, y)", "mean_loss(X @ w + b, y)"
        ),
    },
    "count_mistakes": {
        "the two kinds are swapped": """
return int(((y == 0) & (y_hat == 1)).sum()), int(((y == 1) & (y_hat == 0)).sum())""",
        "right answers are counted": """
return int(((y == 1) & (y_hat == 1)).sum()), int(((y == 0) & (y_hat == 0)).sum())""",
        "all mistakes are one number": """
return int((y != y_hat).sum()), int((y != y_hat).sum())""",
        "answers are counted, whatever is true": "return int((y_hat == 0).sum()), int((y_hat == 1).sum())",
    },
}
