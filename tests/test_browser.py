"""JupyterLab in headless Chromium, as a reader uses it: lessons run, sliders redraw, exercises are told what is wrong.

Needs requirements-browser.txt and a Chromium or Chrome on the PATH. All of it happens in a copy of the course.
"""

import contextlib
import json
import os
import runpy
import shutil
import socket
import subprocess
import sys
import textwrap
import time
import urllib.request
from importlib.metadata import version

import nbformat
import pytest

from tools.practice import BEGIN, SOLUTION, exercise_name
from tools.settings import HOME

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
BROWSER = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
SERVER = ["--no-browser", "--IdentityProvider.token=", "--LabApp.news_url=None", "--Application.log_level=ERROR"]
SERVER += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--ServerApp.port_retries=0"]
# All cells are drawn, also those out of view.
ALL_CELLS = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
LESSON, EXERCISE, MISTAKE = "Course1/Week1/05_gradient_descent", "gradient_step", "alpha is left out"
MINUTES = 60_000  # in milliseconds, as Playwright counts

MISSING = "playwright missing: pip install -r requirements-browser.txt"
playwright = pytest.importorskip("playwright.sync_api", reason=MISSING)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on the PATH"),
    pytest.mark.skipif(version("ipywidgets") < "8", reason="Colab's ipywidgets 7 draws no slider in JupyterLab 4"),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course with its practice notebooks handed out."""
    copy = tmp_path_factory.mktemp("browser") / "course"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "my_practice"))
    subprocess.run([sys.executable, "-m", "tools.practice", "copy"], cwd=copy, check=True, capture_output=True)
    return copy


@pytest.fixture(scope="module")
def lab(course):
    """The address of a JupyterLab that shows the copy."""
    settings = course.parent / "settings"
    settings.mkdir()
    (settings / "overrides.json").write_text(json.dumps(ALL_CELLS))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [*SERVER, f"--port={port}", f"--LabApp.app_settings_dir={settings}"]
    options += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    server = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], cwd=course, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def opened(lab):
    """Opens a notebook of the copy in a fresh page, and runs all of it. The kernel is shut down at the end."""
    with playwright.sync_playwright() as started:
        sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
        browser = started.chromium.launch(executable_path=CHROMIUM, args=[*BROWSER, *sandbox])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(2 * MINUTES)

        def open_and_run(notebook):
            page.goto(f"{lab}/lab/tree/{notebook}.ipynb?reset")
            page.locator(".jp-NotebookPanel .jp-CodeCell").last.wait_for(state="attached")
            wait_for_kernel(f"{lab}/api/sessions", f"{notebook}.ipynb")
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.locator("li[data-command='runmenu:run-all']").click()
            wait_until_done(page)
            return page

        yield open_and_run
        browser.close()


def wait_for_kernel(sessions, notebook):
    """Wait until the page is connected to a kernel: without one, JupyterLab asks which to take, and runs nothing."""
    for _ in range(1200):
        listed = json.load(urllib.request.urlopen(sessions, timeout=60))
        kernels = [session["kernel"] for session in listed if session["path"] == notebook]
        if any(kernel["execution_state"] == "idle" and kernel["connections"] for kernel in kernels):
            return
        time.sleep(0.1)
    raise TimeoutError(f"no kernel for {notebook}")


def wait_until_done(page):
    """Wait until cells have run and none is waiting. A cell that runs shows [*]."""
    prompts = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(prompt => prompt.textContent)"
    page.wait_for_timeout(500)
    page.wait_for_function(f"!{prompts}.some(text => text.includes('*'))", timeout=3 * MINUTES)


def shown(page, kind):
    """The outputs of a kind ("error", "stderr") on the page."""
    return page.locator(f".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.{kind}']").all_inner_texts()


def write(page, name, body):
    """As a learner: put a body into an exercise's cell, run it, run its check. Returns the verdict."""
    cell = page.locator(".jp-CodeCell", has_text=f"def {name}(").first
    source = nbformat.read(HOME / f"{LESSON}.ipynb", as_version=4)
    code = next(c.source for c in source.cells if f"def {name}(" in c.source and BEGIN in c.source)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(SOLUTION.sub(lambda found: textwrap.indent(body.strip("\n"), found[1]), code))
    page.keyboard.press("Shift+Enter")
    check = page.locator(".jp-CodeCell", has_text=f'with exercise("{name}")').first
    check.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    wait_until_done(page)
    return check.locator(".jp-OutputArea-output").last.inner_text()


@pytest.mark.parametrize("lesson", [LESSON, "Course2/Week1/01_neurons_and_layers", "Course3/Week1/01_k_means"])
def test_a_lesson_runs_and_its_slider_redraws_the_picture(opened, lesson):
    page = opened(lesson)
    assert shown(page, "error") == shown(page, "stderr") == []
    output = page.locator(".jp-OutputArea", has=page.locator(".widget-slider")).first
    picture, handle = output.locator("img").first, output.locator(".noUi-handle").first
    before = picture.get_attribute("src")
    at_its_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
    handle.press("ArrowLeft" if at_its_end else "ArrowRight")
    playwright.expect(picture).not_to_have_attribute("src", before, timeout=MINUTES)


def test_a_wrong_answer_is_told_its_mistake_and_a_right_one_counts(opened):
    page = opened(f"my_practice/{LESSON}")
    assert shown(page, "error") == []
    wrong = runpy.run_path(str(HOME / "tests/mistakes/c1w1_05_gradient_descent.py"))["WRONG"][EXERCISE][MISTAKE]
    assert f"when {MISTAKE}." in write(page, EXERCISE, wrong)
    cells = nbformat.read(HOME / f"{LESSON}.ipynb", as_version=4).cells
    exercises = [cell for cell in cells if cell.cell_type == "code" and BEGIN in cell.source]
    lesson = next(cell.source for cell in exercises if exercise_name(cell) == EXERCISE)
    assert write(page, EXERCISE, textwrap.dedent(SOLUTION.search(lesson)[2])) == f"✓ {EXERCISE} solved"
