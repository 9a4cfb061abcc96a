"""Every lesson has a race, or a reason why not, and the README's picture shows all races."""

from importlib import import_module
from pathlib import Path

import pytest
from figure import names
from PIL import Image
from works import LEFT_OUT, RACES

HERE = Path(__file__).parent
HOME = HERE.parents[1]


@pytest.fixture(scope="module", autouse=True)
def all_races():
    """All races are declared when their files have been imported."""
    for path in HERE.glob("test_c?w*.py"):
        import_module(path.stem)


def test_every_lesson_has_a_race_or_a_reason():
    lessons = {path.relative_to(HOME).with_suffix("").as_posix() for path in HOME.glob("Course?/Week?/*.ipynb")}
    raced = {about.lesson for about in RACES}
    assert not raced & LEFT_OUT.keys(), "a lesson that is left out has a race"
    assert raced | LEFT_OUT.keys() == lessons


def test_the_picture_shows_all_races():
    with Image.open(HOME / "docs" / "benchmark.png") as picture:
        assert picture.text["races"] == names(RACES), "run make benchmark ARGS=--figure"
