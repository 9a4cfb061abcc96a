"""Potentials, shaped rewards and pilots, against the definition, and against gymnasium where box2d is installed."""

import gymnasium as gym
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import close, read_only

from utils.lessons import take

LESSON = "Course3/Week3/04_lunar_lander"
potential, shaped_rewards, by_hand = take(LESSON, "potential", "shaped_rewards", "by_hand")
fly, returns_of, nothing = take(LESSON, "fly", "returns_of", "nothing")


@st.composite
def flights(draw):
    """States and actions of a flight that no physics has made."""
    rng, k = np.random.default_rng(draw(st.integers(0, 10_000))), draw(st.integers(1, 12))
    states = rng.integers(-16, 17, (k + 1, 8)) / 8.0
    states[:, 6:] = rng.integers(0, 2, (k + 1, 2))
    return states, rng.integers(0, 4, k)


@given(flights())
def test_a_potential_is_the_sum_of_its_parts(flight):
    states = flight[0]
    wanted = []
    for x, y, v_x, v_y, angle, _, left, right in states:
        wanted.append(-100 * ((x * x + y * y) ** 0.5 + (v_x**2 + v_y**2) ** 0.5 + abs(angle)) + 10 * (left + right))
    close(potential(states), wanted, scale=1000)
    mirrored = states * [-1, 1, -1, 1, -1, -1, 1, 1]
    close(potential(mirrored), potential(read_only(states)), scale=1000)


@given(flights())
def test_rewards_add_up_to_the_potential_gained_less_fuel(flight):
    states, actions = flight
    rewards = shaped_rewards(states, actions)
    fuel = 0.3 * np.sum(actions == 2) + 0.03 * np.sum((actions == 1) | (actions == 3))
    assert rewards.shape == actions.shape
    close(rewards.sum(), potential(states)[-1] - potential(states)[0] - fuel, scale=1000)
    close(shaped_rewards(states[:2], actions[:1]), rewards[:1], scale=1000)


@given(flights())
def test_the_rule_by_hand_mirrors_a_mirrored_state(flight):
    states = flight[0] + np.array([0.013, 0.017, 0.011, 0.007, 0.003, 0.002, 0, 0])  # away from the rule's thresholds
    mirrored = by_hand(states * [-1, 1, -1, 1, -1, -1, 1, 1])
    np.testing.assert_array_equal(np.array([0, 3, 2, 1])[by_hand(states)], mirrored)


@pytest.mark.parametrize("wrong", [[[0.0] * 7], [[np.nan] * 8], [0.0] * 8, []])
def test_states_of_another_form_are_turned_away(wrong):
    with pytest.raises(ValueError, match="states must"):
        potential(wrong)


@pytest.mark.parametrize("wrong", [[4], [-1], [0.5], [0, 0]])
def test_actions_that_do_not_exist_or_fit_are_turned_away(wrong):
    with pytest.raises(ValueError, match="actions"):
        shaped_rewards(np.zeros((2, 8)), wrong)


@pytest.mark.long  # with what needs box2d
def test_flights_are_paid_as_gymnasium_pays_and_the_rule_by_hand_is_gymnasiums():
    pytest.importorskip("Box2D")
    pytest.importorskip("pygame")
    from gymnasium.envs.box2d.lunar_lander import heuristic

    env = gym.make("LunarLander-v3")
    for seed in range(3):
        states, actions, rewards, ground = fly(by_hand, seed=seed)
        np.testing.assert_allclose(shaped_rewards(states, actions)[:-1], rewards[:-1], atol=1e-3)
        np.testing.assert_array_equal([heuristic(env.unwrapped, state) for state in states[:-1]], actions)
        np.testing.assert_allclose(ground[:, 0], np.linspace(-10, 10, 11))
        np.testing.assert_allclose(ground[4:7, 1], 0, atol=0.05)  # the pad (gymnasium rounds a third to 0.33)
        assert np.ptp(ground[:, 1]) > 0.1 and np.abs(ground[:, 1]).max() < 7


@pytest.mark.long  # with what needs box2d
def test_many_flights_are_those_of_one_craft_after_the_other():
    pytest.importorskip("Box2D")
    pytest.importorskip("pygame")
    one_by_one = [fly(nothing, seed=7 + k)[2].sum() for k in range(3)]
    np.testing.assert_allclose(returns_of(nothing, 3, seed=7), one_by_one, rtol=1e-6)
    with pytest.raises(ValueError, match="episodes must"):
        returns_of(nothing, 0, seed=0)


@pytest.mark.long  # with what needs box2d
def test_the_clock_ends_a_flight():
    pytest.importorskip("Box2D")
    pytest.importorskip("pygame")
    states, actions, _, _ = fly(nothing, seed=1, max_episode_steps=5)
    assert len(actions) == 5 and actions.dtype == int
    floats = fly(lambda states: np.zeros(len(states)), seed=1, max_episode_steps=5)  # whole numbers reach the craft
    np.testing.assert_array_equal(floats[0], states)
    np.testing.assert_array_equal(floats[1], actions)


def test_the_rule_by_hand_aims_at_no_more_than_its_limits():
    left = [-1, 0.6, 0, 0, -0.55, 0, 0, 0]
    right = [1, 0.6, 0, 0, 0.55, 0, 0, 0]
    assert by_hand([left, right]).tolist() == [1, 3]


def test_the_rule_by_hand_does_nothing_at_its_thresholds():
    turn_left, turn_right = [0, 0, 0, 0, 0, -0.05, 0, 0], [0, 0, 0, 0, 0, 0.05, 0, 0]
    lift, lift_as_turn = [0, -0.1, 0, 0, 0, 0, 0, 0], [0, -0.2, 0, 0, 0, -0.1, 0, 0]
    assert by_hand([turn_left, turn_right, lift, lift_as_turn]).tolist() == [0, 0, 0, 1]
