"""Compare every page strictly on a row of simulated machines, and print a table of what differs: `make matrix`.

    python -m tools.matrix                        all pages, all settings
    python -m tools.matrix LESSON ...             these pages, such as Course1/Week1/05_gradient_descent
    python -m tools.matrix --only plain hostile   these settings
    python -m tools.matrix --long                 with the lessons that train for minutes
    python -m tools.matrix --only                 runs nothing, shows what is known
    python -m tools.matrix --write newest         and puts the table between these markers of CONTRIBUTING.md

What has been compared is not compared again while the page's code and outputs, what it imports, the versions and the
processor are the same: an edited page costs only itself. The exit code is 1 if a cell differs.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from xml.etree import ElementTree

import nbformat
from tqdm import tqdm

from tools import machines
from tools.generated import pages
from tools.results import Results, machine
from tools.settings import HOME, LONG

PYTEST = ("-m", "pytest", "-q", "-n0", "--color=no", "-p", "no:cacheprovider", "-m", "")  # the last: long ones too
PATIENCE = ("--nbval-cell-timeout=7200", "--nbval-kernel-startup-timeout=600")  # a slow machine is no other answer
CODES = re.compile("\x1b\\[[0-9;]*m|#x1B\\[[0-9;]*m")


def outcomes(report):
    """[(class name, test name, what went wrong or None)] of a report in JUnit's form; skipped tests are left out."""
    found = []
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("skipped") is None:
            wrong = next((CODES.sub("", part.text or "") for part in case if part.tag in ("failure", "error")), None)
            found.append((case.get("classname"), case.get("name"), wrong))
    return found


def compare(page, variables):
    """Run strict nbval on a page under these variables: (cells compared, {cell number: what differs}).

    Cells that print times are run and not compared. Raises RuntimeError if pytest could not do its work.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, *PYTEST, *PATIENCE, f"--junitxml={report}", str(page)]
        done = subprocess.run(command, cwd=HOME, env=machines.environment(variables), capture_output=True, text=True)
        found = outcomes(report) if done.returncode in (0, 1) else []
    if not found:
        said = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise RuntimeError(f"no cell of {page.name} was compared, pytest ended with {done.returncode}:\n{said}")
    cells = [cell for cell in nbformat.read(page, as_version=4).cells if cell.cell_type == "code"]
    timed = sum("nbval-ignore-output" in cell.metadata.get("tags", []) for cell in cells)
    return len(found) - timed, {name.split()[-1]: wrong for _, name, wrong in found if wrong is not None}


def run(todo, results):
    """Compare [(page, setting, variables)] that are not known yet, two at a time, and keep each result at once."""
    todo = {results.key(*item): item for item in todo}
    with ThreadPoolExecutor(2) as pool:
        waiting = {pool.submit(compare, todo[k][0], todo[k][2]): k for k in todo if k not in results.known}
        try:
            for answer in tqdm(as_completed(waiting), total=len(waiting), unit="page", smoothing=0):
                page, setting, _ = todo[waiting[answer]]
                compared, differ = answer.result()
                results.add(waiting[answer], page=page.stem, setting=setting, compared=compared, differ=differ)
        finally:
            pool.shutdown(cancel_futures=True)


def table(settings, chosen, results, idle):
    """The lines of the table, and those that name each differing cell. idle: settings without effect here."""
    rows = ["| setting | what it stands for | cells compared | cells that differ |", "|---|---|---|---|"]
    differing = []
    for setting, (meaning, variables) in settings.items():
        known = {page: e for page in chosen if (e := results.known.get(results.key(page, setting, variables)))}
        compared, differ = sum(e["compared"] for e in known.values()), sum(len(e["differ"]) for e in known.values())
        count = f"{compared:,}" if known else "not run"
        if known and len(known) < len(chosen):
            count += f" (not run: {len(chosen) - len(known)} of {len(chosen)} pages)"
        elif setting in idle:
            count = "no effect on this machine"
        rows.append(f"| {setting} | {meaning} | {count} | {differ if known else '–'} |")
        for page, entry in known.items():
            name = page.relative_to(HOME).as_posix()
            differing += [f"{setting}: {name}, cell {cell}\n{text}" for cell, text in entry["differ"].items()]
    return rows, differing


def put_into(path, name, text):
    """Put text between <!-- matrix NAME --> and <!-- end of matrix NAME -->. Raises ValueError without such markers."""
    before = path.read_text(encoding="utf-8")
    first, last = f"<!-- matrix {name} -->\n", f"<!-- end of matrix {name} -->"
    if first not in before or last not in before:
        raise ValueError(f"{path.name} has no place for the matrix {name!r}: it needs {first.strip()} and {last}")
    head, rest = before.split(first)
    beside = path.with_suffix(".new")
    beside.write_text(f"{head}{first}{text}\n{last}{rest.split(last)[1]}", encoding="utf-8")
    os.replace(beside, path)


def choose(options):
    """The pages that were asked for. Exits with a message if one is none of ours."""
    known = [page for page in pages() if options.long or page.relative_to(HOME).with_suffix("").as_posix() not in LONG]
    chosen = [(HOME / name).with_suffix(".ipynb") for name in options.lessons] or known
    if wrong := [page for page in chosen if page not in known]:
        sys.exit(f"there is no page {wrong[0].relative_to(HOME)}, or it trains for minutes and needs --long")
    return chosen


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="make matrix", description="Strict comparison on simulated machines.")
    parser.add_argument("lessons", nargs="*", help="such as Course1/Week1/05_gradient_descent")
    parser.add_argument("--only", nargs="*", metavar="SETTING", help="these settings; none: show what is known")
    parser.add_argument("--long", action="store_true", help="also the lessons that train for minutes")
    parser.add_argument("--write", metavar="NAME", help="put the table between the markers of that name")
    parser.add_argument("--results", type=Path, default=HOME / ".cache/matrix.jsonl", help="where results are kept")
    options = parser.parse_args(arguments)
    chosen, plain = choose(options), machines.facts_with({})
    settings = machines.settings(plain["NumPy"])
    only = list(settings) if options.only is None else options.only
    if wrong := set(only) - set(settings):
        sys.exit(f"there is no setting {min(wrong)}; there are {', '.join(settings)}")
    effects = machines.effects({item for name in only for item in settings[name][1].items()}, plain)
    for (name, value), changed in effects.items():
        print(f"{name}={value}:", "; ".join(f"{k} {a} → {b}" for k, (a, b) in changed.items()) or "no effect here")
    idle = [s for s in only if settings[s][1] and not any(effects[item] for item in settings[s][1].items())]
    results = Results(options.results, machine(plain))
    try:
        run([(page, s, settings[s][1]) for s in only if s not in idle for page in chosen], results)
    except RuntimeError as error:
        sys.exit(str(error))
    rows, differing = table(settings, chosen, results, idle)
    text = "\n".join([results.machine, "", *rows])
    print(f"\n{text}\n", *differing, sep="\n")
    if options.write:
        put_into(HOME / "CONTRIBUTING.md", options.write, text)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
