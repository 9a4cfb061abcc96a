"""Course 3, Week 3: Bellman's equation, Q-learning, a deep Q-network."""

import gymnasium
import numpy as np
from scipy.signal import lfilter
from works import float64, race, within

from utils.lessons import take

BELLMAN, Q_LEARNING = "Course3/Week3/01_returns_and_bellman", "Course3/Week3/02_q_learning"
DEEP = "Course3/Week3/03_deep_q_network"
discounted_return, value_iteration, policy_iteration = take(
    BELLMAN, "discounted_return", "value_iteration", "policy_iteration"
)
q_learning = take(Q_LEARNING, "q_learning")
NumpyAgent, KerasAgent, random_network = take(DEEP, "NumpyAgent", "KerasAgent", "random_network")


@race(BELLMAN, "discounted return", "scipy lfilter", 100, 10_000, "{:,} rewards")
def test_return(steps):
    rewards = np.random.default_rng(seed=10).normal(size=steps)
    return lambda: discounted_return(rewards, 0.99), lambda: lfilter([1], [1, -0.99], rewards[::-1])[-1]


def task(states):
    """Chances and rewards of a made-up task with four actions."""
    rng = np.random.default_rng(seed=10)
    P = rng.random((states, 4, states)) ** 8
    return P / P.sum(axis=2, keepdims=True), rng.normal(size=(states, 4))


@race(BELLMAN, "value iteration", "bare NumPy loop", 20, 300, "{} states")
def test_value_iteration(states):
    P, R = task(states)

    def bare():
        V, errors = np.zeros(states), []
        while not errors or errors[-1] >= 1e-10:
            V_new = (R + 0.9 * (P @ V)).max(axis=1)
            errors.append(np.abs(V_new - V).max())
            V = V_new
        return V, np.array(errors)

    return lambda: value_iteration(P, R, 0.9), bare, within(1e-9, 1e-12)


@race(BELLMAN, "policy iteration", "bare NumPy loop", 20, 300, "{} states")
def test_policy_iteration(states):
    P, R = task(states)
    rows = np.arange(states)

    def bare():
        policy, rounds = np.zeros(states, dtype=int), 0
        while True:
            V = np.linalg.solve(np.eye(states) - 0.9 * P[rows, policy], R[rows, policy])
            best, rounds = (R + 0.9 * (P @ V)).argmax(axis=1), rounds + 1
            if (best == policy).all():
                return policy, V, rounds
            policy = best

    return lambda: policy_iteration(P, R, 0.9), bare


@race(Q_LEARNING, "Q-learning, Taxi", "bare Python loop", 20, 200, "{} episodes")
def test_q_learning(episodes):
    env = gymnasium.make("Taxi-v4" if "Taxi-v4" in gymnasium.registry else "Taxi-v3")

    def bare():
        rng, Q = np.random.default_rng(0), np.zeros((env.observation_space.n, env.action_space.n))
        visits, earned = np.zeros(Q.shape, dtype=int), np.zeros(episodes)
        env.reset(seed=0)
        for episode in range(episodes):
            (state, _), over = env.reset(), False
            while not over:
                if rng.random() < 0.1:
                    action = int(rng.integers(Q.shape[1]))
                else:
                    best = np.flatnonzero(Q[state] == Q[state].max())
                    action = int(best[0] if len(best) == 1 else rng.choice(best))
                arrival, reward, terminated, truncated, _ = env.step(action)
                visits[state, action] += 1
                target = reward if terminated else reward + 0.9 * Q[arrival].max()
                Q[state, action] += 0.5 * (target - Q[state, action])
                earned[episode] += reward
                state, over = arrival, terminated or truncated
        return Q, earned

    return lambda: q_learning(env, episodes, 0.9, lambda visit: 0.5, lambda episode: 0.1, 0), bare


@race(DEEP, "deep Q-network, 32 updates", "Keras, compiled, float64", 16, 256, "4-{0}-{0}-2")
def test_deep_q_network(units):
    rng, start = np.random.default_rng(seed=10), random_network((4, units, units, 2), seed=0)
    batches = {
        "state": rng.normal(size=(32, 64, 4)),
        "action": rng.integers(0, 2, (32, 64)),
        "reward": rng.normal(size=(32, 64)),
        "next_state": rng.normal(size=(32, 64, 4)),
        "terminated": (rng.random((32, 64)) < 0.05).astype(float),
    }
    with float64():
        ours, theirs = NumpyAgent(start), KerasAgent(start)
        theirs.learn(batches)  # compiled while float64 is set
    ours.learn(batches)
    first = {"ours": ours.params(), "theirs": theirs.params()}

    def agree(*_):
        for (W, b), (V, c) in zip(first["ours"], first["theirs"], strict=True):
            within(1e-4, 1e-6)([W, b], [V, c])

    return lambda: ours.learn(batches), lambda: theirs.learn(batches), agree
