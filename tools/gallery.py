"""Make the README's pictures from the figures that the lessons store: `python -m tools.gallery`."""

import base64
import os

import nbformat

from tools.settings import HOME

# file in docs/: (lesson, number of the figure on its page, from 1)
PICTURES = {"gradient_descent.png": ("Course1/Week1/05_gradient_descent", 2)}


def picture(lesson, number):
    """The bytes of one stored figure. Raises ValueError if the lesson has fewer."""
    nb = nbformat.read(HOME / f"{lesson}.ipynb", as_version=4)
    outputs = [output for cell in nb.cells for output in cell.get("outputs", [])]
    stored = [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    if len(stored) < number:
        raise ValueError(f"{lesson} has {len(stored)} figures, asked for number {number}")
    return base64.b64decode(stored[number - 1])


def main():
    for name, (lesson, number) in PICTURES.items():
        path = HOME / "docs" / name
        path.parent.mkdir(exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_bytes(picture(lesson, number))
        os.replace(beside, path)


if __name__ == "__main__":
    main()
