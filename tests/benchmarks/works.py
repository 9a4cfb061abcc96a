"""One way to say what is raced: the same work from scratch and with a reference, at two sizes."""

import contextlib
from dataclasses import dataclass

import numpy as np

# Lessons without a race, and why. Every other lesson has at least one (test_covered.py).
LEFT_OUT = {
    "Course1/Week1/01_python_and_jupyter": "first steps in Python, no algorithm",
    "Course1/Week2/01_vectorization": "its loops are slow on purpose, and what replaces them is NumPy's own product",
    "Course2/Week1/01_neurons_and_layers": "a layer unit by unit, a loop on purpose; lesson 2 has the layer",
    "Course2/Week1/04_why_networks_are_fast": "slow and fast forms of one product, which it times itself",
    "Course2/Week2/01_training_with_tensorflow": "its slopes are TensorFlow's; lessons 5 and 6 train without it",
    "Course2/Week2/08_training_on_many_machines": "it plays many machines on one; the arithmetic is that of lesson 3",
    "Course3/Week3/04_lunar_lander": "it flies with the agent of lesson 3",
}


@dataclass(frozen=True)
class Race:
    """What a race is about. lesson: its path; work, reference: names; sizes: two, the small one first, as texts."""

    lesson: str
    work: str
    reference: str
    sizes: tuple

    @property
    def is_loop(self):
        """Whether the reference is no library: the same steps, without checks and functions."""
        return self.reference.startswith("bare")


RACES = []  # all that were declared, in the order of the course


def race(lesson, work, reference, small, large, label="{:,}"):
    """Make a test of a function that prepares a race.

    lesson, work, reference: as in Race. small, large: the arguments of the function, a tuple or one value. label: turns
    them into a text. The function returns two functions without arguments, ours and the reference. If their results are
    not equal to nine digits, it returns a third function, which takes both results and asserts that they agree.
    """
    sizes = [size if isinstance(size, tuple) else (size,) for size in (small, large)]
    about = Race(lesson, work, reference, tuple(label.format(*size) for size in sizes))
    RACES.append(about)

    def decorate(prepare):
        def test(large, stopwatch):
            ours, theirs, *agree = prepare(*sizes[large])
            (agree[0] if agree else equal)(ours(), theirs())
            stopwatch(about, large, ours, theirs)

        return test

    return decorate


def equal(ours, theirs, rtol=1e-9, atol=0):
    """Two numbers, arrays or rows of arrays agree."""
    if isinstance(ours, (tuple, list)):
        for one, other in zip(ours, theirs, strict=True):
            equal(one, other, rtol, atol)
    else:
        np.testing.assert_allclose(ours, theirs, rtol=rtol, atol=atol)


def within(rtol=1e-9, atol=0):
    """`equal` with other limits."""
    return lambda ours, theirs: equal(ours, theirs, rtol, atol)


@contextlib.contextmanager
def float64():
    """Keras builds its layers and losses in float64 here, as we compute; it goes on in float32 afterwards."""
    import keras  # here, so that races without Keras need not wait for it

    before = keras.config.floatx(), keras.config.dtype_policy()
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    try:
        yield
    finally:
        keras.config.set_floatx(before[0])
        keras.config.set_dtype_policy(before[1])


def rewind(variables):
    """A function that gives Keras variables the values back that they have now."""
    fresh = [variable.numpy() for variable in variables]

    def restore():
        for variable, value in zip(variables, fresh, strict=True):
            variable.assign(value)

    return restore
