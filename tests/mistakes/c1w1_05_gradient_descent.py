"""A wrong body for each mistake that the checks of Course 1, Week 1, lesson 5 call by name."""

WRONG = {
    "gradient_step": {
        "the step goes uphill": """
dj_dw, dj_db = compute_gradient(x, y, w, b)
return w + alpha * dj_dw, b + alpha * dj_db""",
        "alpha is left out": """
dj_dw, dj_db = compute_gradient(x, y, w, b)
return w - dj_dw, b - dj_db""",
        "b's slope is measured after w has moved": """
w = w - alpha * compute_gradient(x, y, w, b)[0]
b = b - alpha * compute_gradient(x, y, w, b)[1]
return w, b""",
        "w's slope is measured after b has moved": """
b = b - alpha * compute_gradient(x, y, w, b)[1]
w = w - alpha * compute_gradient(x, y, w, b)[0]
return w, b""",
        "b stays where it was": """
dj_dw, dj_db = compute_gradient(x, y, w, b)
return w - alpha * dj_dw, b""",
        "the slopes of w and b are swapped": """
dj_db, dj_dw = compute_gradient(x, y, w, b)
return w - alpha * dj_dw, b - alpha * dj_db""",
    },
    "gradient_descent": {
        "every step starts from the first line": """
for _ in range(num_iters):
    w_next, b_next = gradient_step(x, y, w, b, alpha)
    path.append((w_next, b_next))
    J_history.append(compute_cost(x, y, w_next, b_next))""",
        "one step too few is taken": """
for _ in range(num_iters - 1):
    w, b = gradient_step(x, y, w, b, alpha)
    path.append((w, b))
    J_history.append(compute_cost(x, y, w, b))""",
        "the start is recorded instead of each new line": """
start = w, b
for _ in range(num_iters):
    w, b = gradient_step(x, y, w, b, alpha)
    path.append(start)
    J_history.append(compute_cost(x, y, *start))""",
        "each line is recorded before its step": """
for _ in range(num_iters):
    path.append((w, b))
    J_history.append(compute_cost(x, y, w, b))
    w, b = gradient_step(x, y, w, b, alpha)""",
        "each cost is recorded before its step": """
for _ in range(num_iters):
    J_history.append(compute_cost(x, y, w, b))
    w, b = gradient_step(x, y, w, b, alpha)
    path.append((w, b))""",
        "the costs are not appended": """
for _ in range(num_iters):
    w, b = gradient_step(x, y, w, b, alpha)
    path.append((w, b))""",
    },
    "safe_learning_rate": {
        "the squares are summed, not averaged": "return 2 / (x @ x + 1)",
        "the mean is squared, instead of the squares averaged": "return 2 / (x.mean() ** 2 + 1)",
        "the curvature of b is left out": "return 2 / (x @ x / len(x))",
        "1 stands on top instead of 2": "return 1 / (x @ x / len(x) + 1)",
    },
    "descend_until_flat": {
        "only w's slope is tested": """
for step in range(max_iters + 1):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    if abs(dj_dw) < tolerance:
        return w, b, step
    w, b = w - alpha * dj_dw, b - alpha * dj_db""",
        "only b's slope is tested": """
for step in range(max_iters + 1):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    if abs(dj_db) < tolerance:
        return w, b, step
    w, b = w - alpha * dj_dw, b - alpha * dj_db""",
        "each slope is tested by itself": """
for step in range(max_iters + 1):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    if abs(dj_dw) < tolerance and abs(dj_db) < tolerance:
        return w, b, step
    w, b = w - alpha * dj_dw, b - alpha * dj_db""",
        "the step is taken before the test": """
for step in range(max_iters + 1):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    w, b = w - alpha * dj_dw, b - alpha * dj_db
    if math.hypot(dj_dw, dj_db) < tolerance:
        return w, b, step""",
        "the count is one short": """
for step in range(max_iters + 1):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    if math.hypot(dj_dw, dj_db) < tolerance:
        return w, b, step - 1
    w, b = w - alpha * dj_dw, b - alpha * dj_db""",
    },
    "best_line": {
        "y stands in the bottom instead of x": """
dx, dy = x - x.mean(), y - y.mean()
w = (dx @ dy) / (dy @ dy)
return w, y.mean() - w * x.mean()""",
        "the means are not subtracted": """
w = (x @ y) / (x @ x)
return w, y.mean() - w * x.mean()""",
        "only the top is averaged": """
dx, dy = x - x.mean(), y - y.mean()
w = np.mean(dx * dy) / (dx @ dx)
return w, y.mean() - w * x.mean()""",
        "b is added on the wrong side": """
dx, dy = x - x.mean(), y - y.mean()
w = (dx @ dy) / (dx @ dx)
return w, y.mean() + w * x.mean()""",
        "b is left at zero": """
dx, dy = x - x.mean(), y - y.mean()
return (dx @ dy) / (dx @ dx), 0.0""",
    },
}
