"""A wrong body for each mistake that the checks of Course 1, Week 2, lesson 3 call by name."""

WRONG = {
    "fit_zscore": {
        "the axis is swapped: a mean for each row": "return X.mean(axis=1), X.std(axis=1)",
        "the whole table is averaged": "return X.mean(), X.std()",
        "the root is missing: that is the variance": "return X.mean(axis=0), X.var(axis=0)",
        "the sum is divided by m − 1": "return X.mean(axis=0), X.std(axis=0, ddof=1)",
        "the sum is not divided by m": """
mu = X.mean(axis=0)
return mu, np.sqrt(((X - mu) ** 2).sum(axis=0))""",
        "the mean is not subtracted before squaring": "return X.mean(axis=0), np.sqrt((X**2).mean(axis=0))",
        "the differences are not squared but made positive": """
mu = X.mean(axis=0)
return mu, np.abs(X - mu).mean(axis=0)""",
        "the range stands in for the standard deviation": "return X.mean(axis=0), np.ptp(X, axis=0)",
        "X itself is changed: write X - mu, not X -= mu": """
mu = X.mean(axis=0)
X -= mu
return mu, np.sqrt((X**2).mean(axis=0))""",
    },
    "apply_scaling": {
        "nothing is subtracted": "return X / spread",
        "the brackets are missing": "return X - shift / spread",
        "the spread is multiplied, not divided": "return (X - shift) * spread",
        "shift and spread are swapped": "return (X - spread) / shift",
        "the shift is added": "return (X + shift) / spread",
        "the statistics of the new houses are used": "return (X - X.mean(axis=0)) / X.std(axis=0)",
        "X itself is changed: write X - shift, not X -= shift": """
X -= shift
X /= spread
return X""",
    },
    "fit_min_max": {
        "the largest value is returned instead of the range": "return X.min(axis=0), X.max(axis=0)",
        "the axis is swapped: a minimum for each row": "return X.min(axis=1), np.ptp(X, axis=1)",
        "the standard deviation stands in for the range": "return X.min(axis=0), X.std(axis=0)",
        "the whole table has one minimum": "return X.min(), X.max() - X.min()",
        "the mean is subtracted, not the minimum": "return X.mean(axis=0), np.ptp(X, axis=0)",
    },
    "descend_until_converged": {
        "the length itself is compared with the tolerance": """
dj_dw, dj_db = compute_gradient(X, y, w, b)
lengths = [math.hypot(*dj_dw, dj_db)]
while lengths[-1] > tolerance and len(lengths) <= max_iters:
    w, b = w - alpha * dj_dw, b - alpha * dj_db
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    lengths.append(math.hypot(*dj_dw, dj_db))
return w, b, np.array(lengths)""",
        "b's slope is left out": """
dj_dw, dj_db = compute_gradient(X, y, w, b)
lengths = [math.hypot(*dj_dw)]
while lengths[-1] > tolerance * lengths[0] and len(lengths) <= max_iters:
    w, b = w - alpha * dj_dw, b - alpha * dj_db
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    lengths.append(math.hypot(*dj_dw))
return w, b, np.array(lengths)""",
        "the root is missing": """
dj_dw, dj_db = compute_gradient(X, y, w, b)
lengths = [dj_dw @ dj_dw + dj_db**2]
while lengths[-1] > tolerance * lengths[0] and len(lengths) <= max_iters:
    w, b = w - alpha * dj_dw, b - alpha * dj_db
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    lengths.append(dj_dw @ dj_dw + dj_db**2)
return w, b, np.array(lengths)""",
        "only the largest slope is tested": """
dj_dw, dj_db = compute_gradient(X, y, w, b)
lengths = [max(*np.abs(dj_dw), abs(dj_db))]
while lengths[-1] > tolerance * lengths[0] and len(lengths) <= max_iters:
    w, b = w - alpha * dj_dw, b - alpha * dj_db
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    lengths.append(max(*np.abs(dj_dw), abs(dj_db)))
return w, b, np.array(lengths)""",
        "the slopes are summed": """
dj_dw, dj_db = compute_gradient(X, y, w, b)
lengths = [np.abs(dj_dw).sum() + abs(dj_db)]
while lengths[-1] > tolerance * lengths[0] and len(lengths) <= max_iters:
    w, b = w - alpha * dj_dw, b - alpha * dj_db
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    lengths.append(np.abs(dj_dw).sum() + abs(dj_db))
return w, b, np.array(lengths)""",
        "b stands still": """
dj_dw, dj_db = compute_gradient(X, y, w, b)
lengths = [math.hypot(*dj_dw, dj_db)]
while lengths[-1] > tolerance * lengths[0] and len(lengths) <= max_iters:
    w = w - alpha * dj_dw
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    lengths.append(math.hypot(*dj_dw, dj_db))
return w, b, np.array(lengths)""",
        "one more step is taken after the test": """
lengths = []
for _ in range(max_iters + 1):
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    lengths.append(math.hypot(*dj_dw, dj_db))
    w, b = w - alpha * dj_dw, b - alpha * dj_db
    if lengths[-1] <= tolerance * lengths[0]:
        break
return w, b, np.array(lengths)""",
        "w itself is changed: write w = w - step, not w -= step": """
dj_dw, dj_db = compute_gradient(X, y, w, b)
lengths = [math.hypot(*dj_dw, dj_db)]
while lengths[-1] > tolerance * lengths[0] and len(lengths) <= max_iters:
    w -= alpha * dj_dw
    b -= alpha * dj_db
    dj_dw, dj_db = compute_gradient(X, y, w, b)
    lengths.append(math.hypot(*dj_dw, dj_db))
return w, b, np.array(lengths)""",
    },
    "to_original_units": {
        "the weights are multiplied by the spread": """
w_raw = w * spread
return w_raw, b - w_raw @ shift""",
        "b stays as it was": "return w / spread, b",
        "the shift is added to b": "return w / spread, b + w / spread @ shift",
        "b is corrected with the scaled weights": "return w / spread, b - w @ shift",
        "the weights stay as they were": "return w, b - w / spread @ shift",
        "shift and spread are swapped": """
w_raw = w / shift
return w_raw, b - w_raw @ spread""",
        "w itself is changed: write w / spread, not w /= spread": """
w /= spread
return w, b - w @ shift""",
    },
}
