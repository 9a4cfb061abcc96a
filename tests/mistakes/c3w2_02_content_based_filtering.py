"""A wrong body for each mistake that the checks of Course 3, Week 2, lesson 2 call by name."""

UNSEEN = "return found[~np.isin(found, seen)]"
ALONG = "along = (dJ_dV * V).sum(axis=1, keepdims=True)\n"


def _meet(E="R * (base + U @ V.T - Y)", J="(E**2).sum() / (2 * R.sum())", dU="E @ V", dV="E.T @ U", N="R.sum()"):
    """A body of squared_error with another part."""
    return f"E = {E}\nreturn {J}, {dU} / {N}, {dV} / {N}"


WRONG = {
    "genre_taste": {
        "a missing rating counts as zero stars": "return ((Y - means) @ G) / (R @ G + shrink)",
        "nothing is pulled towards zero": "return ((R * (Y - means)) @ G) / (R @ G)",
        "the mean is not subtracted": "return ((R * Y) @ G) / (R @ G + shrink)",
        "all films of the genre are counted": "return ((R * (Y - means)) @ G) / (G.sum(axis=0) + shrink)",
        "it is divided by the number of films the user rated": (
            "return ((R * (Y - means)) @ G) / (R.sum(axis=1, keepdims=True) + shrink)"
        ),
    },
    "normalise_rows": {
        "columns are divided by their lengths": (
            "lengths = np.sqrt((A**2).sum(axis=0, keepdims=True))\nreturn A / lengths, lengths"
        ),
        "rows are divided by their sums": "lengths = A.sum(axis=1, keepdims=True)\nreturn A / lengths, lengths",
        "the root is forgotten": "lengths = (A**2).sum(axis=1, keepdims=True)\nreturn A / lengths, lengths",
        "rows are divided by their largest entry": (
            "lengths = A.max(axis=1, keepdims=True)\nreturn A / lengths, lengths"
        ),
        "lengths are no column: keepdims is forgotten": (
            "lengths = np.sqrt((A**2).sum(axis=1))\nreturn A / lengths, lengths"
        ),
        "the whole matrix is divided by one length": "length = np.sqrt((A**2).sum())\nreturn A / length, length",
    },
    "normalise_rows_backward": {
        "it is not divided by the length": ALONG + "return dJ_dV - along * V",
        "the part along the row is kept": "return dJ_dV / lengths",
        "only the part along the row is kept": ALONG + "return along * V / lengths",
        "the part along the row is added": ALONG + "return (dJ_dV + along * V) / lengths",
        "the dot product is taken with A": ALONG.replace("* V)", "* A)") + "return (dJ_dV - along * V) / lengths",
        "the dot products are no column: keepdims is forgotten": (
            ALONG.replace(", keepdims=True", "") + "return (dJ_dV - along * V) / lengths"
        ),
        "it is divided by the squared length": ALONG + "return (dJ_dV - along * V) / lengths**2",
    },
    "squared_error": {
        "a missing rating counts as zero stars": _meet(E="base + U @ V.T - R * Y"),
        "the mean is taken over all pairs": _meet(J="(E**2).sum() / (2 * R.size)", N="R.size"),
        "the cost is not halved": _meet(J="(E**2).sum() / R.sum()"),
        "the errors have the wrong sign": _meet(E="R * (Y - base - U @ V.T)"),
        "the slopes are not divided by N": _meet(N="1"),
        "the slopes are doubled, the cost is halved": _meet(dU="2 * E @ V", dV="2 * E.T @ U"),
        "the slopes of users and films are swapped": _meet(dU="E.T @ U", dV="E @ V"),
        "each side gets its own vector": _meet(dU="E @ U", dV="E.T @ V"),
        "the mean of the user is left out": _meet(E="R * (U @ V.T - Y)"),
    },
    "retrieve": {
        "films that were seen are kept": "return np.unique(near[liked, :k])",
        "doubles are kept": "found = near[liked, :k].ravel()\n" + UNSEEN,
        "one neighbour too few is taken": "found = np.unique(near[liked, : k - 1])\n" + UNSEEN,
        "one neighbour too many is taken": "found = np.unique(near[liked, : k + 1])\n" + UNSEEN,
        "others fill the places of seen films": (
            "return np.unique([[f for f in near[film] if f not in seen][:k] for film in liked])"
        ),
        "only the first liked film counts": "found = np.unique(near[liked[0], :k])\n" + UNSEEN,
        "only the last liked film counts": "found = np.unique(near[liked[-1], :k])\n" + UNSEEN,
    },
    "gini": {
        "the counts are not sorted": (
            "n = len(counts)\nreturn (2 * np.arange(1, n + 1) - n - 1) @ counts / (n * counts.sum())"
        ),
        "the counts are sorted downwards": (
            "counts, n = np.sort(counts)[::-1], len(counts)\n"
            "return (2 * np.arange(1, n + 1) - n - 1) @ counts / (n * counts.sum())"
        ),
        "i starts at 0": (
            "counts, n = np.sort(counts), len(counts)\nreturn (2 * np.arange(n) - n - 1) @ counts / (n * counts.sum())"
        ),
        "it is not divided by n": (
            "counts, n = np.sort(counts), len(counts)\nreturn (2 * np.arange(1, n + 1) - n - 1) @ counts / counts.sum()"
        ),
        "it is divided by n − 1 films": (
            "counts, n = np.sort(counts), len(counts)\n"
            "return (2 * np.arange(1, n + 1) - n - 1) @ counts / ((n - 1) * counts.sum())"
        ),
    },
}
