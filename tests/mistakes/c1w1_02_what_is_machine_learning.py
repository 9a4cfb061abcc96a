"""A wrong body for each mistake that the checks of Course 1, Week 1, lesson 2 call by name."""

WRONG = {
    "nearest_neighbors": {
        "the farthest are taken, not the nearest": """
distances = np.sqrt(((X - x_new) ** 2).sum(axis=1))
near = np.argsort(-distances, kind="stable")[:k]
return near, distances[near]""",
        "the square root is forgotten": """
distances = ((X - x_new) ** 2).sum(axis=1)
near = np.argsort(distances, kind="stable")[:k]
return near, distances[near]""",
        "the differences are not squared": """
distances = (X - x_new).sum(axis=1)
near = np.argsort(distances, kind="stable")[:k]
return near, distances[near]""",
        "sizes of differences are added, not squares": """
distances = np.abs(X - x_new).sum(axis=1)
near = np.argsort(distances, kind="stable")[:k]
return near, distances[near]""",
        "only the first feature counts": """
distances = np.abs(X[:, 0] - x_new[0])
near = np.argsort(distances, kind="stable")[:k]
return near, distances[near]""",
        "the axis is swapped": """
distances = np.sqrt(((X - x_new) ** 2).sum(axis=0))
near = np.argsort(distances, kind="stable")[:k]
return near, distances[near]""",
        "the nearest one is left out": """
distances = np.sqrt(((X - x_new) ** 2).sum(axis=1))
near = np.argsort(distances, kind="stable")[1 : k + 1]
return near, distances[near]""",
        "of two equally near rows the later is taken": """
distances = np.sqrt(((X - x_new) ** 2).sum(axis=1))
near = np.lexsort((-np.arange(len(X)), distances))[:k]
return near, distances[near]""",
        "the distances are those of the first rows": """
distances = np.sqrt(((X - x_new) ** 2).sum(axis=1))
return np.argsort(distances, kind="stable")[:k], distances[:k]""",
    },
    "predict_class": {
        "only the nearest votes": """
near, _ = nearest_neighbors(X, x_new, k)
return y[near[0]]""",
        "only the farthest of the k votes": """
near, _ = nearest_neighbors(X, x_new, k)
return y[near[-1]]""",
        "everybody votes": """
names, counts = np.unique(y, return_counts=True)
return names[counts.argmax()]""",
        "the first k rows vote": """
names, counts = np.unique(y[:k], return_counts=True)
return names[counts.argmax()]""",
        "the rarest name wins": """
near, _ = nearest_neighbors(X, x_new, k)
names, counts = np.unique(y[near], return_counts=True)
return names[counts.argmin()]""",
        "a tie goes to the nearest": """
near, _ = nearest_neighbors(X, x_new, k)
voters = y[near].tolist()
return max(voters, key=voters.count)""",
        "the first name in the alphabet wins without a count": """
near, _ = nearest_neighbors(X, x_new, k)
return min(y[near])""",
    },
    "closest_centroids": {
        "the farthest centroid is taken, not the nearest": """
distances = np.array([((X - mu) ** 2).sum(axis=1) for mu in centroids])
return distances.argmax(axis=0)""",
        "the axis is swapped, and each centroid gets its nearest point": """
distances = np.array([((X - mu) ** 2).sum(axis=1) for mu in centroids])
return distances.argmin(axis=1)""",
        "sizes of differences are added, not squares": """
distances = np.array([np.abs(X - mu).sum(axis=1) for mu in centroids])
return distances.argmin(axis=0)""",
        "only the first feature counts": """
distances = np.array([np.abs(X[:, 0] - mu[0]) for mu in centroids])
return distances.argmin(axis=0)""",
        "centroids are counted from 1": """
distances = np.array([((X - mu) ** 2).sum(axis=1) for mu in centroids])
return distances.argmin(axis=0) + 1""",
        "the smallest squared distance is returned, not its number": """
distances = np.array([((X - mu) ** 2).sum(axis=1) for mu in centroids])
return distances.min(axis=0)""",
        "a tie goes to the higher number": """
distances = np.array([((X - mu) ** 2).sum(axis=1) for mu in centroids])
return len(centroids) - 1 - distances[::-1].argmin(axis=0)""",
    },
    "update_centroids": {
        "the mean is over the wrong axis": "return np.array([X[idx == j].mean(axis=1) for j in range(K)])",
        "summed, not averaged": "return np.array([X[idx == j].sum(axis=0) for j in range(K)])",
        "divided by the number of all points": "return np.array([X[idx == j].sum(axis=0) / len(X) for j in range(K)])",
        "the mean is over all points": "return np.array([X.mean(axis=0) for j in range(K)])",
        "no axis is given": "return np.array([X[idx == j].mean() for j in range(K)])",
        "the median is taken": "return np.array([np.median(X[idx == j], axis=0) for j in range(K)])",
        "every sum is divided by 2": "return np.array([X[idx == j].sum(axis=0) / 2 for j in range(K)])",
    },
}
