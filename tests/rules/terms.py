"""The rules for terms: a lesson uses none before it is taught, and the section that the table names has it."""

import re

from rules.links import links
from rules.reading import plain
from tools.settings import HOME

OUTLOOK = re.compile(r"\*\*(?:Read more|To read|What .* beyond|Beyond)")  # begins paragraphs on what is not taught
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)


def pattern(words):
    """What finds a term: its plural too, a space for its hyphen, any case for small letters, and no part of a word."""
    first, last = "(?<![\\w-])" if words[0].isalnum() else "", "(?!\\w)" if words[-1].isalnum() else ""
    middle = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]", words))
    plural = r"(?:y|ies)" if words.endswith("y") else r"(?:s|es)?"
    middle = middle.removesuffix("y") + plural if last else middle
    return re.compile(first + middle + last, re.IGNORECASE if words == words.lower() else 0)


def wordings(entry):
    """The patterns that find a term of the table."""
    words = entry.get("find") or [entry["term"], *entry.get("also", []), *entry.get("forms", [])]
    return [pattern(text) for text in words]


def sections(nb):
    """{heading: what stands below it, code included, up to the next heading that is no part of it}."""
    found, above = {}, []
    for level, text in _pieces(nb):
        if level:
            above = [*((depth, name) for depth, name in above if depth < level), (level, text)]
        for _, name in above:
            found[name] = found.get(name, "") + ("" if level else text + "\n\n")
    return found


def _pieces(nb):
    """(level, heading) and (0, text) in the order of the page."""
    for cell in nb.cells:
        if cell.cell_type != "markdown":
            yield 0, cell.source
            continue
        end = 0
        for heading in HEADING.finditer(cell.source):
            yield 0, cell.source[end : heading.start()]
            yield len(heading[1]), heading[2].strip()
            end = heading.end()
        yield 0, cell.source[end:]


def misplaced(entry, found):
    """Complaints if the section of an entry is not among `sections`, or does not have the term or symbol."""
    name = entry.get("term") or entry["symbol"]
    if entry["section"] not in found:
        return [f"{name}: there is no section {entry['section']!r}"]
    text = entry["section"] + "\n" + found[entry["section"]]
    there = any(p.search(text) for p in wordings(entry)) if "term" in entry else entry["symbol"].strip("$") in text
    return [] if there else [f"{name} does not stand in the section {entry['section']!r}"]


def too_early(nb, path, to_come):
    """Complaints about terms that a page uses before they are taught. to_come: [(lesson that teaches it, entry)].

    A paragraph may use a term if it links to that lesson, or to the page of its week.
    """
    mine = [cell.source for cell in nb.cells if cell.cell_type == "markdown" and cell.id not in ("header", "footer")]
    patterns = [(lesson, entry["term"], wordings(entry)) for lesson, entry in to_come]
    for text in (block for source in mine for block in re.split(r"\n\s*\n", HEADING.sub("", source))):
        if OUTLOOK.match(text):
            continue
        words, linked = plain(text), {(path.parent / target.split("#")[0]).resolve() for target in links(text)}
        for lesson, term, found in patterns:
            taught = HOME / f"{lesson}.ipynb"
            hits = [hit for p in found for hit in p.finditer(words)]
            if hits and not linked & {taught, taught.parent / "README.md"}:
                yield f"{term!r} is taught in {lesson}: …{words[max(0, hits[0].start() - 60) : hits[0].end() + 40]!r}…"


