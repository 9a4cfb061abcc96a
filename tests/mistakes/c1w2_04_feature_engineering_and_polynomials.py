"""A wrong body for each mistake that the checks of Course 1, Week 2, lesson 4 call by name."""

LOOP = """
on_train, on_valid = [], []
for degree in range(1, max_degree + 1):
    X_train, X_valid = polynomial_features(x_train, degree), polynomial_features(x_valid, degree)
    model = fit_scaled(X_train, y_train)
    on_train.append(rmse(y_train, predict_scaled(model, X_train)))
    on_valid.append(rmse(y_valid, predict_scaled(model, X_valid)))
return np.array(on_train), np.array(on_valid)"""

WRONG = {
    "polynomial_features": {
        "the powers start at 0: a column of ones": "return x.reshape(-1, 1) ** np.arange(degree)",
        "multiples instead of powers": "return x.reshape(-1, 1) * np.arange(1, degree + 1)",
        "base and exponent are swapped": "return np.arange(1, degree + 1) ** x.reshape(-1, 1)",
        "the last power is missing": "return x.reshape(-1, 1) ** np.arange(1, degree)",
        "the highest power comes first": "return x.reshape(-1, 1) ** np.arange(degree, 0, -1)",
        "rows and columns are swapped": "return np.array([x**j for j in range(1, degree + 1)])",
    },
    "fit_scaled": {
        "the columns are not scaled before the fit": """
mu, sigma = fit_zscore(X)
return mu, sigma, *least_squares(X, y)""",
        "the weights are put back into raw units": """
mu, sigma = fit_zscore(X)
w, b = least_squares(apply_scaling(X, mu, sigma), y)
return mu, sigma, w / sigma, b""",
        "y is scaled as well": """
mu, sigma = fit_zscore(X)
y = np.array(y)
w, b = least_squares(apply_scaling(X, mu, sigma), (y - y.mean()) / y.std())
return mu, sigma, w, b""",
        "the columns are divided, but their mean is not subtracted": """
mu, sigma = fit_zscore(X)
w, b = least_squares(X / sigma, y)
return mu, sigma, w, b""",
        "mu and sigma are swapped": """
mu, sigma = fit_zscore(X)
w, b = least_squares(apply_scaling(X, mu, sigma), y)
return sigma, mu, w, b""",
        "one mean and one spread for the whole table": """
mu, sigma = np.mean(X), np.std(X)
return mu, sigma, *least_squares((np.array(X) - mu) / sigma, y)""",
    },
    "quadratic_features": {
        "only squares are added": "return np.hstack([X, X**2])",
        "only products of different features are added": """
i, j = np.triu_indices(X.shape[1], k=1)
return np.hstack([X, X[:, i] * X[:, j]])""",
        "the features themselves are left out": """
i, j = np.triu_indices(X.shape[1])
return X[:, i] * X[:, j]""",
        "squares come first, then the products": """
i, j = np.triu_indices(X.shape[1], k=1)
return np.hstack([X, X**2, X[:, i] * X[:, j]])""",
        "the second index leads: x₁x₂ stands after x₁x₁, then x₂x₂": """
j, i = np.tril_indices(X.shape[1])
return np.hstack([X, X[:, i] * X[:, j]])""",
        "sums instead of products": """
i, j = np.triu_indices(X.shape[1])
return np.hstack([X, X[:, i] + X[:, j]])""",
        "each product stands there twice": """
products = [X[:, i] * X[:, j] for i in range(X.shape[1]) for j in range(X.shape[1])]
return np.column_stack([X, *products])""",
    },
    "one_hot": {
        "rows and columns are swapped": "return (categories.reshape(-1, 1) == labels).astype(float)",
        "0 and 1 are swapped": "return (labels.reshape(-1, 1) != categories).astype(float)",
        "labels get the number of their category": """
places = list(categories)
return np.array([places.index(label) if label in places else -1 for label in labels])""",
        "an unknown label counts as the last category": """
table = (labels.reshape(-1, 1) == categories).astype(float)
table[table.sum(axis=1) == 0, -1] = 1
return table""",
        "the categories are sorted": "return (labels.reshape(-1, 1) == np.sort(categories)).astype(float)",
        "the columns are those of the labels, not of the categories": """
return (labels.reshape(-1, 1) == np.unique(labels)).astype(float)""",
    },
    "errors_by_degree": {
        "the root is missing": LOOP.replace("rmse(y_train, predict_scaled(model, X_train))",
                                            "rmse(y_train, predict_scaled(model, X_train)) ** 2"),
        "the errors of the validation rows": LOOP.replace("return np.array(on_train)", "return np.array(on_valid)"),
        "degrees start at 0, or stop too early": LOOP.replace("max_degree + 1", "max_degree"),
        "the model is fitted on the validation rows too": LOOP.replace(
            "model = fit_scaled(X_train, y_train)",
            "model = fit_scaled(np.vstack([X_train, X_valid]), np.append(y_train, y_valid))",
        ).replace("on_train.append(rmse(y_train, predict_scaled(model, X_train)))",
                  "on_train.append(rmse(y_train, predict_scaled(fit_scaled(X_train, y_train), X_train)))"),
        "the training errors stand in for it": LOOP.replace("np.array(on_valid)", "np.array(on_train)"),
        "the errors are squared": LOOP.replace("rmse(y_valid, predict_scaled(model, X_valid))",
                                               "rmse(y_valid, predict_scaled(model, X_valid)) ** 2"),
    },
}  # fmt: skip
