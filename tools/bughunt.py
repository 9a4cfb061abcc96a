"""Find the bug: eight functions a course with one planted error each, other ones for each student: `make bughunt`.

    python -m tools.bughunt STUDENT            writes bughunt/STUDENT/Course1.ipynb, Course2.ipynb and Course3.ipynb
    python -m tools.bughunt STUDENT --key      prints the wrong lines, for the teacher
    python -m tools.bughunt STUDENT --renew    starts again; a page that was worked on is kept beside it

The student's name decides which functions and which errors, together with the teacher's word if one is given: without
that, whoever knows the name can print the key (--word heron, the same for pages and key). While a page is written, each
error is seen to fail the lesson's own check (tools/hunts.py says which errors are chosen).
"""

import argparse
import json
import re
import shutil
import sys
import unicodedata

import nbformat
from nbformat import v4

from tools import hunts, notebooks, practice
from tools.copies import digest, digest_of, read_json
from tools.generated import BOOTSTRAP, title
from tools.settings import HOME, repository, set_kernel_environment
from utils.lessons import save

FOLDER = HOME / "bughunt"
COURSES = ("Course1", "Course2", "Course3")
STUDENT = re.compile(r"[^\W_][\w.@+-]{0,63}")

HOW = """\
{count} functions of the course stand on this page. Somebody has made one error in each: one place in one line, no \
more. The text under a function's first line is right, and so are the cells *Given* and the checks.

For each function, run its cells from the top. Then

1. **find** the error, by reading, and by trying the function on numbers that you can work out by hand;
2. **say** in the cell below the check where it is and how you knew;
3. **mend** it, run the function's cell again, and its check.

Look into the lesson only when your answer is written. This page belongs to **{student}**."""
ANSWER = """\
**Your answer**

- *Where is the error, and what should stand there?* …
- *How did you know? Which numbers gave it away, and what did you expect instead?* …
- *What would go wrong for somebody who uses this function and does not notice?* …"""


def student_id(text):
    """A student's name as a folder's name. Raises ValueError if it cannot be one.

    Capital and small letters are the same: on many systems they name the same folder.
    """
    name = unicodedata.normalize("NFKC", text).casefold()
    if not STUDENT.fullmatch(name) or name.endswith("."):
        what = "1 to 64 letters, digits or . _ - @ +, the first a letter or a digit"
        raise ValueError(f"STUDENT must be {what}, got {text!r}")
    return name


def page(student, course, found):
    """The notebook of a student for a course, from its hunts.Find objects."""
    names = [find.part.name for find in found]
    start = "# Given: this checks your functions and keeps count.\nfrom utils.bughunt import keep, restore\n"
    start += "from utils.practice import exercise, page_progress, start_page\n\n"
    start += f'start_page(globals(), "bughunt/{student}/{course}", {json.dumps(names)})'
    cells = [
        practice.markdown("title", f"# Find the bug · Course {course[-1]}"),
        practice.markdown("how", HOW.format(count=str(len(found)).replace("8", "Eight"), student=student)),
        practice.code("bootstrap", BOOTSTRAP.format(repository=repository())),
        practice.code("start-page", start),
    ]
    for number, find in enumerate(found, 1):
        cells += section(number, find)
    cells.append(practice.code("page-progress", "page_progress()"))
    return v4.new_notebook(cells=cells, metadata=notebooks.METADATA)


def section(number, find):
    """The five cells of one function: where it is from, what is given, the wrong function, its check, the answer."""
    part, name = find.part, find.part.name
    course, week, lesson = re.search(r"Course(\d)/Week(\d)/(\d+)", find.path.as_posix()).groups()
    heading = title(nbformat.read(find.path, as_version=4))
    where = f"From Course {course}, Week {week}, lesson {int(lesson)}: *{heading}*."
    check = practice.guarded(f'restore("{name}")\n{part.check}', name)
    return [
        practice.markdown(f"section-{name}", f"## {number} · `{name}`\n\n{where}"),
        practice.code(f"given-{name}", f"# Given: what the function and its check need.\n{hunts.given(part)}"),
        practice.code(f"exercise-{name}", find.wrong),
        practice.code(f"check-{name}", check),
        practice.markdown(f"answer-{name}", ANSWER),
    ]


def put(nb, path, renew=False):
    """Write a page, unless it was worked on; `renew` writes it even then, and keeps the old one beside it.

    Returns what became of it, in words.
    """
    record = path.parent / ".written.json"
    written, now = read_json(record), digest_of(path) if path.exists() else None
    if now not in (None, digest(nb), written.get(path.name)):
        if not renew:
            return "kept as it is, because it was worked on; to start again: ARGS=--renew"
        numbers = (n for n in range(1, 10_000) if not path.with_suffix(f".backup{n}.ipynb").exists())
        shutil.copy2(path, path.with_suffix(f".backup{next(numbers)}.ipynb"))
    save(path, notebooks.as_text(nb))
    save(record, json.dumps({**written, path.name: digest(nb)}, indent=1))
    return "written"


def main():
    parser = argparse.ArgumentParser(prog="make bughunt", description="Write a student's pages of functions to mend.")
    parser.add_argument("student", help="a name for the student; it decides which errors are planted")
    parser.add_argument("--course", choices=COURSES, action="append", help="this one only (default: all three)")
    parser.add_argument("--word", default="", help="a secret of yours: nobody without it can print the key")
    parser.add_argument("--key", action="store_true", help="write nothing, print the wrong lines")
    parser.add_argument("--renew", action="store_true", help="start again, and keep what was worked on beside it")
    options = parser.parse_args()
    try:
        student = student_id(options.student)
    except ValueError as error:
        sys.exit(str(error))
    set_kernel_environment()
    for course in options.course or COURSES:
        found, path = hunts.choose(f"{options.word} {student}".strip(), course), FOLDER / student / f"{course}.ipynb"
        place = path.relative_to(HOME).as_posix()
        print("\n".join([place, *map(hunts.describe, found)]) if options.key else
              f"{place}: {put(page(student, course, found), path, options.renew)}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
