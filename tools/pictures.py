"""Stored pictures: small, and left as they are while a newly drawn one looks the same.

Another version of matplotlib draws the same curve and the same letters with other bytes. Storing them again would fill
the history. So a picture of the last commit is kept if nothing printed up to there has changed, its description in
words is the same, and a reader would see no difference.
"""

import base64
import io
import subprocess

import nbformat
import numpy as np
from PIL import Image, ImageFilter
from scipy import ndimage

PNG = "image/png"
# Letters of two versions differ by a point or so of place and of weight. What is more than that, measured on the
# lessons: up to 0.12 % of the points, in spots of 31. A marker is a spot of 49, a thin curve 0.5 %.
REACH = 5  # points: the side of the square in which the same colour is looked for
VISIBLE = 96  # of 255: how far a colour must be from all the colours in there to be missed
SHARE, SPOT = 0.0015, 36  # so many points in all, or in one place, make a picture another one


def smaller(png):
    """A picture (base64) with a palette of 256 colours: it looks the same, and takes a quarter of the space."""
    small = io.BytesIO()
    opened(png).quantize(256, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return base64.b64encode(small.getvalue()).decode()


def opened(png):
    """A picture (base64) as a Pillow image in RGB."""
    return Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")


def missed(one, other):
    """Where the colours of one picture are not to be found near that place in the other: an array of booleans."""
    here = np.asarray(one, dtype=int)
    darkest = np.asarray(other.filter(ImageFilter.MinFilter(REACH)), dtype=int)
    brightest = np.asarray(other.filter(ImageFilter.MaxFilter(REACH)), dtype=int)
    return np.maximum(darkest - here, here - brightest).max(axis=2) > VISIBLE


def look_the_same(old, new):
    """Whether two pictures (base64) differ in nothing that a reader would see."""
    old, new = opened(old), opened(new)
    if old.size != new.size:
        return False
    for found in (missed(old, new), missed(new, old)):
        spots, _ = ndimage.label(found, structure=np.ones((3, 3)))
        largest = np.bincount(spots.ravel())[1:].max(initial=0)
        if found.mean() >= SHARE or largest >= SPOT:
            return False
    return True


def pictures(cell):
    """The outputs of a cell that hold a picture, in order."""
    return [output for output in cell.get("outputs", []) if PNG in output.get("data", {})]


def words(cell):
    """All that a cell prints but the bytes of pictures; their descriptions are in it."""
    data = [{key: value for key, value in output.get("data", {}).items() if key != PNG} for output in cell.outputs]
    return data, [output.get("text") for output in cell.outputs]


def committed(path):
    """A notebook as the last commit has it, or an empty one. The file may hold what an editor has drawn since."""
    command = ["git", "show", f"HEAD:./{path.name}"]
    shown = subprocess.run(command, cwd=path.parent, capture_output=True, encoding="utf-8")
    return nbformat.reads(shown.stdout, as_version=4) if shown.returncode == 0 else nbformat.v4.new_notebook()


def keep(nb, before):
    """Put earlier pictures in place of new ones that look the same, as far as code and printed text are the same.

    nb: an executed notebook in canonical form, changed in place. before: the notebook as it was.
    """
    old_code, code = ([cell for cell in each.cells if cell.cell_type == "code"] for each in (before, nb))
    for old, cell in zip(old_code, code, strict=False):
        if "nbval-ignore-output" in cell.metadata.get("tags", []):
            continue  # it prints times
        if old.source != cell.source or words(old) != words(cell):
            return  # from here on, a number in a picture may be another one
        for drawn, output in zip(pictures(old), pictures(cell), strict=False):
            if look_the_same(drawn.data[PNG], output.data[PNG]):
                output.data[PNG] = drawn.data[PNG]
