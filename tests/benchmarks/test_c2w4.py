"""Course 2, Week 4: trees, alone and together.

Small nodes are where ours is slow. Each costs about two dozen calls of NumPy, however few rows it has; scikit-learn's
trees are compiled. Without a single guard, a forest on 500 rows would still take three times as long as theirs.
"""

import numpy as np
from sklearn.datasets import make_classification, make_regression
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
from works import race, within

from utils.lessons import take

TREE, REGRESSION = "Course2/Week4/01_decision_trees", "Course2/Week4/02_regression_trees"
ENSEMBLES = "Course2/Week4/03_tree_ensembles"
grow_tree, predict_tree = take(TREE, "grow_tree", "predict_tree")
regression_tree = take(REGRESSION, "regression_tree")
random_forest, predict_trees, vote, boost, boosted_stages = take(
    ENSEMBLES, "random_forest", "predict_trees", "vote", "boost", "boosted_stages"
)
TABLE = "{:,} × {}"


@race(TREE, "decision tree, depth 8", "DecisionTreeClassifier", (500, 20), (10_000, 20), TABLE)
def test_tree(m, n):
    X, y = make_classification(m, n, n_informative=10, flip_y=0.05, random_state=0)
    library = DecisionTreeClassifier(criterion="entropy", max_depth=8, random_state=0)

    def agree(ours, theirs):  # where gains tie, or differ in float32 only, the two may ask other questions
        assert np.mean(predict_tree(ours, X) == theirs.predict(X)) > 0.97

    return lambda: grow_tree(X, y, max_depth=8), lambda: library.fit(X, y), agree


@race(TREE, "answers of a tree", "DecisionTreeClassifier", (500, 20), (50_000, 20), TABLE)
def test_tree_answers(m, n):
    X, y = make_classification(m, n, n_informative=10, flip_y=0.05, random_state=0)
    X = X.astype("float32").astype(float)  # scikit-learn keeps features in float32: no row may fall between
    tree = grow_tree(X[:500], y[:500], max_depth=8)
    library = DecisionTreeClassifier(criterion="entropy", max_depth=8, random_state=0).fit(X[:500], y[:500])

    def agree(ours, theirs):
        assert np.mean(ours == theirs) > 0.9

    return lambda: predict_tree(tree, X), lambda: library.predict(X), agree


@race(REGRESSION, "regression tree, depth 8", "DecisionTreeRegressor", (500, 20), (10_000, 20), TABLE)
def test_regression_tree(m, n):
    X, y = make_regression(m, n, n_informative=10, noise=20, random_state=0)
    library = DecisionTreeRegressor(max_depth=8, random_state=0)

    def agree(ours, theirs):
        equal_errors = within(0.02)
        equal_errors(np.std(predict_tree(ours, X) - y), np.std(theirs.predict(X) - y))

    return lambda: regression_tree(X, y, max_depth=8), lambda: library.fit(X, y), agree


def forest_data(m, n):
    """m rows to learn from, and m others."""
    X, y = make_classification(2 * m, n, n_informative=10, random_state=0)
    return X[:m], y[:m], X[m:], y[m:]


@race(ENSEMBLES, "random forest, 50 trees", "RandomForestClassifier", (500, 20), (2_000, 20), TABLE)
def test_forest(m, n):
    X, y, X_new, y_new = forest_data(m, n)
    library = RandomForestClassifier(50, criterion="entropy", max_features=4, random_state=0)

    def agree(ours, theirs):  # other random numbers: on new rows both must be right about equally often
        right = np.mean(vote(predict_trees(ours["trees"], X_new)) == y_new)
        assert abs(right - theirs.score(X_new, y_new)) < 0.06

    return lambda: random_forest(X, y, 50, 4, 0), lambda: library.fit(X, y), agree


@race(ENSEMBLES, "votes of 20 trees", "RandomForestClassifier", (500, 20), (10_000, 20), TABLE)
def test_votes(m, n):
    X, y, X_new, _ = forest_data(m, n)
    trees = random_forest(X[:500], y[:500], 20, 4, 0)["trees"]
    library = RandomForestClassifier(20, criterion="entropy", max_features=4, random_state=0).fit(X[:500], y[:500])

    def agree(ours, theirs):
        assert np.mean(ours == theirs) > 0.85

    return lambda: vote(predict_trees(trees, X_new)), lambda: library.predict(X_new), agree


@race(ENSEMBLES, "boosting, 20 trees of depth 3", "GradientBoostingRegr.", (500, 20), (5_000, 20), TABLE)
def test_boosting(m, n):
    X, y = make_regression(m, n, n_informative=10, noise=20, random_state=0)
    library = GradientBoostingRegressor(n_estimators=20, learning_rate=0.1, max_depth=3, random_state=0)

    def agree(ours, theirs):
        within(0.02)(boosted_stages(ours, X)[-1].std(), theirs.predict(X).std())

    return lambda: boost(X, y, 20, 0.1, 3), lambda: library.fit(X, y), agree
