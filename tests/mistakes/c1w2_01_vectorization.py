"""A wrong body for each mistake that the checks of Course 1, Week 2, lesson 1 call by name."""

BROADCAST = """
longest = max(len(first), len(second))
first = [1] * (longest - len(first)) + first
second = [1] * (longest - len(second)) + second
return tuple({} for p, q in zip(first, second, strict=True))"""

WRONG = {
    "dot_product": {
        "the entries are added, not multiplied": """
total = 0.0
for j in range(len(u)):
    total = total + u[j] + v[j]
return total""",
        "the loop stops one short": """
total = 0.0
for j in range(len(u) - 1):
    total = total + u[j] * v[j]
return total""",
        "the loop starts at the second entry": """
total = 0.0
for j in range(1, len(u)):
    total = total + u[j] * v[j]
return total""",
        "each turn replaces the total": """
total = 0.0
for j in range(len(u)):
    total = u[j] * v[j]
return total""",
        "the first turn already returns": """
total = 0.0
for j in range(len(u)):
    total = total + u[j] * v[j]
    return total""",
        "the sums are multiplied": "return sum(u) * sum(v)",
        "the products are not added up": "return u * v",
    },
    "matrix_vector": {
        "row and column are swapped": """
f = np.zeros(m)
for i in range(m):
    for j in range(n):
        f[i] = f[i] + X[j, i] * w[j]
return f""",
        "w takes the index of the row": """
f = np.zeros(m)
for i in range(m):
    for j in range(n):
        f[i] = f[i] + X[i, j] * w[i]
return f""",
        "the last column is left out": """
f = np.zeros(m)
for i in range(m):
    for j in range(n - 1):
        f[i] = f[i] + X[i, j] * w[j]
return f""",
        "the first column is left out": """
f = np.zeros(m)
for i in range(m):
    for j in range(1, n):
        f[i] = f[i] + X[i, j] * w[j]
return f""",
        "the last row is left out": """
f = np.zeros(m)
for i in range(m - 1):
    for j in range(n):
        f[i] = f[i] + X[i, j] * w[j]
return f""",
        "each turn replaces the entry": """
f = np.zeros(m)
for i in range(m):
    for j in range(n):
        f[i] = X[i, j] * w[j]
return f""",
        "the total is carried on from row to row": """
f, total = np.zeros(m), 0.0
for i in range(m):
    for j in range(n):
        total = total + X[i, j] * w[j]
    f[i] = total
return f""",
        "all goes into one number": """
f = 0.0
for i in range(m):
    for j in range(n):
        f = f + X[i, j] * w[j]
return f""",
        "the entries are added, not multiplied": """
f = np.zeros(m)
for i in range(m):
    for j in range(n):
        f[i] = f[i] + X[i, j] + w[j]
return f""",
    },
    "predict": {
        "b is left out": "return X @ w",
        "b is subtracted": "return X @ w - b",
        "X and w change places": "return w @ X + b",
        "b is added once for every feature": "return (X * w + b).sum(axis=1)",
        "b is added to the features": "return (X + b) @ w",
        "* is used instead of @": "return X * w + b",
    },
    "mean_products": {
        "X is not transposed": "return X @ error / len(X)",
        "the sum is not divided": "return X.T @ error",
        "each error meets a column instead of a row": "return (X * error).mean(axis=0)",
        "the means are multiplied": "return X.mean(axis=0) * error.mean()",
        "the sum is divided by the number of features": "return X.T @ error / X.shape[1]",
    },
    "broadcast_shape": {
        "the ones are filled in on the right": """
longest = max(len(first), len(second))
first = first + [1] * (longest - len(first))
second = second + [1] * (longest - len(second))
return tuple(max(p, q) for p, q in zip(first, second, strict=True))""",
        "the shapes are not filled up": "return tuple(max(p, q) for p, q in zip(first, second))",
        "the smaller size is taken": BROADCAST.format("min(p, q)"),
        "the sizes are added": BROADCAST.format("p + q"),
        "the sizes are multiplied": BROADCAST.format("p * q"),
    },
}
