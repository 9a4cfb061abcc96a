"""Rules for the code of a lesson: exercises and checks, definitions, what must not be called, tags."""

import ast
import re
from collections import Counter

from rules.reading import calls, code_cells, functions, statements
from tools.practice import BEGIN, exercise_name
from tools.settings import HOME

# Cells that nbval does not compare: lesson -> {how the cell starts: reason}. Sliders need no entry: a picture that
# moves is not an output that can be stored, and the function it draws with is called, and compared, beside it.
NOT_COMPARED = {
    "Course1/Week1/03_linear_model_and_cost": {
        "for copies in (1, 100):": "how many times faster the dot product is depends on the machine",
    },
    "Course1/Week2/01_vectorization": {
        'print("On the machine that ran this cell:")': "times differ from machine to machine",
    },
    "Course2/Week1/02_a_network_from_scratch": {
        "seconds = race(": "how many times faster the matrix product is depends on the machine",
    },
    "Course2/Week1/04_why_networks_are_fast": {
        'print("On the machine that ran this cell, each second:")': "times differ from machine to machine",
        'print(f"On the machine that ran this cell, two threads': "the gain depends on its cores",
    },
    "Course2/Week2/06_adam": {
        "settings = dict(": "times differ from machine to machine",
    },
    "Course2/Week2/08_training_on_many_machines": {
        'print(f"On the machine that ran this cell, a step took': "times differ from machine to machine",
    },
}

# Lessons whose subject is several processes: these alone may start programs, by subprocess and without a shell.
STARTS_PROGRAMS = {"Course2/Week2/08_training_on_many_machines"}

NOT_IN_LESSONS = {
    r"^\s*%pip": "%pip: requirements.txt has what a lesson needs",
    r"^\s*%matplotlib": "%matplotlib: needs a package that Colab lacks, or is the default",
    r"^\s*!": "!: a shell is not everywhere the same",
    r"plt\.close|clear_output": "closing or clearing: nbval would compare an output that is not shown",
    r"\bpickle\b|(?<![\w.])(eval|exec)\(|os\.system|shell=True": "code that runs code",
    r"\bsubprocess\b": "starting programs: only for a lesson in STARTS_PROGRAMS",
    r"\brequests\b|\burllib\b|https?://": "network at run time",
    r"nbval-?skip|NBVAL_": "nbval is told by tags, and skips nothing",
}
SHAPE = re.compile(r"\([\w +*−-]+,[^)]*\)|\bshapes?\b|\bnumbers?\b|\bfloats?\b|\bwhole\b|\btexts?\b|\bstrings?\b")
SHOWING = re.compile(r"print|plt\.show|check(_\w+)?|compare")


def executed_in_order(nb, path):
    counts = [cell.execution_count for cell in code_cells(nb)]
    wrong = [] if counts == list(range(1, len(counts) + 1)) else [f"execution counts are {counts}; run make notebooks"]
    for cell in code_cells(nb):
        shown = [n for n in statements(cell) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)
                 and SHOWING.fullmatch(ast.unparse(n.value.func))]  # fmt: skip
        wrong += [f"the output of cell {cell.id} is missing"] if shown and not cell.outputs else []
    return wrong


def exercises_have_checks(nb, path):
    wrong, marks = [], [cell.metadata.get("nbgrader", {}) for cell in nb.cells]
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "code" and BEGIN in cell.source:
            name = exercise_name(cell)
            later = [mark.get("grade_id") for mark in marks[index:] if mark.get("grade")]
            wrong += [] if marks[index].get("solution") else [f"{name} is not marked as an exercise"]
            wrong += [] if f"check-{name}" in later else [f"{name} has no check cell after it"]
    return wrong


def defined_once(nb, path):
    counted = Counter(node.name for node, _ in functions(nb))
    return [f"{name} is defined {times} times" for name, times in counted.items() if times > 1]


def documented(nb, path):
    wrong = []
    for node, cell in functions(nb):
        text = ast.get_docstring(node) or ""
        lacking = [] if text or node.name.startswith("_") else ["a docstring"]
        if BEGIN in cell.source and isinstance(node, ast.FunctionDef) and text:
            names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            named = {name: rf"\b{name}(, \w+)*:" if len(name) == 1 else rf"\b{name}\b" for name in names}
            lacking += [f"argument {name}" for name, pattern in named.items() if not re.search(pattern, text)]
            lacking += [] if SHAPE.search(text) else ["shapes"]
            lacking += [] if "Returns" in text else ["Returns"]
            guarded = any(isinstance(n, ast.Raise) for n in ast.walk(node)) or "require_" in ast.unparse(node)
            lacking += ["Raises"] if guarded and "Raises" not in text else []
        wrong += [f"the docstring of {node.name} lacks {what}" for what in lacking]
    return wrong


def nothing_forbidden(nb, path):
    may_start = path.relative_to(HOME).with_suffix("").as_posix() in STARTS_PROGRAMS
    for cell in code_cells(nb):
        text = "\n".join([cell.source, *cell.metadata.get("tags", [])])
        for pattern, reason in NOT_IN_LESSONS.items():
            if may_start and "STARTS_PROGRAMS" in reason:
                continue
            if cell.id != "bootstrap" and re.search(pattern, text, re.MULTILINE):
                yield f"{reason} (cell {cell.id})"


def uncompared_cells_have_a_reason(nb, path):
    listed = tuple(NOT_COMPARED.get(path.relative_to(HOME).with_suffix("").as_posix(), {}))
    for cell in code_cells(nb):
        tags = cell.metadata.get("tags", [])
        if "nbval-ignore-output" in tags and "slider" not in tags and not (listed and cell.source.startswith(listed)):
            yield f"cell {cell.id} is tagged nbval-ignore-output: list it in NOT_COMPARED with the reason"


def sliders_stand_apart(nb, path):
    sliders = [cell for cell in code_cells(nb) if "slider" in cell.metadata.get("tags", [])]
    others = [cell for cell in code_cells(nb) if cell not in sliders]
    still = set().union(*(calls(ast.Module(statements(cell), [])) for cell in others))
    for cell in others:
        if re.search(r"\binteract(ive\w*)?\(", cell.source):
            yield f"cell {cell.id} has a slider but not the tag slider"
    for cell in sliders:
        drawn = re.search(r"\binteract(?:ive_output|ive)?\(\s*(\w+)", cell.source)
        if "nbval-ignore-output" not in cell.metadata.tags or cell.outputs:
            yield f"slider cell {cell.id} needs the tag nbval-ignore-output and no stored output"
        if drawn and drawn[1] not in still:
            yield f"call {drawn[1]} once outside slider cell {cell.id}: GitHub shows no slider"
