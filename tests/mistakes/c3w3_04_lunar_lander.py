"""A wrong body for each mistake that the checks of Course 3, Week 3, lesson 4 call by name."""

POTENTIAL = """
x, y, v_x, v_y, angle, rate, left, right = states.T
return -100 * np.hypot(x, y) - 100 * np.hypot(v_x, v_y) - 100 * np.abs(angle) + 10 * (left + right)"""
REWARDS = """
fuel = np.array([0.0, 0.03, 0.3, 0.03])
return np.diff(potential(states)) - fuel[actions]"""

WRONG = {
    "potential": {
        "the sign of the angle counts": POTENTIAL.replace("np.abs(angle)", "angle"),
        "distances are not rooted": POTENTIAL.replace("np.hypot(x, y)", "(x**2 + y**2)").replace(
            "np.hypot(v_x, v_y)", "(v_x**2 + v_y**2)"
        ),
        "coordinates are added": POTENTIAL.replace("np.hypot(x, y)", "(x + y)").replace(
            "np.hypot(v_x, v_y)", "(v_x + v_y)"
        ),
        "the rate of the angle counts too": POTENTIAL.replace("+ 10", "- 100 * np.abs(rate) + 10"),
        "legs count as a loss": POTENTIAL.replace("+ 10", "- 10"),
        "the speed is left out": POTENTIAL.replace("- 100 * np.hypot(v_x, v_y) ", ""),
    },
    "shaped_rewards": {
        "a gain counts as a loss": REWARDS.replace("return np", "return -np"),
        "fuel is paid back": REWARDS.replace("- fuel", "+ fuel"),
        "fuel is free": REWARDS.replace(" - fuel[actions]", ""),
        "all engines cost the same": REWARDS.replace("0.03", "0.3"),
        "the potential itself is the reward": REWARDS.replace("np.diff(potential(states))", "potential(states)[1:]"),
    },
}
