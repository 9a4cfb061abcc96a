"""Every link of the notebooks and of the Markdown files leads somewhere, and the map leads to every lesson."""

import re

import pytest
from rules.links import broken, links, markdown_of

from tools.generated import colab, lessons, projects
from tools.practice import path_for
from tools.settings import HOME, repository

FOLDERS = (".", ".github", "docs", "data", "tests", "Course*", "Course*/Week*")
PAGES = [path for folder in FOLDERS for path in sorted(HOME.glob(f"{folder}/*.md"))]
PAGES += [file for path in lessons() for file in (path, path_for(path))] + projects()
README = HOME / "README.md"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_links_lead_somewhere(path):
    found = broken(markdown_of(path), path)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("path", [p for p in PAGES if p.suffix == ".md"], ids=lambda p: p.relative_to(HOME).as_posix())
def test_pictures_in_pages_have_words(path):
    assert not re.findall(r"!\[\s*\]\([^)]*\)|<img(?![^>]*\balt=\"[^\"]+\")[^>]*>", markdown_of(path))


@pytest.mark.parametrize("lesson", lessons(), ids=lambda path: path.relative_to(HOME).as_posix())
def test_the_map_leads_to_every_lesson(lesson):
    course, week = lesson.parents[1] / "README.md", lesson.parent / "README.md"
    here = lesson.relative_to(HOME).as_posix()
    assert {here, colab(lesson)} <= set(links(markdown_of(README)))
    assert {lesson.name, colab(lesson)} <= set(links(markdown_of(week)))
    assert f"{lesson.parent.name}/README.md" in links(markdown_of(course))


@pytest.mark.parametrize("project", projects(), ids=lambda path: path.relative_to(HOME).as_posix())
def test_the_map_leads_to_every_project(project):
    assert {project.name, colab(project)} <= set(links(markdown_of(project.parent / "README.md")))
    if project.name == "project.ipynb":  # the sample solution is not on the map: the project leads to it
        assert {project.relative_to(HOME).as_posix(), colab(project)} <= set(links(markdown_of(README)))
        assert "project_solution.ipynb" in {target.split("#")[0] for target in links(markdown_of(project))}


OURS, COLAB = f"https://github.com/{repository()}", f"https://colab.research.google.com/github/{repository()}"


@pytest.mark.parametrize("target", [
    "nowhere.md", "", "#no-such-heading", "start.py#anything", "../elsewhere.md", "http://example.org/", "https://localhost",
    "ftp://example.org", f"{OURS}/blob/main/nowhere.md", f"{OURS}/issues/new?title=nowhere.ipynb",
    f"{COLAB}/blob/main/nowhere.ipynb", f"{COLAB}/blob/other/README.md",
    "https://colab.research.google.com/github/another/repository/blob/main/README.md",
])  # fmt: skip
def test_a_broken_link_is_noticed(target):
    assert broken(f"# Title\n\nSee [here]({target}).", README)


@pytest.mark.parametrize("text", [
    "[here](start.py)", "[up](#the-title)", "[there](https://example.org/a_(b)?c=d#e)", f"[us]({OURS})",
    "[a folder](utils)", "[code](#a-filecsv)",
    f"![words]({COLAB.split('/github')[0]}/assets/colab-badge.svg)", f"[new]({OURS}/issues/new?title=start.py)",
    f"[ours]({OURS}/blob/main/start.py)", "`[no](link)`", "$a^{[l](i)}$", '<a href="start.py">here</a>',
])  # fmt: skip
def test_a_good_link_passes(text):
    assert not broken(f"# The title\n\n## A `file.csv`\n\n{text}", README)
