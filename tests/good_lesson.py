"""A small lesson and a small project that keep every rule, for the tests that break one. The course has neither."""

import base64
import re

from nbformat import v4

from tools.notebooks import normalise
from tools.settings import HOME

PATH = HOME / "Course1" / "Week1" / "99_example.ipynb"  # need not exist
PROJECT = HOME / "Course1" / "project.ipynb"
FILLER = "A line follows the houses, and the words of this page follow each other until there are enough. " * 3

EXERCISE = '''\
def {name}(x):
    """Twice the sizes.

    x: (m,) sizes in sqft. Returns (m,). Raises ValueError if x is empty.
    """
    x = require_vectors(x=x)
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION'''
QUESTION = "<details><summary>Why?</summary>\n\nBecause.\n\n</details>"


def good_lesson(path=PATH):
    """The notebook, in canonical form, as if executed. path: where it is to lie."""
    text, code = v4.new_markdown_cell, v4.new_code_cell
    cells = [
        text("# An example"),
        text("What is a house worth?\n\n- say it (C1W1.5)\n- draw it (C1W1.6)\n- test it (C1W1.6)"),
        code("import matplotlib.pyplot as plt\nfrom utils.checks import check"),
        text("## Recall\n\n" + "\n\n".join([QUESTION] * 3)),
        code("def draw(w):\n    '''Draw a line.'''\n    plt.show()\n\n\ndraw(1)", outputs=[picture()]),
        text("*A caption.*"),
        code("interact(draw, w=(1, 2))", metadata={"tags": ["slider", "nbval-ignore-output"]}),
        code(EXERCISE.format(name="double")),
        code('check("twice", double([1]), [2])', outputs=[printed("✓ twice")]),
        code(EXERCISE.format(name="twofold")),
        code('check("twice", twofold([1]), [2])', outputs=[printed("✓ twice")]),
        code('print(f"{88:d}% less, ${29587:,}")', outputs=[printed("88% less, $29,587")]),
        text(f"**So.** It is `88%` less, or `$29,587`; a house of \\$1.\n\n{QUESTION}"),
        *[text(f"## Part {number}\n\n{FILLER}") for number in range(15)],
    ]
    nb = v4.new_notebook(cells=cells)
    normalise(nb, path)
    for count, cell in enumerate((cell for cell in nb.cells if cell.cell_type == "code"), start=1):
        cell.execution_count = count
    return nb


def good_project(path=PROJECT):
    """The same as a project: without objectives, recall and exercises."""
    nb = good_lesson(path)
    for cell in nb.cells:
        cell.source = re.sub(r"\n +### (BEGIN|END) SOLUTION|\n- .*|(?<=^## )Recall", "", cell.source)
    return nb


def printed(text, name="stdout"):
    """The output of a print."""
    return v4.new_output("stream", name=name, text=text + "\n")


def picture(description="Figure with 1 panel"):
    """The output of plt.show()."""
    png = base64.b64encode(b"not really").decode()
    return v4.new_output("display_data", {"image/png": png, "text/plain": description})
