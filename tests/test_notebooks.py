"""tools/notebooks: one form for a notebook, whoever wrote it and however often; a broken run breaks no file."""

import copy

import nbformat
import pytest
from good_lesson import PATH, good_lesson, picture
from nbformat import v4

from tools import notebooks, practice
from tools.notebooks import as_text, normalise


def normal(nb):
    normalise(nb, PATH)
    return nb


def ids(nb):
    return {cell.source: cell.id for cell in nb.cells}


def test_the_form_of_a_form_is_the_same():
    once = good_lesson()
    assert as_text(normal(copy.deepcopy(once))) == as_text(once)


def test_what_an_editor_adds_is_taken_away():
    edited = good_lesson()
    edited.metadata["widgets"] = {"state": 1}
    edited.metadata.kernelspec["display_name"] = "My Python"
    edited.nbformat_minor = 4
    for cell in edited.cells:
        cell.metadata["collapsed"] = True
        cell.id = f"x{cell.id}" if len(cell.id) < 10 and cell.id not in ("header", "footer", "bootstrap") else cell.id
        cell.source += "\n\n"
    assert as_text(normal(edited)) == as_text(good_lesson())


def test_hints_and_tags_are_kept():
    nb = good_lesson()
    nb.cells[-3].metadata.update(course={"hints": ["Look."]}, tags=["keep"])
    assert {"course", "tags"} <= set(normal(nb).cells[-3].metadata)


def test_ids_do_not_move_when_a_cell_comes_in():
    before, nb = ids(good_lesson()), good_lesson()
    nb.cells.insert(5, v4.new_markdown_cell("Something new."))
    after = ids(normal(nb))
    assert {source: after[source] for source in before} == before


def test_ids_are_valid_and_distinct():
    nb = normal(good_lesson())
    assert len({cell.id for cell in nb.cells}) == len(nb.cells)
    nbformat.validate(nb)


def test_the_output_of_a_slider_is_stripped():
    nb = good_lesson()
    slider, beside = (next(c for c in nb.cells if c.source.startswith(start)) for start in ("interact", "def draw"))
    slider.outputs = [picture()]
    normal(nb)
    assert slider.outputs == [] and len(beside.outputs) == 1


def test_a_progress_bar_keeps_its_words_and_loses_its_number():
    nb, words = good_lesson(), {"text/plain": "  0%|          | 0/3"}
    cell = next(c for c in nb.cells if c.source.startswith("def draw"))
    cell.outputs = [v4.new_output("display_data", data={**words, notebooks.WIDGET_VIEW: {"model_id": "8f"}})]
    normal(nb)
    assert cell.outputs[0].data == words


def test_generated_cells_keep_their_execution_counts():
    nb = normal(good_lesson())
    assert next(cell for cell in nb.cells if cell.id == "bootstrap").execution_count == 1


def test_exercises_and_checks_are_marked_for_nbgrader():
    marks = [cell.metadata.nbgrader for cell in good_lesson().cells if "nbgrader" in cell.metadata]
    marks = {mark["grade_id"]: mark for mark in marks}
    assert list(marks) == ["double", "check-double", "twofold", "check-twofold"]
    assert marks["double"] == {
        "grade": False, "grade_id": "double", "locked": False, "schema_version": 3, "solution": True, "task": False
    }  # fmt: skip
    assert marks["check-double"] == {
        "grade": True, "grade_id": "check-double", "locked": True, "points": 1, "schema_version": 3, "solution": False,
        "task": False,
    }  # fmt: skip


@pytest.mark.parametrize("source", ["", 'print(double(1), "check")', 'check("twice", [2], [2])  # double', "double(1)"])
def test_an_exercise_without_a_check_is_refused(source):
    nb = good_lesson()
    next(cell for cell in nb.cells if cell.source.startswith('check("twice", double')).source = source
    with pytest.raises(ValueError, match="exercise double needs a check"):
        normal(nb)


def test_one_check_is_not_for_two_exercises():
    nb = good_lesson()
    cells = {cell.source[:20]: cell for cell in nb.cells}
    cells['check("twice", double'[:20]].source = 'check("both", (double(1), twofold(1)), (2, 2))'
    nb.cells.remove(cells['check("twice", twofold'[:20]])
    with pytest.raises(ValueError, match="needs a check"):
        normal(nb)


def test_writing_takes_the_new_text_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "practice" / "a.ipynb"
    notebooks.write(good_lesson(), path)
    assert path.read_bytes() == as_text(good_lesson()).encode()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("step", ["as_text", "os.replace"])
def test_an_interrupted_run_leaves_the_old_file(tmp_path, monkeypatch, step):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    path = tmp_path / "a.ipynb"
    path.write_text("the old one")
    monkeypatch.setattr(f"tools.notebooks.{step}", interrupted)
    with pytest.raises(KeyboardInterrupt):
        notebooks.write(good_lesson(), path)
    assert path.read_text() == "the old one"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A lesson and its practice version, as files; both count as the only ones of the course."""
    path = tmp_path / "Course1" / "Week1" / PATH.name
    path.parent.mkdir(parents=True)
    for module in ("tools.notebooks", "tools.practice", "tools.generated"):
        monkeypatch.setattr(f"{module}.HOME", tmp_path)
    monkeypatch.setattr(notebooks, "pages", lambda: [path])
    nb = good_lesson(path)
    notebooks.write(nb, path)
    notebooks.write(practice.build(nb, path), practice.path_for(path))
    return path, practice.path_for(path)


def test_files_in_form_are_recognised(files):
    assert notebooks.out_of_form() == []


@pytest.mark.parametrize("which", [0, 1])
def test_a_file_out_of_form_is_named(files, which):
    text = files[which].read_text(encoding="utf-8")
    files[which].write_text(text.replace("enough", "sufficient"), encoding="utf-8")
    assert files[which] in notebooks.out_of_form()
    files[1].unlink()
    assert files[1] in notebooks.out_of_form()
