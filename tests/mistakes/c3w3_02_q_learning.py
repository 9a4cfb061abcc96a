"""A wrong body for each mistake that the checks of Course 3, Week 3, lesson 2 call by name."""

NUDGE = "return estimate + alpha * (sample - estimate)"
TARGET = "return reward if terminated else reward + gamma * next_q.max()"
GREEDY = """
if rng.random() < epsilon:
    return int(rng.integers(len(q)))
best = np.flatnonzero(q == q.max())
return int(best[0] if len(best) == 1 else rng.choice(best))"""
LEARN = """
for episode in range(num_episodes):
    state, _ = env.reset()
    over = False
    while not over:
        action = epsilon_greedy(Q[state], epsilon(episode), rng)
        next_state, reward, terminated, truncated, _ = env.step(action)
        visits[state, action] += 1
        target = q_target(reward, Q[next_state], terminated, gamma)
        Q[state, action] = nudge(Q[state, action], target, alpha(visits[state, action]))
        earned[episode] += reward
        state, over = next_state, terminated or truncated
return Q, earned"""
RETURN = """
moves, rewards = P[np.arange(n), policy], R[np.arange(n), policy]
V = np.zeros(n)
for _ in range(steps):
    V = rewards + moves @ V
return V"""

WRONG = {
    "nudge": {
        "the sample is added, not the difference": "return estimate + alpha * sample",
        "estimate and sample are swapped": "return sample + alpha * (estimate - sample)",
        "it moves away from the sample": NUDGE.replace("+", "-"),
        "the whole difference is added": "return estimate + (sample - estimate)",
    },
    "q_target": {
        "the future is not discounted": TARGET.replace("gamma * ", ""),
        "the mean is taken, not the best": TARGET.replace("max", "mean"),
        "the worst is taken": TARGET.replace("max", "min"),
        "the number of the best action is taken": TARGET.replace("max", "argmax"),
        "the reward is left out": TARGET.replace("reward + ", ""),
        "the reward is discounted too": "return gamma * (reward + next_q.max())",
        "a future is added after the end": "return reward + gamma * next_q.max()",
        "the last reward is lost": TARGET.replace("return reward if", "return 0.0 if"),
    },
    "epsilon_greedy": {
        "ε is the chance of the best": GREEDY.replace("<", ">"),
        "it never explores": GREEDY.replace("< epsilon", "< 0"),
        "the dice never give the best": GREEDY.replace(
            "rng.integers(len(q))", "rng.choice(np.flatnonzero(q < q.max()))"
        ),
        "the worst is taken": GREEDY.replace("max", "min"),
        "of equal ones the first is always taken": GREEDY.replace("rng.choice(best)", "best[0]"),
    },
    "q_learning": {
        "the best entry is looked up in the row it came from": LEARN.replace("Q[next_state]", "Q[state]"),
        "only the reward is learned, no future": LEARN.replace("Q[next_state], terminated", "Q[next_state], True"),
        "a broken-off episode counts as ended": LEARN.replace("terminated, gamma", "terminated or truncated, gamma"),
        "visits are counted from 0": LEARN.replace("alpha(visits[state, action])", "alpha(visits[state, action] - 1)"),
        "each visit has the rate of the first": LEARN.replace("alpha(visits[state, action])", "alpha(1)"),
        "the clock does not end an episode": LEARN.replace("terminated or truncated", "terminated"),
        "only the last reward is kept": LEARN.replace("earned[episode] +=", "earned[episode] ="),
        "each episode has the ice of the first": LEARN.replace("env.reset()", "env.reset(seed=seed)"),
        "it always goes by dice": LEARN.replace("epsilon(episode)", "1.0"),
        "episodes are counted from 1": LEARN.replace("epsilon(episode)", "epsilon(episode + 1)"),
    },
    "mean_return": {
        "one step too few": RETURN.replace("range(steps)", "range(steps - 1)"),
        "one step too many": RETURN.replace("range(steps)", "range(steps + 1)"),
        "action 0 is always taken": RETURN.replace("n), policy]", "n), 0]"),
        "the best action is taken, not the policy's": RETURN.replace("rewards + moves @ V", "(R + P @ V).max(axis=1)"),
        "the chances are left out": RETURN.replace("V = rewards + moves @ V", "V = rewards + (moves > 0) @ V"),
    },
}
