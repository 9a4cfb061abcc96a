"""How the rules read a notebook: its headings, its prose, its statements, its text outputs."""

import ast
import re

from IPython.core.inputtransformer2 import TransformerManager

OBJECTIVE = re.compile(r"\bC[1-3]W[1-4]\.\d+\b")
_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(rf"{_FENCED.pattern}|(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL | re.MULTILINE)
_MATHS = re.compile(r"(?<!\\)\$\$.+?\$\$|(?<![\\$])\$(?![\s$])(?:(?!\n\s*\n)[^$])*?(?<![\s\\])\$", re.DOTALL)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_UNBEGUN_BAR = re.compile(r"(?:[\w ]+:)? +0%\| *\| 0/\d+ \[00:00<\?, \?\w+/s\]")  # all that is stored of a progress bar


def code_cells(nb):
    """The code cells that are not empty."""
    return [cell for cell in nb.cells if cell.cell_type == "code" and cell.source.strip()]


def markdown(nb):
    """The sources of the Markdown cells."""
    return [cell.source for cell in nb.cells if cell.cell_type == "markdown"]


def without_code(text):
    """Markdown without its code, in blocks and in lines."""
    return _CODE.sub("code", text)


def plain(text):
    """Markdown without its code and mathematics."""
    return _MATHS.sub("maths", without_code(text))


def headings(text):
    """[(level, heading)] of Markdown."""
    lines = re.findall(r"^(#{1,6}) (.+)$", _FENCED.sub("", text), re.MULTILINE)
    return [(len(marks), words.strip()) for marks, words in lines]


def folded(text):
    """The insides of the folded blocks of Markdown."""
    return re.findall(r"<details[^>]*>(.*?)</details>", text, re.DOTALL)


def objectives(nb):
    """The ids that a lesson names before its first code cell, in order."""
    first_code = next((i for i, cell in enumerate(nb.cells) if cell.cell_type == "code"), len(nb.cells))
    return OBJECTIVE.findall("\n".join(cell.source for cell in nb.cells[:first_code]))


def statements(cell):
    """The top-level statements of a code cell; magics have become calls."""
    return ast.parse(TransformerManager().transform_cell(cell.source)).body


def functions(nb):
    """[(function or class, its cell)] of what a lesson defines at the top level."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return [(node, cell) for cell in code_cells(nb) for node in statements(cell) if isinstance(node, kinds)]


def calls(tree):
    """The names of the functions called anywhere in a syntax tree: `f` for f(…), `a.f` for a.f(…)."""
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def images(cell):
    """The outputs of a cell that are pictures."""
    return [output for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]


def texts(cell):
    """The texts that nbval compares or a reader sees: streams, values, errors. None of a bar that waits to begin."""
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            yield output.text
        elif output.output_type == "error":
            yield _COLOUR.sub("", "\n".join([output.evalue, *output.traceback]))
        elif not _UNBEGUN_BAR.fullmatch(output.data.get("text/plain", "")):
            yield output.data.get("text/plain", "")
