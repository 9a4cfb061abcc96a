"""One way to say what is raced: the same work from scratch and with a reference, after showing that they agree."""

import numpy as np
import pytest


def race(work, size, ours, reference, agree=None):
    """A test that times two functions without arguments as one group.

    work, size: what is done, and on how much. agree: called with both results before any timing; by default they must
    be equal to nine digits.
    """

    @pytest.mark.benchmark(group=f"{work} | {size}")
    @pytest.mark.parametrize("side", ["from scratch", "reference"])
    def test(benchmark, side):
        (agree or _equal)(ours(), reference())
        benchmark.extra_info["side"] = side
        benchmark(ours if side == "from scratch" else reference)

    return test


def _equal(ours, theirs):
    for one, other in zip(np.atleast_1d(ours), np.atleast_1d(theirs), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9)
