"""Which cells a few cells of a notebook need."""

import pytest

from tools.needed import needed

CELLS = [
    "sys.path.insert(0, '.')",  # 0: always
    "import numpy as np\nfrom utils.checks import check",  # 1
    "X = np.ones((3, 2))",  # 2
    "def cost(X, w): return loss(X @ w)",  # 3
    "model = Model()",  # 4
    "%config a.b = 1\nhistory = model.fit(X)",  # 5: changes the model
    "def loss(errors): return errors @ errors",  # 6: bound after the function that uses it
    "X = X * 2",  # 7: needs the X before it
    "table = {}",  # 8
    "table['a'] = 1",  # 9
    "check('cost', cost(X, 1), 12)",  # 10
    "check('table', table, {'a': 1})",  # 11
    "check('fitted', model.score(), 1)",  # 12
    "errors = [w for w in range(3)]",  # 13: a global of the same name as a local one above, and no global w
    "w = 2",  # 14
    "check('again', [cost(X, w) for _ in range(2)], [24, 24])",  # 15
    "Z = np.zeros(2)",  # 16
    "check('one', np.ones(1), 1)",  # 17
]


@pytest.mark.parametrize(
    ("wanted", "cells"),
    [
        ([10], [0, 1, 2, 3, 6, 7, 10]),
        ([11], [0, 1, 8, 9, 11]),
        ([12], [0, 1, 2, 4, 5, 12]),
        ([11, 12], [0, 1, 2, 4, 5, 8, 9, 11, 12]),
        ([15], [0, 1, 2, 3, 6, 7, 14, 15]),
        ([17], [0, 1, 17]),
        ([], []),
    ],
)
def test_cells_need_what_bound_or_changed_their_names(wanted, cells):
    assert needed(CELLS, wanted) == cells
