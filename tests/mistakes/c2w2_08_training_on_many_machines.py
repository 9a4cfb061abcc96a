"""A wrong body for each mistake that the checks of Course 2, Week 2, lesson 8 call by name."""

WRONG = {
    "shard_rows": {
        "all workers get the rows of worker 0": "return np.arange(0, m, workers)",
        "the shard is a block, not every second row": "return np.array_split(np.arange(m), workers)[index]",
        "the step is one": "return np.arange(index, m)",
        "counting starts at worker 1": "return np.arange(index - 1, m, workers)[: -(-m // workers)][:2]",
    },
    "average_slopes": {
        "each worker counts the same, whatever its rows": "return slopes.mean(axis=0)",
        "the slopes are summed, not averaged": "return slopes.sum(axis=0)",
        "the sum is divided by the workers, not by the rows": "return np.tensordot(rows, slopes, axes=1) / len(rows)",
        "the sum is not divided at all": "return np.tensordot(rows, slopes, axes=1)",
        "the worker with fewer rows gets more say": "return np.tensordot(rows[::-1], slopes, axes=1) / rows.sum()",
    },
    "tf_config": {
        "a dict is returned, not its text": """
return {"cluster": {"worker": addresses}, "task": {"type": "worker", "index": index}}""",
        "a worker knows only itself": """
return json.dumps({"cluster": {"worker": [addresses[index]]}, "task": {"type": "worker", "index": index}})""",
        "a worker knows only the others": """
others = addresses[:index] + addresses[index + 1 :]
return json.dumps({"cluster": {"worker": others}, "task": {"type": "worker", "index": index}})""",
        "the list is turned round": """
return json.dumps({"cluster": {"worker": addresses[::-1]}, "task": {"type": "worker", "index": index}})""",
        "every worker says that it is worker 0": """
return json.dumps({"cluster": {"worker": addresses}, "task": {"type": "worker", "index": 0}})""",
        "workers are counted from 1": """
return json.dumps({"cluster": {"worker": addresses}, "task": {"type": "worker", "index": index + 1}})""",
        "the index is an address": """
return json.dumps({"cluster": {"worker": addresses}, "task": {"type": "worker", "index": addresses[index]}})""",
        "the index is written as a text": """
return json.dumps({"cluster": {"worker": addresses}, "task": {"type": "worker", "index": str(index)}})""",
    },
    "step_seconds": {
        "the computing is not shared": "return compute + 2 * (workers - 1) * (size / workers / bandwidth + latency)",
        "the parts are added up, but not handed round": """
return compute / workers + (workers - 1) * (size / workers / bandwidth + latency)""",
        "each turn carries all slopes, not a part": """
return compute / workers + 2 * (workers - 1) * (size / bandwidth + latency)""",
        "the latency is counted once": """
return compute / workers + 2 * (workers - 1) * size / workers / bandwidth + latency""",
        "there are as many turns as workers, twice": """
return compute / workers + 2 * workers * (size / workers / bandwidth + latency)""",
        "the bandwidth is multiplied": """
return compute / workers + 2 * (workers - 1) * (size / workers * bandwidth + latency)""",
    },
}
