"""Results of strict comparisons, kept while all that they depend on is the same."""

import contextlib
import functools
import hashlib
import importlib.metadata
import json
import platform
import re

import nbformat

from tools.settings import HOME

PACKAGES = ("numpy", "scipy", "pandas", "matplotlib", "scikit-learn", "tensorflow", "keras", "gymnasium", "ipython")


def versions():
    """Python and the packages that make outputs, each with its version; one that is missing is left out."""
    found = [f"Python {platform.python_version()}"]
    for name in PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found.append(f"{name} {importlib.metadata.version(name)}")
    return found


def machine(facts):
    """A line that says what computes here: versions and processor. facts: of a plain kernel, from tools.machines."""
    blas = " and ".join(dict.fromkeys(facts["OpenBLAS"]))
    vectors = (facts["NumPy"] or ["its baseline"])[-1]
    return f"{', '.join(versions())}; {platform.machine()}, OpenBLAS for {blas}, NumPy up to {vectors}"


def compared(path):
    """What a strict comparison of a file depends on. Of a notebook: code, tags, outputs without the pictures' bytes."""
    if path.suffix != ".ipynb":
        return path.read_text(encoding="utf-8")
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    for output in (output for cell in cells for output in cell.outputs):
        output.get("data", {}).pop("image/png", None)
    return "\n".join([cell.source for cell in cells] + [json.dumps([c.metadata.get("tags"), c.outputs]) for c in cells])


def add_sources(path, found):
    """Add {path: text} of a page to `found`, and of all files of the course that it imports or takes from."""
    if path in found or not path.is_file():
        return
    found[path] = text = compared(path)
    words = {word for line in text.splitlines() if "utils" in line for word in re.findall(r"\w+", line)}
    for name in sorted(words):
        for file in (HOME / f"utils/{name}.py", *sorted((HOME / "utils" / name).glob("*.*"))):
            add_sources(file, found)
    for name in re.findall(r"Course\d/(?:Week\d/)?\w+", text if path.suffix == ".ipynb" else ""):
        add_sources(HOME / f"{name}.ipynb", found)
    if "data" in words:
        add_sources(HOME / "data/SHA256SUMS", found)


def digest(value):
    """Sixteen hexadecimal digits for anything that JSON can write."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


@functools.cache
def page_digest(path):
    """The digest of a page and of what it depends on."""
    found = {}
    add_sources(path, found)
    return digest(list(found.values()))


class Results:
    """Results by key, in a file with one JSON object a line: an interrupted run loses only the page it was at."""

    def __init__(self, path, machine):
        """path: the file, made with its folder when need be. machine: the line that says what computes here."""
        self.path, self.machine, self.known = path, machine, {}
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
            with contextlib.suppress(ValueError):  # a line that was being written when the machine stopped
                entry = json.loads(line)
                self.known[entry["key"]] = entry

    def key(self, page, setting, variables):
        """What a result belongs to: this page as it stands, under these variables, on this machine."""
        return digest([self.machine, setting, variables, page_digest(page)])

    def add(self, key, **entry):
        """Keep a result: compared, the number of cells; differ, {cell number: what nbval said}."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.known[key] = {"key": key, **entry}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(self.known[key]) + "\n")
