"""A wrong body for each mistake that the checks of Course 2, Week 3, lesson 5 call by name."""

SCORES = """
right, called, true = np.diag(table), table.sum(axis=0), table.sum(axis=1)
parts = [right / np.maximum(called, 1), right / np.maximum(true, 1), 2 * right / np.maximum(called + true, 1)]
return np.column_stack(parts)"""
SLANT = """
rows, columns = np.indices(image.shape)
rows = rows - (image * rows).sum() / image.sum()
return (image * rows * columns).sum() / (image * rows**2).sum()"""
TABLE = """
errors = wrong @ tags
return np.column_stack([errors, errors / wrong.sum(), tags.mean(axis=0)])"""
CEILING = "return 1 - wrong @ (1 - tags) / len(wrong)"
DESLANT = """
columns, middle = np.arange(image.shape[1]), image.sum(axis=1) @ np.arange(len(image)) / image.sum()
rows = [np.interp(columns + slant * (r - middle), columns, line, left=0, right=0) for r, line in enumerate(image)]
return np.array(rows)"""
DRIFT = "return (batch.mean() - reference.mean()) / (reference.std() / np.sqrt(len(batch)))"
MONITOR = """
z = [drift_score(reference[:, i], batch[:, i]) for i in range(12)]
return np.array([z[0], z[1], np.abs(z[2:]).max()])"""

WRONG = {
    "per_class_scores": {
        "rows and columns are exchanged": "table = table.T" + SCORES,
        "F1 is the plain mean": SCORES.replace(
            "2 * right / np.maximum(called + true, 1)",
            "(right / np.maximum(called, 1) + right / np.maximum(true, 1)) / 2",
        ),
        "the 2 of F1 is left out": SCORES.replace("2 * right", "right"),
        "all pictures are below the line": "return np.column_stack([np.diag(table) / table.sum()] * 3)",
        "0 / 0 is left as it is": """
right, called, true = np.diag(table), table.sum(axis=0), table.sum(axis=1)
with np.errstate(all="ignore"):
    return np.column_stack([right / called, right / true, 2 * right / (called + true)])""",
    },
    "image_slant": {
        "columns stand below the line": SLANT.replace("rows**2", "columns**2"),
        "each inked pixel weighs the same": "image = (image > 0).astype(float)" + SLANT,
        "the middle of the picture stands in for that of the ink": """
rows, columns = np.indices(image.shape)
rows = rows - rows.mean()
return (image * rows * columns).sum() / (image * rows**2).sum()""",
        "the sign is turned": SLANT.replace("return ", "return -"),
        "it is not divided": SLANT.replace(" / (image * rows**2).sum()", ""),
    },
    "error_table": {
        "right answers with the tag are counted too": "errors = tags.sum(axis=0)"
        + TABLE.replace("errors = wrong @ tags", ""),
        "errors are divided by all pictures": TABLE.replace("wrong.sum()", "len(wrong)"),
        "errors are divided by the pictures with the tag": TABLE.replace("wrong.sum()", "tags.sum(axis=0)"),
        "an error counts for its first tag only": TABLE.replace(
            "wrong @ tags", "wrong @ (tags * (np.cumsum(tags, axis=1) == 1))"
        ),
        "the last column looks at right answers only": TABLE.replace(
            "tags.mean(axis=0)", "tags[wrong == 0].mean(axis=0)"
        ),
    },
    "ceiling": {
        "it is the gain alone": "return wrong @ tags / len(wrong)",
        "it is the share of errors that is left": "return wrong @ (1 - tags) / len(wrong)",
        "all pictures with the tag are added": "return 1 - wrong.mean() + tags.mean(axis=0)",
        "the share of errors is added": "return 1 - wrong.mean() + wrong @ tags / wrong.sum()",
    },
    "deslant": {
        "the rows are pushed the wrong way": DESLANT.replace("columns + slant", "columns - slant"),
        "distances are measured from the top": DESLANT.replace("(r - middle)", "r"),
        "the last pixel is drawn out over the edge": DESLANT.replace(", left=0, right=0", ""),
        "columns are pushed, not rows": "image = image.T" + DESLANT.replace("np.array(rows)", "np.array(rows).T"),
    },
    "drift_score": {
        "the root of the batch's size is left out": DRIFT.replace(" / np.sqrt(len(batch))", ""),
        "the size is used without the root": DRIFT.replace("np.sqrt(len(batch))", "len(batch)"),
        "the spread is that of the batch": DRIFT.replace("reference.std()", "batch.std()"),
        "the size is that of the reference": DRIFT.replace("len(batch)", "len(reference)"),
        "the batch is subtracted from the reference": DRIFT.replace("return ", "return -"),
        "the spread is divided by n − 1": DRIFT.replace("std()", "std(ddof=1)"),
    },
    "monitor": {
        "a digit that became rarer is overlooked": MONITOR.replace("np.abs(z[2:]).max()", "max(z[2:])"),
    },
}
