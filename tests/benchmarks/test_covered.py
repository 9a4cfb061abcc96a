"""Every lesson has a race, or a reason why not."""

from importlib import import_module
from pathlib import Path

from works import LEFT_OUT, RACES

HERE = Path(__file__).parent


def test_every_lesson_has_a_race_or_a_reason():
    for path in HERE.glob("test_c?w*.py"):
        import_module(path.stem)
    home = HERE.parents[1]
    lessons = {str(path.relative_to(home).with_suffix("")) for path in home.glob("Course?/Week?/*.ipynb")}
    raced = {about.lesson for about in RACES}
    assert not raced & LEFT_OUT.keys(), "a lesson that is left out has a race"
    assert raced | LEFT_OUT.keys() == lessons
