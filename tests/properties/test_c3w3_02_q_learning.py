"""Nudges, targets, choices and learned tables, against running means, the map of the lake and value iteration."""

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.envs.toy_text.frozen_lake import generate_random_map
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NOT_COUNTS, close, numbers, vectors

from utils.lessons import take

LESSON = "Course3/Week3/02_q_learning"
nudge, q_target, epsilon_greedy = take(LESSON, "nudge", "q_target", "epsilon_greedy")
q_learning, mean_return, slow_rate = take(LESSON, "q_learning", "mean_return", "slow_rate")
transition_arrays, value_iteration, q_values = take(
    "Course3/Week3/01_returns_and_bellman", "transition_arrays", "value_iteration", "q_values"
)


def lake(seed, size=3, slippery=False, steps=50):
    """A random lake that can be crossed."""
    rows = generate_random_map(size, p=0.8, seed=seed)
    return gym.make("FrozenLake-v1", desc=rows, is_slippery=slippery, max_episode_steps=steps)


@given(vectors())
def test_nudges_of_one_nth_give_the_running_mean(samples):
    estimate = 12.5
    for n, sample in enumerate(samples, start=1):
        estimate = nudge(estimate, sample, 1 / n)
    close(estimate, samples.mean(), scale=np.abs(samples).max())


@given(numbers(), numbers(), st.integers(1, 8))
def test_a_nudge_ends_between_estimate_and_sample_and_as_near_as_alpha_says(estimate, sample, eighths):
    moved = nudge(estimate, sample, eighths / 8)
    assert min(estimate, sample) <= moved <= max(estimate, sample)
    close(abs(sample - moved), (1 - eighths / 8) * abs(sample - estimate), scale=200)


@given(numbers(), vectors(sizes=(1, 6), scales=(1.0,)), st.integers(0, 4))
def test_a_target_is_the_best_over_the_next_actions(reward, next_q, quarters):
    gamma = quarters / 4
    close(q_target(reward, next_q, False, gamma), max(reward + gamma * value for value in next_q), scale=200)
    assert q_target(reward, next_q, True, gamma) == reward


@pytest.mark.parametrize("epsilon", [0.0, 0.25, 1.0])
@pytest.mark.parametrize("q", [[0.0, 0.0, 0.0], [1.0, -2.0, 1.0, 0.5], [3.0], [-1.0, -5.0]])
def test_actions_come_as_often_as_epsilon_says(q, epsilon):
    q, rng = np.array(q), np.random.default_rng(1)
    best = q == q.max()
    wanted = epsilon / len(q) + (1 - epsilon) * best / best.sum()
    taken = np.bincount([epsilon_greedy(q, epsilon, rng) for _ in range(10_000)], minlength=len(q))
    np.testing.assert_allclose(taken / 10_000, wanted, atol=0.02)
    assert not taken[wanted == 0].any() and type(epsilon_greedy(q, epsilon, rng)) is int


@settings(max_examples=8)
@given(st.integers(0, 10_000))
def test_on_dry_ground_dice_and_a_rate_of_1_find_the_exact_values(seed):
    env = lake(seed, steps=12)
    P, R = transition_arrays(env.unwrapped.P)
    Q, earned = q_learning(env, 800, 0.5, lambda n: 1.0, lambda episode: 1.0, seed=seed)
    exact, holes = q_values(P, R, value_iteration(P, R, 0.5)[0], 0.5), env.unwrapped.desc.ravel() == b"H"
    reached = Q.any(axis=1)
    close(Q[reached & ~holes], exact[reached & ~holes])
    assert reached[0] and not Q[holes].any() and set(earned) <= {0.0, 1.0} and len(earned) == 800


def test_rates_are_asked_for_by_visit_and_chances_by_episode():
    visits, episodes = [], []
    env = gym.make("FrozenLake-v1", desc=["SG"], is_slippery=False, max_episode_steps=4)
    Q, earned = q_learning(
        env, 6, 0.5, lambda n: visits.append(n) or 0.5, lambda episode: episodes.append(episode) or 1.0, seed=2
    )
    assert sorted(set(episodes)) == list(range(6)) and episodes == sorted(episodes)
    assert len(visits) == len(episodes) and visits.count(1) <= 4 and max(visits) <= len(episodes)
    assert all(isinstance(count, np.integer) for count in visits)
    assert Q[0, 2] == pytest.approx(1 - 0.5 ** earned.sum()) and earned.sum() > 0


class Counting(gym.Env):
    """Two states in turn. Each step earns the number of the episode, from 0; the clock ends it after three steps."""

    observation_space, action_space = gym.spaces.Discrete(2), gym.spaces.Discrete(2)
    episode = -2  # q_learning resets once before the first

    def reset(self, seed=None, options=None):
        self.episode, self.steps = self.episode + 1, 0
        return 0, {}

    def step(self, action):
        self.steps += 1
        return self.steps % 2, float(self.episode), False, self.steps == 3, {}


def test_rewards_are_added_up_for_their_episode_and_the_clock_ends_it():
    _, earned = q_learning(Counting(), 4, 0.5, slow_rate, lambda episode: 1.0, seed=0)
    assert earned.tolist() == [0.0, 3.0, 6.0, 9.0]


class Twins(Counting):
    """As Counting, but only the action that differs from the state earns something: 1."""

    def step(self, action):
        state = self.steps % 2
        return *super().step(action)[:1], float(action != state), False, self.steps == 3, {}


def test_the_greedy_action_comes_from_the_row_of_the_state():
    _, earned = q_learning(Twins(), 60, 0.0, lambda n: 1.0, lambda episode: 0.0, seed=0)
    assert (earned[-20:] == 3).all()


def test_one_seed_gives_one_table():
    first, second, other = (
        q_learning(lake(3, slippery=True), 50, 0.9, slow_rate, lambda episode: 0.5, seed)[0] for seed in (7, 7, 8)
    )
    assert np.array_equal(first, second) and not np.array_equal(first, other)


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(1, 30))
def test_a_mean_return_is_what_all_paths_earn_weighted_by_their_probability(seed, steps):
    rng, n = np.random.default_rng(seed), 3
    P, R = rng.dirichlet(np.ones(n), (n, 2)), rng.integers(-8, 8, (n, 2)) / 4
    policy = rng.integers(0, 2, n)
    where, wanted = np.eye(n), np.zeros(n)
    for _ in range(steps):
        wanted += where @ R[np.arange(n), policy]
        where = where @ P[np.arange(n), policy]
    close(mean_return(P, R, policy, steps), wanted, scale=2 * steps)
    close(mean_return(P, R, policy.astype(float).tolist(), steps), wanted, scale=2 * steps)


def test_a_mean_return_is_what_many_episodes_earn():
    env = lake(4, slippery=True, steps=20)
    P, R = transition_arrays(env.unwrapped.P)
    policy, reached = np.full(9, 2), 0
    policy[[2, 5]] = 1
    env.reset(seed=5)
    for _ in range(2_000):
        state, over = env.reset()[0], False
        while not over:
            state, reward, terminated, truncated, _ = env.step(int(policy[state]))
            reached, over = reached + reward, terminated or truncated
    assert abs(reached / 2_000 - mean_return(P, R, policy, 20)[0]) < 0.05


@pytest.mark.parametrize("alpha", [0, -0.5, 1.5, np.nan])
def test_a_rate_out_of_range_is_turned_away(alpha):
    with pytest.raises(ValueError, match="alpha must be above 0 and at most 1"):
        nudge(1.0, 2.0, alpha)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, np.nan])
def test_a_chance_or_discount_out_of_range_is_turned_away(wrong):
    with pytest.raises(ValueError, match="epsilon must lie between 0 and 1"):
        epsilon_greedy(np.zeros(2), wrong, np.random.default_rng(0))
    with pytest.raises(ValueError, match="gamma must lie between 0 and 1"):
        q_target(1.0, np.zeros(2), True, wrong)


@pytest.mark.parametrize("wrong", NOT_COUNTS.values(), ids=NOT_COUNTS)
def test_what_is_no_count_is_turned_away(wrong):
    with pytest.raises(ValueError, match="num_episodes must"):
        q_learning(lake(0), wrong, 0.9, slow_rate, lambda episode: 0.1, seed=0)
    with pytest.raises(ValueError, match="steps must"):
        mean_return(np.ones((1, 1, 1)), np.ones((1, 1)), [0], wrong)
