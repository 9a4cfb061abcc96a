"""make links: every address leads to the fork, nothing else changes, a second run changes nothing."""

import os
import subprocess
import sys

import nbformat
import pytest
from good_lesson import good_lesson

from tools import links, notebooks, practice, settings

OLD = settings.repository()
TEXT = f"See https://github.com/{OLD}, {OLD}.git, not {OLD}-extra nor another-{OLD}.\r\n".encode()


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A repository with one lesson, its practice version, a README, and a file that git does not track."""
    for module in ("settings", "notebooks", "practice", "generated"):
        monkeypatch.setattr(f"tools.{module}.HOME", tmp_path)
    lesson = tmp_path / "Course1" / "Week1" / "01_example.ipynb"
    lesson.parent.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(f'[tool.course]\nrepository = "{OLD}"\n')
    (tmp_path / "README.md").write_bytes(TEXT)
    (tmp_path / "other.py").write_bytes(TEXT)
    nb = good_lesson(lesson)
    notebooks.write(nb, lesson)
    notebooks.write(practice.build(nb, lesson), practice.path_for(lesson))
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for arguments in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *arguments], cwd=tmp_path, env=clean, check=True)
    (tmp_path / "untracked.md").write_bytes(TEXT)
    return tmp_path


def test_all_tracked_files_lead_to_the_fork(course):
    changed = {path.relative_to(course).as_posix() for path in links.point_at("some-one/fork.of_it")}
    example = ("Course1/Week1/01_example.ipynb", "Course1/Week1/practice/01_example.ipynb")
    assert changed == {*example, "README.md", "pyproject.toml"}
    assert settings.repository() == "some-one/fork.of_it"
    for name in example:
        nb = nbformat.read(course / name, as_version=4)
        assert not any(OLD in cell.source for cell in nb.cells)
        assert "github.com/some-one/fork.of_it" in next(cell.source for cell in nb.cells if cell.id == "bootstrap")
    new = f"See https://github.com/some-one/fork.of_it, some-one/fork.of_it.git, not {OLD}-extra nor another-{OLD}.\r\n"
    assert (course / "README.md").read_bytes() == new.encode()
    assert (course / "other.py").read_bytes() == (course / "untracked.md").read_bytes() == TEXT
    assert not list(course.rglob("*.new"))


def test_notebooks_stay_in_form(course):
    assert notebooks.out_of_form() == []
    links.point_at("someone/fork")
    assert notebooks.out_of_form() == []


def test_a_second_run_changes_nothing_and_the_way_back_is_exact(course):
    before = {path: path.read_bytes() for path in [*course.glob("*.*"), *course.rglob("*.ipynb")] if path.is_file()}
    assert links.point_at("someone/ml-from-scratch") and links.point_at("someone/ml-from-scratch") == []
    assert links.point_at(OLD)
    assert {path: path.read_bytes() for path in before} == before


def test_an_interrupted_run_can_be_run_again(course, monkeypatch):
    replace, calls = os.replace, []

    def fail_late(*arguments):
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        replace(*arguments)

    monkeypatch.setattr("tools.links.os.replace", fail_late)
    with pytest.raises(KeyboardInterrupt):
        links.point_at("someone/fork")
    monkeypatch.undo()
    assert OLD in (course / "pyproject.toml").read_text()


@pytest.mark.parametrize("name", [
    "", "fork", "someone/", "/fork", "some one/fork", "a/b/c", "https://github.com/someone/fork", "-a/b", "a/..",
    "a/b.git", "a_b/c", "someone/fork\n",
])  # fmt: skip
def test_what_is_no_repository_is_refused(course, name):
    with pytest.raises(ValueError, match="REPOSITORY must be owner/name"):
        links.point_at(name)
    assert (course / "README.md").read_bytes() == TEXT


def test_it_says_how_many_files_changed(course, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["links", "someone/fork"])
    links.main()
    links.main()
    assert capsys.readouterr().out.splitlines() == [
        "4 files changed; all links lead to someone/fork", "0 files changed; all links lead to someone/fork"
    ]  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["links", "fork"])
    with pytest.raises(SystemExit, match="owner/name"):
        links.main()


def test_without_git_it_says_so(course, monkeypatch):
    monkeypatch.setenv("GIT_DIR", str(course / "nowhere"))
    with pytest.raises(RuntimeError, match="needs a git clone"):
        links.point_at("someone/fork")
