"""Run one trial of a function: with a planted error, quietly, and not for ever. For tools/trials.py."""

import contextlib
import io
import signal
import sys
import time
import warnings

import numpy as np
import pytest

SECONDS = 2.0  # of processor time, on top of three times what a trial takes without an error: more is an endless loop


class TimeIsUp(BaseException):
    """Not an Exception, so that neither a lesson nor hypothesis takes it for an error of its own."""


def measure(run, functions, what, is_cell):
    """(seconds, names of the functions called) of a trial without a planted error.

    functions: {name: [function objects]} to look out for. A cell whose files are gone calls none: it is no trial.
    Raises RuntimeError, naming `what`, if the trial fails otherwise.
    """
    start = time.process_time()
    try:
        with quiet(), watch({id(held.__code__): name for name in functions for held in functions[name]}) as called:
            run()
    except (Exception, pytest.fail.Exception) as error:
        if is_cell and isinstance(error, OSError):
            return 0.0, frozenset()
        raise RuntimeError(f"{what}: a check fails without a planted error: {error}") from error
    return time.process_time() - start, frozenset(called)


def fails(trial):
    """Whether a trial raises an error, or does not end in time (where the system has alarms: not on Windows)."""
    try:
        with quiet(), alarm(SECONDS + 3 * trial.seconds):
            trial.run()
    except (Exception, pytest.fail.Exception, TimeIsUp):
        return True
    return False


@contextlib.contextmanager
def planted(functions, name, source):
    """Give functions the body in `source` for a while. Everyone who holds them sees the change."""
    originals = [function.__code__ for function in functions]
    for function in functions:
        namespace = dict(function.__globals__)
        exec(source, namespace)
        function.__code__ = namespace[name].__code__
    try:
        yield
    finally:
        for function, code in zip(functions, originals, strict=True):
            function.__code__ = code


@contextlib.contextmanager
def watch(codes):
    """A set that fills with the names of what is called in the block. codes: {id of a code object: name}."""
    called = set()

    def note(frame, event, _):
        if event == "call" and id(frame.f_code) in codes:
            called.add(codes[id(frame.f_code)])

    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(None)


@contextlib.contextmanager
def alarm(seconds):
    """Raise TimeIsUp in the block after so many seconds of processor time: a busy machine changes no verdict."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_):
        raise TimeIsUp

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)  # again and again, should somebody swallow the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextlib.contextmanager
def quiet():
    """No output and no warnings: wrong functions overflow and divide by zero."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
