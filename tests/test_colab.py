"""A lesson opened on Colab, or copied away from the repository, finds the course's files or says what is missing."""

import os
import subprocess
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

from tools.kernels import client_for

ROOT = Path(__file__).parents[1]
ADDRESS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["course"]["repository"]
LESSONS = sorted(ROOT.glob("Course*/Week*/[0-9]*.ipynb"))
WITHOUT_TENSORFLOW = ROOT / "Course1/Week1/03_linear_model_and_cost.ipynb"
LESSON = WITHOUT_TENSORFLOW if WITHOUT_TENSORFLOW in LESSONS else next(iter(LESSONS), None)
ON_COLAB = """import sys, types
sys.modules["google.colab"] = types.ModuleType("google.colab")"""

pytestmark = pytest.mark.skipif(LESSON is None, reason="there is no lesson yet")


def git(*arguments):
    """Run git untouched by anyone's settings, or by a hook that this test runs in. Returns what it prints."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{role}_NAME": "test", f"GIT_{role}_EMAIL": "test@localhost"}
    return subprocess.run(["git", *map(str, arguments)], env=env, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A bare repository with one commit: the working tree as it is now. The real repository is not touched."""
    bare = tmp_path_factory.mktemp("published") / "course.git"
    git("init", "--quiet", "--bare", bare)
    here = (f"--git-dir={bare}", f"--work-tree={ROOT}", "-c", "core.bare=false", "-c", "core.safecrlf=false")
    git(*here, "add", "--all", ROOT)
    git(*here, "commit", "--quiet", "--message=The working tree")
    return bare


@pytest.fixture
def elsewhere(tmp_path, monkeypatch, published):
    """An empty folder outside the repository. The course's address leads to `published`, every other one nowhere."""
    for name in [name for name in os.environ if name.startswith("GIT_")] + ["ML_COURSE_HOME", "PYTHONPATH"]:
        monkeypatch.delenv(name, raising=False)
    redirect = {published.as_uri(): f"https://github.com/{ADDRESS}", "file:///nowhere/": "https://"}
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(redirect)))
    for number, (to, address) in enumerate(redirect.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", f"url.{to}.insteadOf")
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", address)
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def execute(nb, folder):
    """Run a notebook's copy in a folder, to its end or to the first error. Returns the executed notebook."""
    nbformat.write(nb, folder / "lesson.ipynb")
    client_for(nb, folder, timeout=300).execute()
    assert all(cell.execution_count for cell in nb.cells if cell.cell_type == "code" and cell.source.strip())
    return nb


def bootstrap():
    """A notebook with only the lesson's bootstrap cell."""
    cells = nbformat.read(LESSON, as_version=4).cells
    (cell,) = [cell for cell in cells if "bootstrap" in cell.metadata.get("tags", [])]
    return new_notebook(cells=[new_code_cell(cell.source)])


def test_on_colab_a_lesson_fetches_the_course_and_runs_to_its_end(elsewhere, published):
    nb = nbformat.read(LESSON, as_version=4)
    nb.cells.insert(0, new_code_cell(ON_COLAB))
    execute(nb, elsewhere)
    (helpers,) = elsewhere.glob("*/utils/lessons.py")
    clone = helpers.parents[1]
    assert git("-C", clone, "rev-parse", "HEAD") == git(f"--git-dir={published}", "rev-parse", "HEAD")
    assert (clone / LESSON.relative_to(ROOT)).is_file()


def test_on_colab_a_restarted_lesson_does_not_fetch_again(elsewhere):
    for _ in range(2):  # git would refuse a second clone into the same folder
        nb = bootstrap()
        nb.cells.insert(0, new_code_cell(ON_COLAB))
        execute(nb, elsewhere)
    assert len([*elsewhere.glob("*/utils/lessons.py")]) == 1


def test_outside_the_repository_the_error_names_the_way_out(elsewhere):
    with pytest.raises(CellExecutionError) as error:
        execute(bootstrap(), elsewhere)
    assert error.value.ename == "FileNotFoundError"
    assert "ML_COURSE_HOME" in error.value.evalue
    assert [path.name for path in elsewhere.iterdir()] == ["lesson.ipynb"]


def test_a_copy_elsewhere_runs_with_ml_course_home(elsewhere, monkeypatch):
    monkeypatch.setenv("ML_COURSE_HOME", str(ROOT))
    nb = nbformat.read(LESSON, as_version=4)
    nb.cells.append(new_code_cell("import utils.lessons; print(utils.lessons.__file__)"))
    execute(nb, elsewhere)
    assert Path(nb.cells[-1].outputs[0].text.strip()) == ROOT / "utils" / "lessons.py"
