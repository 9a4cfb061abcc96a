"""Point every link at another repository, such as your fork: `make links REPOSITORY=owner/name`.

    python -m tools.links owner/name

The address in pyproject.toml is replaced wherever it stands in a tracked notebook, in a README or other Markdown, and
in pyproject.toml itself. Nothing is executed. A second run changes nothing.
"""

import argparse
import os
import re
import subprocess
import sys

from tools import settings

ADDRESS = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")  # GitHub's own rule


def point_at(new):
    """Replace the repository's address by `new` (owner/name). Returns the files that changed.

    Raises ValueError if `new` is no owner/name, and RuntimeError if git cannot list the files.
    """
    if not ADDRESS.fullmatch(new) or new.endswith(".git"):
        raise ValueError(f"REPOSITORY must be owner/name, as in github.com/owner/name, got {new!r}")
    old = re.compile(rf"(?<![\w.-]){re.escape(settings.repository())}(?![\w-])")  # and not a part of a longer name
    changed = [(path, text) for path in tracked() if (text := path.read_bytes().decode()) != old.sub(new, text)]
    for path, text in changed:
        beside = path.with_name(path.name + ".new")
        beside.write_bytes(old.sub(new, text).encode())  # bytes: line ends stay what they are
        os.replace(beside, path)
    return [path for path, _ in changed]


def tracked():
    """The files that may hold the address. pyproject.toml comes last: an interrupted run can be run again."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.ipynb", "*.md"], cwd=settings.HOME, capture_output=True, encoding="utf-8"
    )
    if listed.returncode:
        raise RuntimeError(f"make links needs a git clone of the course: {listed.stderr.strip()}")
    paths = [settings.HOME / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()] + [settings.HOME / "pyproject.toml"]


def main():
    parser = argparse.ArgumentParser(prog="make links", description="Point every link at another repository.")
    parser.add_argument("repository", help="owner/name of your fork")
    new = parser.parse_args().repository
    try:
        changed = point_at(new)
    except (ValueError, RuntimeError) as error:
        sys.exit(str(error))
    print(f"{len(changed)} file{'s' * (len(changed) != 1)} changed; all links lead to {new}")


if __name__ == "__main__":
    main()
