"""A wrong body for each mistake that the checks of Course 2, Week 2, lesson 1 call by name."""

PARAMS = """
for n_in, n_out in pairwise(sizes):
    r = np.sqrt(6 / (n_in + n_out))
    params.append((rng.uniform(-r, r, size=(n_in, n_out)), np.zeros(n_out)))"""
TRAIN = """
for rows in batches(np.arange(len(y)), batch_size):
    cost, gradient = borrowed_gradient(X[rows], y[rows], params)
    total += cost * len(rows)
    params = sgd_step(params, gradient, alpha)"""
STEP = "return [(W - alpha * dW, b - alpha * db) for (W, b), (dW, db) in zip(params, gradient, strict=True)]"

WRONG = {
    "initial_params": {
        "weights are (n_out, n_in)": PARAMS.replace("size=(n_in, n_out)", "size=(n_out, n_in)"),
        "biases have a row for each input": PARAMS.replace("np.zeros(n_out)", "np.zeros(n_in)"),
        "the root is missing": PARAMS.replace("np.sqrt(6 / (n_in + n_out))", "6 / (n_in + n_out)"),
        "only the inputs count": PARAMS.replace("np.sqrt(6 / (n_in + n_out))", "np.sqrt(6 / n_in)"),
        "only the units count": PARAMS.replace("np.sqrt(6 / (n_in + n_out))", "np.sqrt(6 / n_out)"),
        "only positive weights are drawn": PARAMS.replace("-r, r,", "0, r,"),
        "all weights of a unit are equal": PARAMS.replace(
            "rng.uniform(-r, r, size=(n_in, n_out))", "np.tile(rng.uniform(-r, r, size=n_out), (n_in, 1))"
        ),
        "biases are random too": PARAMS.replace("np.zeros(n_out)", "np.full(n_out, 0.1)"),
    },
    "scores": {
        "the hidden sigmoid is left out": """
(W1, b1), (W2, b2) = params
return ((X @ W1 + b1) @ W2 + b2)[:, 0]""",
        "the output has a sigmoid too": """
(W1, b1), (W2, b2) = params
return sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2)[:, 0]""",
        "the answer is a table with one column": """
(W1, b1), (W2, b2) = params
return sigmoid(X @ W1 + b1) @ W2 + b2""",
        "the output's bias is left out": """
(W1, b1), (W2, b2) = params
return (sigmoid(X @ W1 + b1) @ W2)[:, 0]""",
        "hidden biases are left out": """
(W1, b1), (W2, b2) = params
return (sigmoid(X @ W1) @ W2 + b2)[:, 0]""",
    },
    "sgd_step": {
        "the step goes uphill": STEP.replace("W - alpha", "W + alpha").replace("b - alpha", "b + alpha"),
        "biases stay where they were": STEP.replace("b - alpha * db", "b"),
        "alpha is left out": STEP.replace("alpha * ", ""),
        "only the step is returned": STEP.replace("W - alpha", "-alpha").replace("b - alpha", "-alpha"),
        "W itself is changed: write W - step, not W -= step": """
for (W, b), (dW, db) in zip(params, gradient, strict=True):
    W -= alpha * dW
    b -= alpha * db
return params""",
    },
    "batches": {
        "the last, smaller batch is dropped": """
return [order[start : start + batch_size] for start in range(0, len(order) - batch_size + 1, batch_size)]""",
        "batches overlap": "return [order[start : start + batch_size] for start in range(len(order))]",
        "the order is ignored": """
order = np.arange(len(order))
return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]""",
        "there are batch_size batches": "return np.array_split(order, batch_size)",
    },
    "train": {
        "no step is taken": TRAIN.replace("sgd_step(params, gradient, alpha)", "params"),
        "the step is taken twice": TRAIN.replace(
            "sgd_step(params, gradient, alpha)", "sgd_step(sgd_step(params, gradient, alpha), gradient, alpha)"
        ),
        "the loss is not counted": TRAIN.replace("total += cost * len(rows)", "pass"),
        "the loss is not weighted by the rows": TRAIN.replace("cost * len(rows)", "cost"),
    },
}
