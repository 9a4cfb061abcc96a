"""A decision tree: speed against scikit-learn's, both by entropy to the same depth, on one thread."""

import numpy as np
from sklearn.datasets import make_classification
from sklearn.tree import DecisionTreeClassifier
from works import race

from utils.lessons import take

grow_tree, predict_tree = take("Course2/Week4/01_decision_trees", "grow_tree", "predict_tree")


def tree(m, n, depth):
    """A race of growing one tree on m rows and n features; the two must give nearly all rows the same answer."""
    X, y = make_classification(m, n, n_informative=10, flip_y=0.05, random_state=0)
    library = DecisionTreeClassifier(criterion="entropy", max_depth=depth, random_state=0)

    def agree(ours, theirs):
        # Where gains tie, or differ in float32 only, the two may ask other questions.
        assert np.mean(predict_tree(ours, X) == theirs.predict(X)) > 0.99

    return race(
        "decision tree, entropy",
        f"{m:,} × {n}, depth {depth}",
        lambda: grow_tree(X, y, max_depth=depth),
        lambda: library.fit(X, y),
        agree,
    )


test_small = tree(1_000, 20, 8)
test_large = tree(10_000, 20, 8)
