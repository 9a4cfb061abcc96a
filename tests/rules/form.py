"""Rules for the form of a lesson or project: its parts and their order, what is generated, its size."""

import re

from rules.reading import OBJECTIVE, code_cells, folded, headings, images, markdown, objectives, plain
from tools import generated
from tools.notebooks import as_text
from tools.settings import HOME, repository


def one_title(nb, path):
    at = [i for i, cell in enumerate(nb.cells) if cell.cell_type == "markdown"
          for level, _ in headings(cell.source) if level == 1]  # fmt: skip
    return [] if at == [0] else [f"one H1, in the first cell, is wanted; there are H1s in cells {at}"]


def parts_in_order(nb, path):
    ids = [cell.id for cell in nb.cells]
    missing = [part for part in ("header", "bootstrap", "footer") if ids.count(part) != 1]
    if missing:
        return [f"exactly one cell {part} is wanted" for part in missing]
    bootstrap, code = ids.index("bootstrap"), code_cells(nb)
    named = [i for i, cell in enumerate(nb.cells) if OBJECTIVE.search(cell.source)]
    holds = {
        "the header comes right after the title": ids[1] == "header",
        "the objectives come between header and bootstrap": generated.is_project(path)
        or (bool(named) and 1 < named[0] < bootstrap),
        "the bootstrap is the first code": code[0].id == "bootstrap",
        "the imports come right after the bootstrap": len(code) > 1
        and nb.cells[bootstrap + 1] is code[1] and re.match(r"(#.*\n)*(import|from) ", code[1].source),
        "the navigation comes last": ids[-1] == "footer",
    }  # fmt: skip
    return [f"not so: {what}" for what, true in holds.items() if not true]


def bootstrap_is_ours(nb, path):
    wanted = generated.BOOTSTRAP.format(repository=repository())
    found = [cell.source for cell in nb.cells if cell.id == "bootstrap"]
    too_long = ["the bootstrap has more than 8 lines"] if wanted.count("\n") >= 8 else []
    return too_long + ([] if found == [wanted] else ["the bootstrap cell is not the generated one"])


def badges_lead_here(nb, path):
    where, text = path.relative_to(HOME), nb.cells[1].source
    pages = [where] if generated.is_project(path) else [where, where.parent / "practice" / where.name]
    base = f"https://colab.research.google.com/github/{repository()}/blob/main/"
    addresses = re.findall(r"https://colab\.research\.google\.com/github/[^)\s]+", text)
    wanted = [base + page.as_posix() for page in pages]
    return [] if addresses == wanted else [f"Colab addresses {addresses} instead of {wanted}"]


def navigation_leads_on(nb, path):
    line = generated.navigation(path)
    ends = (nb.cells[1], nb.cells[-1])
    return [f"the {cell.id} lacks the navigation line" for cell in ends if line not in cell.source]


def address_only_where_generated(nb, path):
    """Else `make links` would change texts that authors wrote, and with them the ids of their cells."""
    mine = [cell for cell in nb.cells if cell.id not in ("header", "bootstrap", "footer")]
    return [f"use a relative link in cell {cell.id}" for cell in mine if repository() in cell.source]


def size_in_bounds(nb, path):
    prose = re.sub(r"<[^>]+>|\(http[^)]*\)", " ", plain("\n\n".join(markdown(nb))))
    longest = max(code_cells(nb), key=lambda cell: len(cell.source.splitlines()))
    exercises = (0, 0) if generated.is_project(path) else (2, 6)
    measured = {
        "KB": (len(as_text(nb).encode()) / 1000, 0, 400),
        "figures": (sum(len(images(cell)) for cell in code_cells(nb)), 1, 12),
        f"lines in cell {longest.id}": (len(longest.source.splitlines()), 1, 30),
        "words": (len(re.findall(r"[A-Za-z]{2,}", prose)), 700, 2500),
        "cells": (len(nb.cells), 25, 60),
        "exercises": (sum("### BEGIN SOLUTION" in cell.source for cell in nb.cells), *exercises),
    }
    outside = {what: limits for what, limits in measured.items() if not limits[1] <= limits[0] <= limits[2]}
    return [f"{n:.0f} {what}, {low} to {high} are wanted" for what, (n, low, high) in outside.items()]


def objectives_of_this_week(nb, path):
    week = re.sub(r"Course(\d)/Week(\d)/.*", r"C\1W\2.", path.relative_to(HOME).as_posix())
    items = [line for text in markdown(nb)[:4] for line in text.splitlines() if re.match(r"- .*\(C\dW\d", line)]
    few = [] if 3 <= len(items) <= 5 else [f"{len(items)} objectives, 3 to 5 are wanted"]
    return few + [f"{name} belongs to another week" for name in objectives(nb) if not name.startswith(week)]


def recall_has_three_questions(nb, path):
    if path.relative_to(HOME).as_posix().startswith("Course1/Week1/01"):
        return []  # there is nothing to recall yet
    recall = [text for text in markdown(nb) if text.startswith("## Recall\n")]
    found = sum(len(folded(text)) for text in recall)
    return [] if found == 3 else [f"three folded questions are wanted under ## Recall, found {found}"]


def folded_blocks(nb, path):
    text = "\n\n".join(markdown(nb))
    blocks = folded(text)
    few = len(blocks) < 4 and not generated.is_project(path)
    wrong = [f"{len(blocks)} folded blocks, at least 4 are wanted"] if few else []
    if text.count("<details") != len(blocks) or text.count("</details>") != len(blocks):
        wrong.append("a folded block is not closed")
    for block in blocks:
        title = re.sub("<.*?>", "", block).strip().splitlines()[0]
        wrong += [f"mathematics, or an amount of money, inside {title!r}"] if "$" in block else []
        spaced = re.match(r"\s*<summary>.+</summary>\n\n\S", block)
        wrong += [] if spaced else [f"no blank line after the summary {title!r}"]
    return wrong
