"""A wrong body for each mistake that the checks of Course 2, Week 2, lesson 6 call by name."""


def _adam(m="beta1 * m + (1 - beta1) * gradient", v="beta2 * v + (1 - beta2) * gradient**2", step=None):
    """A body of adam_step with other means or another step."""
    return f"""
old_m, old_v = m, v
m, v = {m}, {v}
correction = np.sqrt(1 - beta2**t) / (1 - beta1**t)
return {step or "theta - alpha * correction * m / (np.sqrt(v) + epsilon)"}, m, v"""


def _train(slopes="flatten(gradient(X[rows], y[rows], unflatten(theta, params)))", alpha=", alpha", step=None, **end):
    """A body of train_adam with another step, cost or return."""
    return f"""
theta, t, old = flatten(params), 0, params
m = v = np.zeros(len(theta))
for _ in range(epochs):
    order = rng.permutation(len(y))
    for i in range(0, len(y), batch_size):
        rows, t = order[i : i + batch_size], t + 1
        before, slopes = theta, {slopes}
        {step or f"theta, m, v = adam_step(theta, slopes, m, v, t{alpha})"}
    J_history.append(cross_entropy(forward(X, unflatten({end.get("cost", "theta")}, params))[-1], y))
return {end.get("params", "unflatten(theta, params)")}, np.array(J_history)"""


_CUT = """
pairs, i = [], 0
for W, b in params:
    middle, end = i + W.size, i + W.size + b.size
    pairs.append((theta[i:middle].reshape(W.shape), theta[middle:end]))
    i = {next}
return pairs{order}"""

WRONG = {
    "unflatten": {
        "W is filled column by column": """
pairs, i = [], 0
for W, b in params:
    middle, end = i + W.size, i + W.size + b.size
    pairs.append((theta[i:middle].reshape(W.shape[::-1]).T, theta[middle:end]))
    i = end
return pairs""",
        "b is taken before W": """
pairs, i = [], 0
for W, b in params:
    middle, end = i + b.size, i + W.size + b.size
    pairs.append((theta[middle:end].reshape(W.shape), theta[i:middle]))
    i = end
return pairs""",
        "each layer starts at the beginning": _CUT.format(next="0", order=""),
        "the layers are in reverse order": _CUT.format(next="end", order="[::-1]"),
    },
    "momentum_step": {
        "the step goes uphill": """
velocity = beta * velocity + alpha * gradient
return theta + velocity, velocity""",
        "the old velocity moves theta": "return theta + velocity, beta * velocity - alpha * gradient",
        "beta is left out": """
velocity = velocity - alpha * gradient
return theta + velocity, velocity""",
        "the old velocity is forgotten": """
velocity = -alpha * gradient
return theta + velocity, velocity""",
        "the slopes are weighted with 1 − beta": """
velocity = beta * velocity - (1 - beta) * alpha * gradient
return theta + velocity, velocity""",
        "alpha is applied to the velocity too": """
velocity = beta * velocity - alpha * gradient
return theta + alpha * velocity, velocity""",
        "the two results are swapped": """
velocity = beta * velocity - alpha * gradient
return velocity, theta + velocity""",
    },
    "adam_step": {
        "the bias is not corrected": _adam(step="theta - alpha * m / (np.sqrt(v) + epsilon)"),
        "epsilon is where the paper's listing has it": _adam(
            step="theta - alpha * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)"
        ),
        "the root of v is missing": _adam(step="theta - alpha * correction * m / (v + epsilon)"),
        "epsilon is under the root": _adam(step="theta - alpha * correction * m / np.sqrt(v + epsilon)"),
        "the step goes uphill": _adam(step="theta + alpha * correction * m / (np.sqrt(v) + epsilon)"),
        "the slope is divided, not its mean": _adam(
            step="theta - alpha * correction * gradient / (np.sqrt(v) + epsilon)"
        ),
        "the old m and v make the step": _adam(step="theta - alpha * correction * old_m / (np.sqrt(old_v) + epsilon)"),
        "the slope is not squared": _adam(v="beta2 * v + (1 - beta2) * gradient"),
        "the betas are swapped": "beta1, beta2 = beta2, beta1" + _adam(),
        "the correction forgets the power of t": _adam(
            step="theta - alpha * np.sqrt(1 - beta2) / (1 - beta1) * m / (np.sqrt(v) + epsilon)"
        ),
        "the new slope is not weighted with 1 − beta": _adam("beta1 * m + gradient", "beta2 * v + gradient**2"),
    },
    "train_adam": {
        "the cost at the end is measured before the step": _train(cost="before"),
        "the old params are returned": _train(params="old"),
        "gradient descent takes the step": _train(step="theta = theta - alpha * slopes"),
        "alpha is left at its default": _train(alpha=""),
        "t counts epochs, not steps": _train(
            step="theta, m, v = adam_step(theta, slopes, m, v, len(J_history), alpha)"
        ),
        "only the first batch is used": _train(
            step="theta, m, v = (theta, m, v) if i else adam_step(theta, slopes, m, v, t, alpha)"
        ),
    },
}
