"""A wrong body for each mistake that the checks of Course 3, Week 3, lesson 1 call by name."""

RETURN = "return gamma ** np.arange(len(rewards)) @ rewards"
Q_VALUES = "return R + gamma * (P @ V)"
SWEEPS = """
for _ in range(max_sweeps):
    V_new = (R + gamma * (P @ V)).max(axis=1)
    errors.append(np.abs(V_new - V).max())
    V = V_new
    if errors[-1] < tolerance:
        break"""
ARRAYS = """
for state in range(len(table)):
    for action, outcomes in table[state].items():
        for chance, arrival, reward, terminated in outcomes:
            P[state, action, arrival] += chance
            R[state, action] += chance * reward
            if terminated:
                ends.add(arrival)
for end in ends:
    P[end] = R[end] = 0
    P[end, :, end] = 1.0"""
EVALUATE = "return np.linalg.solve(np.eye(len(R)) - gamma * P[states, policy], R[states, policy])"
IMPROVE = """
V = evaluate_policy(P, R, policy, gamma)
Q = q_values(P, R, V, gamma)
better = Q.max(axis=1) - Q[states, policy] > 1e-8 * np.abs(Q).max()
if not better.any():
    return greedy_policy(Q), V, rounds
policy = np.where(better, greedy_policy(Q), policy)"""

WRONG = {
    "discounted_return": {
        "nothing is discounted": "return rewards.sum()",
        "the first reward is discounted too": RETURN.replace("len(rewards))", "1, len(rewards) + 1)"),
        "the last reward counts in full, not the first": RETURN.replace("@ rewards", "@ rewards[::-1]"),
        "every reward but the first is discounted once": "return rewards[0] + gamma * rewards[1:].sum()",
        "gamma is multiplied by the step, not raised to it": RETURN.replace("**", "*"),
        "the mean is taken": RETURN + " / len(rewards)",
    },
    "q_values": {
        "gamma is left out": Q_VALUES.replace("gamma * ", ""),
        "the rewards are left out": Q_VALUES.replace("R + ", ""),
        "the next reward is discounted too": "return gamma * (R + P @ V)",
        "the state's own value is taken, not the next one's": "return R + gamma * V[:, None]",
        "only the likeliest next state counts": "return R + gamma * V[P.argmax(axis=2)]",
        "leaving and arriving are mixed up": "return R + gamma * (P.T @ V)",
    },
    "value_iteration": {
        "it stops after one sweep": SWEEPS.replace("if errors[-1] < tolerance:\n        break", "break"),
        "every sweep starts from zeros": SWEEPS.replace("@ V)", "@ np.zeros(len(R)))"),
        "the mean of the actions is taken": SWEEPS.replace(".max(axis=1)", ".mean(axis=1)"),
        "the worst action is taken": SWEEPS.replace(".max(axis=1)", ".min(axis=1)"),
        "the largest of each action is taken, not of each state": SWEEPS.replace(".max(axis=1)", ".max(axis=0)"),
        "the changes are added up": SWEEPS.replace("np.abs(V_new - V).max()", "np.abs(V_new - V).sum()"),
        "the old values are overwritten before they are compared": SWEEPS.replace(
            "    errors", "    V = V_new\n    errors"
        ),
        "a fall counts as no change": SWEEPS.replace("np.abs(V_new - V)", "(V_new - V)"),
    },
    "transition_arrays": {
        "the game goes on after its end": ARRAYS.split("for end in")[0],
        "the end absorbs, but still pays": ARRAYS.replace("P[end] = R[end] = 0", "P[end] = 0"),
        "the rewards are not weighted by their chances": ARRAYS.replace("chance * reward", "reward"),
        "only the last outcome's reward is kept": ARRAYS.replace("+= chance * reward", "= chance * reward"),
        "what the last step of a game pays is lost": ARRAYS.replace(
            "+= chance * reward", "+= chance * reward * (not terminated)"
        ),
        "the states that lead to an end absorb": ARRAYS.replace("ends.add(arrival)", "ends.add(state)"),
    },
    "evaluate_policy": {
        "the discounted chances are added, not subtracted": EVALUATE.replace("- gamma", "+ gamma"),
        "the best actions are taken, not the policy's": "return value_iteration(P, R, gamma, 1e-13)[0]",
        "the first action is taken everywhere": EVALUATE.replace("[states, policy]", "[:, 0]"),
        "leaving and arriving are mixed up": EVALUATE.replace("P[states, policy]", "P[states, policy].T"),
        "the next reward is discounted too": EVALUATE.replace(", R[", ", gamma * R["),
    },
    "policy_iteration": {
        "the policy is never improved": IMPROVE.replace(
            "if not better.any():\n    return greedy_policy(Q)", "return policy"
        ),
        "it is improved only once": """
V = evaluate_policy(P, R, policy, gamma)
return greedy_policy(q_values(P, R, V, gamma)), V, rounds""",
        "only rewards are compared, not what comes after": IMPROVE.replace("q_values(P, R, V, gamma)", "R"),
    },
}
