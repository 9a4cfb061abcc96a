"""The cells that no author writes: header, bootstrap and footer, the same in every lesson."""

import os
import re
from pathlib import Path

import nbformat
from nbformat import v4

from tools.settings import HOME, repository

DEEPER = {
    *("Course2/Week1/04", "Course2/Week2/04", "Course2/Week2/07", "Course2/Week2/08"),
    *("Course2/Week3/03", "Course3/Week3/04"),
}

BOOTSTRAP = """\
# Find the course's files from any folder. On Colab, fetch them first.
import os, pathlib, subprocess, sys
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
here = pathlib.Path(os.environ.get("ML_COURSE_HOME", "")).resolve()
home = next((p for p in (here, *here.parents, here / "ml-from-scratch") if (p / "utils/lessons.py").exists()), None)
if not home and "google.colab" not in sys.modules: raise FileNotFoundError("set ML_COURSE_HOME to the course's folder")
if not home: subprocess.run("git clone --quiet --depth=1 https://github.com/{repository} ml-from-scratch".split(), check=True)
sys.path.insert(0, str(home or here / "ml-from-scratch"))"""  # noqa: E501


def lessons():
    """The paths of all lessons, in the order of the course."""
    return sorted(HOME.glob("Course*/Week*/[0-9]*.ipynb"))


def projects():
    """The paths of the projects and of their sample solutions, which lie beside the weeks of a course."""
    found = [*HOME.glob("Course*/project.ipynb"), *HOME.glob("Course*/project_solution.ipynb")]
    return sorted(found, key=Path.as_posix)


def is_project(path):
    """Whether the page at `path` is a project or its solution: written by hand, as a lesson, but without practice."""
    return path.parent.parent == HOME


def pages():
    """The paths of all pages that authors write."""
    return [*lessons(), *projects()]


def title(nb):
    """The text of a notebook's first heading."""
    return re.search(r"^# (.+)$", nb.cells[0].source, re.MULTILINE).group(1)


def add_generated_cells(nb, path):
    """Insert or refresh header (after the title), bootstrap (before the first code) and footer (at the end)."""
    count = next((cell.execution_count for cell in nb.cells if cell.id == "bootstrap"), None)  # it has no output
    nb.cells = [cell for cell in nb.cells if not {"header", "bootstrap", "footer"} & set(cell.metadata.get("tags", []))]
    nb.cells.insert(1, _tagged(v4.new_markdown_cell(header(path, minutes(nb))), "header"))
    first_code = next((i for i, cell in enumerate(nb.cells) if cell.cell_type == "code"), len(nb.cells))
    bootstrap = v4.new_code_cell(BOOTSTRAP.format(repository=repository()), execution_count=count)
    nb.cells.insert(first_code, _tagged(bootstrap, "bootstrap"))
    nb.cells.append(_tagged(v4.new_markdown_cell(navigation(path)), "footer"))


def minutes(nb):
    """(to read, to practise), rounded to five: 160 words or 20 lines of code a minute; eight minutes an exercise."""
    words = sum(len(re.findall(r"[A-Za-z]{2,}", cell.source)) for cell in nb.cells if cell.cell_type == "markdown")
    lines = sum(len(cell.source.splitlines()) for cell in nb.cells if cell.cell_type == "code")
    exercises = sum("### BEGIN SOLUTION" in cell.source for cell in nb.cells)
    return tuple(max(5, 5 * round(exact / 5)) for exact in (words / 160 + lines / 20, 8 * exercises))


def header(path, minutes):
    """Badges, place in the course, minutes and navigation of the page at `path`."""
    if is_project(path):
        kind, todo = ("project", ", an afternoon to do") if path.stem == "project" else ("sample solution", "")
        place = f"Course {path.parent.name[-1]} · **{kind}** · about {minutes[0]} minutes to read{todo}"
        return f"[{_badge('Open in Colab')}]({colab(path)})\n\n{place}\n\n{navigation(path)}"
    practice = path.parent.name == "practice"
    where = path.relative_to(HOME)
    other = path.parents[1] / path.name if practice else path.parent / "practice" / path.name
    course, week = (int(part[-1]) for part in where.parts[:2])
    level = "deeper" if f"{where.parts[0]}/{where.parts[1]}/{path.name[:2]}" in DEEPER else "core"
    place = f"Course {course} · Week {week} · lesson {int(path.name[:2])} · **{level}**"
    if practice:
        link = f"[{_badge('Open in Colab')}]({colab(path)}) · [the worked lesson](../{path.name})"
        return f"{link}\n\n{place} · about {minutes[1]} minutes to practise\n\n{navigation(path)}"
    practise = f"do it yourself: [on Colab]({colab(other)}), [here](practice/{path.name})"
    link = f"[{_badge('Open in Colab')}]({colab(path)}) · {practise}"
    return f"{link}\n\n{place} · about {minutes[0]} minutes to read, {minutes[1]} to practise\n\n{navigation(path)}"


def navigation(path):
    """One line: previous · contents · next · report a mistake. A project comes after the weeks of its course."""
    practice = path.parent.name == "practice"
    lesson = path.parents[1] / path.name if practice else path
    # The page itself: it may be being written for the first time, or a sample solution, which follows its project.
    on_the_way = {*lessons(), *HOME.glob("Course*/project.ipynb"), lesson}
    order = sorted(on_the_way, key=Path.as_posix)  # on Windows, paths alone would put projects before the weeks
    index, base, up = order.index(lesson), lesson.parent, "../" if practice else ""
    links = []
    if index > 0:
        links.append(f"[← {_label(order[index - 1], lesson)}]({up}{_relative(order[index - 1], base)})")
    links.append(f"[contents of the {'course' if is_project(path) else 'week'}]({up}README.md)")
    if index + 1 < len(order):
        links.append(f"[{_label(order[index + 1], lesson)} →]({up}{_relative(order[index + 1], base)})")
    report = f"https://github.com/{repository()}/issues/new?title={path.relative_to(HOME).as_posix()}"
    return " · ".join([*links, f"[report a mistake]({report})"])


def colab(path):
    """The address that opens a notebook of the repository on Colab."""
    return f"https://colab.research.google.com/github/{repository()}/blob/main/{path.relative_to(HOME).as_posix()}"


def _badge(text):
    return f"![{text}](https://colab.research.google.com/assets/colab-badge.svg)"


def _label(path, seen_from):
    words = title(nbformat.read(path, as_version=4))
    if path.parent == seen_from.parent:
        return words
    place = path.relative_to(HOME).parts
    return f"Course {place[0][-1]}, {'project' if is_project(path) else f'Week {place[1][-1]}'}: {words}"


def _relative(path, base):
    return Path(os.path.relpath(path, base)).as_posix()


def _tagged(cell, tag):
    cell.metadata["tags"] = [tag]
    cell.id = tag
    return cell
