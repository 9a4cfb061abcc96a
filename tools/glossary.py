"""Make GLOSSARY.md from tools/terms.toml and the lessons. `make notebooks` does it after each run.

The table holds terms and symbols, each with the lesson and section that introduces it. The index of functions is read
from the lessons (tools/function_index.py).
"""

import functools
import re
import tomllib
import unicodedata
from urllib.parse import quote

import nbformat

from tools.function_index import functions
from tools.generated import title
from tools.settings import HOME
from utils.lessons import save

TABLE = HOME / "tools" / "terms.toml"
PAGE = HOME / "GLOSSARY.md"
INTRODUCTION = """\
# Glossary

<!-- Written by `make notebooks` from tools/terms.toml and the lessons. Edit those. -->

The words, symbols and functions of the course, each with the lesson that introduces it. Words are explained as the \
lessons use them; elsewhere they may mean more. (2.3) is Course 2, Week 3.

[Terms](#terms) · [Symbols](#symbols) · [Functions](#functions) · [the map of the course](README.md#the-map)
"""


def entries(kind):
    """[(lesson, entry)] of the table that are of a kind, "term" or "symbol", in its order."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [(lesson, entry) for lesson, found in table.items() for entry in found if kind in entry]


def page():
    """The text of GLOSSARY.md."""
    return "\n".join([INTRODUCTION, *_terms(), *_symbols(), *_functions()])


def write():
    """Write GLOSSARY.md."""
    save(PAGE, page())


def is_current():
    """Whether GLOSSARY.md is what the table and the lessons make."""
    return PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()


def letter(term):
    """The letter under which a term stands: ε under E."""
    first = term[0].upper().replace("Ε", "E")  # the Greek one
    return unicodedata.normalize("NFKD", first)[0]


def _terms():
    found = sorted(entries("term"), key=lambda pair: (letter(pair[1]["term"]), _plain(pair[1]["term"])))
    letters = sorted({letter(entry["term"]) for _, entry in found})
    yield "## Terms\n"
    yield " · ".join(f"[{name}](#{name.lower()})" for name in letters) + "\n"
    for name in letters:
        yield f"### {name}\n"
        yield from (_term(*pair) for pair in found if letter(pair[1]["term"]) == name)
        yield ""


def _term(lesson, entry):
    also = f", also *{', '.join(entry['also'])}*" if "also" in entry else ""
    more = "".join(f" · more in {_link(name)}" for name in entry.get("more", []))
    return f"- **{entry['term']}**{also}: {entry['means']}. {_link(lesson, entry['section'])}{more}"


def _symbols():
    yield "## Symbols\n"
    yield "In the order in which the lessons introduce them. Some letters have more than one use.\n"
    yield "| symbol | meaning | shape | in Python | introduced in |\n|---|---|---|---|---|"
    for lesson, entry in entries("symbol"):
        python = f"`{entry['python']}`" if "python" in entry else ""
        cells = (entry["symbol"], entry["means"], entry.get("shape", ""), python, _link(lesson, entry["section"]))
        yield f"| {' | '.join(cells)} |"
    yield ""


def _functions():
    yield "## Functions\n"
    yield (
        "The functions that the lessons write from scratch. The lesson that defines one first stands first. Of those "
        "that fetch it by `take` the number is given: 2.3 07 is lesson 07 of Course 2, Week 3.\n"
    )
    yield "| function | what it gives or does | defined in | taken by |\n|---|---|---|---|"
    for name, (says, defined, taken) in functions().items():
        homes, takers = "<br>".join(map(_link, defined)), ", ".join(map(_number, taken))
        yield f"| `{name}` | {_escaped(says)} | {homes} | {takers} |"


def _link(lesson, section=None):
    """A link to a page, or to a section of it: its title, and where it stands in the course."""
    anchor = "#" + quote(section.replace(" ", "-"), safe=",:") if section else ""
    course, week = re.match(r"Course(\d)/(?:Week(\d))?", lesson).groups()
    return f"[{_title(lesson)}]({lesson}.ipynb{anchor}) ({course}.{week or 'project'})"


def _number(lesson):
    """A link to a lesson, by its number: 2.3 07."""
    course, week, number = re.match(r"Course(\d)/Week(\d)/(\d+)", lesson).groups()
    return f"[{course}.{week} {number}]({lesson}.ipynb)"


@functools.cache
def _title(lesson):
    return title(nbformat.read(HOME / f"{lesson}.ipynb", as_version=4))


def _escaped(text):
    """Text in which Markdown sees no marks but those of code."""
    pieces = text.split("`")  # every second one is code
    return "`".join(re.sub(r"([|*_<$])", r"\\\1", piece) if i % 2 == 0 else piece for i, piece in enumerate(pieces))


def _plain(term):
    return re.sub(r"\W", "", term.casefold())


if __name__ == "__main__":
    write()
