"""The deep Q-network's memory, targets, slopes and loop, on random input, against plain loops and TensorFlow."""

from itertools import pairwise

import gymnasium as gym
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import BAD_TABLES, BAD_VECTORS, NOT_COUNTS, NOT_FINITE, bad_inputs, close, read_only, turned_away

from utils.lessons import take

LESSON = "Course3/Week3/03_deep_q_network"
new_memory, remember, sample_batches = take(LESSON, "new_memory", "remember", "sample_batches")
q_targets, huber, huber_slopes, q_gradient = take(LESSON, "q_targets", "huber", "huber_slopes", "q_gradient")
scaled, random_network, counted = take(LESSON, "scaled", "random_network", "counted")
keras_network = take(LESSON, "keras_network")
train, greedy_steps, NumpyAgent = take(LESSON, "train", "greedy_steps", "NumpyAgent")
flatten, unflatten, adam_step = take("Course2/Week2/06_adam", "flatten", "unflatten", "adam_step")
forward = take("Course2/Week2/05_back_propagation", "forward")

seeds = st.integers(0, 1000)
TABLE = [[1.0, 2.0], [3.0, 4.0]]
GOOD = dict(reward=[1.0, 2.0], terminated=[0, 1], Q_next=TABLE, Q_next_target=TABLE, gamma=0.5)
GOOD |= dict(Q=TABLE, action=[0, 1], targets=[1.0, 2.0], capacity=3, n=2)
ONE_TOO_MANY = {"one too many": [1.0, 0.0, 1.0]}
BAD = dict.fromkeys(("reward", "terminated", "targets"), BAD_VECTORS | ONE_TOO_MANY)
BAD |= dict.fromkeys(("Q_next", "Q_next_target"), BAD_TABLES | {"a row too many": [*TABLE, [5.0, 6.0]]})
BAD |= dict(Q=BAD_TABLES, action=BAD_VECTORS | {"no column": [0, 2], "below 0": [-1, 0], "a half": [0, 0.5]})
BAD |= dict(gamma=NOT_FINITE | {"text": "a", "above 1": 1.01, "negative": -0.1}, capacity=NOT_COUNTS, n=NOT_COUNTS)


def one_step(number, n=2):
    """A step in which every part tells its number."""
    state = np.full(n, number)
    return dict(state=state, action=number % 3, reward=number, next_state=state + 1, terminated=number % 2 == 0)


def filled(rng, m, n=3, actions=2):
    """A batch of m random steps."""
    return dict(state=rng.normal(size=(m, n)), action=rng.integers(actions, size=m), reward=rng.normal(size=m),
                next_state=rng.normal(size=(m, n)), terminated=rng.integers(2, size=m).astype(float))  # fmt: skip


def random_params(rng, sizes):
    """A network whose last layer is not zero."""
    return [(rng.normal(size=(p, q)), rng.normal(size=q)) for p, q in pairwise(sizes)]


@given(st.integers(1, 8), st.integers(1, 30), st.integers(1, 3))
def test_the_memory_holds_the_latest_steps(capacity, steps, n):
    memory = new_memory(capacity, n)
    assert memory["count"] == 0 and memory["state"].shape == memory["next_state"].shape == (capacity, n)
    assert all(not np.any(part) and part.dtype == (int if name == "action" else float)
               for name, part in memory.items() if name != "count")  # fmt: skip
    for number in range(1, steps + 1):
        assert remember(memory, **one_step(number, n)) is None
    assert memory["count"] == steps
    for number in range(max(1, steps - capacity + 1), steps + 1):
        for name, value in one_step(number, n).items():
            np.testing.assert_array_equal(memory[name][(number - 1) % capacity], value)


@given(st.integers(1, 6), st.integers(1, 9), seeds)
def test_batches_hold_whole_steps_of_those_seen(capacity, steps, seed):
    memory = new_memory(capacity, 2)
    for number in range(1, steps + 1):
        remember(memory, **one_step(number))
    batches = sample_batches(memory, 3, 40, np.random.default_rng(seed))
    assert set(batches) == set(memory) - {"count"}
    numbers = batches["reward"].astype(int)
    assert numbers.shape == (3, 40) and batches["state"].shape == (3, 40, 2)
    assert set(numbers.ravel()) == set(range(max(1, steps - capacity + 1), steps + 1))
    for name in batches:
        expected = [[one_step(number)[name] for number in row] for row in numbers]
        np.testing.assert_array_equal(batches[name], expected)


def test_memories_turn_bad_steps_and_counts_away():
    memory = new_memory(2, 2)
    with pytest.raises(ValueError, match="must hold at least one step"):
        sample_batches(memory, 1, 1, np.random.default_rng(0))
    with pytest.raises(ValueError, match="terminated, got state"):
        remember(memory, **one_step(1), mood="good")
    remember(memory, **one_step(1))
    for wrong in (0, 1.5, -1):
        with pytest.raises(ValueError, match="batches"):
            sample_batches(memory, wrong, 1, np.random.default_rng(0))
        with pytest.raises(ValueError, match="batch_size"):
            sample_batches(memory, 1, wrong, np.random.default_rng(0))


@given(seeds, st.integers(1, 6), st.integers(1, 4), st.sampled_from([0, 0.5, 0.99, 1]))
def test_targets_row_by_row(seed, m, actions, gamma):
    rng = np.random.default_rng(seed)
    reward, ends = rng.normal(size=m), rng.integers(2, size=m)
    online, frozen = rng.normal(size=(2, m, actions))
    ours = q_targets(read_only(reward), ends, read_only(online), read_only(frozen), gamma)
    loop = [r if end else r + gamma * f[list(o).index(max(o))]
            for r, end, o, f in zip(reward, ends, online, frozen, strict=True)]  # fmt: skip
    close(ours, loop)


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(1, 6), st.integers(1, 4), st.sampled_from([0.1, 1, 100]))
def test_huber_and_its_slopes_are_those_of_tensorflow(seed, m, actions, scale):
    rng = np.random.default_rng(seed)
    Q, targets, action = scale * rng.normal(size=(m, actions)), rng.normal(size=m), rng.integers(actions, size=m)
    with tf.GradientTape() as tape:
        variable = tf.Variable(Q)
        errors = tf.gather(variable, action, axis=1, batch_dims=1) - targets
        each = tf.where(abs(errors) <= 1, errors**2 / 2, abs(errors) - 0.5)
        J = tf.reduce_mean(each)
    close(huber_slopes(read_only(Q), action, read_only(targets)), tape.gradient(J, variable).numpy())
    close(huber(errors.numpy()), each.numpy())


@settings(max_examples=25)
@given(seeds, st.integers(1, 5), st.sampled_from([(3, 2), (3, 4, 2), (3, 4, 3, 2)]))
def test_the_gradient_is_the_measured_slope_with_targets_held(seed, m, sizes):
    rng = np.random.default_rng(seed)
    params, frozen, batch = random_params(rng, sizes), random_params(rng, sizes), filled(rng, m)
    online, target = (forward(batch["next_state"], net)[-1] for net in (params, frozen))
    y = batch["reward"] + 0.9 * (1 - batch["terminated"]) * target[np.arange(m), online.argmax(axis=1)]

    def J(theta):
        Q = forward(batch["state"], unflatten(theta, params))[-1]
        return huber(Q[np.arange(m), batch["action"]] - y).mean()

    theta, way = flatten(params), rng.normal(size=len(flatten(params)))
    measured = (J(theta + 1e-6 * way) - J(theta - 1e-6 * way)) / 2e-6
    ours = flatten(q_gradient(params, frozen, batch, 0.9)) @ way
    assert abs(ours - measured) < 1e-4 * max(1, abs(measured))


@pytest.mark.parametrize("sizes", [(3, 2), (3, 5, 2), (4, 5, 6, 3)])
def test_the_keras_network_answers_as_ours(sizes):
    rng = np.random.default_rng(5)
    params, states = random_params(rng, sizes), rng.normal(size=(7, sizes[0]))
    np.testing.assert_allclose(keras_network(params)(states).numpy(), forward(states, params)[-1], rtol=1e-4, atol=1e-4)


@settings(max_examples=8)
@given(seeds)
def test_the_agent_takes_adam_steps_and_copies_its_target(seed):
    rng = np.random.default_rng(seed)
    params = random_params(rng, (3, 4, 2))
    agent = NumpyAgent(params, alpha=0.01, gamma=0.9, sync=2)
    parts = [filled(rng, 6) for _ in range(5)]
    agent.learn({name: np.stack([part[name] for part in parts]) for name in parts[0]})
    theta = frozen = flatten(params)
    m = v = 0 * theta
    for t, batch in enumerate(parts, start=1):
        slopes = flatten(q_gradient(unflatten(theta, params), unflatten(frozen, params), batch, 0.9))
        theta, m, v = adam_step(theta, slopes, m, v, t, 0.01)
        frozen = theta if t in (2, 4) else frozen
    close(agent.theta, theta)
    close(agent.theta_target, frozen)
    close(agent.q(parts[0]["state"]), forward(parts[0]["state"], agent.params())[-1])


class Coin:
    """A stand-in environment: the state is the number of the step, episodes fall after 5 steps or end after 7."""

    action_space = gym.spaces.Discrete(3)

    def __init__(self):
        self.seeds, self.episode, self.k = [], 0, 0

    def reset(self, seed=None):
        self.seeds.append(seed)
        self.episode, self.k = self.episode + 1, 0
        return np.array([10.0 * self.episode]), {}

    def step(self, action):
        assert type(action) is int
        self.k += 1
        odd = self.episode % 2
        return np.array([10.0 * self.episode + self.k]), float(action), self.k == 5 and odd, self.k == 7, {}


class Player:
    """An agent whose answers favour the last action; it notes what it learns from."""

    def __init__(self):
        self.asked, self.learned = 0, []

    def q(self, states):
        self.asked += 1
        assert states.shape == (1, 1)
        return np.array([[1.0, 2.0, 3.0]])

    def learn(self, batches):
        self.learned.append(batches["reward"].shape)


@pytest.mark.parametrize("last_epsilon", [0.0, 0.25, 1.0])
def test_the_loop_plays_remembers_and_learns(last_epsilon):
    env, player, memory = Coin(), Player(), new_memory(100, 1)
    rounds = list(train(player, env, memory, 60, 3, every=10, updates=2, batch_size=4, warm_up=30, exploring=20,
                        last_epsilon=last_epsilon))  # fmt: skip
    assert rounds == [30, 40, 50, 60] and player.learned == [(2, 4)] * 4
    assert memory["count"] == 60 and env.seeds[0] == 3 and set(env.seeds[1:]) == {None}
    rng, asked = np.random.default_rng(3), 0
    for step in range(1, 61):
        epsilon = max(last_epsilon, 1 - (1 - last_epsilon) * step / 20)
        greedy = rng.random() >= epsilon
        asked += greedy
        assert memory["action"][step - 1] == (2 if greedy else rng.integers(3))
        if step >= 30 and step % 10 == 0:
            rng.integers(step, size=(2, 4))
    assert player.asked == asked
    state, step_in, episode = memory["state"][:60, 0], 0, 1
    for i in range(60):
        assert state[i] == 10 * episode + step_in and memory["next_state"][i, 0] == state[i] + 1
        step_in += 1
        fell = step_in == 5 and episode % 2 == 1
        assert memory["terminated"][i] == fell and memory["reward"][i] == memory["action"][i]
        if fell or step_in == 7:
            step_in, episode = 0, episode + 1


def test_the_loops_defaults_are_those_of_the_page():
    env, player, memory = Coin(), Player(), new_memory(10_000, 1)
    rounds = list(train(player, env, memory, 6000, 0))
    assert rounds[:2] == [1024, 1088] and player.learned[0] == (32, 64)
    greedy = memory["action"][4000:6000] == 2
    assert 0.96 < greedy.mean() < 0.99
    assert abs((memory["action"][1500:2500] == 2).mean() - (0.52 + 0.48 / 3)) < 0.06


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 50), st.sampled_from([0.0, 0.2, 0.5]))
def test_greedy_steps_are_those_of_single_poles(seed, weight):
    class Rule:
        def q(self, states):
            return states @ np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 1.0], [0.0, weight]])

    lasted = greedy_steps(Rule(), 6, seed)
    envs = gym.make_vec("CartPole-v1", num_envs=6, vectorization_mode="vector_entry_point")
    starts, single, expected = envs.reset(seed=seed)[0], gym.make("CartPole-v1").unwrapped, []
    envs = None
    for k in range(6):
        single.reset(seed=0)
        single.state = starts[k].astype(float)
        state, steps, fell = starts[k], 0, False
        while not fell and steps < 500:
            Q = Rule().q(scaled(state[None]))[0]
            state, _, fell, _, _ = single.step(int(Q.argmax()))
            steps += 1
        expected.append(steps)
    assert np.abs(lasted - expected).max() <= 2 and lasted.shape == (6,)


def test_scales_networks_and_counters():
    close(scaled(np.ones((2, 4))), [[0.5, 0.5, 5, 1]] * 2)
    first, second, last = random_network((300, 200, 100, 3), seed=4)
    assert [W.shape for W, _ in (first, second, last)] == [(300, 200), (200, 100), (100, 3)]
    for W, b in (first, second):
        assert not b.any() and 0.9 < W.var() * len(W) / 2 < 1.1
    assert not last[0].any() and not last[1].any() and last[1].shape == (3,)
    drawn = np.random.default_rng(4).normal(size=(300, 200))
    np.testing.assert_array_equal(first[0], drawn * np.sqrt(2 / 300))
    assert np.any(random_network((300, 200, 100, 3), seed=5)[0][0] != first[0])
    calls = counted(max)
    assert calls.calls == 0 and [calls(1, 2), calls(5, 3), calls.calls] == [2, 5, 2] and calls.__name__ == "max"


@pytest.mark.parametrize(
    "change", [dict(reward=[1.0], terminated=[0]), dict(Q_next=TABLE[:1]), dict(Q_next=[[1.0], [2.0]])]
)
def test_targets_need_one_row_of_both_answers_for_each_reward(change):
    good = {name: GOOD[name] for name in ("reward", "terminated", "Q_next", "Q_next_target", "gamma")}
    with pytest.raises(ValueError, match=r"must have \d rows, and one shape"):
        q_targets(**{**good, **change})


@bad_inputs({q_targets: "reward terminated Q_next Q_next_target gamma"}, BAD)
def test_targets_turn_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)


@bad_inputs({huber_slopes: "Q action targets", new_memory: "capacity n"}, BAD)
def test_slopes_and_memories_turn_bad_input_away(function, name, value):
    turned_away(function, name, value, GOOD)
