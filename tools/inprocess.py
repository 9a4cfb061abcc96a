"""Run a lesson inside this process, cell by cell, and go back to any cell: for tests that try many wrong functions.

    lesson = run_lesson(path)
    for step in lesson.steps:                      # the cells that were run, and the names as they stood before each
        lesson.rewind(step)
        lesson.run("def compute_cost(x, y, w, b): ...")
        lesson.run(step.cell.source)               # raises what the cell raises

All functions of a lesson share one dictionary of globals. So a snapshot is a shallow copy of it, and going back refills
the same dictionary: whoever calls compute_cost then calls the one that is in it. Arrays that a later cell changes in
place are not restored (lessons do not do that); random generators are.
"""

import ast
import contextlib
import copy
import io
import sys
import types
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import matplotlib.pyplot as plt
import nbformat
import numpy as np
from IPython.core.inputtransformer2 import TransformerManager

from tools.needed import needed
from tools.settings import SKIPPED
from utils.lessons import run_nodes


class Step(NamedTuple):
    """A code cell of a lesson and the names as they stood before it ran."""

    cell: nbformat.NotebookNode
    before: dict


class Lesson:
    """A lesson's namespace (the module's globals) and the steps that led to it."""

    def __init__(self, name):
        self.module = types.ModuleType(name)
        self.steps = []

    @property
    def namespace(self):
        """The one dictionary of globals."""
        return vars(self.module)

    def rewind(self, step):
        """Bring all names back to where they stood before a step."""
        self.namespace.clear()
        self.namespace.update(_copied(step.before))

    def run(self, source):
        """Execute a cell's source, with figures and printing off. Raises what it raises. Returns what it printed."""
        source, printed = TransformerManager().transform_cell(source), io.StringIO()
        shown = mock.patch.object(plt, "show")
        with contextlib.ExitStack() as stack:
            for context in (shown, contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO())):
                stack.enter_context(context)
            try:
                run_nodes(ast.parse(source).body, source, self.module, self.module.__name__)
            finally:
                plt.close("all")
        return printed.getvalue()


def run_lesson(path, wanted=None):
    """Run the notebook at `path`. wanted: sources of cells, to run only these and what they need; None for all cells.

    Returns a Lesson. An error in a cell is raised with a note that names the cell.
    """
    lesson = Lesson(Path(path).stem)
    lesson.namespace["get_ipython"] = mock.MagicMock()  # magics do nothing here
    plt.switch_backend("agg")
    if "keras" in sys.modules:  # the lesson before may have set another precision
        sys.modules["keras"].config.set_floatx("float32")
        sys.modules["keras"].config.set_dtype_policy("float32")
    for number, cell in _cells_to_run(path, wanted):
        lesson.steps.append(Step(cell, _copied(lesson.namespace)))
        try:
            lesson.run(cell.source)
        except Exception as error:
            if "raises-exception" not in cell.metadata.get("tags", []):
                error.add_note(f"in cell {number} of {path}")
                raise
    return lesson


def _cells_to_run(path, wanted):
    """(position on the page, cell) of the code cells that run_lesson runs."""
    cells = [
        (number, cell)
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells)
        if cell.cell_type == "code" and cell.source.strip() and not SKIPPED & set(cell.metadata.get("tags", []))
    ]
    if wanted is None:
        return cells
    positions = [position for position, (_, cell) in enumerate(cells) if cell.source in wanted]
    return [cells[position] for position in needed([cell.source for _, cell in cells], positions)]


def _copied(names):
    return {name: copy.deepcopy(v) if isinstance(v, np.random.Generator) else v for name, v in names.items()}
