"""tools/matrix and what it stands on: a setting must reach the kernel, and a cell that moves must be named."""

import json
from types import SimpleNamespace

import pytest
from nbformat import v4
from nbformat import write as write_notebook

from tools import machines, matrix, results
from tools.results import Results

FACTS = {"OpenBLAS": ["SkylakeX"], "NumPy": ["X86_V3", "X86_V4"], "C library": "1"}


def page(path, source, output):
    """A notebook of one cell with its stored output, and one cell that prints a time."""
    stored = [v4.new_output("stream", text=output)]
    cells = [v4.new_code_cell(source, execution_count=1, outputs=stored), v4.new_code_cell("import time; time.time()")]
    cells[1].update(execution_count=2, metadata={"tags": ["nbval-ignore-output"]})
    write_notebook(v4.new_notebook(cells=cells), path)
    return path


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of two pages: the first prints the same everywhere, the second what OpenBLAS is told to be."""
    for module in (matrix, results):
        monkeypatch.setattr(module, "HOME", tmp_path)
    results.page_digest.cache_clear()
    kernel = "import os; print(os.environ.get('OPENBLAS_CORETYPE', 'its own choice'))"
    found = [page(tmp_path / "a.ipynb", "print(6 * 7)", "42\n"), page(tmp_path / "b.ipynb", kernel, "its own choice\n")]
    monkeypatch.setattr(matrix, "pages", lambda: found)
    monkeypatch.setattr(machines, "facts_with", lambda variables: FACTS | {"C library": str(sorted(variables)) or "1"})
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --nbval --nbval-current-env\n")
    table = "<!-- matrix here -->\noutdated\n<!-- end of matrix here -->"
    (tmp_path / "CONTRIBUTING.md").write_text(f"Before\n{table}\nafter\n")
    return SimpleNamespace(folder=tmp_path, pages=found)


def rows(text):
    """{setting: [compared, differing]} of a printed table."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {cells[0]: cells[2:] for cells in lines}


def test_what_holds_and_what_differs(course, capsys):
    assert matrix.main(["b", "--only", "plain", "nehalem", "--write", "here"]) == 1
    printed = capsys.readouterr().out
    table = rows(printed)
    assert (table["plain"], table["nehalem"], table["haswell"]) == (["1", "0"], ["1", "1"], ["not run", "–"])
    assert "nehalem: b.ipynb, cell 0" in printed and "Nehalem" in printed.split("nehalem: b.ipynb")[1]
    written = (course.folder / "CONTRIBUTING.md").read_text()
    assert rows(written) == table and "outdated" not in written
    assert written.startswith("Before\n<!-- matrix here -->\n")
    assert written.endswith("\n<!-- end of matrix here -->\nafter\n")


def test_only_what_has_changed_is_compared_again(course, monkeypatch, capsys):
    compared = []
    monkeypatch.setattr(matrix, "compare", lambda page, variables: compared.append(page.name) or (1, {}))
    for edit in ("nothing", "prose", "code"):
        results.page_digest.cache_clear()
        if edit == "prose":
            nb = v4.reads(course.pages[0].read_text())
            nb.cells.append(v4.new_markdown_cell("A new sentence."))
            write_notebook(nb, course.pages[0])
        elif edit == "code":
            page(course.pages[0], "print(6 * 8)", "48\n")
        assert matrix.main(["--only", "plain"]) == 0
    assert sorted(compared) == ["a.ipynb", "a.ipynb", "b.ipynb"]
    assert matrix.main(["--only"]) == 0 and len(compared) == 3


def test_a_page_depends_on_what_it_imports_and_takes(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "HOME", tmp_path)
    taken = tmp_path / "Course1/Week1/01_first.ipynb"
    for folder in (taken.parent, tmp_path / "utils/plotting"):
        folder.mkdir(parents=True)
    for name, text in {"data": "", "plotting/style": "from utils import colours", "colours": "", "other": ""}.items():
        (tmp_path / f"utils/{name}.py").write_text(text)
    page(taken, "1", "")
    source = 'from utils import data, plotting\ntake("Course1/Week1/01_first", "f")'
    found = {}
    results.add_sources(page(tmp_path / "a.ipynb", source, ""), found)
    assert {path.stem for path in found} == {"a", "01_first", "data", "style", "colours"}


def test_a_setting_without_effect_is_named_and_not_counted(course, monkeypatch, capsys):
    monkeypatch.setattr(machines, "facts_with", lambda variables: FACTS)
    monkeypatch.setattr(matrix, "compare", lambda page, variables: pytest.fail("run without effect"))
    matrix.main(["--only", "nehalem"])
    printed = capsys.readouterr().out
    assert "OPENBLAS_CORETYPE=Nehalem: no effect here" in printed
    assert rows(printed)["nehalem"] == ["no effect on this machine", "–"]


def test_a_run_that_breaks_is_no_success(course, monkeypatch):
    monkeypatch.setattr(matrix, "PYTEST", ("-c", "import sys; sys.exit(3)"))
    with pytest.raises(SystemExit, match=r"no cell of a\.ipynb was compared, pytest ended with 3"):
        matrix.main(["a", "--only", "plain"])


@pytest.mark.parametrize(("arguments", "said"), [(["c"], "no page c.ipynb"), (["--only", "old"], "no setting old;")])
def test_a_wrong_name_is_refused(course, arguments, said):
    with pytest.raises(SystemExit, match=said):
        matrix.main(arguments)


def test_a_long_lesson_has_to_be_asked_for(course, monkeypatch):
    monkeypatch.setattr(matrix, "LONG", {"a": ()})
    assert matrix.choose(SimpleNamespace(long=False, lessons=[])) == course.pages[1:]
    assert matrix.choose(SimpleNamespace(long=True, lessons=[])) == course.pages
    with pytest.raises(SystemExit, match="--long"):
        matrix.choose(SimpleNamespace(long=False, lessons=["a"]))


def test_a_place_for_the_table_must_exist(course):
    with pytest.raises(ValueError, match="no place for the matrix 'there'"):
        matrix.put_into(course.folder / "CONTRIBUTING.md", "there", "")


def test_a_half_written_result_is_forgotten(tmp_path):
    path = tmp_path / "new" / "results.jsonl"
    Results(path, "").add("k", compared=1, differ={})
    path.write_text(path.read_text() + '{"key": "l", "comp')
    assert Results(path, "").known == {"k": {"key": "k", "compared": 1, "differ": {}}}


def test_a_variable_reaches_the_kernel_and_those_outside_do_not(monkeypatch):
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Prescott")
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    names = ("OPENBLAS_CORETYPE", "OMP_NUM_THREADS")
    facts = f"def facts():\n    import os\n    return {{name: os.environ.get(name) for name in {names}}}"
    monkeypatch.setattr(machines.inspect, "getsource", lambda _: facts)
    plain = machines.facts_with({})
    assert plain == {"OPENBLAS_CORETYPE": None, "OMP_NUM_THREADS": "1"}
    changed = machines.effects({("OPENBLAS_CORETYPE", "Haswell"), ("TF_ENABLE_ONEDNN_OPTS", "0")}, plain)
    assert changed == {
        ("OPENBLAS_CORETYPE", "Haswell"): {"OPENBLAS_CORETYPE": (None, "Haswell")}, ("TF_ENABLE_ONEDNN_OPTS", "0"): {}
    }  # fmt: skip


def test_numpy_is_asked_for_the_names_of_its_features():
    names = machines.settings(["AVX2", "FMA3"])
    assert names["features"][1] == {"NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3"}
    assert names["hostile"][1].items() >= {**names["nehalem"][1], **names["onednn"][1], **names["features"][1]}.items()


def test_facts_are_what_json_can_hold():
    assert json.loads(json.dumps(machines.facts()))["OpenBLAS"] is not None
