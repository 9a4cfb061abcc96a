"""Rules for what a lesson's outputs may hold: they must be the same on every machine."""

import re

from rules.reading import code_cells, images, texts

BANNED = {  # what must not stand in an output -> a pattern that finds it
    "an address": r"\b0x[0-9a-fA-F]{4,}",
    "a path": r"(?:^|[\s\"'(=])(?:~?(?:/[\w.-]+){2,}|[A-Z]:\\\w)",
    "a warning": r"Warning",
    "more than six decimals": r"\d\.\d{7,}",
    "a time": r"\d ?(?:ms|µs|us|ns)\b|\d ?s (?:per|each)\b|Wall time|\ds/step|\bit/s\b|\bs/it\b",
    "a version": r"(?<![\d.])\d+\.\d+\.\d+(?![\d.])",
    "a progress bar": r"\d%\||━{3}|█{2}|\bEpoch \d+/\d+",
    "minus zero": r"(?<![\w.])[-−]0(?:\.0*)?(?![\d.]|[eE]\d)",
    "an object in place of its content": r"<(?:[A-Z]\w*|function|module|generator|bound|keras|tf)\b[^<>\n]*>",
    "an estimator or an index": r"\A(?!Figure)[A-Z]\w*\(",
    "a set, which has no order": r"^\{[^:{}]+\}$",
    "a data type that moves with pandas": r"dtype: (?:object|str|string)\b|dtype='(?:object|str)|<class 'pandas",
}


def nothing_that_moves(nb, path):
    for cell in code_cells(nb):
        for text in texts(cell):
            for what, pattern in BANNED.items():
                if found := re.search(pattern, text, re.MULTILINE):
                    yield f"{what} in the output of cell {cell.id}: {found[0].strip()!r}"
        if any("sk-" in output.get("data", {}).get("text/html", "") for output in cell.outputs):
            yield f"the drawing of an estimator in the output of cell {cell.id}"


def nothing_on_stderr(nb, path):
    return [f"cell {cell.id} writes to stderr: {output.text[:80]!r}" for cell in code_cells(nb)
            for output in cell.outputs if output.get("name") == "stderr"]  # fmt: skip


def errors_only_where_announced(nb, path):
    for cell in code_cells(nb):
        announced = "raises-exception" in cell.metadata.get("tags", [])
        if announced != any(output.output_type == "error" for output in cell.outputs):
            yield f"cell {cell.id}: an error and the tag raises-exception go together"


def figures_have_captions(nb, path):
    for cell, after in zip(nb.cells, [*nb.cells[1:], None], strict=True):
        if images(cell) and not (after and after.cell_type == "markdown" and re.match(r"\*(?![\s*])", after.source)):
            yield f"after the figure of cell {cell.id}, a caption is wanted: Markdown that starts with *"


def figures_are_described(nb, path):
    return [f"the figure of cell {cell.id} has no description; is the course style on?" for cell in code_cells(nb)
            for image in images(cell) if not image.data.get("text/plain", "").startswith("Figure")]  # fmt: skip
