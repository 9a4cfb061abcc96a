"""The race: fair turns, the best of several, no guess about how fast a function is."""

import time

import pytest

from utils import timing


def test_the_slower_one_takes_longer():
    times = timing.race({"slow": lambda: time.sleep(0.02), "fast": lambda: None}, repeats=2, min_time=0.01)
    assert times["fast"] < 0.005 and 0.015 < times["slow"] < 1


def test_runners_take_turns_and_are_warmed_up(monkeypatch):
    calls, clock = [], iter(range(10_000))
    monkeypatch.setattr(timing.time, "perf_counter", lambda: next(clock))  # each call seems to last one second
    timing.race({name: lambda name=name: calls.append(name) for name in "ab"}, repeats=3, min_time=0.5)
    assert "".join(calls) == "ab" + "ab" * 3


def test_the_best_of_several_counts(monkeypatch):
    clock = iter([0, 1, 10, 19, 20, 22, 30, 35])  # warming up, then 9, 2 and 5 seconds
    monkeypatch.setattr(timing.time, "perf_counter", lambda: next(clock))
    assert timing.race({"a": lambda: None}, repeats=3, min_time=0.5) == {"a": 2}


@pytest.mark.parametrize(("runners", "repeats"), [({}, 3), ({"a": print}, 0)])
def test_nothing_to_time_is_an_error(runners, repeats):
    with pytest.raises(ValueError, match="runners"):
        timing.race(runners, repeats=repeats)
