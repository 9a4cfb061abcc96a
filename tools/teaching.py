"""The tables of TEACHING.md: the weeks and their hours; which exercise checks which objective, against what.

`make notebooks` refreshes them, nothing in them is written by hand. An exercise belongs to the objectives for which its
week's README names the section that it stands in, or else to those of its lesson. What a check compares with is read
from its calls.
"""

import ast
import itertools
import re

import nbformat

from tools.generated import DEEPER, lessons, title
from tools.practice import BEGIN as SOLUTION
from tools.practice import exercise_name
from tools.settings import HOME
from utils.lessons import save

PAGE = HOME / "TEACHING.md"
BEGIN, END = "<!-- {}: written by make notebooks -->", "<!-- end of the {} -->"
OBJECTIVE = re.compile(r"C\dW\d\.\d+")
LIBRARIES = {  # what a check's source says when it compares with a library
    "Keras": r"[Kk]eras|\btf\.", "scikit-learn": r"scikit-learn|sklearn|PolynomialFeatures",
    "SciPy": r"[Ss]ci[Pp]y|stats\.|norm\(|multivariate_normal", "pandas": r"[Pp]andas",
    "gymnasium": r"gymnasium", "NumPy": r"NumPy|np\.(cov|var|mean)\b",
}  # fmt: skip


def overview():
    """A table of the weeks and projects in their order: hours, number of lessons, number of exercises."""
    lines = ["| | time | lessons | exercises |", "|---|---|---|---|"]
    for course, folders in itertools.groupby(weeks(), lambda folder: folder.parent):
        for folder in folders:
            name, time = week_of(folder)
            notebooks = [nbformat.read(path, as_version=4) for path in lessons() if path.parent == folder]
            count = sum(SOLUTION in cell.source for nb in notebooks for cell in nb.cells)
            lines.append(f"| [{name}]({link(folder)}/README.md) | {time} | {len(notebooks)} | {count} |")
        project = nbformat.read(course / "project.ipynb", as_version=4)
        name = f"Course {course.name[-1]} · Project · {title(project)}"
        lines.append(f"| [{name}]({link(course)}/project.ipynb) | an afternoon | | |")
    return "\n".join(lines)


def tables():
    """A heading and a table for each week: a row for each lesson."""
    head = "| lesson | exercises, by objective | compared with |\n|---|---|---|"
    rows = {folder: [row(path) for path in lessons() if path.parent == folder] for folder in weeks()}
    return "\n\n".join(
        "\n".join([f"### {week_of(folder)[0]}\n\n{head}", *found]) for folder, found in rows.items()
    )


def weeks():
    """The folders of the weeks, in order."""
    return sorted({path.parent for path in lessons()})


def week_of(folder):
    """A week's name and its hours, both as its README has them."""
    readme = (folder / "README.md").read_text(encoding="utf-8")
    return re.match("# (.+)", readme)[1], re.search(r"^\*\*Time\*\*: ([^:.]+)", readme, re.MULTILINE)[1]


def link(path):
    """A path as a link from TEACHING.md."""
    return path.relative_to(HOME).as_posix()


def row(path):
    """A lesson's row: its title, its exercises under their objectives, and what these are compared with."""
    nb = nbformat.read(path, as_version=4)
    found, against = {}, {}
    for name, sections, check in exercises(nb):
        found.setdefault(", ".join(objectives(path, nb, sections)), []).append(f"`{name}`")
        for what in compared_with(check):
            against.setdefault(what, []).append(f"`{name}`")
    count = sum(len(names) for names in found.values())
    ours = "<br>".join(f"{ids}: {', '.join(names)}" for ids, names in found.items())
    theirs = [what if len(names) == count else f"{what} ({', '.join(names)})" for what, names in against.items()]
    deeper = ", *deeper*" if f"{link(path.parent)}/{path.name[:2]}" in DEEPER else ""
    return f"| {path.name[:2]} [{title(nb)}]({link(path)}){deeper} | {ours} | {'; '.join(theirs)} |"


def exercises(nb):
    """[(name, the headings it stands under, source of its check)] of a lesson's exercises, in order."""
    marks = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in nb.cells}
    found, above = [], {}
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            for sharps, words in re.findall(r"^(#{2,}) (.+)$", cell.source, re.MULTILINE):
                above = {level: text for level, text in above.items() if level < len(sharps)}
                above[len(sharps)] = words.strip()
        elif SOLUTION in cell.source:
            name = exercise_name(cell)
            found.append((name, set(above.values()), marks[f"check-{name}"]))
    return found


def objectives(path, nb, sections):
    """The ids that the week's README gives to one of a lesson's sections; if none, all ids that the lesson names."""
    readme = (path.parent / "README.md").read_text(encoding="utf-8")
    ids = []
    for name, where in re.findall(rf"^\| ({OBJECTIVE.pattern}) \|[^|]+\|([^|]+)\|", readme, re.MULTILINE):
        here = re.search(rf"\({re.escape(path.name)}\)([^\[]*)", where)
        if here and sections & set(re.findall(r"\*([^*]+)\*", here[1])):
            ids.append(name)
    return ids or list(dict.fromkeys(OBJECTIVE.findall("\n".join(cell.source for cell in nb.cells[:3]))))


def compared_with(check):
    """What a check compares with: a value by hand, measured slopes, a library, the same computed in a second way."""
    calls = [node for node in ast.walk(ast.parse(check)) if isinstance(node, ast.Call)]
    names = {getattr(call.func, "id", "") for call in calls}
    text = " ".join(ast.unparse(call) for call in calls if getattr(call.func, "id", "") in ("check_close", "compare"))
    found = ["by hand"] if "check" in names else []
    found += ["measured slopes"] if "check_gradient" in names or "measured" in text else []
    libraries = [library for library, signs in LIBRARIES.items() if re.search(signs, text)][:1]
    return found + (libraries or (["a second way"] if text and "measured" not in text else []))


def with_tables(text):
    """TEACHING.md with the tables between their marks as the lessons have them. Raises ValueError without a mark."""
    for name, made in {"weeks": overview(), "exercises": tables()}.items():
        begin, end = BEGIN.format(name), END.format(name)
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"TEACHING.md needs the lines {begin} and {end}, once each")
        text = f"{text.split(begin)[0]}{begin}\n\n{made}\n\n{end}{text.split(end)[1]}"
    return text


def write():
    """Bring the tables of TEACHING.md up to date."""
    save(PAGE, with_tables(PAGE.read_text(encoding="utf-8")))


def is_current():
    """Whether the tables of TEACHING.md are what the lessons make."""
    text = PAGE.read_text(encoding="utf-8")
    return with_tables(text) == text
