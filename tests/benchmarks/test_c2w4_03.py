"""A forest and gradient boosting: speed against scikit-learn's, on one thread."""

import numpy as np
from sklearn.datasets import make_classification, make_regression
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from works import race

from utils.lessons import take

LESSON = "Course2/Week4/03_tree_ensembles"
random_forest, predict_trees, vote = take(LESSON, "random_forest", "predict_trees", "vote")
boost, boosted_stages = take(LESSON, "boost", "boosted_stages")


def forest(m):
    """A race of 50 deep trees on m rows; on new rows both must be right about equally often."""
    X, y = make_classification(2 * m, 20, n_informative=10, random_state=0)
    X, y, X_new, y_new = X[:m], y[:m], X[m:], y[m:]
    library = RandomForestClassifier(50, criterion="entropy", max_features=4, random_state=0)

    def agree(ours, theirs):
        right = np.mean(vote(predict_trees(ours["trees"], X_new)) == y_new)
        assert abs(right - theirs.score(X_new, y_new)) < 0.05

    size = f"{m:,} × 20, 50 trees"
    return race("random forest", size, lambda: random_forest(X, y, 50, 4, 0), lambda: library.fit(X, y), agree)


def boosting(m):
    """A race of 20 trees of depth 3 on m rows; both must miss by about as much."""
    X, y = make_regression(m, 20, n_informative=10, noise=20, random_state=0)
    library = GradientBoostingRegressor(n_estimators=20, learning_rate=0.1, max_depth=3, random_state=0)

    def agree(ours, theirs):
        np.testing.assert_allclose(boosted_stages(ours, X)[-1].std(), theirs.predict(X).std(), rtol=0.02)

    size = f"{m:,} × 20, 20 trees of depth 3"
    return race("gradient boosting", size, lambda: boost(X, y, 20, 0.1, 3), lambda: library.fit(X, y), agree)


test_forest_small, test_forest_large = forest(500), forest(2_000)
test_boosting_small, test_boosting_large = boosting(500), boosting(5_000)
