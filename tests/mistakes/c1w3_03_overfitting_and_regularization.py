"""A wrong body for each mistake that the checks of Course 1, Week 3, lesson 3 call by name."""

WRONG = {
    "l2_penalty": {
        "the 2 is missing": "return lambda_ * (w @ w) / m",
        "m is forgotten": "return lambda_ * (w @ w) / 2",
        "lambda_ is forgotten": "return (w @ w) / (2 * m)",
        "the weights are not squared": "return lambda_ * w.sum() / (2 * m)",
        "the weights are made positive, not squared": "return lambda_ * np.abs(w).sum() / (2 * m)",
        "the root is taken": "return lambda_ * np.linalg.norm(w) / (2 * m)",
        "the squares are averaged, not added": "return lambda_ * (w**2).mean() / (2 * m)",
    },
    "regularized_gradient_linear": {
        "the penalty is left out": """
error = X @ w + b - y
return X.T @ error / len(y), error.mean()""",
        "the penalty has the wrong sign": """
error = X @ w + b - y
return (X.T @ error - lambda_ * w) / len(y), error.mean()""",
        "the penalty is not divided by m": """
error = X @ w + b - y
return X.T @ error / len(y) + lambda_ * w, error.mean()""",
        "the 2 of the square is not cancelled": """
error = X @ w + b - y
return (X.T @ error + 2 * lambda_ * w) / len(y), error.mean()""",
        "the half is kept": """
error = X @ w + b - y
return (X.T @ error + lambda_ * w / 2) / len(y), error.mean()""",
        "the penalty itself is added, not its slope": """
error = X @ w + b - y
return X.T @ error / len(y) + l2_penalty(w, lambda_, len(y)), error.mean()""",
        "b is penalised": """
error = X @ w + b - y
return (X.T @ error + lambda_ * w) / len(y), (error.sum() + lambda_ * b) / len(y)""",
        "lambda_ is forgotten": """
error = X @ w + b - y
return (X.T @ error + w) / len(y), error.mean()""",
    },
    "ridge": {
        "lambda_ is left out": """
w = np.linalg.lstsq(X - X.mean(axis=0), y - y.mean())[0]
return w, y.mean() - X.mean(axis=0) @ w""",
        "lambda_ is added to every entry, not on the diagonal": """
X_c = X - X.mean(axis=0)
w = np.linalg.solve(X_c.T @ X_c + lambda_, X_c.T @ y)
return w, y.mean() - X.mean(axis=0) @ w""",
        "lambda_ is divided by m": """
X_c = X - X.mean(axis=0)
w = np.linalg.solve(X_c.T @ X_c + lambda_ / len(y) * np.eye(X.shape[1]), X_c.T @ y)
return w, y.mean() - X.mean(axis=0) @ w""",
        "lambda_ is multiplied by m": """
X_c = X - X.mean(axis=0)
w = np.linalg.solve(X_c.T @ X_c + lambda_ * len(y) * np.eye(X.shape[1]), X_c.T @ y)
return w, y.mean() - X.mean(axis=0) @ w""",
        "the means are not subtracted": """
w = np.linalg.solve(X.T @ X + lambda_ * np.eye(X.shape[1]), X.T @ y)
return w, y.mean() - X.mean(axis=0) @ w""",
        "b is penalised, as the weight of a column of ones": """
A = np.column_stack([X, np.ones(len(y))])
theta = np.linalg.solve(A.T @ A + lambda_ * np.eye(A.shape[1]), A.T @ y)
return theta[:-1], theta[-1]""",
        "b is left at zero": """
X_c = X - X.mean(axis=0)
return np.linalg.solve(X_c.T @ X_c + lambda_ * np.eye(X.shape[1]), X_c.T @ y), 0.0""",
        "b is the mean of y": """
X_c = X - X.mean(axis=0)
return np.linalg.solve(X_c.T @ X_c + lambda_ * np.eye(X.shape[1]), X_c.T @ y), y.mean()""",
    },
    "choose_lambda": {
        "the training rows are scored": """
misses = []
for lambda_ in lambdas:
    w, b = ridge(X, y, lambda_)
    misses.append(rmse(y, X @ w + b))
return lambdas[np.argmin(misses)], np.array(misses)""",
        "the models are fitted on the held-out rows": """
misses = []
for lambda_ in lambdas:
    w, b = ridge(X_held, y_held, lambda_)
    misses.append(rmse(y_held, X_held @ w + b))
return lambdas[np.argmin(misses)], np.array(misses)""",
        "the root is missing: those are mean squared errors": """
misses = []
for lambda_ in lambdas:
    w, b = ridge(X, y, lambda_)
    misses.append(np.mean((X_held @ w + b - y_held) ** 2))
return lambdas[np.argmin(misses)], np.array(misses)""",
        "the position is returned, not the strength": """
misses = []
for lambda_ in lambdas:
    w, b = ridge(X, y, lambda_)
    misses.append(rmse(y_held, X_held @ w + b))
return np.argmin(misses), np.array(misses)""",
        "the largest miss is chosen": """
misses = []
for lambda_ in lambdas:
    w, b = ridge(X, y, lambda_)
    misses.append(rmse(y_held, X_held @ w + b))
return lambdas[np.argmax(misses)], np.array(misses)""",
        "b is forgotten": """
misses = []
for lambda_ in lambdas:
    w, b = ridge(X, y, lambda_)
    misses.append(rmse(y_held, X_held @ w))
return lambdas[np.argmin(misses)], np.array(misses)""",
    },
    "regularized_cost_logistic": {
        "the penalty is left out": "return logistic_loss(X @ w + b, y).mean()",
        "the losses are summed, not averaged": """
return logistic_loss(X @ w + b, y).sum() + l2_penalty(w, lambda_, len(y))""",
        "b is penalised": """
return logistic_loss(X @ w + b, y).mean() + l2_penalty(np.append(w, b), lambda_, len(y))""",
        "logistic_loss gets the probabilities, not the scores": """
return logistic_loss(sigmoid(X @ w + b), y).mean() + l2_penalty(w, lambda_, len(y))""",
        "the penalty is subtracted": """
return logistic_loss(X @ w + b, y).mean() - l2_penalty(w, lambda_, len(y))""",
        "b is forgotten": "return logistic_loss(X @ w, y).mean() + l2_penalty(w, lambda_, len(y))",
    },
    "regularized_gradient_logistic": {
        "the penalty is left out": """
error = sigmoid(X @ w + b) - y
return X.T @ error / len(y), error.mean()""",
        "the penalty is not divided by m": """
error = sigmoid(X @ w + b) - y
return X.T @ error / len(y) + lambda_ * w, error.mean()""",
        "the penalty has the wrong sign": """
error = sigmoid(X @ w + b) - y
return (X.T @ error - lambda_ * w) / len(y), error.mean()""",
        "the sigmoid is forgotten": """
error = X @ w + b - y
return (X.T @ error + lambda_ * w) / len(y), error.mean()""",
        "b is penalised": """
error = sigmoid(X @ w + b) - y
return (X.T @ error + lambda_ * w) / len(y), (error.sum() + lambda_ * b) / len(y)""",
    },
}
