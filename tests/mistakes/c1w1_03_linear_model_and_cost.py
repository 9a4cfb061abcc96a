"""Wrong bodies for the mistakes that Course1/Week1/03_linear_model_and_cost names."""


def vectorised(formula):
    return f"error = w * x + b - y\nreturn {formula}"


def loop(each="total = total + error**2", end="total / (2 * m)", turns="range(m)"):
    return f"""
total = 0
for i in {turns}:
    error = w * x[i] + b - y[i]
    {each}
return {end}
"""


def grid(test="J < lowest", start="math.inf", seen="w_best, b_best, lowest = w, b, J", end="w_best, b_best, lowest"):
    return f"""
lowest = {start}
for i, w in enumerate(w_values):
    for j, b in enumerate(b_values):
        J = cost(x, y, w, b)
        if {test}:
            {seen}
return {end}
"""


WRONG = {
    "predict": {
        "b is left out": "return w * x",
        "b is subtracted": "return w * x - b",
        "w and b are swapped": "return b * x + w",
        "b is added before multiplying": "return w * (x + b)",
        "w is added, not multiplied": "return w + x + b",
    },
    "compute_cost_loop": {
        "the ½ is missing": loop(end="total / m"),
        "the squares are summed, not averaged": loop(end="total / 2"),
        "the brackets around 2 * m are missing": loop(end="total / 2 * m"),
        "the errors are not squared": loop(each="total = total + error"),
        "each turn replaces the total": loop(each="total = error**2"),
        "the first turn already returns": loop(each="return error**2 / (2 * m)"),
        "the first house is left out": loop(turns="range(1, m)"),
        "the last house is left out": loop(turns="range(m - 1)"),
    },
    "compute_cost": {
        "the ½ is missing": vectorised("(error @ error) / len(x)"),
        "the squares are summed, not averaged": vectorised("(error @ error) / 2"),
        "the absolute errors stand in place of their squares": vectorised("np.abs(error).sum() / (2 * len(x))"),
        "the errors are not squared": vectorised("error.sum() / (2 * len(x))"),
        "the sum is squared instead of each error": vectorised("error.sum() ** 2 / (2 * len(x))"),
        "the predictions stand in place of the errors": "y_hat = w * x + b\nreturn (y_hat @ y_hat) / (2 * len(x))",
        "m − 1 stands in place of m": vectorised("(error @ error) / (2 * (len(x) - 1))"),
        "b is left out of the error": "error = w * x - y\nreturn (error @ error) / (2 * len(x))",
    },
    "best_on_grid": {
        "the highest cost is kept": grid(test="J > lowest", start="-math.inf"),
        "every line replaces the one before": grid(test="True"),
        "a line is compared with the one before it, not with the best": """
lowest = math.inf
for w in w_values:
    for b in b_values:
        J = cost(x, y, w, b)
        if J < lowest:
            w_best, b_best, J_best = w, b, J
        lowest = J
return w_best, b_best, J_best
""",
        "the lists are walked in step, so that three lines are tried": """
lowest = math.inf
for w, b in zip(w_values, b_values):
    J = cost(x, y, w, b)
    if J < lowest:
        w_best, b_best, lowest = w, b, J
return w_best, b_best, lowest
""",
        "places in the lists are returned, not values": grid(seen="w_best, b_best, lowest = i, j, J"),
        "w and b are returned in the wrong order": grid(end="b_best, w_best, lowest"),
        "the last of equals is kept": grid(test="J <= lowest"),
        "the cost handed in is not used": """
lowest = math.inf
for w in w_values:
    for b in b_values:
        J = compute_cost(x, y, w, b)
        if J < lowest:
            w_best, b_best, lowest = w, b, J
return w_best, b_best, lowest
""",
    },
    "mean_absolute_cost": {
        "the signs are kept": vectorised("error.mean()"),
        "the sign is dropped after averaging": vectorised("abs(error.mean())"),
        "the sizes are summed, not averaged": vectorised("np.abs(error).sum()"),
        "the mean is halved": vectorised("np.abs(error).mean() / 2"),
        "the median is taken": vectorised("np.median(np.abs(error))"),
        "the errors are squared": vectorised("(error @ error) / len(x)"),
    },
}
