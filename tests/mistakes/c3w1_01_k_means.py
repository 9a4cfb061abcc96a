"""A wrong body for each mistake that the checks of Course 3, Week 1, lesson 1 call by name."""

CLOSEST = "scores = squares - 2 * centroids @ points"
MOVE = """
counts = np.bincount(idx, minlength=K)
sums = np.column_stack([np.bincount(idx, weights=column, minlength=K) for column in X.T])
return np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centroids)"""
DISTORTION = "return ((X - centroids[idx]) ** 2).sum() / len(X)"
LOOP = """
for _ in range(max_iters):
    centroids = move_centroids(X, idx, centroids)
    before, idx = idx, closest_centroids(X, centroids)
    J_history.append(distortion(X, idx, centroids))
    if np.array_equal(before, idx):
        break"""
SPREAD = """
weights = np.full(len(X), np.inf)
while len(rows) < K:
    weights = np.minimum(weights, ((X - X[rows[-1]]) ** 2).sum(axis=1))
    rows.append(draw_row(weights, rng))"""
BEST = """
runs = [k_means(X, spread_start(X, K, rng)) for _ in range(restarts)]
return min(runs, key=lambda run: run[2][-1])"""

WRONG = {
    "closest_centroids": {
        "the 2 before the product is missing": CLOSEST.replace("2 * ", ""),
        "the product is added, not taken off": CLOSEST.replace("- 2", "+ 2"),
        "the squares of the centroids are left out": CLOSEST.replace("squares - 2", "-2"),
        "the farthest centroid is taken": "scores = 2 * centroids @ points - squares",
        "only the first feature counts": "scores = (points[:1] - centroids[:, :1]) ** 2",
        "X itself is multiplied, not the points, which are moved": CLOSEST.replace("points", "X[part].T"),
    },
    "move_centroids": {
        "summed, not averaged": MOVE.replace("sums / np.maximum(counts, 1)[:, None]", "sums"),
        "divided by the number of all rows": MOVE.replace("np.maximum(counts, 1)[:, None]", "len(X)"),
        "the mean is over all rows": MOVE.replace("sums / np.maximum(counts, 1)[:, None]", "X.mean(axis=0)"),
        "a centroid without rows goes to the origin": MOVE.replace("counts[:, None] > 0", "counts[:, None] >= 0"),
        "every cluster is given a row too many": MOVE.replace("np.maximum(counts, 1)", "(counts + 1)"),
        "a cluster without rows is divided by 0": """
with np.errstate(invalid="ignore"):
    return np.array([X[idx == j].sum(axis=0) / (idx == j).sum() for j in range(K)])""",
        "a cluster without rows is left out": "return np.array([X[idx == j].mean(axis=0) for j in np.unique(idx)])",
        "the means are written into the centroids that were given": """
for j in np.unique(idx):
    centroids[j] = X[idx == j].mean(axis=0)
return centroids""",
    },
    "distortion": {
        "summed, not averaged (that is scikit-learn's inertia)": DISTORTION.replace(" / len(X)", ""),
        "divided by the number of entries, not of rows": DISTORTION.replace("len(X)", "X.size"),
        "the distances are not squared": "return (((X - centroids[idx]) ** 2).sum(axis=1) ** 0.5).mean()",
        "the root is taken": DISTORTION.replace("return ", "return (") + ") ** 0.5",
        "each row is measured from the nearest centroid, not from its own": DISTORTION.replace(
            "centroids[idx]", "centroids[closest_centroids(X, centroids)]"
        ),
        "each row is measured from the mean of all rows": DISTORTION.replace("centroids[idx]", "X.mean(axis=0)"),
    },
    "k_means": {
        "it stops after one round": LOOP.replace("if np.array_equal(before, idx):\n        ", ""),
        "the distortion is recorded before the rows are assigned anew": """
for _ in range(max_iters):
    centroids = move_centroids(X, idx, centroids)
    J_history.append(distortion(X, idx, centroids))
    before, idx = idx, closest_centroids(X, centroids)
    if np.array_equal(before, idx):
        break""",
        "the rows are never assigned anew": LOOP.replace("closest_centroids(X, centroids)", "idx"),
        "the centroids never move": LOOP.replace("centroids = move_centroids(X, idx, centroids)", "pass"),
        "it goes on when nothing changes any more": LOOP.split("    if")[0],
        "it waits for J or the centroids to stay, a round too late": LOOP.replace(
            "np.array_equal(before, idx)", "J_history[-1] == J_history[-2]"
        ),
    },
    "spread_start": {
        "every row has the same chance": SPREAD.replace("draw_row(weights", "draw_row(np.ones(len(X))"),
        "the chance goes with the distance, not with its square": SPREAD.replace("row(weights", "row(weights**0.5"),
        "only the row chosen last is looked at": SPREAD.replace("np.minimum(weights, ", "np.maximum(0, "),
        "the farthest row is always taken": SPREAD.replace("draw_row(weights, rng)", "int(weights.argmax())"),
        "the farthest of the rows chosen counts, not the nearest": SPREAD.replace("np.inf", "0.0").replace(
            "np.minimum", "np.maximum"
        ),
    },
    "best_k_means": {
        "the last run is returned": BEST.split("\nreturn")[0] + "\nreturn runs[-1]",
        "the first run is returned": BEST.split("\nreturn")[0] + "\nreturn runs[0]",
        "the worst run is returned": BEST.replace("return min", "return max"),
        "the best start counts, not the best end": BEST.replace("run[2][-1]", "run[2][0]"),
        "the run starts from random_start": BEST.replace("spread_start", "random_start"),
    },
}
