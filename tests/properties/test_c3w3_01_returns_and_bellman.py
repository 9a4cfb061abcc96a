"""Returns, values and policies of random tasks, against NumPy, SciPy's linear programs and gymnasium's tables."""

import itertools

import gymnasium
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from strategies import (
    BAD_TABLES,
    BAD_VECTORS,
    NOT_COUNTS,
    NOT_NUMBERS,
    NOT_POSITIVE,
    bad_inputs,
    close,
    read_only,
    turned_away,
    vectors,
)

from utils.lessons import take

LESSON = "Course3/Week3/01_returns_and_bellman"
discounted_return, require_process, fence_arrays = take(LESSON, "discounted_return", "require_process", "fence_arrays")
q_values, value_iteration, greedy_policy = take(LESSON, "q_values", "value_iteration", "greedy_policy")
transition_arrays, evaluate_policy = take(LESSON, "transition_arrays", "evaluate_policy")
policy_iteration, solve_fence = take(LESSON, "policy_iteration", "solve_fence")

TWO = np.array([[[0.75, 0.25], [0.0, 1.0]], [[0.0, 1.0], [0.5, 0.5]]])
GOOD = dict(P=TWO, R=[[1.0, 2.0], [0.0, 4.0]], V=[8.0, 16.0], gamma=0.5, policy=[0, 1], rewards=[1.0, 2.0])
GOOD |= dict(slip=0.2, Q=[[1.0, 2.0]], tolerance=0.1, max_sweeps=3, max_rounds=9)
NOT_SHARES = {**NOT_NUMBERS, "negative": -0.1, "above 1": 1.1}
NO_CHANCES = {"a table": TWO[0], "a state too few": TWO[:, :, :1], "negative": TWO - 0.3, "0.9 in all": 0.9 * TWO}
NO_CHANCES |= {"negative, but 1 in all": TWO + [[[-0.5, 0.5]] * 2] * 2, "NaN": TWO * np.nan, "text": "a"}
NO_CHANCES |= {"an action too many": np.repeat(TWO, 2, axis=1), "0.5 too much in one": TWO + [[[0.5, 0], [0, 0]]] * 2}
NO_POLICY = {
    **BAD_VECTORS,
    "a third action": [0, 2],
    "a half": [0.5, 1],
    "minus one": [-1, 0],
    "too long": [0, 1, 0],
    "a column": [[0], [1]],
}
BAD = dict(P=NO_CHANCES, R=BAD_TABLES, V={**BAD_VECTORS, "too long": [1, 2, 3]}, gamma=NOT_SHARES, slip=NOT_SHARES)
BAD |= dict(policy=NO_POLICY, rewards=BAD_VECTORS, Q=BAD_TABLES, tolerance=NOT_POSITIVE, max_sweeps=NOT_COUNTS)
BAD |= dict(max_rounds=NOT_COUNTS)


@st.composite
def tasks(draw, discounts=(0.0, 0.25, 0.5, 0.75, 0.9)):
    """P, R, gamma of a random task. Chances are eighths, fourths or whole; some states absorb."""
    n, actions = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    parts = rng.multinomial(draw(st.sampled_from([1, 4, 8])), np.full(n, 1 / n), size=(n, actions))
    P, R = parts / parts.sum(axis=2, keepdims=True), rng.integers(-16, 17, (n, actions)) / 8
    for state in range(n):
        if rng.random() < 0.25:
            P[state], R[state] = np.eye(n)[state], 0.0
    return P, R, draw(st.sampled_from(discounts))


def all_policies(R):
    return itertools.product(range(R.shape[1]), repeat=len(R))


@given(vectors(), st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0]))
def test_a_return_is_that_of_the_recursion(rewards, gamma):
    later = 0.0
    for reward in rewards[::-1]:
        later = reward + gamma * later
    close(discounted_return(read_only(rewards), gamma), later, scale=np.abs(rewards).sum())


@given(tasks(discounts=(0.0, 0.5, 1.0)), st.integers(0, 100))
def test_q_values_are_sums_over_the_next_states(task, seed):
    P, R, gamma = task
    V = np.random.default_rng(seed).integers(-80, 80, len(R)) / 8
    wanted = [
        [R[s, a] + gamma * sum(P[s, a, t] * V[t] for t in range(len(V))) for a in range(R.shape[1])]
        for s in range(len(R))
    ]
    close(q_values(read_only(P), read_only(R), read_only(V), gamma), wanted, scale=20)
    close(q_values(P.tolist(), R.tolist(), V.tolist(), gamma), wanted, scale=20)


@settings(max_examples=60, deadline=None)
@given(tasks())
def test_value_iteration_finds_the_best_of_all_policies_and_the_linear_program_agrees(task):
    P, R, gamma = task
    V, errors = value_iteration(read_only(P), read_only(R), gamma)
    assert errors[-1] < 1e-10 and (errors[:-1] >= 1e-10).all()
    assert (errors[1:] <= gamma * errors[:-1] + 1e-12).all()
    every = np.array([evaluate_policy(P, R, policy, gamma) for policy in itertools.islice(all_policies(R), 243)])
    close(V, every.max(axis=0), tolerance=1e-8, scale=40)
    A = (gamma * P - np.eye(len(R))[:, None, :]).reshape(-1, len(R))
    program = linprog(np.ones(len(R)), A_ub=A, b_ub=-R.ravel(), bounds=(None, None))
    close(V, program.x, tolerance=1e-6, scale=40)
    best = greedy_policy(q_values(P, R, V, gamma))
    close(evaluate_policy(P, R, best, gamma), V, tolerance=1e-7, scale=40)


@settings(max_examples=60, deadline=None)
@given(tasks())
def test_policy_iteration_finds_the_same(task):
    P, R, gamma = task
    policy, V, rounds = policy_iteration(read_only(P), read_only(R), gamma)
    close(V, value_iteration(P, R, gamma)[0], tolerance=1e-8, scale=40)
    np.testing.assert_array_equal(policy, greedy_policy(q_values(P, R, V, gamma)))
    assert 1 <= rounds <= R.size + 1


@given(tasks(), st.integers(0, 100))
def test_the_value_of_a_policy_is_the_limit_of_following_it(task, seed):
    P, R, gamma = task
    policy = np.random.default_rng(seed).integers(0, R.shape[1], len(R))
    V, states = np.zeros(len(R)), np.arange(len(R))
    for _ in range(300):
        V = R[states, policy] + gamma * P[states, policy] @ V
    close(evaluate_policy(P, R, read_only(policy), gamma), V, tolerance=1e-8, scale=40)


def test_sweeps_stop_at_the_number_allowed_or_at_the_tolerance():
    P, R = np.ones((1, 1, 1)), np.ones((1, 1))  # a reward of 1 for ever
    V, errors = value_iteration(P, R, 1.0, max_sweeps=7)
    assert V.tolist() == [7.0] and errors.tolist() == [1.0] * 7
    assert len(value_iteration(P, R, 1.0)[1]) == 10_000
    assert len(value_iteration(P, R, 0.5, tolerance=0.25)[1]) == 4  # 1, 0.5, 0.25, 0.125: below, not at, the tolerance
    assert value_iteration(P.tolist(), R.tolist(), 0)[1].tolist() == [1.0, 0.0]


def test_small_rewards_are_no_rounding():
    P, R = fence_arrays()
    policy = policy_iteration(P, R * 1e-12, 0.9)[0]
    np.testing.assert_array_equal(policy[1:-1], 1)
    np.testing.assert_array_equal(greedy_policy([[1e-12, 2e-12], [0, 0]]), [1, 0])
    np.testing.assert_array_equal(greedy_policy([[-1.0, -1 + 2e-8], [-1.0, -1 + 5e-9]]), [1, 0])


def test_a_policy_keeps_its_action_where_another_is_as_good():
    P = np.zeros((2, 2, 2))
    P[..., 1] = 1.0
    assert policy_iteration(P, [[1.0, 1 + 1e-13], [0, 0]], 0.5)[2] == 1
    assert policy_iteration(P, [[1.0, 1 + 1e-7], [0, 0]], 0.5)[2] == 2


@given(st.sampled_from([0.0, 0.125, 0.25, 0.5, 1.0]))
def test_the_fence_has_two_ends_and_a_wind(slip):
    P, R = fence_arrays(slip)
    assert P.shape == (8, 2, 8) and (P[0, :, 0] == 1).all() and (P[7, :, 7] == 1).all() and not R[[0, 7]].any()
    for post in range(1, 7):
        close(P[post, 0], (1 - slip) * np.eye(8)[post - 1] + slip * np.eye(8)[post + 1])
        close(P[post, 1], (1 - slip) * np.eye(8)[post + 1] + slip * np.eye(8)[post - 1])
    close(R[1:7], 2 * P[1:7, :, 0] + 10 * P[1:7, :, 7])
    np.testing.assert_array_equal(P, fence_arrays(slip)[0])


def test_the_fence_without_an_argument_is_still():
    assert fence_arrays()[0][3, 0, 2] == 1.0


@pytest.mark.parametrize("post", [1, 2, 3])
def test_posts_turn_where_both_ways_are_equal(post):
    turns = 0.2 ** (1 / (7 - 2 * post))
    assert solve_fence(turns - 1e-3, 0)[2][post] == 0 and solve_fence(turns + 1e-3, 0)[2][post] == 1


@pytest.mark.parametrize("name", ["FrozenLake-v1", "FrozenLake8x8-v1", "CliffWalking-v1", "Taxi-v4"])
def test_tables_of_gymnasium_become_arrays(name):
    table = gymnasium.make(name).unwrapped.P
    P, R = transition_arrays(table)
    ends = {arrival for row in table.values() for outcomes in row.values() for _, arrival, _, over in outcomes if over}
    rng = np.random.default_rng(0)
    V = rng.normal(size=len(R))
    V[list(ends)] = 0  # nothing is worth anything after the end
    for state in rng.permutation(len(R))[:60]:
        for action, outcomes in table[state].items():
            wanted = sum(
                chance * (reward + 0.9 * V[arrival] * (not over)) for chance, arrival, reward, over in outcomes
            )
            if state not in ends:
                close(R[state, action] + 0.9 * P[state, action] @ V, wanted, scale=100)
    for end in ends:
        assert (P[end] == np.eye(len(R))[end]).all() and not R[end].any()
    if name != "Taxi-v4":
        assert value_iteration(P, R, 0.9)[0][list(ends)].tolist() == [0.0] * len(ends)


def test_chances_may_add_up_to_1_but_for_rounding():
    P = np.full((10, 1, 10), 0.1)
    P[:, :, 0] = 1 - 0.1 * 9
    P[:, :, 1] += 1e-12
    np.testing.assert_array_equal(require_process(P, np.ones((10, 1)))[0], P)


def test_a_wrong_table_is_turned_away():
    with pytest.raises(ValueError, match=r"\bP\b"):
        transition_arrays({0: {0: [(0.5, 0, 1.0, False)]}})


@bad_inputs({discounted_return: "rewards gamma", require_process: "P R", fence_arrays: "slip", greedy_policy: "Q",
             q_values: "P R V gamma", value_iteration: "P R gamma tolerance max_sweeps",
             evaluate_policy: "P R policy gamma", policy_iteration: "P R gamma max_rounds"}, BAD)  # fmt: skip
def test_bad_input_is_turned_away_by_name(function, name, value):
    turned_away(function, name, value, GOOD)


@pytest.mark.parametrize("function", [evaluate_policy, policy_iteration])
def test_a_discount_of_one_cannot_be_solved(function):
    turned_away(function, "gamma", 1.0, GOOD)
