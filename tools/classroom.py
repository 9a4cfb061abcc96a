"""A week's assignment for nbgrader, written from its lessons: `make classroom WEEK=Course1/Week1`.

    python -m tools.classroom Course1/Week1               writes classroom/source/C1W1 and nbgrader's settings
    python -m tools.classroom Course1/Week1 --to FOLDER   into an nbgrader course that is there already
    python -m tools.classroom Course1/Week1 --renew       also over notebooks that were changed since

The source is the practice version with the solutions put back, not the lesson: its checks give one verdict each, and
after an exercise that is wrong or blank the page goes on with the lesson's version. So a mistake costs its own point
and no other. nbgrader takes the solutions out again when it makes the students' version.
"""

import argparse
import os
import posixpath
import re
import sys
from pathlib import Path

import nbformat

from tools import practice
from tools.generated import lessons
from tools.notebooks import as_text
from tools.settings import HOME, KERNEL_ENVIRONMENT, repository
from utils.lessons import save

GIVEN = re.compile("bootstrap|start-page|carry-on-.+")  # cells that students must not change
SETTINGS = '''\
"""nbgrader's settings for this course. It reads them when it is started in this folder."""

import os

c = get_config()
c.CourseDirectory.course_id = "machine-learning"
# The notebooks find the course here, and run on one thread. What is set outside comes first.
for name, value in {environment}.items():
    os.environ.setdefault(name, value)

c.ClearSolutions.code_stub = {{"python": '# Your code here\\nraise NotImplementedError("yours to write")'}}
c.Execute.timeout = 300  # seconds for a cell; nbgrader's own 30 are too few where a network trains
# TensorFlow's log lines go to the terminal, not in red into the pages.
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.capture_fd_output=False"]
'''


def assignment(path):
    """The source notebook for the lesson at `path`: its practice version with the solutions put back, marked."""
    lesson = nbformat.read(path, as_version=4)
    solved = {practice.exercise_name(c): c.source for c in lesson.cells if practice.BEGIN in c.source}
    nb = practice.build(lesson, path)
    nb.cells = [cell for cell in nb.cells if cell.id != "footer"]  # the ways to other lessons, not to assignments
    for cell in nb.cells:
        cell.metadata.pop("course", None)
        if cell.id == "header":
            cell.source = cell.source.split("\n\n")[1]  # no badge: on Colab it would open another notebook
        elif cell.id == "how-to-practise":
            cell.source = cell.source.split("\n\n", 1)[1]
        elif cell.cell_type == "markdown":
            cell.source = absolute(cell.source, practice.path_for(path).parent)
        elif cell.id.startswith("exercise-"):
            cell.source = solved[cell.id.removeprefix("exercise-")]
        elif GIVEN.fullmatch(cell.id):
            unmarked = dict.fromkeys(("grade", "solution", "task"), False)
            cell.metadata["nbgrader"] = {"schema_version": 3, "grade_id": cell.id, "locked": True, **unmarked}
    return nb


def absolute(source, folder):
    """Markdown whose relative links, right in `folder`, lead to the repository's pages on the web."""

    def move(match):
        target = match[2]
        if re.match(r"[a-zA-Z][\w+.-]*:|/", target) or not re.search(r"[/.]", target):
            return match[0]
        page = posixpath.normpath(posixpath.join(folder.relative_to(HOME).as_posix(), target))
        return f"{match[1]}https://github.com/{repository()}/blob/main/{page}"

    return practice.LINK.sub(move, source)


def put(text, path, renew=False):
    """Write a file if it is not there, or if that is asked for. Returns what became of it, in one word."""
    old = path.read_text(encoding="utf-8") if path.exists() else None
    if old == text:
        return "current"
    if old is not None and not renew:
        return "kept"
    save(path, text)
    return "written" if old is None else "renewed"


def write_week(week, folder, renew=False):
    """Write the assignment of a week, such as "Course1/Week1", to folder/source/C1W1, and nbgrader's settings.

    Returns {file: what became of it}. Raises ValueError if there is no such week.
    """
    paths = [path for path in lessons() if path.parent.relative_to(HOME).as_posix() == week]
    if not paths:
        raise ValueError(f"WEEK must be a week of the course, such as Course1/Week1, got {week!r}")
    source = folder / "source" / name(week)
    done = {path.name: put(as_text(assignment(path)), source / path.name, renew) for path in paths}
    environment = {"ML_COURSE_HOME": HOME.as_posix(), **KERNEL_ENVIRONMENT}
    return done | {"nbgrader_config.py": put(SETTINGS.format(environment=environment), folder / "nbgrader_config.py")}


def name(week):
    """nbgrader's name for a week: C1W1 for Course1/Week1."""
    return re.sub(r"Course(\d)/Week(\d)", r"C\1W\2", week)


def main():
    parser = argparse.ArgumentParser(prog="make classroom", description="Write a week's assignment for nbgrader.")
    parser.add_argument("week", nargs="?", default="", help="such as Course1/Week1")
    parser.add_argument("--to", type=Path, default=HOME / "classroom", help="nbgrader's folder (default: classroom/)")
    parser.add_argument("--renew", action="store_true", help="write again what was changed since")
    options = parser.parse_args()
    week = options.week.strip("/")
    try:
        done = write_week(week, options.to, options.renew)
    except ValueError as error:
        sys.exit(str(error))
    print("\n".join(f"{what:8} {file}" for file, what in done.items()))
    if any(what == "kept" and file.endswith(".ipynb") for file, what in done.items()):
        print("What was kept differs from what the course would write. To write it again: ARGS=--renew")
    activate = os.path.relpath(Path(sys.executable).with_name("activate"))
    print("Now, so that nbgrader finds its own programs (on Windows without the first word):")
    print(f"  . {activate}\n  cd {os.path.relpath(options.to)}\n  nbgrader generate_assignment {name(week)}")


if __name__ == "__main__":
    main()
