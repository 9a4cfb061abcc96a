"""What is solved and what is to do, week by week: `make progress`.

    python -m tools.progress [--timeout SECONDS]

Runs the practice notebooks in my_practice/ that were edited and reads the verdicts of their checks. Results are kept
by the hash of what was run; an endless loop ends at the timeout.
"""

import argparse
import itertools
import json
import subprocess
import sys
import time

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from tqdm import tqdm

from tools.copies import MINE, edited, mine, name_of, read_json
from tools.generated import lessons
from tools.kernels import client_for
from tools.practice import path_for
from tools.settings import set_kernel_environment
from utils.lessons import save
from utils.practice import MIME

CACHE = MINE / ".progress.json"
BAR = 10


def run(path, timeout):
    """Run a practice notebook without changing its file.

    path: the notebook. timeout: seconds for all of it. Returns {exercise: [status, message]} and what stopped the run
    early, or None.
    """
    try:
        nb = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises many kinds
        return {}, f"cannot be read as a notebook: {error}"
    deadline, current = time.monotonic() + timeout, []

    def seconds_left(cell):
        current[:] = [cell]
        return max(1, int(deadline - time.monotonic()))

    client = client_for(
        nb,
        path.parent,
        timeout_func=seconds_left,
        allow_errors=True,
        shutdown_kernel="immediate",
    )
    stopped = None
    try:
        client.execute(stderr=subprocess.DEVNULL)  # the kernel's own log
    except CellTimeoutError:
        stopped = f"ran out of time ({timeout} s) in {_place(current[0])}"
    except DeadKernelError:
        stopped = f"Python broke off in {_place(current[0])}"
    outputs = itertools.chain.from_iterable(cell.get("outputs", []) for cell in nb.cells)
    records = [output.data[MIME] for output in outputs if MIME in output.get("data", {})]
    return {record["exercise"]: [record["status"], record["message"]] for record in records}, stopped


def results(timeout):
    """{lesson: {"digest", "timeout", "verdicts", "stopped"}} of all edited notebooks, running those that changed."""
    cache, now = read_json(CACHE), edited()
    old = {path: cache.get(name_of(path)) for path in now}
    known = {name_of(path): old[path] for path in now if _still_holds(old[path], now[path], timeout)}
    to_run = [path for path in now if name_of(path) not in known]
    set_kernel_environment()
    for path in tqdm(to_run, unit="notebook", leave=False, disable=not to_run):
        digest, (verdicts, stopped) = now[path], run(mine(path), timeout)
        known[name_of(path)] = {"digest": digest, "timeout": timeout, "verdicts": verdicts, "stopped": stopped}
        save(CACHE, json.dumps(known, indent=1, sort_keys=True))
    return known


def report(found):
    """The lines to print: a bar a week, and under it what is to do."""
    for _, week in itertools.groupby(lessons(), key=lambda path: path.parent):
        lines, solved, total = [], 0, 0
        for path in week:
            names, lesson = exercises(path), name_of(path)
            total += len(names)
            if lesson not in found:
                lines += [f"  {path.stem}: {len(names)} to write"] if names else []
                continue
            verdicts = found[lesson]["verdicts"]
            open_ = [name for name in names if verdicts.get(name, [""])[0] != "solved"]
            solved += len(names) - len(open_)
            lines += [f"  {path.stem}"] if open_ or found[lesson]["stopped"] else []
            lines += [f"    ✗ {found[lesson]['stopped']}"] if found[lesson]["stopped"] else []
            lines += [f"    {verdicts.get(name, ['', f'· {name}: its check was not reached'])[1]}" for name in open_]
        if total:
            full = solved * BAR // total
            title = f"{path.parts[-3]} {path.parts[-2]}".replace("Course", "Course ").replace("Week", "Week ")
            yield f"{title}  {'█' * full}{'░' * (BAR - full)}  {solved} of {total} solved"
            yield from lines


def exercises(path):
    """The names of the exercises of a lesson, in order."""
    practice = path_for(path)
    cells = nbformat.read(practice, as_version=4).cells if practice.exists() else []
    marks = [cell.metadata.get("nbgrader", {}) for cell in cells]
    return [mark["grade_id"] for mark in marks if mark.get("solution")]


def _still_holds(entry, digest, timeout):
    return bool(entry) and entry["digest"] == digest and not (entry["stopped"] and entry["timeout"] < timeout)


def _place(cell):
    mark = cell.metadata.get("nbgrader", {}).get("grade_id")
    return f"exercise {mark.removeprefix('check-')}" if mark else f"the cell that begins {cell.source[:40]!r}"


def main():
    parser = argparse.ArgumentParser(prog="make progress", description="What is solved and what is to do.")
    parser.add_argument("--timeout", type=int, default=120, help="seconds for each notebook (default: 120)")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="replace")  # a terminal without block characters
    found = results(options.timeout)
    if not found:
        print("You have not edited a practice notebook yet. `make practice` (or `python start.py practice`) copies")
        print("them to my_practice/ and opens them. Write a body, run its check, save, and come back.")
        return
    print("\n".join(report(found)))


if __name__ == "__main__":
    main()
