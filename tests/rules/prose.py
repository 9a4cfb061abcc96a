"""Rules for the prose of a lesson: words, money and mathematics, measured numbers, pictures for all."""

import re

from rules.reading import code_cells, images, markdown, plain, texts, without_code

NUMBER = re.compile(r"[-+±]?\$?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?(?:%| [a-zA-Z°].*)?")  # with or without a unit


def plain_words(nb, path):
    for text in markdown(nb):
        words = re.sub(r"!\[|<!--", "", plain(text))
        for found in re.finditer(r".{0,20}(?:!|\b(?:simply|obviously)\b)", words, re.IGNORECASE):
            yield f"say it without: …{found[0]}"


def money_is_no_mathematics(nb, path):
    """Between two $ of a paragraph, even two \\$, JupyterLab sees mathematics: one \\$ alone, words, or code."""
    for text in markdown(nb):
        for paragraph in re.split(r"\n\s*\n", re.sub(r"(?<!\\)\$\$.+?\$\$", "", without_code(text), flags=re.DOTALL)):
            pieces = re.split(r"(?<!\\)\$", paragraph)
            odd = len(pieces) % 2 == 0 and len(pieces) > 2
            if odd or any(inside != inside.strip() or "code" in inside for inside in pieces[1:-1:2]):
                yield f"write \\$ for dollars that are money: {paragraph[:70]!r}"
            if paragraph.count("\\$") and paragraph.count("$") > 1:
                yield f"JupyterLab pairs these dollars, say it in words or in code: {paragraph[:70]!r}"


def measured_numbers_are_printed(nb, path):
    printed = "\n".join(text for cell in code_cells(nb) if not images(cell) for text in texts(cell))
    printed += "\n".join(o.text for cell in code_cells(nb) if images(cell) for o in cell.outputs if "text" in o)
    printed = _as_printed(printed)
    for text in markdown(nb):
        for span in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text):
            number = _as_printed(span)
            if NUMBER.fullmatch(number) and not re.search(rf"(?<![\w.,]){re.escape(number)}(?![\w%]|[.,]\d)", printed):
                yield f"`{span}` stands in no output"


def pictures_have_alt_text(nb, path):
    for text in markdown(nb):
        for found in re.findall(r"!\[\s*\]\([^)]*\)|<img(?![^>]*\balt=\"[^\"]+\")[^>]*>", without_code(text)):
            yield f"a picture without words: {found[:70]}"


def _as_printed(text):
    return text.replace("−", "-").replace(" %", "%")
