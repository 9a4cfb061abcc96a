"""For the projects that end the courses: a scorer, and a guard for a table of the reader's own. No algorithm."""

import pandas as pd

from utils.guards import require_vectors


def score(predictions, measured, metric, thresholds, name="RMSE", unit="", digits=2, lower_is_better=True):
    """Print the score of predictions for a test set, and which thresholds they beat; what is wanted if they are None.

    predictions: (m,) numbers in the order of the test set, or None. measured: (m,) the truth. metric: a function of
    measured and predictions, such as sklearn.metrics.root_mean_squared_error. thresholds: {what: score}, easiest first.
    name, unit: of the score. digits: decimals that are shown, and count. lower_is_better: False for an accuracy.
    Raises ValueError, naming predictions, if they are no (m,) numbers, if one is NaN, or if there are too few or many.
    """
    better = "lower" if lower_is_better else "higher"
    unit = f" {unit}" if unit else ""
    width = max(len(what) for what in thresholds)
    if predictions is None:
        print(f"The scorer waits for predictions: {len(measured)} numbers, in the order of the test set.")
        print(f"To beat ({name}, {better} is better):")
        for what, limit in thresholds.items():
            print(f"  {what:{width}}  {limit:.{digits}f}{unit}")
        return
    predictions, measured = require_vectors(predictions=predictions, measured=measured)
    yours = round(float(metric(measured, predictions)), digits)
    print(f"{name} of your {len(measured)} predictions: {yours:.{digits}f}{unit} ({better} is better)")
    beaten = 0
    for what, limit in thresholds.items():
        ahead = round(limit - yours if lower_is_better else yours - limit, digits)
        beaten += ahead > 0
        verdict = "✓ beaten by" if ahead > 0 else "· not beaten, short by" if ahead < 0 else "= equalled"
        print(f"  {what:{width}}  {limit:.{digits}f}{unit}  {verdict}" + (f" {abs(ahead):.{digits}f}" if ahead else ""))
    print(f"{beaten} of {len(thresholds)} thresholds beaten")


def features_and_target(table, features, target):
    """The columns that a model needs from a table of the reader's own, as numbers without gaps.

    table: a DataFrame. features: list of columns to predict from. target: the column to predict. Returns X (m, n) and
    y (m,), frame and series of floats. Raises ValueError, naming the column, if one is not in the table, is asked for
    twice, holds text, or has missing values.
    """
    features = [features] if isinstance(features, str) else list(features)
    wanted = [*features, target]
    for column in wanted:
        if column not in table.columns:
            raise ValueError(f"there is no column {column!r}; the table has {', '.join(map(str, table.columns))}")
        if wanted.count(column) > 1:
            raise ValueError(f"column {column!r} stands twice among features and target")
        if not pd.api.types.is_numeric_dtype(table[column]):
            example = table[column].dropna().iloc[:1].tolist()
            raise ValueError(f"column {column!r} does not hold numbers, but {example}: choose another, or convert it")
        if gaps := int(table[column].isna().sum()):
            raise ValueError(f"column {column!r} has {gaps} gap(s): table.dropna(subset=[{column!r}]) drops such rows")
    return table[features].astype(float), table[target].astype(float)
