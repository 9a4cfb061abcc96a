"""A wrong body for each mistake that the checks of Course 3, Week 2, lesson 3 call by name."""

VARIANCE = """
along = (X - X.mean(axis=0)) @ (u / np.linalg.norm(u))
return float(np.mean(along**2))"""
POWER = """
for _ in range(num_iters):
    u = C @ u
    u = u / np.linalg.norm(u)
return u, float(u @ C @ u)"""
DIRECTIONS = """
values, vectors = np.linalg.eigh(covariance_matrix(X))
directions, variances = vectors.T[::-1], np.maximum(values[::-1], 0)"""
COMPONENTS = "return int(np.argmax(explained_share(variances) >= share - 1e-12)) + 1"

WRONG = {
    "variance_along": {
        "u is not brought to length 1": VARIANCE.replace(" / np.linalg.norm(u)", ""),
        "the mean is not subtracted": VARIANCE.replace(" - X.mean(axis=0)", ""),
        "the projections are not squared": VARIANCE.replace("**2", ""),
        "the sum is not divided by the number of rows": VARIANCE.replace("np.mean", "np.sum"),
        "the sum is divided by m − 1": VARIANCE.replace("np.mean(along**2)", "np.sum(along**2) / (len(X) - 1)"),
        "the root is taken": VARIANCE.replace("np.mean(along**2)", "np.sqrt(np.mean(along**2))"),
        "one mean is taken over all columns": VARIANCE.replace("axis=0", ""),
    },
    "power_iteration": {
        "every round starts from the first vector": """
for _ in range(num_iters):
    new = C @ u
    new = new / np.linalg.norm(new)
return new, float(new @ C @ new)""",
        "the vector is not brought back to length 1": POWER.replace("    u = u / np.linalg.norm(u)\n", ""),
        "the entries are made to sum to 1, not the squares": POWER.replace("np.linalg.norm(u)", "u.sum()"),
        "there is one round too many": POWER.replace("range(num_iters)", "range(num_iters + 1)"),
        "the length is set to 1 after the last round only": """
with np.errstate(all="ignore"):
    for _ in range(num_iters):
        u = C @ u
    u = u / np.linalg.norm(u)
    return u, float(u @ C @ u)""",
        "the last stretch is taken for the variance": """
for _ in range(num_iters):
    u = C @ u
    stretch = np.linalg.norm(u)
    u = u / stretch
return u, float(stretch)""",
    },
    "principal_directions": {
        "the smallest comes first": DIRECTIONS.replace("vectors.T[::-1]", "vectors.T").replace(
            "values[::-1]", "values"
        ),
        "the sum is divided by m − 1": DIRECTIONS.replace("(covariance_matrix(X))", "(np.cov(X.T))"),
        "the roots are taken": DIRECTIONS.replace(
            "np.maximum(values[::-1], 0)", "np.sqrt(np.maximum(values[::-1], 0))"
        ),
        "the columns of eigh are taken for rows": DIRECTIONS.replace("vectors.T[::-1]", "vectors[::-1]"),
        "the values are turned round, the directions are not": DIRECTIONS.replace("vectors.T[::-1]", "vectors.T"),
    },
    "project": {
        "the mean is not subtracted": "return X @ directions.T",
        "the mean is added": "return (X + mean) @ directions.T",
        "the directions are taken for columns": "return (X - mean) @ directions",
    },
    "reconstruct": {
        "the mean is not added": "return Z @ directions",
        "the mean is subtracted": "return Z @ directions - mean",
        "the mean is added to the scores": "return (Z + mean) @ directions",
        "the directions are taken for columns": "return Z @ directions.T + mean",
    },
    "components_for": {
        "the count starts at 0": COMPONENTS.replace(") + 1", ")"),
        "rounding hides a share that is reached": COMPONENTS.replace(" - 1e-12", ""),
        "the roots of the variances are added up": COMPONENTS.replace("(variances)", "(np.sqrt(variances))"),
        "the shares are not added up": COMPONENTS.replace(
            "explained_share(variances)", "np.array(variances) / np.sum(variances)"
        ),
        "a share that is reached exactly does not count": """
return int(np.sum(explained_share(variances) <= share)) + 1""",
    },
}
