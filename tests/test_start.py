"""start.py: which Python it takes, when it installs, and what it says when it cannot."""

import ast
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COLAB = "https://colab.research.google.com/github/"
needs_sh = pytest.mark.skipif(os.name == "nt", reason="the stand-in Pythons are shell scripts")


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py as a module that believes a temporary folder to be the repository. It knows no Python but the given."""
    (tmp_path / "pyproject.toml").write_text('[tool.course]\nrepository = "some-owner/some-name"\n')
    (tmp_path / "requirements.txt").write_text("numpy\n")
    shutil.copy(ROOT / "start.py", tmp_path)
    (tmp_path / "bin").mkdir()
    for name, value in {"PATH": tmp_path / "bin", "PYENV_ROOT": tmp_path / "pyenv", "HOME": tmp_path}.items():
        monkeypatch.setenv(name, str(value))
    for name in ("COURSE_VENV", "COURSE_EXTRA", "COURSE_CONSTRAINTS"):
        monkeypatch.delenv(name, raising=False)
    spec = importlib.util.spec_from_file_location("start_under_test", tmp_path / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "_base_executable", str(tmp_path / "own_python"), raising=False)
    return module


def fake_python(path, answer, pip="exit 0"):
    """A script that answers as a Python of that version; `-m venv` copies it, `-m pip install` runs the given lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "#!/bin/sh\n"
        'case "$1 $2 $3" in\n'
        f'  "-m venv "*) /bin/mkdir -p "$3/bin"; echo > "$3/pyvenv.cfg"; /bin/cp "$0" "$3/bin/python" ;;\n'
        f'  "-m pip --version") exit 0 ;;\n'
        f'  "-m pip install") echo "$@" >> "{path.parents[0]}/pip_calls"; {pip} ;;\n'
        f"  -c*) {answer} ;;\n"
        '  *) echo "ran: $@"; exit 7 ;;\n'
        "esac\n"
    )
    path.chmod(0o755)


def pip_calls(start):
    calls = [*start.ROOT.rglob("pip_calls")]
    return sum(len(file.read_text().splitlines()) for file in calls)


# --- which Python


@needs_sh
def test_the_running_python_comes_first(start, tmp_path):
    fake_python(tmp_path / "own_python", "echo 3.12")
    fake_python(tmp_path / "bin" / "python3.13", "echo 3.13")
    assert start.find_python() == [str(tmp_path / "own_python")]


@needs_sh
def test_pythons_that_do_not_run_or_do_not_fit_are_passed_over(start, tmp_path):
    fake_python(tmp_path / "own_python", "echo 3.14")
    fake_python(tmp_path / "bin" / "python3.13", "echo no such version >&2; exit 127")  # a shim of pyenv
    fake_python(tmp_path / "bin" / "python3.12", "echo '3.12 without venv'")
    fake_python(tmp_path / "bin" / "python3.11", "echo 3.11")
    assert start.find_python() == [str(tmp_path / "bin" / "python3.11")]


@needs_sh
def test_a_python_of_pyenv_is_found_behind_a_shim_that_fails(start, tmp_path):
    fake_python(tmp_path / "own_python", "echo 3.10")
    fake_python(tmp_path / "pyenv" / "versions" / "3.12.1" / "bin" / "python", "echo 3.12")
    assert start.find_python() == [str(tmp_path / "pyenv" / "versions" / "3.12.1" / "bin" / "python")]


@needs_sh
def test_no_fitting_python_names_the_versions_and_colab(start, tmp_path):
    fake_python(tmp_path / "own_python", "echo 3.14")
    fake_python(tmp_path / "bin" / "python3.12", "exit 127")
    with pytest.raises(SystemExit) as stop:
        start.find_python()
    message = str(stop.value)
    for part in ("3.11, 3.12 or 3.13", "own_python: 3.14", "python3.12: does not start"):
        assert part in message
    assert COLAB + "some-owner/some-name/blob/main/" + start.FIRST_LESSON in message


def test_this_python_says_its_version(start):
    assert start.probe([sys.executable]) == f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert start.probe([str(ROOT / "no such python")]) == "does not start"


# --- when it installs


@needs_sh
def test_it_installs_once_and_again_when_requirements_or_constraints_change(start, tmp_path, monkeypatch):
    fake_python(tmp_path / "own_python", "echo 3.13")
    start.set_up()
    start.set_up()
    assert pip_calls(start) == 1
    (tmp_path / "requirements.txt").write_text("numpy\nscipy\n")
    start.set_up()
    start.set_up()
    assert pip_calls(start) == 2
    (tmp_path / "versions.txt").write_text("numpy==2.1.3\n")
    monkeypatch.setenv("COURSE_CONSTRAINTS", "versions.txt")
    start.set_up()
    start.set_up()
    assert pip_calls(start) == 3


@needs_sh
def test_an_attempt_that_failed_is_not_taken_for_a_success(start, tmp_path):
    fake_python(tmp_path / "own_python", "echo 3.13", pip='/bin/test ! -e "' + str(tmp_path / "broken") + '"')
    start.set_up()
    before = (tmp_path / "requirements.txt").read_text()
    (tmp_path / "requirements.txt").write_text("no-such-package\n")
    (tmp_path / "broken").touch()
    with pytest.raises(SystemExit):
        start.set_up()
    (tmp_path / "broken").unlink()
    (tmp_path / "requirements.txt").write_text(before)  # as it was, but who knows what the failure left behind
    start.set_up()
    assert pip_calls(start) == 3


@needs_sh
@pytest.mark.parametrize("damage", ["python gone", "python broken", "python too old", "pip gone", "half made"])
def test_a_broken_environment_is_made_anew(start, tmp_path, damage):
    fake_python(tmp_path / "own_python", "echo 3.13")
    start.set_up()
    leftover = start.VENV / "leftover"
    leftover.touch()
    if damage == "python gone":
        start.PYTHON.unlink()
    elif damage == "python broken":
        start.PYTHON.write_text("#!/no/such/interpreter\n")
    elif damage == "python too old":
        fake_python(start.PYTHON, "echo 3.10")
    elif damage == "pip gone":
        start.STAMP.unlink()
        start.PYTHON.write_text('#!/bin/sh\n[ "$1" = -c ] && echo 3.13\n')
    elif damage == "half made":
        start.PYTHON.unlink()
        (start.VENV / "pyvenv.cfg").unlink()
    start.set_up()
    assert not leftover.exists()
    assert start.probe([str(start.PYTHON)]) == "3.13"


@needs_sh
def test_a_folder_that_is_no_environment_is_left_alone(start, tmp_path):
    fake_python(tmp_path / "own_python", "echo 3.13")
    start.VENV.mkdir()
    (start.VENV / "thesis.txt").write_text("years of work")
    with pytest.raises(SystemExit, match="Move it away"):
        start.set_up()
    assert (start.VENV / "thesis.txt").read_text() == "years of work"


# --- what it says when the set-up fails


@needs_sh
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("NewConnectionError(...); No matching distribution found for tensorflow", "network"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: No matching distribution found for tensorflow>=2.20", "no release for this computer"),
        ("ERROR: something nobody thought of", "something nobody thought of"),
    ],
)
def test_a_failing_pip_is_explained_without_a_traceback(start, tmp_path, written, said):
    fake_python(tmp_path / ".venv" / "bin" / "python", "echo 3.13", pip=f'echo "{written}"; exit 1')
    done = subprocess.run([sys.executable, tmp_path / "start.py", "test"], capture_output=True, text=True)
    assert done.returncode == 1
    assert said in done.stderr
    assert str(start.LOG) in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert not start.STAMP.exists()


def test_a_file_where_the_environment_should_be_is_no_traceback(start, tmp_path):
    (tmp_path / ".venv").touch()
    done = subprocess.run([sys.executable, tmp_path / "start.py", "test"], capture_output=True, text=True)
    assert done.returncode == 1
    assert ".venv" in done.stderr
    assert "Traceback" not in done.stderr


@needs_sh
def test_ctrl_c_stops_pip_and_says_so(start, tmp_path):
    fake_python(tmp_path / ".venv" / "bin" / "python", "echo 3.13", pip="echo > begun; exec /bin/sleep 60")
    command = [sys.executable, tmp_path / "start.py", "test"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 30
    while not (tmp_path / "begun").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)  # until both wait: a signal in the middle of a start can be lost
    os.killpg(process.pid, signal.SIGINT)  # to both processes, as a terminal does
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Stopped" in err
    assert "Traceback" not in err
    assert not start.STAMP.exists()


# --- commands


def test_help_lists_every_command_without_a_set_up(start, capsys):
    assert start.main([]) == start.main(["help"]) == start.main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(re.search(rf"^  {name} ", out, re.MULTILINE) for name in start.COMMANDS)
    assert not start.VENV.exists()


def test_an_unknown_command_suggests_the_nearest(start, capsys):
    assert start.main(["tset"]) == 2
    assert "Did you mean 'test'?" in capsys.readouterr().err
    assert start.main(["qqq"]) == 2
    assert "Did you mean" not in capsys.readouterr().err
    assert not start.VENV.exists()


@needs_sh
@pytest.mark.parametrize(
    ("arguments", "ran"),
    [
        (["test", "-k", "cost"], "-m pytest -k cost"),
        (["notebooks", "--all"], "-m tools.notebooks --all"),
        (["links", "owner/name"], "-m tools.links owner/name"),
        (["practice"], "-m tools.practice copy"),
        (["benchmark", "-x"], "tests/benchmarks -o addopts= --time -x"),
        (["lab", "--port=9"], "--port=9"),
    ],
)
def test_a_command_runs_the_environments_python_and_passes_on_arguments_and_exit_code(
    start, tmp_path, monkeypatch, capfd, arguments, ran
):
    monkeypatch.setattr(start.signal, "signal", lambda *_: None)
    fake_python(tmp_path / "own_python", "echo 3.13")
    assert start.main(arguments) == 7
    line = next(line for line in capfd.readouterr().out.splitlines() if line.startswith("ran: "))
    assert ran in line


@needs_sh
def test_a_command_with_requirements_of_its_own_leaves_the_others_environment_alone(start, tmp_path):
    (tmp_path / "requirements-nbgrader.txt").write_text("nbgrader\n")
    fake_python(tmp_path / ".venv-nbgrader" / "bin" / "python", "echo 3.13")
    command = [sys.executable, tmp_path / "start.py", "classroom", "Course1/Week1"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (7, "")
    assert "ran: -m tools.classroom Course1/Week1" in done.stdout
    calls = (tmp_path / ".venv-nbgrader" / "bin" / "pip_calls").read_text()
    assert "-r requirements.txt -r requirements-nbgrader.txt" in calls
    assert not start.VENV.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="a Linux machine may have no display")
def test_lab_opens_no_browser_without_a_display(start, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert "--no-browser" in start.lab(start.FIRST_LESSON)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(start.webbrowser, "get", lambda: None)
    assert "--no-browser" not in start.lab(start.FIRST_LESSON)


# --- the file itself


def test_start_needs_no_newer_python_than_it_says():
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    imports = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert "tomllib" not in imports
    assert imports <= sys.stdlib_module_names


def test_make_and_start_have_the_same_commands(start):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: help (.*)$", makefile, re.MULTILINE).group(1).split()
    targets = {name for line in re.findall(r"^(\w[\w ]*):$", makefile, re.MULTILINE) for name in line.split()}
    assert phony == list(start.COMMANDS)
    assert targets == {"help", *start.COMMANDS}
