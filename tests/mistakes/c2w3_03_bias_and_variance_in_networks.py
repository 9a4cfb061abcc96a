"""A wrong body for each mistake that the checks of Course 2, Week 3, lesson 3 call by name."""


def _slopes(dW="dW + lambda_ / m * W", db="db"):
    """A body of l2_slopes with other slopes."""
    return f"return [({dW}, {db}) for (dW, db), (W, b) in zip(slopes, params, strict=True)]"


def _stop(better="losses[epoch] < losses[best]", enough="epoch - best == patience", kept="best, epoch"):
    """A body of early_stopping with another comparison, another end or another answer."""
    return f"""
best = 0
for epoch in range(1, len(losses)):
    if {better}:
        best = epoch
    elif {enough}:
        return {kept}
return best, len(losses) - 1"""


WRONG = {
    "l2_cost": {
        "the biases pay too": "return lambda_ / (2 * m) * sum(np.sum(W**2) + np.sum(b**2) for W, b in params)",
        "only the last layer pays": "return lambda_ / (2 * m) * np.sum(params[-1][0] ** 2)",
        "the 2 is missing": "return lambda_ / m * sum(np.sum(W**2) for W, _ in params)",
        "m is forgotten": "return lambda_ / 2 * sum(np.sum(W**2) for W, _ in params)",
        "lambda_ is forgotten": "return sum(np.sum(W**2) for W, _ in params) / (2 * m)",
        "the weights are not squared": "return lambda_ / (2 * m) * sum(np.sum(W) for W, _ in params)",
        "the root is taken": "return lambda_ / (2 * m) * np.sqrt(sum(np.sum(W**2) for W, _ in params))",
        "the squares are averaged, not added": """
squares = np.concatenate([np.ravel(W**2) for W, _ in params])
return lambda_ / (2 * m) * squares.mean()""",
    },
    "l2_slopes": {
        "the biases pay too": _slopes(db="db + lambda_ / m * b"),
        "only the last layer pays": """
dW, db = slopes[-1]
return [*slopes[:-1], (dW + lambda_ / m * params[-1][0], db)]""",
        "the penalty has the wrong sign": _slopes("dW - lambda_ / m * W"),
        "m is forgotten": _slopes("dW + lambda_ * W"),
        "lambda_ is forgotten": _slopes("dW + W / m"),
        "the 2 of the square is not cancelled": _slopes("dW + 2 * lambda_ / m * W"),
        "the half is kept": _slopes("dW + lambda_ / (2 * m) * W"),
        "the slopes of the cost are lost": _slopes("lambda_ / m * W"),
    },
    "early_stopping": {
        "bad epochs are counted in total, not in a row": """
best, waited = 0, 0
for epoch in range(1, len(losses)):
    if losses[epoch] < losses[best]:
        best = epoch
    else:
        waited += 1
        if waited == patience:
            return best, epoch
return best, len(losses) - 1""",
        "an equal loss counts as better": _stop("losses[epoch] <= losses[best]"),
        "each loss is compared with the one before": _stop("losses[epoch] < losses[epoch - 1]"),
        "it waits for one epoch more": _stop(enough="epoch - best > patience"),
        "the last epoch is kept": _stop(kept="epoch, epoch"),
        "epochs that are never reached are looked at": _stop(kept="int(np.argmin(losses)), epoch"),
        "it never stops": _stop(enough="False"),
        "a higher loss counts as better": _stop("losses[epoch] > losses[best]"),
    },
    "dropout_mask": {
        "it is not scaled": "return (draws < keep) * 1.0",
        "the others are kept": "return (draws >= keep) / keep",
        "a draw equal to keep stays": "return (draws <= keep) / keep",
        "keep is taken for the share that is dropped": "return (draws < 1 - keep) / (1 - keep)",
        "it is scaled by the share that is dropped": "return (draws < keep) / (1 - keep)",
        "it is multiplied by keep": "return (draws < keep) * keep",
    },
    "next_step": {
        "the cv error is asked first": """
if cv_error > target:
    return "regularize or more data"
return "larger network" if train_error > target else "done\"""",
        "any gap is too much": """
if train_error > target:
    return "larger network"
return "regularize or more data" if cv_error > train_error else "done\"""",
        "the gap is held against the goal": """
if train_error > target:
    return "larger network"
return "regularize or more data" if cv_error - train_error > target else "done\"""",
        "the cv error is never asked": 'return "larger network" if train_error > target else "done"',
    },
}
