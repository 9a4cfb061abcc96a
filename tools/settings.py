"""The environment in which notebooks are executed, by `make notebooks` and by the tests alike."""

import os
import tomllib
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]

# Lessons that train for minutes, and the packages beyond requirements.txt that each one imports. Their cells from the
# training on carry the tag `long`.
LONG = {"Course3/Week3/04_lunar_lander": ("Box2D", "pygame")}

# Tags of cells that are not run inside another process: they need a browser, measure time, or train for minutes.
SKIPPED = {"slider", "nbval-ignore-output", "long"}

KERNEL_ENVIRONMENT = {
    # Two notebooks run at once: with the default thread counts they would fight for the cores.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def set_kernel_environment():
    """Set what is not set yet, so that another thread count can still be asked for from outside."""
    for name, value in KERNEL_ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def repository():
    """The repository's address, as owner/name."""
    return tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["course"]["repository"]
