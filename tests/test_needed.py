"""Which cells a few cells of a notebook need."""

import pytest

from tools.needed import needed, without_idle_imports

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
    "n = 1",  # 18
    "def plot(ax): ax.set(n=n)",  # 19: its ax is its own
    "for n, ax in pairs: ax.set(n)\nn += 1",  # 20: binds n before it uses it
    "check('n', n, 2)",  # 21
    "rng.normal()",  # 22
    "check('plot', plot(rng.normal()), 2)",  # 23: with any draw, and the n that stands then
    "n += 1",  # 24
    "check('n again', n, 3)",  # 25
    "for i in []: pass\nelse: end = Z",  # 26
    "check('end', end, 0)",  # 27
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
        ([21], [0, 1, 20, 21]),
        ([23], [0, 1, 18, 19, 23]),
        ([25], [0, 1, 20, 24, 25]),
        ([27], [0, 1, 16, 26, 27]),
        ([], []),
    ],
)
def test_cells_need_what_bound_or_changed_their_names(wanted, cells):
    assert needed(CELLS, wanted) == cells


def test_imports_that_no_cell_uses_are_left_out():
    cells = [
        "%config a.b = 1\nimport os, sys\nfrom pathlib import (\n    Path,\n    PurePath as Pure,\n)\nimport keras",
        "import a.b, a.c\nos.getcwd()",
        "def f(x):\n    return Pure(x), a.b",
    ]
    first, *others = without_idle_imports(cells)
    assert first.splitlines()[1:] == ["import os", "from pathlib import PurePath as Pure"]
    assert others == ["import a.b, a.c\nos.getcwd()", cells[2]]
