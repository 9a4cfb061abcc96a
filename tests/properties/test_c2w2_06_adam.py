"""Flat parameters, momentum, Adam and its training loop, on random shapes, against Keras and plain NumPy."""

from itertools import pairwise

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    read_only,
    same_in_any_form,
    turned_away,
)

from utils.lessons import take

LESSON = "Course2/Week2/06_adam"
flatten, unflatten, momentum_step, adam_step = take(LESSON, "flatten", "unflatten", "momentum_step", "adam_step")
train_adam, require_decay, descend = take(LESSON, "train_adam", "require_decay", "descend")
best_rung = take(LESSON, "best_rung")
random_params, bowl_path, bowl_costs, keras_steps = take(
    LESSON, "random_params", "bowl_path", "bowl_costs", "keras_steps"
)
forward, cross_entropy, gradient = take("Course2/Week2/05_back_propagation", "forward", "cross_entropy", "gradient")

NOT_SHARES = {"one": 1, "negative": -0.1, "NaN": np.nan, "text": "a"}
NET = [(np.array([[1.0, -2.0], [0.5, 1.0]]), np.array([0.25, -0.5]))]
GOOD = dict(theta=[1.0, 2.0], gradient=[3.0, 1.0], velocity=[1.0, 1.0], m=[0.5, 1.0], v=[1.0, 2.0], t=1, alpha=0.1)
GOOD |= dict(beta=0.9, beta1=0.9, beta2=0.99, epsilon=0.1)
TRAIN = dict(X=[[1.0, 2.0], [3.0, 4.0]], y=[0, 1], params=NET, alpha=0.1, epochs=1, batch_size=1, seed=0)
BAD = dict.fromkeys(("theta", "gradient", "velocity", "m", "v"), BAD_VECTORS | {"one too many": [1.0, 2.0, 3.0]})
BAD |= dict.fromkeys(("alpha", "epsilon"), NOT_POSITIVE) | dict.fromkeys(("t", "epochs", "batch_size"), NOT_COUNTS)
BAD |= dict.fromkeys(("beta", "beta1", "beta2"), NOT_SHARES)
BAD |= dict(X=BAD_TABLES, y=BAD_VECTORS | {"a class too many": [0, 2], "below 0": [-1, 0], "a half": [0.5, 1]})
seeds = st.integers(0, 1000)
scales = st.sampled_from([1e-3, 1, 1e3])
shares = st.sampled_from([0.0, 0.5, 0.9, 0.999])


@st.composite
def networks(draw):
    """Random layers of random sizes."""
    rng = np.random.default_rng(draw(seeds))
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    return [(rng.normal(size=(p, q)), rng.normal(size=q)) for p, q in pairwise(sizes)]


@given(networks())
def test_unflatten_is_the_way_back_and_copies_nothing(params):
    theta = flatten(params)
    np.testing.assert_array_equal(theta, np.concatenate([part.ravel() for pair in params for part in pair]))
    for pair, back in zip(params, unflatten(read_only(theta), params), strict=True):
        for one, other in zip(pair, back, strict=True):
            np.testing.assert_array_equal(one, other)
    assert all(np.shares_memory(part, theta) for pair in unflatten(theta, params) for part in pair)
    assert not any(np.shares_memory(part, theta) for pair in params for part in pair)
    with pytest.raises(ValueError, match="theta"):
        unflatten(np.append(theta, 1.0), params)
    with pytest.raises(ValueError, match="theta must be finite"):
        unflatten(theta * np.nan, params)


def test_flatten_takes_lists_and_random_params_have_their_variance():
    np.testing.assert_array_equal(flatten([([[1, 2], [3, 4]], [5, 6])]), [1, 2, 3, 4, 5, 6])
    params = random_params(3)
    assert [(W.shape, b.shape) for W, b in params] == [((400, 25), (25,)), ((25, 15), (15,)), ((15, 10), (10,))]
    for W, b in params:
        assert not b.any() and 0.75 < W.var() * len(W) / 2 < 1.3
    np.testing.assert_array_equal(params[0][0], random_params(3)[0][0])


@settings(max_examples=5)
@given(seeds, shares, st.sampled_from([0.001, 0.1, 2.0]))
def test_momentum_is_that_of_keras(seed, beta, alpha):
    gradients, theta = np.random.default_rng(seed).normal(size=(2, 4, 3))[0], np.ones(3)
    velocity, ours = np.zeros(3), []
    for g in gradients:
        theta, velocity = momentum_step(theta, g, velocity, alpha, beta)
        ours.append(theta)
    close(ours, _in_float64("SGD", gradients, learning_rate=alpha, momentum=np.float64(beta)), tolerance=1e-10)


@settings(max_examples=8)
@given(seeds, shares, shares, st.sampled_from([0.001, 0.5]), st.sampled_from([1e-7, 0.1]), scales)
def test_adam_is_that_of_keras(seed, beta1, beta2, alpha, epsilon, scale):
    gradients, theta = np.random.default_rng(seed).normal(size=(5, 3)) * scale, np.ones(3)
    m, v, ours = np.zeros(3), np.zeros(3), []
    for t, g in enumerate(gradients, start=1):
        theta, m, v = adam_step(theta, g, m, v, t, alpha, beta1, beta2, epsilon)
        ours.append(theta)
    betas = dict(beta_1=np.float64(beta1), beta_2=np.float64(beta2))
    close(ours, _in_float64("Adam", gradients, learning_rate=alpha, epsilon=epsilon, **betas), 1e-10)


def _in_float64(optimizer, gradients, **options):
    """The steps from ones of a Keras optimizer, built and used while Keras is set to float64."""
    before = keras.config.floatx()
    keras.config.set_floatx("float64")
    try:
        return keras_steps(getattr(keras.optimizers, optimizer)(**options), np.ones(3), gradients)
    finally:
        keras.config.set_floatx(before)


@given(seeds, st.integers(1, 50))
def test_keras_epsilon_is_the_papers_times_the_root_of_the_correction(seed, t):
    theta, g, m, v = np.random.default_rng(seed).normal(size=(4, 5))
    new, m, v = adam_step(theta, g, m, v**2, t, 0.1, epsilon=0.01 * np.sqrt(1 - 0.999**t))
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    close(new, theta - 0.1 * m_hat / (np.sqrt(v_hat) + 0.01), tolerance=1e-10)


def test_defaults_are_those_of_keras():
    theirs = keras.optimizers.Adam()
    assert adam_step.__defaults__ == (0.001, theirs.beta_1, theirs.beta_2, theirs.epsilon)
    assert momentum_step.__defaults__ == (0.9,)


@given(seeds)
def test_steps_take_any_form_and_change_no_input(seed):
    theta, g, m, v = np.random.default_rng(seed).integers(1, 9, size=(4, 3)).astype(float)
    same_in_any_form(momentum_step, theta, g, m, rest=(0.5,))
    same_in_any_form(adam_step, theta, g, m, v, rest=(3, 0.5))


@settings(max_examples=15)
@given(networks(), seeds, st.integers(1, 7), st.integers(1, 8), st.integers(1, 3))
def test_training_repeats_the_step_over_shuffled_batches(params, seed, m_rows, batch_size, epochs):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(m_rows, len(params[0][0]))), rng.integers(0, len(params[-1][1]), m_rows)
    before = flatten(params)
    trained, J_history = train_adam(read_only(X), y, params, 0.05, epochs, batch_size, seed)
    np.testing.assert_array_equal(flatten(params), before)
    rng, theta, m, v, t = np.random.default_rng(seed), before, 0 * before, 0 * before, 0
    J = [cross_entropy(forward(X, params)[-1], y)]
    for _ in range(epochs):
        order = rng.permutation(m_rows)
        for rows in np.split(order, range(batch_size, m_rows, batch_size)):
            t += 1
            theta, m, v = adam_step(theta, flatten(gradient(X[rows], y[rows], unflatten(theta, params))), m, v, t, 0.05)
        J.append(cross_entropy(forward(X, unflatten(theta, params))[-1], y))
    close(J_history, J)
    close(flatten(trained), theta)


@pytest.mark.parametrize("rule", ["gradient descent", "momentum", "Adam"])
def test_paths_in_the_bowl(rule):
    alpha = {"gradient descent": 0.01, "momentum": 0.005, "Adam": 0.2}[rule]
    path = bowl_path(rule, alpha, steps=300)
    assert path.shape == (301, 2) and path[0].tolist() == [-8, 1.5]
    assert bowl_path(rule, alpha).shape == (61, 2)
    assert bowl_costs(path[:1]) == 0.5 * (64 + 50 * 2.25) and bowl_costs(path)[-1] < 0.2
    turned = bowl_path(rule, alpha, turn=30, steps=5)
    c, s = np.cos(np.pi / 6), np.sin(np.pi / 6)
    back = turned @ np.array([[c, -s], [s, c]])
    close(back[0], [-8, 1.5])
    assert np.allclose(back, path[:6]) == (rule != "Adam")


def test_descend_counts_steps_from_one_and_yields_each():
    seen = []

    def slopes(theta, t):
        seen.append(t)
        return np.array([2.0])

    steps = list(descend("gradient descent", slopes, np.array([1.0]), 0.5, 3))
    assert seen == [1, 2, 3] and np.ravel(steps).tolist() == [0, -1, -2]


@given(seeds, st.integers(1, 6), st.integers(1, 5))
def test_the_best_rung_has_the_lowest_middle_cost_and_an_int_for_a_number(seed, rungs, starts):
    found = np.random.default_rng(seed).random((rungs, starts, 2))
    middle = [sorted(costs)[starts // 2] + sorted(costs)[(starts - 1) // 2] for costs in found[:, :, 0].tolist()]
    assert best_rung(read_only(found)) == middle.index(min(middle)) and type(best_rung(found)) is int


@bad_inputs({momentum_step: "theta gradient velocity alpha beta"}, BAD)
def test_momentum_turns_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({adam_step: "theta gradient m v t alpha beta1 beta2 epsilon"}, BAD)
def test_adam_turns_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({train_adam: "X y alpha epochs batch_size"}, BAD)
def test_training_turns_bad_input_away(function, name, value):
    turned_away(function, name, value, TRAIN)


def test_shares_from_zero_to_below_one():
    assert require_decay(beta=0) == 0 and require_decay(beta=0.999) == 0.999
    with pytest.raises(ValueError, match="v must not be negative"):
        adam_step([1.0], [1.0], [1.0], [-1.0], 1)
