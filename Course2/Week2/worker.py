"""One worker of a cluster. Lesson 8 starts this script once for each worker; on a real cluster, each machine would.

It trains a softmax regression on its own rows of the digits. At each step TensorFlow adds up the slopes of all workers.
Who the workers are, and which one this is, stands in the environment variable TF_CONFIG.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import tensorflow as tf

from utils import data

ROWS, ALPHA, SAVE_EVERY = 4000, 0.5, 5
KILLED, PEER_LOST = 9, 3  # how a worker ends that is pulled out, and one that finds itself alone


def load_shard(index, workers):
    """The rows of one worker: every `workers`-th digit, from number `index` on. Returns X (rows, 784), one-hot Y."""
    images, labels = data.load_mnist5k()
    rows = np.random.default_rng(seed=8).permutation(len(labels))[:ROWS][index::workers]
    return tf.constant(images[rows].reshape(-1, 784) / 255), tf.one_hot(labels[rows], 10, dtype=tf.float64)


def train(folder, steps, die_at):
    """Train for some steps, from the last checkpoint if there is one.

    folder: where checkpoints and the report go; steps: up to which step; die_at: the step at which this worker is
    pulled out, or None. Returns a dict: the first step, the losses, the seconds of each step, the error that ended it.
    """
    index = json.loads(os.environ["TF_CONFIG"])["task"]["index"]
    options = tf.distribute.experimental.CommunicationOptions(timeout_seconds=30)
    strategy = tf.distribute.MultiWorkerMirroredStrategy(communication_options=options)
    X, Y = load_shard(index, strategy.num_replicas_in_sync)
    with strategy.scope():  # the variables have a copy on each worker, equal at all times
        W, b, done = tf.Variable(np.zeros((784, 10))), tf.Variable(np.zeros(10)), tf.Variable(0)
    checkpoint = tf.train.Checkpoint(W=W, b=b, done=done)
    saver = tf.train.CheckpointManager(checkpoint, str(folder / f"worker{index}"), max_to_keep=2)
    checkpoint.restore(tf.train.latest_checkpoint(str(folder / "worker0")))

    def slopes():
        """The loss and its slopes, summed over the rows of all workers: each brings those of its own rows."""
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(tf.nn.softmax_cross_entropy_with_logits(Y, X @ W + b)) / ROWS
        return tf.distribute.get_replica_context().all_reduce("SUM", [loss, *tape.gradient(loss, [W, b])])

    step = tf.function(lambda: strategy.run(slopes))
    first = int(done.numpy())
    report = {"first": first, "losses": [], "seconds": [], "error": None}
    for number in range(first, steps):
        if number == die_at:
            wait_for_chief(folder, number)
            os._exit(KILLED)  # no good-bye: what a power cut looks like to the others
        start = time.perf_counter()
        try:
            loss, dW, db = step()
        except tf.errors.UnavailableError as error:
            report["error"] = type(error).__name__
            break
        W.assign_sub(ALPHA * dW)
        b.assign_sub(ALPHA * db)
        done.assign_add(1)
        report["losses"].append(float(loss))
        report["seconds"].append(time.perf_counter() - start)
        (folder / f"steps{index}.txt").write_text(str(number + 1), encoding="utf-8")
        if (number + 1) % SAVE_EVERY == 0:
            saver.save(number + 1)
    return report


def wait_for_chief(folder, steps, seconds=30.0):
    """Wait until worker 0 has taken so many steps: a process that ends takes with it what it has not sent yet."""
    end = time.monotonic() + seconds
    while (folder / "steps0.txt").read_text(encoding="utf-8") != str(steps) and time.monotonic() < end:
        time.sleep(0.01)


def main():
    """Read the command line, train, and write the report beside the checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an existing folder for checkpoints and reports")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--die-at", type=int, help="the step at which this worker is pulled out")
    options = parser.parse_args()
    index = json.loads(os.environ["TF_CONFIG"])["task"]["index"]
    report = train(options.folder, options.steps, options.die_at)
    (options.folder / f"report{index}.json").write_text(json.dumps(report), encoding="utf-8")
    if report["error"]:
        os._exit(PEER_LOST)  # at once: an orderly end would wait for the peer that is gone


if __name__ == "__main__":
    main()
