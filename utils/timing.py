"""Fair timing, side by side: warmed up, interleaved, best of several."""

import time


def race(runners, repeats=7, min_time=0.02):
    """Time several functions against each other in one run.

    runners: {name: function without arguments}. repeats: how often each is timed; the best counts, because everything
    that disturbs a measurement makes it longer. min_time: seconds that one timing lasts at least; a fast function is
    called often enough to fill them. The runners take turns, so that a busy moment of the machine hits all of them.
    Returns {name: seconds per call}. Raises ValueError if there is nothing to time.
    """
    if not runners or repeats < 1:
        raise ValueError(f"runners must not be empty and repeats at least 1, got {len(runners)} and {repeats}")
    calls = {name: _calls_for(function, min_time) for name, function in runners.items()}
    best = dict.fromkeys(runners, float("inf"))
    for _ in range(repeats):
        for name, function in runners.items():
            best[name] = min(best[name], _time(function, calls[name]) / calls[name])
    return best


def _calls_for(function, min_time):
    """Warm the function up, and find how many calls fill `min_time`."""
    calls = 1
    while _time(function, calls) < min_time:
        calls *= 2
    return calls


def _time(function, calls):
    start = time.perf_counter()
    for _ in range(calls):
        function()
    return time.perf_counter() - start
