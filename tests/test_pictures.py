"""tools/pictures: a picture that looks the same keeps its bytes, one that shows something else does not."""

import base64
import io
import subprocess

import matplotlib.pyplot as plt
import numpy as np
import pytest
from nbformat import v4
from PIL import Image, ImageFilter

from tools import pictures
from tools.pictures import PNG, keep, look_the_same, opened, smaller
from utils import plotting


def drawn(shift=0.0, reference="--", colour="C1", marker=False, missing=0, title="A title"):
    """A figure of two curves and 40 points in the course's style, as base64."""
    with plt.rc_context():
        plotting.use_course_style()
        fig, ax = plt.subplots()
        x, points = np.linspace(0, 10, 200), np.random.default_rng(0).uniform(0, 10, (40, 2))[missing:]
        ax.plot(x, 5 + 4 * np.sin(x) + shift, label="ours")
        if reference:
            ax.plot(x, 5 + 4 * np.cos(x), reference, color=colour, label="reference")
        ax.scatter(*points.T)
        if marker:
            ax.plot(5, 5, "ko")
        ax.set(xlim=(-0.5, 10.5), ylim=(0, 10), xlabel="size (1000 sqft)", title=title)
        ax.legend(loc="upper left")
        return encoded(fig)


def encoded(fig):
    file = io.BytesIO()
    fig.savefig(file, format="png")
    plt.close(fig)
    return smaller(base64.b64encode(file.getvalue()).decode())


def edited(png, change):
    """A picture after a change of its Pillow image."""
    file = io.BytesIO()
    change(opened(png)).save(file, "PNG")
    return smaller(base64.b64encode(file.getvalue()).decode())


def moved_right(image):
    return image.transform(image.size, Image.Transform.AFFINE, (1, 0, -1, 0, 1, 0), fillcolor="white")


@pytest.fixture(scope="module")
def stored():
    return drawn()


@pytest.mark.parametrize(
    "new",
    [
        drawn,
        lambda: drawn(shift=0.03),
        lambda: edited(drawn(), moved_right),
        lambda: edited(drawn(), lambda image: image.filter(ImageFilter.GaussianBlur(0.4))),
        lambda: edited(drawn(), lambda image: image.point(lambda value: max(0, value - 6))),
    ],
    ids=["identical", "a line moved a little", "all moved by a point", "softer edges", "a little darker"],
)
def test_it_looks_the_same(stored, new):
    assert look_the_same(stored, new())


@pytest.mark.parametrize(
    "change",
    [{"reference": None}, {"shift": 0.4}, {"colour": "C3"}, {"marker": True}, {"missing": 1}],
    ids=["a lost curve", "a curve moved far", "another colour", "a marker more", "a point lost"],
)
def test_it_looks_different(stored, change):
    assert not look_the_same(stored, drawn(**change))
    assert not look_the_same(drawn(**change), stored)


def test_another_size_is_another_picture(stored):
    assert not look_the_same(stored, edited(stored, lambda image: image.resize((500, 300))))


def page(*cells):
    """A notebook of cells given as (source, printed text, base64 picture or None, its description)."""
    nb = v4.new_notebook()
    for source, text, png, words in cells:
        outputs = [v4.new_output("stream", text=text)]
        outputs += [v4.new_output("display_data", {PNG: png, "text/plain": words})] if png else []
        nb.cells.append(v4.new_code_cell(source, outputs=outputs))
    return nb


def kept(before, after):
    """For each picture of `after`: whether `keep` put the earlier one in its place."""
    outputs = [output for cell in after.cells for output in pictures.pictures(cell)]
    new = [output.data[PNG] for output in outputs]
    keep(after, before)
    return [output.data[PNG] != png for output, png in zip(outputs, new, strict=True)]


@pytest.mark.parametrize(
    ("second", "result"),
    [
        (("b", "2", "new", "same"), [True, True]),
        (("b", "3", "new", "same"), [True, False]),
        (("b", "2", "new", "another label"), [True, False]),
        (("c", "2", "new", "same"), [True, False]),
    ],
    ids=["nothing changed", "a number", "a label", "the code"],
)
def test_a_picture_is_kept_only_while_what_is_printed_is_the_same(stored, second, result):
    new = drawn(shift=0.03)
    assert new != stored
    before = page(("a", "1", stored, "same"), ("b", "2", stored, "same"), ("d", "4", stored, "same"))
    cells = [("a", "1", new, "same"), tuple(new if part == "new" else part for part in second)]
    assert kept(before, page(*cells, ("d", "4", new, "same"))) == [*result, all(result)]


def test_times_may_change_and_their_pictures_with_them(stored):
    new = drawn(shift=0.03)
    before = page(("a", "1", stored, "same"), ("b", "2", stored, "same"))
    after = page(("a", "9", new, "same"), ("b", "2", new, "same"))
    after.cells[0].metadata["tags"] = ["nbval-ignore-output"]
    assert kept(before, after) == [False, True]


def test_the_last_commit_counts_and_not_the_file(tmp_path):
    path = tmp_path / "a.ipynb"
    assert pictures.committed(path).cells == []
    path.write_text(v4.writes(page(("a", "1", None, None))))
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "a.ipynb"], [*identity, "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    path.write_text("not saved yet")
    assert [cell.source for cell in pictures.committed(path).cells] == ["a"]
    assert pictures.committed(tmp_path / "b.ipynb").cells == []


def test_a_palette_takes_less_and_looks_the_same(stored):
    large = io.BytesIO()
    opened(stored).save(large, "PNG")
    assert len(stored) < len(base64.b64encode(large.getvalue()))
    assert opened(stored).size == (560, 320)
