"""What small errors are planted: those of arithmetic, and those of people who handle data."""

import ast
import re
import textwrap
import tomllib

import pytest

from tools.mutate import SURVIVORS
from tools.planted import plant
from tools.settings import HOME
from utils.lessons import code_cells

HEAD = "def f(X, X_train, X_test, y, y_train, y_test, p, k, gamma):\n    "


def changes(source):
    """What is planted in a function, line numbers left out."""
    return [change.split(": ", 1)[1] for change, _ in plant(ast.parse(textwrap.dedent(source)).body[0])]


def bodies(body):
    """All that a statement becomes in a function whose arguments are named as parts of the data are."""
    function = ast.parse(HEAD + body).body[0]
    return {ast.unparse(ast.parse(source).body[0].body) for _, source in plant(function)}


def test_what_is_planted():
    found = changes("""
        def f(table, count, floor=1e-9):
            total = 0.5
            for i in range(count):
                total += np.log(table[i, count] + 1e-9) * table[i:]
            if count < 3:
                raise ValueError(f"count must be {count + 1}")
            return table.mean(axis=0), len(table)
    """)
    for change in (
        "total = 0.5 → total = 1.0",
        "range(count) → range(count - 1)",
        "(i, count) → (count, i)",
        "np.log(table[i, count] + 1e-09) → np.log2(table[i, count] + 1e-09)",
        "np.log(table[i, count] + 1e-09) * table[i:] → table[i:]",
        "table[i:] → table[:]",
        "drop if count < 3:",
        "count < 3 → count <= 3",
        "table.mean(axis=0) → table.mean(axis=1)",
        "table.mean(axis=0) → table.sum(axis=0)",
        "(table.mean(axis=0), len(table)) → (len(table), table.mean(axis=0))",
        "len(table) → len(table) - 1",
    ):
        assert change in found
    assert not any("must be" in change or "floor" in change for change in found)
    assert len(found) == len(set(found))


SWAPPED = {
    "return model.fit(X_train, y_train)": [
        "return model.fit(X_test, y_test)",
        "return model.fit(X, y)",
        "return model.fit(X_test, y_train)",
        "return model.fit(X_train, y)",
    ],
    "return model.fit(X, y)": ["return model.fit(X_train, y_train)", "return model.fit(X_test, y_test)"],
    "return (X_train, X_test)": ["return (X_test, X_train)", "return (X_train, X_train)"],
    "X_cv, X_train = (X[k:], X[:k])": ["X_train, X_cv = (X[k:], X[:k])"],
    "return [score(train, cv) for train, cv in folds]": [
        "return [score(cv, train) for train, cv in folds]",
        "return [score(cv, cv) for train, cv in folds]",
    ],
    "return apply(lambda train, cv: X[train] @ X[cv])": ["return apply(lambda train, cv: X[cv] @ X[cv])"],
    "return model.score(data_test)": ["return model.score(data_train)"],  # the other one is global
}
LEAKS = {
    "return X_train.mean(axis=0)": ["return X.mean(axis=0)", "return X_test.mean(axis=0)"],
    "return (X_test - X_train.mean()) / X_train.std()": [
        "return (X_test - X.mean()) / X_train.std()",
        "return (X_test - X_train.mean()) / X_test.std()",
    ],
    "return model.fit(X[train], y[train])": ["return model.fit(X, y)", "return model.fit(X, y[train])"],
    "return scaler.transform(X_test)": ["return scaler.fit_transform(X_test)", "return scaler.transform(X_train)"],
}
NO_INTEGERS = {
    "return (p > 0.5).astype(int)": ["return p > 0.5"],
    "return p.astype(np.int64)": ["return p"],
    "return p.astype('int32')": ["return p"],
    "return int(p)": ["return p"],
    "return np.zeros(k, dtype=int)": ["return np.zeros(k)"],
}
POWERS = {
    "return gamma ** k": ["return gamma ** (k + 1)", "return gamma ** (k - 1)"],
    "return gamma ** np.arange(k)": ["return gamma ** (np.arange(k) + 1)"],
    "return gamma ** (k - 1)": ["return gamma ** k", "return gamma ** (k - 2)"],
    "return gamma ** 2": ["return gamma ** 3", "return gamma ** 1"],
    "return np.power(gamma, k)": ["return np.power(gamma, k + 1)", "return np.power(k, gamma)"],
}
LOGARITHMS = {
    "return np.log2(p)": ["return np.log(p)"],
    "return np.log(p)": ["return np.log2(p)"],
    "return math.log2(p)": ["return math.log(p)"],
    "return np.log10(p)": ["return np.log(p)"],
}


@pytest.mark.parametrize("body, wanted", (SWAPPED | LEAKS | NO_INTEGERS | POWERS | LOGARITHMS).items())
def test_errors_of_people_who_handle_data(body, wanted):
    extra = "\n    return data_train" if "data" in body else ""
    assert {text + extra.replace("    ", "") for text in wanted} <= bodies(body + extra)


@pytest.mark.parametrize(
    "body, never",
    [
        ("X_cv = fit(X_train)", "X_cv = fit(X_cv)"),  # not bound yet
        ("return fit(X_train)", "return fit(X_valid)"),  # nor ever
        ("X_train = require_matrix(X_train=X_train)", "X_train = require_matrix(X_train=X_test)"),  # nobody's mistake
        ("return train(cv=k)", "return cv(cv=k)"),  # a function is no part of the data
        ("return fit(epochs, train_epochs(k))", "return fit(train_epochs, train_epochs(k))"),
        ("return p.astype(float)", "return p"),
        ("return gamma ** (k - 1)", "return gamma ** (k - 1 + 1)"),  # the constant in it is changed already
    ],
)
def test_what_nobody_writes_is_not_planted(body, never):
    assert ast.unparse(ast.parse(never)) == never and never not in bodies(body)


def order(entry):
    """By function, line and text, as in survivors.toml."""
    return entry["function"], int(re.search(r"\d+", entry["change"])[0]), entry["change"]


@pytest.mark.parametrize("lesson, entries", tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).items())
def test_survivors_on_record_are_planted_errors_in_order(lesson, entries):
    tree = ast.parse("\n".join(code_cells(HOME / f"{lesson}.ipynb")))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    planted = {(node.name, change) for node in functions for change, _ in plant(node)}
    assert [entry for entry in entries if (entry["function"], entry["change"]) not in planted] == []
    assert [order(entry) for entry in entries] == sorted({order(entry) for entry in entries})
    assert all(entry["reason"] for entry in entries)
