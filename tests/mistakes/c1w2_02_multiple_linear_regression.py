"""A wrong body for each mistake that the checks of Course 1, Week 2, lesson 2 call by name."""

WRONG = {
    "compute_cost": {
        "the ½ is missing": """
error = predict(X, w, b) - y
return (error @ error) / len(y)""",
        "summed, not averaged": """
error = predict(X, w, b) - y
return (error @ error) / 2""",
        "the errors are not squared": """
error = predict(X, w, b) - y
return error.sum() / (2 * len(y))""",
        "the intercept is forgotten": """
error = X @ w - y
return (error @ error) / (2 * len(y))""",
    },
    "compute_gradient": {
        "X stands there instead of X.T": """
error = predict(X, w, b) - y
return X @ error / len(y), error.mean()""",
        "summed, not averaged": """
error = predict(X, w, b) - y
return X.T @ error, error.sum()""",
        "b's slope is summed, not averaged": """
error = predict(X, w, b) - y
return X.T @ error / len(y), error.sum()""",
        "b's slope is forgotten": """
error = predict(X, w, b) - y
return X.T @ error / len(y), 0.0""",
        "the errors have the wrong sign": """
error = y - predict(X, w, b)
return X.T @ error / len(y), error.mean()""",
        "the intercept is forgotten": """
error = X @ w - y
return X.T @ error / len(y), error.mean()""",
    },
    "gradient_descent": {
        "the step goes uphill": """
for _ in range(num_iters):
    w, b = w + alpha * (X.T @ error) / len(y), b + alpha * error.mean()
    error = X @ w + b - y
    J_history.append((error @ error) / (2 * len(y)))""",
        "alpha is left out": """
for _ in range(num_iters):
    w, b = w - (X.T @ error) / len(y), b - error.mean()
    error = X @ w + b - y
    J_history.append((error @ error) / (2 * len(y)))""",
        "summed, not averaged": """
for _ in range(num_iters):
    w, b = w - alpha * (X.T @ error), b - alpha * error.sum()
    error = X @ w + b - y
    J_history.append((error @ error) / (2 * len(y)))""",
        "b stays where it was": """
for _ in range(num_iters):
    w = w - alpha * (X.T @ error) / len(y)
    error = X @ w + b - y
    J_history.append((error @ error) / (2 * len(y)))""",
        "b's slope is measured after w has moved": """
for _ in range(num_iters):
    w = w - alpha * (X.T @ error) / len(y)
    error = X @ w + b - y
    b = b - alpha * error.mean()
    error = X @ w + b - y
    J_history.append((error @ error) / (2 * len(y)))""",
        "the errors are not worked out anew": """
for _ in range(num_iters):
    w, b = w - alpha * (X.T @ error) / len(y), b - alpha * error.mean()
    J_history.append((error @ error) / (2 * len(y)))""",
        "one step too few is taken": """
for _ in range(num_iters - 1):
    w, b = w - alpha * (X.T @ error) / len(y), b - alpha * error.mean()
    error = X @ w + b - y
    J_history.append((error @ error) / (2 * len(y)))""",
        "w is changed in place": """
for _ in range(num_iters):
    dj_dw, dj_db = X.T @ error / len(y), error.mean()
    w -= alpha * dj_dw
    b -= alpha * dj_db
    error = X @ w + b - y
    J_history.append((error @ error) / (2 * len(y)))""",
        "each cost is recorded before its step": """
for _ in range(num_iters):
    J_history.append((error @ error) / (2 * len(y)))
    w, b = w - alpha * (X.T @ error) / len(y), b - alpha * error.mean()
    error = X @ w + b - y""",
        "the costs are not appended": """
for _ in range(num_iters):
    w, b = w - alpha * (X.T @ error) / len(y), b - alpha * error.mean()
    error = X @ w + b - y""",
    },
    "rmse": {
        "the root is missing": "return np.mean((y_hat - y) ** 2)",
        "summed, not averaged": "return np.sqrt(np.sum((y_hat - y) ** 2))",
        "the mean is halved, as in the cost": "return np.sqrt(np.mean((y_hat - y) ** 2) / 2)",
        "the signs are dropped instead of squaring": "return np.mean(np.abs(y_hat - y))",
        "the errors are not squared": "return np.mean(y_hat - y)",
    },
    "r_squared": {
        "the fraction is upside down": "return 1 - np.sum((y - y.mean()) ** 2) / np.sum((y - y_hat) ** 2)",
        "it is not taken from 1": "return np.sum((y - y_hat) ** 2) / np.sum((y - y.mean()) ** 2)",
        "the mean of the predictions is used": "return 1 - np.sum((y - y_hat) ** 2) / np.sum((y - y_hat.mean()) ** 2)",
        "the mean is not subtracted": "return 1 - np.sum((y - y_hat) ** 2) / np.sum(y**2)",
        "the predictions' spread is used":
            "return 1 - np.sum((y - y_hat) ** 2) / np.sum((y_hat - y_hat.mean()) ** 2)",
        "the roots are compared, not the squares":
            "return 1 - np.sqrt(np.sum((y - y_hat) ** 2) / np.sum((y - y.mean()) ** 2))",
    },
    "least_squares": {
        "the means are not subtracted": """
w = np.linalg.lstsq(X, y)[0]
return w, y.mean() - X.mean(axis=0) @ w""",
        "each feature is fitted by itself": """
Xc = X - X.mean(axis=0)
w = (y @ Xc) / np.sum(Xc**2, axis=0)
return w, y.mean() - X.mean(axis=0) @ w""",
        "b is left at zero": "return np.linalg.lstsq(X - X.mean(axis=0), y)[0], 0.0",
        "b is added on the wrong side": """
w = np.linalg.lstsq(X - X.mean(axis=0), y)[0]
return w, y.mean() + X.mean(axis=0) @ w""",
        "b is fitted as the weight of a column of ones": """
theta = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y)[0]
return theta[:-1], theta[-1]""",
    },
}  # fmt: skip
