"""tools/weekly: what has moved on Colab and with the newest versions, as the text of an issue."""

import pytest

from tools import weekly
from tools.settings import HOME

OURS = "# What Colab has (Python 3.13)\njupyter_client==7.4.9\nnumpy==2.1.3\npillow==11.3.0\nnbformat==5.11.1\n"
THEIRS = """# it is generated via
#  $ python3 -m pip freeze
jupyter-client==7.4.9
numpy==2.2.0
Pillow==11.3.0
torch @ https://example.org/torch-2.1.0-cp313.whl#sha256=a8
Ubuntu 24.04 LTS
Python 3.14.1
"""
REPORT = """<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest">
<testcase classname="Course1.Week1.05_gradient_descent.ipynb" name="Cell 3" />
<testcase classname="Course1.Week1.05_gradient_descent.ipynb" name="Cell 7"><failure>differs</failure></testcase>
<testcase classname="Course1.Week1.05_gradient_descent.ipynb" name="Cell 9"><failure message="" /></testcase>
<testcase classname="Course2.project.ipynb" name="Cell 1"><error message="">broke</error></testcase>
<testcase classname="Course3.Week3.04_lunar_lander.ipynb" name="Cell 0"><skipped>no box2d</skipped></testcase>
<testcase classname="tests.test_checks" name="test_one[a-b]"><failure message="">no</failure></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.xml"
    path.write_text(REPORT)
    return path


def test_packages_are_compared_by_their_names_not_their_spelling():
    moved = weekly.moved_packages(weekly.frozen(OURS), weekly.frozen(THEIRS))
    assert moved == [("numpy", "2.1.3", "2.2.0"), ("nbformat", "5.11.1", None), ("Python", "3.13", "3.14")]


def test_ours_is_read_whole():
    text = (HOME / "tests/colab-versions.txt").read_text(encoding="utf-8")
    assert len(weekly.frozen(text)) == text.count("==") + 1
    assert "Python" in weekly.frozen(text)


def test_cells_that_moved_are_named_by_page_and_other_tests_apart(report):
    cells, tests = weekly.moved_cells(report)
    assert cells == {"Course1/Week1/05_gradient_descent": ["7", "9"], "Course2/project": ["1"]}
    assert tests == ["tests.test_checks: test_one[a-b]"]


def test_the_text_names_everything_once(report):
    text = weekly.body([("numpy", "2.1.3", "2.2.0"), ("nbformat", "5.11.1", None)], *weekly.moved_cells(report), "RUN")
    for line in (
        "| numpy | 2.1.3 | 2.2.0 |",
        "| nbformat | 5.11.1 | none |",
        "- `Course1/Week1/05_gradient_descent`: cells 7, 9",
        "- `Course2/project`: cell 1",
        "- `tests.test_checks: test_one[a-b]`",
    ):
        assert text.count(f"\n{line}\n") == 1, line
    assert "[The run](RUN)" in text


def test_many_tests_are_cut_short():
    text = weekly.body([], {}, [f"test {i}" for i in range(300)], "")
    assert "- and 250 more" in text and len(text) < 5000


def test_nothing_moved_is_no_text():
    assert weekly.body([], {}, [], "RUN") == ""


def test_a_run_without_a_report_is_told(tmp_path, capsys):
    listed = tmp_path / "colab.txt"
    listed.write_text(THEIRS + "".join(f"package-{i}==1\n" for i in range(50)))
    weekly.main(str(listed), str(tmp_path / "none.xml"), "RUN")
    assert "without a report" in capsys.readouterr().out


def test_a_page_that_is_no_list_is_refused(tmp_path):
    listed = tmp_path / "colab.txt"
    listed.write_text("404: Not Found")
    with pytest.raises(SystemExit, match="no list of Colab's packages"):
        weekly.main(str(listed), "", "")
