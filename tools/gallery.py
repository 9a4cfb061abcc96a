"""Make the README's pictures from the figures that the lessons store: `make gallery`.

tools/gallery.toml lists them. Each is written to docs/ as the lesson stores it, byte for byte, and the gallery in the
README, between its two marks, is written anew. Nothing is executed: to change a figure, run `make notebooks` first.
"""

import base64
import functools
import html
import os
import sys
import tomllib

import nbformat

from tools.settings import HOME

LIST = HOME / "tools" / "gallery.toml"
BEGIN, END = "<!-- gallery: written by make gallery -->", "<!-- end of the gallery -->"
ABREAST = 3


def pictures():
    """{path in docs/: its bytes} of all pictures in the list. Raises ValueError as `figure` does."""
    return {HOME / "docs" / entry["file"]: figure(entry["lesson"], entry["title"]) for entry in _entries()}


def figure(lesson, title):
    """The bytes of the figure of a lesson in which a panel's title begins so.

    Figures are known by their titles: their numbers change with each new one. Raises ValueError unless one fits.
    """
    fitting = [png for png, description in _figures(lesson) if f"“{title}" in description]
    if len(fitting) != 1:
        raise ValueError(f"{len(fitting)} figures of {lesson} have a panel whose title begins {title!r}, 1 is wanted")
    return base64.b64decode(fitting[0])


def with_gallery(readme):
    """The README's text with the gallery between its marks as the list has it. Raises ValueError without the marks."""
    if readme.count(BEGIN) != 1 or readme.count(END) != 1:
        raise ValueError(f"README.md needs the lines {BEGIN} and {END}, once each")
    before, after = readme.split(BEGIN)[0], readme.split(END)[1]
    cells = [_cell(entry) for entry in _entries() if "caption" in entry]
    rows = ["\n".join(cells[i : i + ABREAST]) for i in range(0, len(cells), ABREAST)]
    table = "\n".join(f"<tr>\n{row}\n</tr>" for row in rows)
    return f"{before}{BEGIN}\n<table>\n{table}\n</table>\n{END}{after}"


def _cell(entry):
    picture = f'<img src="docs/{entry["file"]}" alt="{html.escape(entry["alt"])}">'
    link = f'<a href="{entry["lesson"]}.ipynb">{picture}</a>'
    return f'<td width="{100 // ABREAST}%" valign="top">{link}<br>{html.escape(entry["caption"])}</td>'


def _entries():
    return tomllib.loads(LIST.read_text(encoding="utf-8"))["picture"]


@functools.lru_cache
def _figures(lesson):
    """[(base64 of a figure, its description)] in the order of the page."""
    nb = nbformat.read(HOME / f"{lesson}.ipynb", as_version=4)
    outputs = [output.get("data", {}) for cell in nb.cells for output in cell.get("outputs", [])]
    return [(data["image/png"], data.get("text/plain", "")) for data in outputs if "image/png" in data]


def main():
    readme = HOME / "README.md"
    try:
        files = pictures() | {readme: with_gallery(readme.read_text(encoding="utf-8")).encode()}
    except (ValueError, FileNotFoundError) as error:
        sys.exit(str(error))
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(path.name + ".new")
        beside.write_bytes(content)
        os.replace(beside, path)
    number = len(files) - 1
    print(f"docs/ has {number} picture{'s' * (number != 1)}, and README.md the gallery")


if __name__ == "__main__":
    main()
