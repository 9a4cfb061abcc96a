"""Execute lessons and write them in their one canonical form: `make notebooks`.

    python -m tools.notebooks                 those that differ from the last commit
    python -m tools.notebooks --all           all of them
    python -m tools.notebooks LESSON ...      these, such as Course1/Week1/05_gradient_descent
    python -m tools.notebooks --text ...      refresh everything but the outputs, without executing
    python -m tools.notebooks --check         write nothing; fail if a file is not in its canonical form

Two runs give the same bytes: cells get ids from their content, metadata is reset, timings are left out, and the output
of sliders, which no viewer but a live one can show, is stripped. A picture of the last commit stays while the new one
looks the same, unless --redraw is given. A lesson's practice version is generated in the same step; a project
(Course1/project, Course1/project_solution) has none. GLOSSARY.md and the tables of TEACHING.md are written at the end.
"""

import argparse
import ast
import copy
import hashlib
import os
import subprocess
import sys

import nbformat
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from tqdm import tqdm

from tools import glossary, pictures, practice, teaching
from tools.generated import add_generated_cells, is_project, pages
from tools.kernels import client_for
from tools.settings import HOME, set_kernel_environment

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def normalise(nb, path):
    """Bring a lesson into canonical form, in place: generated cells, metadata, ids, nbgrader marks."""
    add_generated_cells(nb, path)
    nb.metadata = NotebookNode(copy.deepcopy(METADATA))
    nb.nbformat, nb.nbformat_minor = 4, 5
    seen = {}
    for cell in nb.cells:
        kept = {key: cell.metadata[key] for key in ("tags", "course") if cell.metadata.get(key)}
        cell.metadata = NotebookNode(kept)
        cell.source = cell.source.rstrip()
        digest = hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        if cell.id not in ("header", "bootstrap", "footer"):
            cell.id = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        for output in cell.get("outputs", []):
            output.get("metadata", {}).clear()
            output.get("data", {}).pop(WIDGET_VIEW, None)  # of a progress bar: a new number in each run, its text stays
        if "slider" in cell.metadata.get("tags", []):
            cell.outputs = []
    mark_exercises(nb)


def mark_exercises(nb):
    """Give exercise cells and their checks nbgrader's metadata. Raises ValueError for an exercise without check."""
    marks = {"schema_version": 3, "task": False}
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    for index, cell in enumerate(cells):
        if practice.BEGIN not in cell.source:
            continue
        name = practice.exercise_name(cell)
        check = next((c for c in cells[index + 1 :] if is_check_of(c, name)), None)
        if check is None or "nbgrader" in check.metadata:
            raise ValueError(f"exercise {name} needs a check cell of its own after it")
        cell.metadata["nbgrader"] = {**marks, "grade": False, "grade_id": name, "locked": False, "solution": True}
        check.metadata["nbgrader"] = {
            **marks, "grade": True, "grade_id": f"check-{name}", "locked": True, "points": 1, "solution": False
        }  # fmt: skip


def is_check_of(cell, name):
    """Whether a cell calls one of the checks, and names the function."""
    if name not in cell.source:
        return False
    names = {node.id for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)}
    return name in names and bool(names & {"check", "check_close", "check_gradient", "compare"})


def execute(nb, path):
    """Run all cells in order in a fresh kernel, in place. Raises CellExecutionError at the first unexpected error."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = client_for(
        nb,
        path.parent,
        timeout=300,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.capture_fd_output=False"],  # TensorFlow's log lines are not output
    )
    client.execute()
    for output in (output for cell in nb.cells for output in pictures.pictures(cell)):
        output.data[pictures.PNG] = pictures.smaller(output.data[pictures.PNG])


def write(nb, path):
    """Write beside and move into place, so that an interrupted run leaves the old file whole. Creates the folder."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".ipynb.new")
    beside.write_text(as_text(nb), encoding="utf-8", newline="\n")
    os.replace(beside, path)


def as_text(nb):
    """The canonical text of a notebook file."""
    return nbformat.writes(nb).rstrip("\n") + "\n"


def files(nb, path):
    """{path: notebook} of what is written for a page in canonical form: itself and a lesson's practice version."""
    return {path: nb} | ({} if is_project(path) else {practice.path_for(path): practice.build(nb, path)})


def out_of_form():
    """The notebooks whose files differ from their canonical form."""
    wrong = []
    for path in pages():
        nb = nbformat.read(path, as_version=4)
        normalise(nb, path)
        for file, wanted in files(nb, path).items():
            if not file.exists() or file.read_text(encoding="utf-8") != as_text(wanted):
                wrong.append(file)
    return wrong


def changed():
    """The pages that differ from the last commit, or are not in it yet."""
    listed = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"], cwd=HOME, check=True, capture_output=True, text=True
    )
    differing = {HOME / line[3:].split(" -> ")[-1].strip('"') for line in listed.stdout.splitlines()}
    return [path for path in pages() if path in differing]


def main():
    parser = argparse.ArgumentParser(prog="make notebooks", description="Execute and normalise lessons.")
    parser.add_argument("lessons", nargs="*", help="such as Course1/Week1/05_gradient_descent")
    parser.add_argument("--all", action="store_true", help="all lessons, not only the changed ones")
    parser.add_argument("--text", action="store_true", help="refresh everything but the outputs")
    parser.add_argument("--redraw", action="store_true", help="store all pictures anew, even if they look the same")
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a file is not canonical")
    options = parser.parse_args()
    if options.check:
        wrong = [*out_of_form(), *(page.PAGE for page in (glossary, teaching) if not page.is_current())]
        sys.exit("\n".join(f"not in canonical form: {p.relative_to(HOME)}; run make notebooks" for p in wrong) or None)
    named = [(HOME / name).with_suffix(".ipynb") for name in options.lessons]
    for path in named:
        if path not in pages():
            sys.exit(f"there is no lesson or project {path.relative_to(HOME)}")
    set_kernel_environment()
    for path in tqdm(named or (pages() if options.all or options.text else changed()), unit="lesson"):
        nb = nbformat.read(path, as_version=4)
        normalise(nb, path)
        if not options.text:
            try:
                execute(nb, path)
            except CellExecutionError as error:
                sys.exit(f"{path.relative_to(HOME)} was left as it was, because a cell failed:\n{error}")
            normalise(nb, path)
            if not options.redraw:
                pictures.keep(nb, pictures.committed(path))
        for file, content in files(nb, path).items():
            write(content, file)
    glossary.write()
    teaching.write()


if __name__ == "__main__":
    main()
