"""Projects: the scorer is right and says what is wrong, a table is looked at, pages stand in their place on the way."""

import nbformat
import numpy as np
import pandas as pd
import pytest
from good_lesson import good_lesson, good_project
from sklearn.metrics import accuracy_score, root_mean_squared_error

from tools import copies, generated, notebooks, practice
from tools.generated import projects
from tools.settings import HOME
from utils.lessons import take
from utils.projects import features_and_target, score

MEASURED = np.array([1.0, 2.0, 3.0])
MARKS = {"a guess": 2.0, "a linear model": 1.0, "ours": 0.5}


def scored(capsys, predictions, **options):
    """The lines that the scorer prints."""
    options = {"metric": root_mean_squared_error, "thresholds": MARKS, **options}
    score(predictions, MEASURED, **options)
    return capsys.readouterr().out.splitlines()


def test_without_predictions_it_says_what_it_wants(capsys):
    lines = scored(capsys, None, unit="°C")
    assert "3 numbers" in lines[0] and "RMSE, lower is better" in lines[1]
    assert [line.split()[-2:] for line in lines[2:]] == [["2.00", "°C"], ["1.00", "°C"], ["0.50", "°C"]]


@pytest.mark.parametrize(("off", "verdicts"), [
    (3.0, ["short by 1.00", "short by 2.00", "short by 2.50"]),
    (1.5, ["beaten by 0.50", "short by 0.50", "short by 1.00"]),
    (0.0, ["beaten by 2.00", "beaten by 1.00", "beaten by 0.50"]),
    (0.504, ["beaten by 1.50", "beaten by 0.50", "= equalled"]),  # what is shown counts
    (0.506, ["beaten by 1.49", "beaten by 0.49", "short by 0.01"]),
])  # fmt: skip
def test_each_threshold_gets_its_verdict(capsys, off, verdicts):
    lines = scored(capsys, MEASURED + off)
    assert lines[0] == f"RMSE of your 3 predictions: {off:.2f} (lower is better)"
    assert all(line.endswith(verdict) for line, verdict in zip(lines[1:-1], verdicts, strict=True))
    assert ["✓" in line for line in lines[1:-1]] == ["✓" in v or v.startswith("beaten") for v in verdicts]
    assert lines[-1] == f"{sum(v.startswith('beaten') for v in verdicts)} of 3 thresholds beaten"


def test_another_measure_for_which_higher_is_better(capsys):
    marks = {"always no": 0.5, "a linear model": 0.667, "ours": 0.9}
    options = dict(metric=accuracy_score, thresholds=marks, name="accuracy", digits=3, lower_is_better=False)
    lines = scored(capsys, [1, 2, 4], **options)
    assert lines[0] == "accuracy of your 3 predictions: 0.667 (higher is better)"
    assert [line.split("  ")[-1] for line in lines[1:-1]] == [
        "✓ beaten by 0.167", "= equalled", "· not beaten, short by 0.233"
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [list, tuple, pd.Series, np.float32])
def test_any_row_of_numbers_is_taken(capsys, kind):
    assert scored(capsys, kind([1, 2, 3]))[-1] == "3 of 3 thresholds beaten"


@pytest.mark.parametrize(("predictions", "says"), [
    ([1.0, 2.0], "predictions has 2, measured has 3"), ([[1.0], [2.0], [3.0]], r"predictions must be .*\(3, 1\)"),
    ([1.0, np.nan, 3.0], "predictions must be finite, got NaN"), ([1.0, np.inf, 3.0], "predictions must be finite"),
    (["a", "b", "c"], "predictions must hold numbers"), ([], "predictions must not be empty"),
    (2.0, "predictions must be a vector"),
])  # fmt: skip
def test_predictions_that_cannot_be_scored_are_refused(predictions, says):
    with pytest.raises(ValueError, match=says):
        score(predictions, MEASURED, root_mean_squared_error, MARKS)


TABLE = pd.DataFrame({"area": [50, 80, 65], "age": [3.0, None, 20.0], "place": ["a", "b", "c"], "price": [1, 2, 3]})


def test_the_columns_of_a_table_are_taken_and_the_table_stays():
    before = TABLE.copy()
    for features in (["area"], ("area",), "area"):
        X, y = features_and_target(TABLE, features, "price")
        assert X.columns.tolist() == ["area"] and X.dtypes.tolist() == ["float64"] and y.tolist() == [1.0, 2.0, 3.0]
    pd.testing.assert_frame_equal(TABLE, before)


@pytest.mark.parametrize(("features", "target", "says"), [
    (["aera"], "price", "no column 'aera'; the table has area, age, place, price"),
    (["area"], "cost", "no column 'cost'"),
    (["area", "place"], "price", r"'place' does not hold numbers, but \['a'\]"),
    (["area"], "place", "'place' does not hold numbers"),
    (["area", "age"], "price", "'age' has 1 gap"),
    (["area", "price"], "price", "'price' stands twice"),
])  # fmt: skip
def test_a_column_that_cannot_be_used_is_named(features, target, says):
    with pytest.raises(ValueError, match=says):
        features_and_target(TABLE, features, target)


# The place of projects among the pages


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Two courses of one lesson each, the first with a project and its solution. Returns their folder."""
    for module in (generated, notebooks, practice, copies):
        monkeypatch.setattr(module, "HOME", tmp_path)
    monkeypatch.setattr(copies, "MINE", tmp_path / "my_practice")
    monkeypatch.setattr(copies, "COPIED", tmp_path / "my_practice" / ".copied.json")
    paths = [tmp_path / f"Course{number}" / "Week1" / "01_example.ipynb" for number in (1, 2)]
    paths += [tmp_path / "Course1" / name for name in ("project.ipynb", "project_solution.ipynb")]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):  # the first round's pages do not know of each other
        for path in paths:
            nb = good_project(path) if path.parent.parent == tmp_path else good_lesson(path)
            notebooks.normalise(nb, path)
            for file, content in notebooks.files(nb, path).items():
                notebooks.write(content, file)
    return tmp_path


def footer(path):
    return nbformat.read(path, as_version=4).cells[-1].source


def test_a_project_comes_after_the_weeks_and_before_the_next_course(course):
    last, first = course / "Course1/Week1/01_example.ipynb", course / "Course2/Week1/01_example.ipynb"
    assert "[Course 1, project: An example →](../project.ipynb)" in footer(last)
    assert "(../../project.ipynb)" in footer(practice.path_for(last))
    assert footer(course / "Course1/project.ipynb").startswith(
        "[← Course 1, Week 1: An example](Week1/01_example.ipynb) · [contents of the course](README.md) · "
        "[Course 2, Week 1: An example →](../Course2/Week1/01_example.ipynb) · [report"
    )
    assert "[← Course 1, project: An example](../../Course1/project.ipynb)" in footer(first)
    assert footer(course / "Course1/project_solution.ipynb").startswith(
        "[← An example](project.ipynb) · [contents of the course](README.md) · [Course 2, Week 1: An example →]"
    )


def test_projects_are_written_as_lessons_are_but_without_a_practice_version(course):
    assert [path.name for path in generated.pages()] == ["01_example.ipynb"] * 2 + [p.name for p in projects()]
    assert notebooks.out_of_form() == []
    page = course / "Course1/project_solution.ipynb"
    page.write_text(page.read_text(encoding="utf-8").replace("enough", "sufficient"), encoding="utf-8")
    assert notebooks.out_of_form() == [page]
    assert not (course / "Course1" / "practice").exists()


def test_the_learner_gets_a_copy_of_the_project_and_keeps_what_is_written(course):
    copies.copy_all()
    mine = copies.mine(course / "Course1/project.ipynb")
    assert "(../../Course1/README.md)" in footer(mine)
    assert not copies.mine(course / "Course1/project_solution.ipynb").exists()
    nb = nbformat.read(mine, as_version=4)
    nb.cells[-2].source += "\n\nMine."
    nbformat.write(nb, mine)
    copies.copy_all()
    assert "Mine." in mine.read_text(encoding="utf-8")
    assert copies.edited() == {}  # progress counts exercises, and a project has none


# The projects of the course


@pytest.mark.parametrize("path", [p for p in projects() if p.stem == "project"], ids=lambda path: path.parent.name)
def test_a_project_names_three_marks_each_harder_than_the_one_before(path):
    marks = [*take(path.relative_to(HOME).with_suffix("").as_posix(), "THRESHOLDS").values()]
    assert len(marks) == 3 and marks in (sorted(set(marks)), sorted(set(marks), reverse=True))
