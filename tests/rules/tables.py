"""The rules for the tables that say where each objective is taught: `| id | objective | where |` in a week's README."""

import re

import nbformat

from rules.reading import OBJECTIVE, headings, markdown, objectives

PAGE = re.compile(r"\[[^\]]+\]\(([^)]+\.ipynb)\)([^\[]*)")  # a link to a lesson, and what follows up to the next one


def rows(readme):
    """{id: where} of a week's table. Raises ValueError if an id stands there twice."""
    found = re.findall(rf"^\| *({OBJECTIVE.pattern}) *\|[^|\n]+\|([^|\n]+)\|", readme, re.MULTILINE)
    if len(found) != len(dict(found)):
        raise ValueError(f"an objective stands twice in a table: {[name for name, _ in found]}")
    return dict(found)


def misplaced(name, where, folder):
    """Complaints about one row: each link must lead to a lesson in `folder` that names the id and has the sections."""
    pages = PAGE.findall(where)
    if not pages and "to come" not in where:
        yield f"{name}: link the lesson that teaches it, or say 'to come'"
    for target, after in pages:
        path, sections = folder / target, re.findall(r"\*([^*]+)\*", after)
        if not path.exists():
            yield f"{name}: there is no {target}"
            continue
        nb = nbformat.read(path, as_version=4)
        known = {heading for _, heading in headings("\n\n".join(markdown(nb)))}
        yield from (f"{name}: {target} has no section {section!r}" for section in sections if section not in known)
        if not sections:
            yield f"{name}: name the section of {target} as *Heading*"
        if name not in objectives(nb):
            yield f"{name}: {target} does not name it among its objectives"


def not_listed(nb, path, table):
    """The objectives which a lesson names but for which its week's table does not link to it."""
    return [name for name in set(objectives(nb)) if f"({path.name})" not in table.get(name, "")]
