"""make gallery: the README's pictures are those of the lessons, small, and none is left over."""

import re

import pytest
from good_lesson import good_lesson, picture

from tools import gallery, notebooks
from tools.settings import HOME

README = HOME / "README.md"
MEASURED = HOME / "docs" / "benchmark.png"  # drawn by make benchmark, not by a lesson


def test_the_pictures_are_those_of_the_lessons():
    wanted = gallery.pictures()
    stale = [path.name for path, png in wanted.items() if not path.exists() or path.read_bytes() != png]
    assert not stale, f"run make gallery: {stale}"
    found = {path for path in HOME.glob("docs/*") if path.is_file()}
    assert found == {*wanted, MEASURED}, "a picture is left over in docs/"


def test_the_readme_shows_them():
    text = README.read_text(encoding="utf-8")
    assert gallery.with_gallery(text) == text, "run make gallery"
    shown = re.findall(r"\bdocs/([\w.]+)", text)
    assert sorted(shown) == sorted(path.name for path in (*gallery.pictures(), MEASURED))


def test_the_gallery_is_full_and_light():
    captioned = re.findall(r"<td .*?</td>", README.read_text(encoding="utf-8"))
    assert len(captioned) == 12 and len(captioned) % gallery.ABREAST == 0
    assert sum(len(png) for png in gallery.pictures().values()) < 600_000


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder with a lesson of two figures, a list of one of them, and a README with marks."""
    monkeypatch.setattr(gallery, "HOME", tmp_path)
    monkeypatch.setattr(gallery, "LIST", tmp_path / "list.toml")
    lesson = tmp_path / "Course1" / "Week1" / "99_example.ipynb"
    nb = good_lesson()
    nb.cells[5].outputs = [picture("Figure\n1. “A line”\n"), picture("Figure\n1. “A line, longer”\n2. “A curve”\n")]
    lesson.parent.mkdir(parents=True)
    notebooks.write(nb, lesson)
    entry = 'file = "a.png"\nlesson = "Course1/Week1/99_example"\ntitle = "A curve"'
    entry += '\ncaption = "So & so."\nalt = "A \'<\'."'
    gallery.LIST.write_text(f"[[picture]]\n{entry}\n", encoding="utf-8")
    (tmp_path / "README.md").write_text(f"before\n{gallery.BEGIN}\nold\n{gallery.END}\nafter\n", encoding="utf-8")
    gallery._figures.cache_clear()
    yield tmp_path
    gallery._figures.cache_clear()


def test_the_command_writes_pictures_and_gallery(course, capsys):
    gallery.main()
    gallery.main()
    assert (course / "docs" / "a.png").read_bytes() == b"not really"
    text = (course / "README.md").read_text(encoding="utf-8")
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text
    assert 'alt="A &#x27;&lt;&#x27;."' in text and "So &amp; so." in text
    assert not list(course.rglob("*.new"))
    assert capsys.readouterr().out.splitlines()[-1] == "docs/ has 1 picture, and README.md the gallery"


@pytest.mark.parametrize(("title", "count"), [("A line", 2), ("curve", 0)])
def test_a_title_that_fits_no_figure_or_two_is_refused(course, title, count):
    with pytest.raises(ValueError, match=f"{count} figures of .*99_example have a panel whose title begins"):
        gallery.figure("Course1/Week1/99_example", title)


def test_a_readme_without_marks_and_a_lesson_that_is_gone_are_said_in_one_line(course):
    with pytest.raises(ValueError, match=r"README\.md needs the lines"):
        gallery.with_gallery("no marks")
    (course / "Course1" / "Week1" / "99_example.ipynb").unlink()
    with pytest.raises(SystemExit, match="99_example"):
        gallery.main()
    assert not (course / "docs").exists()
