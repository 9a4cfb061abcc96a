"""A wrong body for each mistake that the checks of Course 2, Week 1, lesson 4 call by name."""

WRONG = {
    "count_operations": {
        "only multiplications are counted": "return m * sum(a * b for a, b in pairwise(sizes))",
        "one row is counted instead of m": "return 2 * sum(a * b for a, b in pairwise(sizes))",
        "the sizes are multiplied through, layer after layer": "return 2 * m * int(np.prod(sizes))",
        "inputs and units are added, not multiplied": "return 2 * m * sum(a + b for a, b in pairwise(sizes))",
        "the last layer is left out": "return 2 * m * sum(a * b for a, b in pairwise(sizes[:-1]))",
        "the first layer is left out": "return 2 * m * sum(a * b for a, b in pairwise(sizes[1:]))",
        "the biases are counted once more": "return m * sum((2 * a + 1) * b for a, b in pairwise(sizes))",
        "the biases are not counted": "return m * sum((2 * a - 1) * b for a, b in pairwise(sizes))",
    },
    "matmul_loops": {
        "B is read along its rows": """
for i in range(A.shape[0]):
    for j in range(B.shape[1]):
        for k in range(A.shape[1]):
            C[i, j] += A[i, k] * B[j, k]""",
        "A is read down its columns": """
for i in range(A.shape[0]):
    for j in range(B.shape[1]):
        for k in range(A.shape[1]):
            C[i, j] += A[k, i] * B[k, j]""",
        "entries are multiplied one by one": """
for i in range(A.shape[0]):
    for j in range(B.shape[1]):
        C[i, j] = A[i, j] * B[i, j]""",
        "only the last product is kept": """
for i in range(A.shape[0]):
    for j in range(B.shape[1]):
        for k in range(A.shape[1]):
            C[i, j] = A[i, k] * B[k, j]""",
        "the total is not started anew for each entry": """
total = 0.0
for i in range(A.shape[0]):
    for j in range(B.shape[1]):
        for k in range(A.shape[1]):
            total += A[i, k] * B[k, j]
        C[i, j] = total""",
    },
    "intensity": {
        "the result is not counted among the tables": "return 2 * m * k * n / (itemsize * (m * k + k * n))",
        "only multiplications are counted": "return m * k * n / (itemsize * (m * k + k * n + m * n))",
        "numbers are counted, not bytes": "return 2 * m * k * n / (m * k + k * n + m * n)",
        "it is upside down: bytes for each operation": "return itemsize * (m * k + k * n + m * n) / (2 * m * k * n)",
        "the bytes are multiplied, not divided by": "return 2 * m * k * n / (m * k + k * n + m * n) * itemsize",
    },
    "matmul_blocks": {
        "each product of blocks replaces the last": """
for i in range(0, A.shape[0], size):
    for j in range(0, B.shape[1], size):
        for k in range(0, A.shape[1], size):
            C[i : i + size, j : j + size] = A[i : i + size, k : k + size] @ B[k : k + size, j : j + size]""",
        "the smaller blocks at the edge are left out": """
for i in range(0, A.shape[0] - size + 1, size):
    for j in range(0, B.shape[1] - size + 1, size):
        for k in range(0, A.shape[1] - size + 1, size):
            C[i : i + size, j : j + size] += A[i : i + size, k : k + size] @ B[k : k + size, j : j + size]""",
        "each product is subtracted": """
for i in range(0, A.shape[0], size):
    for j in range(0, B.shape[1], size):
        for k in range(0, A.shape[1], size):
            C[i : i + size, j : j + size] -= A[i : i + size, k : k + size] @ B[k : k + size, j : j + size]""",
    },
    "predict_in_batches": {
        "the last, smaller batch is left out": """
starts = range(0, len(X) - batch_size + 1, batch_size)
return np.concatenate([sequential(X[start : start + batch_size], layers) for start in starts])""",
        "every batch is the first one": """
starts = range(0, len(X), batch_size)
return np.concatenate([sequential(X[:batch_size], layers) for start in starts])""",
        "all rows go through in one call": "return sequential(X, layers)",
        "batch_size is taken for the number of batches": """
return np.concatenate([sequential(part, layers) for part in np.array_split(X, batch_size)])""",
        "one row at a time": "return np.concatenate([sequential(x.reshape(1, -1), layers) for x in X])",
        "batches overlap: the stride is 1": """
starts = range(len(X))
return np.concatenate([sequential(X[start : start + batch_size], layers) for start in starts])""",
    },
}
