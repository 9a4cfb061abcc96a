"""The tool that plants errors notices weak checks, endless loops, and survivors that are none any more."""

import os
import textwrap

import hypothesis
import nbformat
import pytest
from nbformat import v4

from tools import mutate, sandbox, trials
from tools.verdicts import Verdict, by_week, record, report

AREA = """
def area(width, height):
    \"\"\"The area of a rectangle.\"\"\"
    return width * height
"""
WEAK = 'from utils.checks import check\ncheck("area of 2 by 2", area(2, 2), 4)'
STRONG = 'from utils.checks import check\ncheck("area of 2 by 3", area(2, 3), 6)'
COUNT = """
def doublings(limit):
    steps, value = 0, 1
    while value < limit:
        value = value * 2
        steps += 1
    return steps
"""


@pytest.fixture(autouse=True)
def one_profile_and_little_patience(monkeypatch):
    """The tool loads its own hypothesis profile; the tests that come after these keep theirs."""
    monkeypatch.setattr(sandbox, "SECONDS", 0.2)
    hypothesis.settings.register_profile("before", hypothesis.settings.default)
    yield
    hypothesis.settings.load_profile("before")


def write(folder, *cells, tests=None):
    """A lesson with these cells, and its property tests: their paths."""
    path = folder / "lesson.ipynb"
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(textwrap.dedent(cell)) for cell in cells]), path)
    if tests:
        (folder / "test_lesson.py").write_text(textwrap.dedent(tests), encoding="utf-8")
    return path, folder / "test_lesson.py" if tests else None


def examine(folder, *cells, tests=None, checks_first=False):
    """The verdicts for a lesson with these cells, as {change: caught by}, and as the tool returns them."""
    verdicts = mutate.examine(*write(folder, *cells, tests=tests), checks_first)
    return {verdict.change: verdict.caught_by for verdict in verdicts}, verdicts


def test_weak_check_has_a_survivor_and_a_strong_one_has_none(tmp_path):
    weak, _ = examine(tmp_path, AREA, WEAK)
    assert [change for change, by in weak.items() if not by] == ["line 3: width * height → width + height"]
    strong, _ = examine(tmp_path, AREA, STRONG)
    assert set(strong.values()) == {"check"}


def test_property_tests_are_asked_when_the_checks_notice_nothing(tmp_path):
    properties = f"""
        import pytest
        from pathlib import Path
        from hypothesis import given, strategies as st
        from utils.lessons import load_definitions
        path = Path({str(tmp_path / "lesson.ipynb")!r})
        area = load_definitions(path, path.stat().st_mtime_ns).area

        @pytest.mark.parametrize("side, more", [(2, 2), (3, 3)])
        def test_square(side, more):
            assert area(side, more) == side * side

        @given(st.integers(0, 9), st.integers(0, 9))
        def test_no_larger_than_it_was(a, b):
            assert area(a, b) <= area(a, b + 1)
    """
    found, _ = examine(tmp_path, AREA, WEAK, tests=properties)
    assert found["line 3: width * height → width + height"] == "property test"


def test_check_that_uses_the_function_through_another_one_counts(tmp_path):
    volume = "def volume(w, h, d):\n    return area(w, h) * d"
    check = 'from utils.checks import check\ncheck("volume of 2 by 3 by 5", volume(2, 3, 5), 30)'
    _, verdicts = examine(tmp_path, AREA, volume, check)
    caught = [verdict.caught_by for verdict in verdicts if verdict.function == "area"]
    assert caught and set(caught) == {"check"}


@pytest.mark.skipif(not hasattr(sandbox.signal, "setitimer"), reason="this system has no alarms")
def test_endless_loop_is_caught(tmp_path):
    found, _ = examine(tmp_path, COUNT, 'from utils.checks import check\ncheck("doublings up to 9", doublings(9), 4)')
    assert found["line 4: drop value = value * 2"] == "check"


SLOW = f"sum(range(3_000_000))\n{STRONG}"  # a check, and something that takes its time


def test_cheap_trials_come_before_expensive_ones(tmp_path):
    tests = f"{AREA}\n\ndef test_never():\n    pass"
    subject = trials.Subject(*write(tmp_path, AREA, SLOW, WEAK, tests=tests))
    assert [trial.seconds for trial in subject.trials] == sorted(trial.seconds for trial in subject.trials)
    weak, slow = (trial for trial in subject.trials if trial.calls)
    assert weak.calls == slow.calls == {"area"} and weak.seconds < slow.seconds
    ran = []
    subject.trials[:] = [
        trial._replace(run=lambda trial=trial: (ran.append(trial), trial.run())) for trial in (weak, slow)
    ]
    assert subject.caught_by("area", "def area(width, height):\n    return width - height") == "check"
    assert ran == [weak]
    assert subject.caught_by("area", "def area(width, height):\n    return width + height") == "check"
    assert ran == [weak, weak, slow]


def test_checks_come_first_when_asked_and_can_be_asked_alone(tmp_path):
    cheap = f"""
        from pathlib import Path
        from utils.lessons import load_definitions
        path = Path({str(tmp_path / "lesson.ipynb")!r})
        area = load_definitions(path, path.stat().st_mtime_ns).area

        def test_two_by_three():
            assert area(2, 3) == 6
    """
    either, _ = examine(tmp_path, AREA, SLOW, tests=cheap)
    assert set(either.values()) == {"property test"}
    checks, _ = examine(tmp_path, AREA, SLOW, tests=cheap, checks_first=True)
    assert set(checks.values()) == {"check"}
    subject = trials.Subject(*write(tmp_path, AREA, WEAK, tests=cheap))
    wrong = "def area(width, height):\n    return width + height"
    assert not subject.checks_catch("area", wrong) and subject.caught_by("area", wrong) == "property test"
    assert subject.checks_catch("area", "def area(width, height):\n    return width - height")


def test_a_cell_that_no_check_needs_is_not_run(tmp_path):
    trained = "model = 1 / 0  # trains for hours"
    subject = trials.Subject(*write(tmp_path, "side = 3", trained, AREA, STRONG.replace("3", "side"), trained))
    assert list(subject.functions) == ["area"] and [trial.calls for trial in subject.trials] == [{"area"}]


def test_lesson_is_as_it_was_afterwards(tmp_path):
    first, _ = examine(tmp_path, AREA, "import numpy as np\nsizes = np.array([2, 3])", STRONG)
    again, _ = examine(tmp_path, AREA, "import numpy as np\nsizes = np.array([2, 3])", STRONG)
    assert first == again


def test_check_that_fails_by_itself_is_an_error(tmp_path):
    tests = "def test_fails():\n    assert 1 == 2"
    with pytest.raises(RuntimeError, match="without a planted error"):
        examine(tmp_path, AREA, STRONG, tests=tests)


def test_a_cell_whose_files_are_gone_is_no_trial(tmp_path):
    once = f"pathlib.Path('kept').unlink()\n{STRONG}"
    made = "import os, pathlib, tempfile\nos.chdir(tempfile.mkdtemp())\npathlib.Path('kept').write_text('once')"
    before = os.getcwd()
    try:
        found, _ = examine(tmp_path, AREA, WEAK, made, once)
    finally:
        os.chdir(before)
    assert found["line 3: width * height → width + height"] == ""


def test_functions_that_draw_are_left_alone(tmp_path):
    _, verdicts = examine(tmp_path, "def draw_line(x):\n    return x + 1", "def plot(x):\n    return x + 1")
    assert verdicts == []


SURVIVOR = Verdict("area", "line 3: a → b", "")
CAUGHT = [Verdict("area", f"line {n}: a → b", "check") for n in range(4, 40)]


@pytest.mark.parametrize(
    "verdicts, explained, well, words",
    [
        (CAUGHT, {}, True, "36 of 36 planted errors caught, 100.0 %"),
        ([SURVIVOR, *CAUGHT], {}, False, "1 survivor without a reason"),
        ([SURVIVOR, *CAUGHT], {("area", "line 3: a → b"): "it is symmetric"}, True, "because it is symmetric"),
        ([SURVIVOR, *CAUGHT[:5]], {("area", "line 3: a → b"): "it is symmetric"}, False, "fewer than 95%"),
        (CAUGHT, {("area", "line 3: a → b"): "it is symmetric"}, False, "'line 3: a → b' does not survive"),
    ],
)
def test_report(verdicts, explained, well, words):
    text, ok = report("a lesson", verdicts, explained)
    assert ok == well and words in text


def test_record_says_who_notices_what():
    verdicts = [SURVIVOR, *CAUGHT[:1], Verdict("volume", "line 2: drop", "property test")]
    wanted = {"area": {"line 3: a → b": "", "line 4: a → b": "check"}, "volume": {"line 2: drop": "property test"}}
    assert record(verdicts) == wanted


def test_weeks_are_added_up():
    found = {
        "Course1/Week1/01_a": {"f": {"x": "check", "y": ""}},
        "Course1/Week1/02_b": {"f": {"x": "property test"}, "g": {"x": "check"}},
        "Course2/Week3/01_c": {"f": {"x": "check"}},
    }
    assert by_week(found).splitlines()[2:] == [
        "| Course 1, Week 1 | 4 | 3 | 75.0 % |",
        "| Course 2, Week 3 | 1 | 1 | 100.0 % |",
        "| all | 5 | 4 | 80.0 % |",
    ]


def test_parametrize_takes_names_as_text_or_as_a_tuple():
    def test(a, b):
        """Nothing: only its parameters count."""

    for names in ("a, b", ("a", "b"), ["a", "b"]):
        test.pytestmark = []
        pytest.mark.parametrize(names, [(1, 2), (3, 4)])(test)
        assert [case.keywords for case in trials.cases(test)] == [{"a": 1, "b": 2}, {"a": 3, "b": 4}]
