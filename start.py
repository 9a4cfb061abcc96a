"""One entrance for everything: `python start.py lab`, `python start.py test` and more. Each command sets itself up.

The set-up is a virtual environment in .venv with everything in requirements.txt. It is done again only when the
requirements change. Standard library only, and nothing newer than Python 3.8: where the course cannot run,
this file still has to, to say why. COURSE_VENV names another folder, COURSE_EXTRA a second file of requirements,
COURSE_CONSTRAINTS a constraints file.
"""

import difflib
import glob
import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

COMMANDS = {
    "lab": "open JupyterLab on the first lesson",
    "test": "run every notebook and every test",
    "practice": "copy the practice notebooks to my_practice/, keeping your work, and open them",
    "progress": "check your practice notebooks and draw a bar for each week",
    "notebooks": "execute and tidy the notebooks that changed (all of them: --all)",
    "gallery": "write the README's pictures anew from the lessons' figures",
    "benchmark": "time the from-scratch functions against the libraries",
    "matrix": "compare every page on simulated machines, and print what differs",
    "mutate": "plant errors in a lesson and see whether its checks notice",
    "links": "point all links at another repository: links owner/name",
    "bughunt": "write a student's notebooks of functions with an error in each: bughunt STUDENT",
    "classroom": "write a week's assignment for nbgrader: classroom Course1/Week1",
}
# Commands whose packages do not go with the others', and so have a folder and requirements of their own.
APART = {"classroom": {"COURSE_VENV": ".venv-nbgrader", "COURSE_EXTRA": "requirements-nbgrader.txt"}}
VERSIONS = ("3.13", "3.12", "3.11")  # the Pythons that TensorFlow and the course both support
ROOT = Path(__file__).resolve().parent
VENV = ROOT / os.environ.get("COURSE_VENV", ".venv")
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG, STAMP = VENV / "install.log", VENV / "installed.sha256"
FIRST_LESSON = "Course1/Week1/01_python_and_jupyter.ipynb"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
BENCHMARK = "-m pytest tests/benchmarks -o addopts= --time".split()
QUIET = {  # settings of the environment
    # TensorFlow greets from C++ about processors and CUDA, past every setting: on the terminal, not in red on the page.
    "etc/ipython/ipython_kernel_config.py": "c.IPKernelApp.capture_fd_output = False\n",
    # JupyterLab does not ask whether it may fetch news: the option on its command line alone leaves the question.
    "share/jupyter/lab/settings/overrides.json": """{
  "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}
}
""",
}
PROBE = """import sys
version = "%d.%d" % sys.version_info[:2]
try:
    import ensurepip, venv
except ImportError:
    version += " without venv (on Debian and Ubuntu: apt install python3-venv)"
print(version + (" for 32 bits" if sys.maxsize < 2**32 else ""))"""


def colab():
    """The first lesson's address on Colab."""
    # No tomllib: the Pythons that need this address most do not have it.
    found = re.search(r'^repository *= *"(.+?)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    return f"https://colab.research.google.com/github/{found.group(1) if found else '...'}/blob/main/{FIRST_LESSON}"


def probe(command):
    """What a Python says it is when it runs: "3.12", or why it will not do. pyenv's shims may exist and not run."""
    try:
        answer = subprocess.run([*command, "-c", PROBE], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return "does not start"
    return answer.stdout.strip() if answer.returncode == 0 and answer.stdout.strip() else "does not start"


def find_python():
    """The command of a Python the course runs on: this one if possible. Exits with what was tried if there is none."""
    own = getattr(sys, "_base_executable", None) or sys.executable  # not the .venv that is about to be made again
    candidates = [[own]] + [["python" + version] for version in VERSIONS]
    if os.name == "nt":
        candidates += [["py", "-" + version] for version in VERSIONS]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates += [[path] for version in VERSIONS for path in glob.glob(f"{pyenv}/versions/{version}.*/bin/python")]
    tried = []
    for command in candidates:
        program = shutil.which(command[0])
        if program and VENV not in Path(program).parents:
            answer = probe([program, *command[1:]])
            if answer in VERSIONS:
                return [program, *command[1:]]
            tried.append(f"  {' '.join(command)}: {answer}")
    return sys.exit(
        "This course runs on Python 3.11, 3.12 or 3.13. TensorFlow has no release for newer ones, and older ones\n"
        "lack what the course uses. Found here:\n" + "\n".join(tried) + "\nInstall one of the three from "
        "https://www.python.org/downloads/ and try again,\nor run the lessons in the browser, with nothing to install:"
        f"\n  {colab()}"
    )


def explain(text):
    """Say in plain words why the set-up failed, from what pip or the system wrote."""
    if re.search(r"No space left|Errno 28|not enough space|disk quota", text, re.IGNORECASE):
        return "The disk is full. The packages need about 3 GB, and as much again while they are installed."
    network = "name resolution|getaddrinfo|NewConnection|Timeout|SSLError|ProxyError|Connection (refused|reset|abort)"
    if re.search(network, text):
        return "The network did not answer. Check the connection (a proxy, a firewall?) and run the same command again."
    if "No matching distribution found for tensorflow" in text:
        return (
            f"TensorFlow has no release for this computer ({platform.platform()}, {platform.machine()}).\nIt runs on "
            "Linux with glibc 2.27 or newer, on Macs with Apple silicon and macOS 12 or newer, and on Windows\n"
            f"with an Intel or AMD processor. Otherwise run the lessons on Colab:\n  {colab()}"
        )
    return "It ended with:\n" + "\n".join("  " + line for line in text.strip().splitlines()[-3:])


def install(command, what):
    """Run one step of the set-up. Its output goes to install.log; the reader sees that it moves, or why it failed."""
    begin, terminal, width = time.monotonic(), sys.stdout.isatty(), shutil.get_terminal_size().columns - 1
    print(f"{what} in {VENV.name} ...", flush=True)
    settings = dict(os.environ, PIP_USER="0", PIP_NO_INPUT="1", PIP_PROGRESS_BAR="off", PYTHONIOENCODING="utf-8")
    with open(LOG, "wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            while process.poll() is None:
                try:
                    process.wait(timeout=0.5 if terminal else 20)
                except subprocess.TimeoutExpired:
                    seconds = int(time.monotonic() - begin)
                    step = (LOG.read_text(encoding="ascii", errors="replace").strip().splitlines() or [""])[-1].strip()
                    line = f"  {seconds // 60}:{seconds % 60:02d} {step}".encode("ascii", "replace").decode()
                    print(line[:width].ljust(width), end="\r" if terminal else "\n", flush=True)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
            if terminal:
                print(" " * width, end="\r", flush=True)
    if process.returncode != 0:
        text = LOG.read_text(encoding="utf-8", errors="replace")
        sys.exit(f"The set-up failed. {explain(text)}\nThe whole record is in {LOG}")


def set_up():
    """Make or renew the environment where need be. A half-made or broken one is made anew."""
    version = probe([str(PYTHON)])
    options = ["-r", "requirements.txt"]
    if os.environ.get("COURSE_EXTRA"):
        options += ["-r", os.environ["COURSE_EXTRA"]]
    if os.environ.get("COURSE_CONSTRAINTS"):
        options += ["-c", os.environ["COURSE_CONSTRAINTS"]]
    files = b"".join((ROOT / name).read_bytes() for name in options[1::2])
    wanted = hashlib.sha256(files + version.encode()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    has_pip = version in VERSIONS and subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True)
    if not has_pip or has_pip.returncode != 0:
        if VENV.is_dir() and any(VENV.iterdir()) and not ((VENV / "pyvenv.cfg").exists() or LOG.exists()):
            sys.exit(f"{VENV} has files in it and is no virtual environment. Move it away and try again.")
        python = find_python()
        shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir(parents=True, exist_ok=True)
        install([*python, "-m", "venv", str(VENV)], "Making a virtual environment")
        wanted = hashlib.sha256(files + probe([str(PYTHON)]).encode()).hexdigest()
    if STAMP.is_file():
        STAMP.unlink()  # first, so that an attempt that breaks off is never taken for a success
    install([str(PYTHON), "-m", "pip", "install", *options], "Installing the packages (once, a few minutes)")
    for name, content in QUIET.items():
        (VENV / name).parent.mkdir(parents=True, exist_ok=True)
        (VENV / name).write_text(content)
    STAMP.write_text(wanted)
    if (sys.platform, platform.machine()) in (("darwin", "x86_64"), ("win32", "ARM64")):
        print(f"TensorFlow has no release for this computer. The lessons that use it run on Colab:\n  {colab()}")


def run(*arguments, **settings):
    """Run the environment's Python in the repository and return its exit code. Ctrl-C is the child's to answer."""
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    settings.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # else Python 3.13 starts with four lines of warning
    process = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=dict(os.environ, PATH=path, **settings))
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # JupyterLab asks whether it should stop, pytest prints its summary
            continue


def lab(place):
    """JupyterLab's arguments to open a place in the repository, without a browser where there is none."""
    display = sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))
    try:
        webbrowser.get()
    except webbrowser.Error:
        display = False
    # default_url and not a path, which would hide every folder above it; no question about news, no call home.
    options = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    options += [f"--LabApp.default_url=/lab/tree/{place}", "--Application.log_level=WARN"]
    options += [] if display else ["--no-browser"]
    options += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    print("Starting JupyterLab. Ctrl-C stops it." + ("" if display else " Open an address it prints:"), flush=True)
    return ["-m", "jupyterlab", *options]


def main(arguments):
    """Run one command and return its exit code."""
    command, extra = (arguments or ["help"])[0], arguments[1:]
    if command in ("help", "-h", "--help"):
        print("python start.py COMMAND, or make COMMAND. Each does its own set-up; what follows it is passed on.\n")
        print("\n".join(f"  {name:10} {text}" for name, text in COMMANDS.items()))
        return 0
    if command not in COMMANDS:
        near = difflib.get_close_matches(command, COMMANDS, 1)
        print(f"There is no command {command!r}." + (f" Did you mean {near[0]!r}?" if near else ""), file=sys.stderr)
        print(f"There are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    apart = APART.get(command, {})
    if not apart.items() <= os.environ.items():
        return subprocess.call([sys.executable, str(ROOT / "start.py"), *arguments], env={**os.environ, **apart})
    set_up()
    if command == "test":
        return run("-m", "pytest", *extra)
    if command == "benchmark":
        return run(*BENCHMARK, *extra, **dict.fromkeys(THREADS, "1"))
    if command == "lab":
        return run(*lab(FIRST_LESSON), *extra)
    if command == "practice":
        return run("-m", "tools.practice", "copy") or run(*lab("my_practice"), *extra)
    return run("-m", "tools." + command, *extra)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        sys.exit(f"That failed. {explain(str(error))}")
