"""The worker of Course 2, Week 2, lesson 8: it trains as NumPy does, dies when told to, goes on where it was saved."""

import json
import os
import subprocess
import sys

import numpy as np

from tools.settings import HOME
from utils import data
from utils.lessons import take

WORKER = HOME / "Course2" / "Week2" / "worker.py"
LESSON = "Course2/Week2/08_training_on_many_machines"


def run(folder, *arguments):
    """Run one worker, alone in its cluster, from another folder. Returns how it ended and its report."""
    free_ports, tf_config = take(LESSON, "free_ports", "tf_config")
    settings = os.environ | {"TF_CONFIG": tf_config([f"127.0.0.1:{free_ports(1)[0]}"], 0), "CUDA_VISIBLE_DEVICES": "-1"}
    command = [sys.executable, str(WORKER), str(folder), *arguments]
    ended = subprocess.run(command, env=settings, cwd=folder, capture_output=True, timeout=120, check=False)
    report = folder / "report0.json"
    return ended.returncode, json.loads(report.read_text(encoding="utf-8")) if report.exists() else None


def numpy_losses(steps):
    """The losses of the same training in NumPy."""
    images, labels = data.load_mnist5k()
    rows = np.random.default_rng(seed=8).permutation(len(labels))[:4000]
    X, y, W, b, losses = images[rows].reshape(-1, 784) / 255, labels[rows], np.zeros((784, 10)), np.zeros(10), []
    for _ in range(steps):
        J, dW, db = take(LESSON, "cost_and_slopes")(X, y, W, b)
        W, b, losses = W - 0.5 * dW, b - 0.5 * db, [*losses, J]
    return losses


def test_a_worker_trains_dies_and_goes_on_from_its_checkpoint(tmp_path):
    assert run(tmp_path, "--steps", "8", "--die-at", "6") == (9, None)
    code, report = run(tmp_path, "--steps", "8")
    assert (code, report["first"], report["error"]) == (0, 5, None)
    np.testing.assert_allclose(report["losses"], numpy_losses(8)[5:], rtol=1e-9)
    assert len(report["seconds"]) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report0.json", "steps0.txt", "worker0"]


def test_a_wrong_command_line_is_refused(tmp_path):
    assert run(tmp_path, "--steps", "many") == (2, None)
