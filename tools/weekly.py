"""What has moved outside: Colab's packages against tests/colab-versions.txt, cells under the newest versions.

    python -m tools.weekly COLAB REPORT ADDRESS > body.md

COLAB holds what Colab publishes (pip-freeze.txt and os-info.txt, one after the other), REPORT is pytest's report in
JUnit's form, ADDRESS leads to the run. The text of an issue is printed, and nothing where all is as it was. The
workflow weekly.yml calls this.
"""

import re
import sys
from pathlib import Path

from tools.matrix import outcomes
from tools.results import versions
from tools.settings import HOME


def frozen(text):
    """{name: version} in the text of a `pip freeze`, names as pip compares them; Python too, if the text names it."""
    found = {}
    for name, version in re.findall(r"^([A-Za-z0-9][\w.-]*) *(?:==| @ )(\S+)", text, re.MULTILINE):
        found[re.sub(r"[-_.]+", "-", name).lower()] = version
    if python := re.search(r"\bPython (\d+\.\d+)", text):
        found["Python"] = python[1]
    return found


def moved_packages(ours, theirs):
    """[(name, our version, theirs or None)] of the packages of ours whose versions differ."""
    return [(name, version, theirs.get(name)) for name, version in ours.items() if theirs.get(name) != version]


def moved_cells(report):
    """({page: [cells]}, [other tests]) that do not hold any more, from pytest's report. The page as Course1/Week1/…"""
    cells, tests = {}, []
    for where, name, wrong in outcomes(report):
        if wrong is None:
            continue
        page = re.fullmatch(r"(Course\d)\.(Week\d\.)?(\w+)\.ipynb", where or "")
        if page and name.startswith("Cell "):
            cells.setdefault("/".join(filter(None, where.removesuffix(".ipynb").split("."))), []).append(name[5:])
        else:
            tests.append(f"{where}: {name}")
    return cells, tests


def body(packages, cells, tests, address):
    """The issue's text in Markdown, or "" if nothing has moved. cells: None if the run left no report."""
    parts = []
    if packages:
        rows = [f"| {name} | {ours} | {theirs or 'none'} |" for name, ours, theirs in packages]
        parts += ["Colab has other versions than `tests/colab-versions.txt`:"]
        parts += ["\n".join(["| package | here | on Colab |", "|---|---|---|", *rows])]
    if cells is None:
        parts += ["The run with the newest versions ended without a report."]
    elif cells:
        rows = [f"- `{page}`: cell{'s' * (len(names) > 1)} {', '.join(names)}" for page, names in sorted(cells.items())]
        parts += ["With the newest versions these cells print something else, or fail:", "\n".join(rows)]
    if tests:
        shown = [f"- `{test}`" for test in tests[:50]] + [f"- and {len(tests) - 50} more"] * (len(tests) > 50)
        parts += ["With the newest versions these tests fail:", "\n".join(shown)]
    if not parts:
        return ""
    parts += [f"The newest versions were {', '.join(versions())}. [The run]({address}) says more."]
    parts += ["CONTRIBUTING.md, *A library has a new version*, says what to do. This text is renewed every week."]
    return "\n\n".join(parts) + "\n"


def main(colab, report, address):
    """Print the text. Exits with a message if what should be Colab's list holds no packages."""
    theirs = frozen(Path(colab).read_text(encoding="utf-8"))
    if len(theirs) < 50:
        sys.exit(f"{colab} is no list of Colab's packages: it names {len(theirs)}")
    packages = moved_packages(frozen((HOME / "tests/colab-versions.txt").read_text(encoding="utf-8")), theirs)
    cells, tests = moved_cells(report) if Path(report).exists() else (None, [])
    print(body(packages, cells, tests, address), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
