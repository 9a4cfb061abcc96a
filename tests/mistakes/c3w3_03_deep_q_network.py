"""A wrong body for each mistake that the checks of Course 3, Week 3, lesson 3 call by name."""


def _remember(place, count='memory["count"] += 1'):
    """A body of remember that writes elsewhere or counts otherwise."""
    return f"""
capacity = len(memory["reward"])
place = {place}
for name, value in step.items():
    if place is not None:
        memory[name][place] = value
{count}"""


def _sample(rows):
    """A body of sample_batches that draws other places."""
    return f"""
filled = min(memory["count"], len(memory["reward"]))
rows = {rows}
return {{name: part[rows] for name, part in memory.items() if name != "count"}}"""


def _targets(best="Q_next.argmax(axis=1)", future="Q_next_target[np.arange(len(best)), best]", end=None):
    """A body of q_targets with another choice, future or sum."""
    return f"""
best = {best}
future = {future}
return {end or "reward + gamma * (1 - terminated) * future"}"""


def _huber(error="np.clip(Q[rows, action] - targets, -1, 1)", m=" / len(Q)"):
    """A body of huber_slopes with another error or divisor."""
    return f"""
rows, slopes = np.arange(len(Q)), np.zeros_like(Q)
slopes[rows, action] = {error}{m}
return slopes"""


def _gradient(following="next_state", chooser="params", judge="params_target", learner="params"):
    """A body of q_gradient with networks or states in each other's places."""
    return f"""
activations = forward(batch["state"], {learner})
Q_next = forward(batch["{following}"], {chooser})[-1]
Q_next_target = forward(batch["{following}"], {judge})[-1]
targets = q_targets(batch["reward"], batch["terminated"], Q_next, Q_next_target, gamma)
return backward(activations, {learner}, huber_slopes(activations[-1], batch["action"], targets))"""


WRONG = {
    "remember": {
        "the memory is full and takes no more": _remember(
            'memory["count"] if memory["count"] < capacity else None',
        ),
        "all later steps overwrite the last place": _remember('min(memory["count"], capacity - 1)'),
        "the first place is never used": _remember('1 + memory["count"] % (capacity - 1)'),
        "the count stays at 0": _remember('memory["count"] % capacity', count=""),
    },
    "sample_batches": {
        "places that are still empty are drawn": _sample(
            'rng.integers(len(memory["reward"]), size=(batches, batch_size))'
        ),
        "the newest step is never drawn": _sample("rng.integers(filled - 1, size=(batches, batch_size))"),
        "the same place is drawn all the time": _sample("np.zeros((batches, batch_size), dtype=int)"),
        "one batch, again and again": _sample("np.tile(rng.integers(filled, size=batch_size), (batches, 1))"),
    },
    "q_targets": {
        "a fall has a future": _targets(end="reward + gamma * future"),
        "the target network chooses as well": _targets(best="Q_next_target.argmax(axis=1)"),
        "the network that learns says what the action is worth": _targets(future="Q_next.max(axis=1)"),
        "gamma is left out": _targets(end="reward + (1 - terminated) * future"),
        "only falls have a future": _targets(end="reward + gamma * terminated * future"),
    },
    "huber_slopes": {
        "large errors are not cut off": _huber("(Q[rows, action] - targets)"),
        "the slopes are not divided by m": _huber(m=""),
        "the sign is turned": _huber("np.clip(targets - Q[rows, action], -1, 1)"),
        "all actions get a slope": "return np.clip(Q - targets[:, None], -1, 1) / len(Q)",
        "only the sign of the error is kept": _huber("np.sign(Q[rows, action] - targets)"),
    },
    "q_gradient": {
        "the targets come from the network that learns": _gradient(judge="params"),
        "the target network chooses the action": _gradient(chooser="params_target"),
        "the state stands in the next state's place": _gradient(following="state"),
        "the target network's answers are corrected": _gradient(learner="params_target"),
    },
}
