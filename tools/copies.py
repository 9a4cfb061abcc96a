"""The learner's copies of practice notebooks and projects, in my_practice/: made, refreshed, kept once edited.

A copy counts as edited when the text of one of its cells is no longer what was copied. Running it changes nothing that
would be lost.
"""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

import nbformat

from tools.generated import is_project, lessons, projects
from tools.practice import path_for, relink
from tools.settings import HOME
from utils.lessons import save

MINE = HOME / "my_practice"
COPIED = MINE / ".copied.json"  # {lesson: digest of what was copied}


def copy_all():
    """Copy what is new, refresh old copies that were not edited, and say which edited ones have a newer version."""
    copied, made, refreshed = read_json(COPIED), 0, 0
    for path in to_copy():
        lesson, target, fresh = name_of(path), mine(path), for_learner(path)
        wanted = digest(fresh)
        now = digest_of(target) if target.exists() else None
        if now not in (None, wanted, copied.get(lesson)):
            if copied.get(lesson) != wanted:
                print(f"{lesson}: yours is kept, and a newer version exists. To start again from it:")
                print(f"  {command(lesson)}")
            continue
        made, refreshed = made + (now is None), refreshed + (now not in (None, wanted))
        put(fresh, target, lesson, write=now != wanted)
    print(f"my_practice/: {made} new, {refreshed} refreshed, your edited notebooks as you left them")


def to_copy():
    """The pages that a learner writes in: lessons that have a practice version, and projects, which are their own."""
    return [path for path in lessons() if path_for(path).exists()] + [p for p in projects() if p.stem == "project"]


def renew(lesson):
    """Start one practice notebook again, after asking; the learner's version is kept beside it."""
    path = (HOME / lesson).with_suffix(".ipynb")
    if path not in to_copy():
        sys.exit(f"there is no practice notebook {lesson}; they are named like Course1/Week1/05_gradient_descent")
    target = mine(path)
    if target.exists():
        numbers = (n for n in range(1, 10_000) if not target.with_suffix(f".backup{n}.ipynb").exists())
        backup = target.with_suffix(f".backup{next(numbers)}.ipynb")
        print(f"This starts {lesson} again. Your version is kept as {backup.name}. Go on? [y/N] ", end="", flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            sys.exit("Nothing was changed.")
        shutil.copy2(target, backup)
    put(for_learner(path), target, name_of(path))
    print(f"{target.relative_to(HOME).as_posix()} is as new")


def for_learner(path):
    """A lesson's practice notebook, or a project, with links that are right in my_practice/."""
    source = path if is_project(path) else path_for(path)
    nb = nbformat.read(source, as_version=4)
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = relink(cell.source, source.parent, mine(path).parent)
    return nb


def put(nb, target, lesson, write=True):
    """Write a copy and note what was copied: in this order, so that a breakdown in between loses nothing."""
    if write:
        save(target, nbformat.writes(nb).rstrip("\n") + "\n")
    copied = read_json(COPIED)
    if copied.get(lesson) != digest(nb):
        save(COPIED, json.dumps({**copied, lesson: digest(nb)}, indent=1, sort_keys=True))


def edited():
    """{lesson's path: digest of the learner's copy}, for those copies that the learner has edited."""
    copied = read_json(COPIED)
    found = {path: digest_of(mine(path)) for path in lessons() if mine(path).exists()}
    return {path: now for path, now in found.items() if now != copied.get(name_of(path))}


def mine(path):
    """Where the learner's copy of a lesson lies."""
    return MINE / path.relative_to(HOME)


def name_of(path):
    """A lesson's name, such as "Course1/Week1/05_gradient_descent"."""
    return path.relative_to(HOME).with_suffix("").as_posix()


def digest(nb):
    """A hash of what is written in a notebook: the cells' kinds and texts, not outputs or metadata."""
    text = json.dumps([(cell.cell_type, cell.source) for cell in nb.cells])
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(path):
    """The digest of a notebook file; a file that is no notebook has one of its bytes, so it counts as edited."""
    try:
        return digest(nbformat.read(path, as_version=4))
    except Exception:  # nbformat raises many kinds
        return hashlib.sha256(path.read_bytes()).hexdigest()


def read_json(path):
    """What a small record holds; nothing if it is missing or damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def command(lesson):
    """The command that renews a lesson, with the Python that has what it needs."""
    python = Path(sys.executable)
    python = os.path.relpath(python, HOME) if python.is_relative_to(HOME) else python.name
    return f"{python} -m tools.practice copy --renew {lesson}"
