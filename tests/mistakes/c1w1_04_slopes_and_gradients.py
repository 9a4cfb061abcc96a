"""Wrong bodies for the mistakes that the checks of Course1/Week1/04_slopes_and_gradients name."""

LOOP = """
for i in range(len(x)):
    error = w * x[i] + b - y[i]
    dj_dw += error * x[i]
    dj_db += error
return dj_dw / len(x), dj_db / len(x)
"""
MEASURE = """
for i in range(len(params)):
    up, down = params.copy(), params.copy()
    up[i] += h
    down[i] -= h
    slopes[i] = (f(up) - f(down)) / (2 * h)
"""


def loop(right, wrong):
    """The loop with one piece of it replaced."""
    assert right in LOOP
    return LOOP.replace(right, wrong)


def measure(right, wrong):
    """The measurement of several slopes with one piece of it replaced."""
    assert right in MEASURE
    return MEASURE.replace(right, wrong)


WRONG = {
    "central_difference": {
        "you divide by h instead of 2h": "return (f(x + h) - f(x - h)) / h",
        "you divide by 2 instead of 2h": "return (f(x + h) - f(x - h)) / 2",
        "only the step up is taken": "return (f(x + h) - f(x)) / h",
        "only the step down is taken": "return (f(x) - f(x - h)) / h",
        "the heights are subtracted the wrong way round": "return (f(x - h) - f(x + h)) / (2 * h)",
        "the heights are added": "return (f(x + h) + f(x - h)) / (2 * h)",
        "the brackets around 2 * h are missing": "return (f(x + h) - f(x - h)) / 2 * h",
    },
    "compute_gradient_loop": {
        "the sign of the error is flipped": loop("w * x[i] + b - y[i]", "y[i] - (w * x[i] + b)"),
        "x is left out of dj_dw": loop("error * x[i]", "error"),
        "x is left in dj_db": loop("dj_db += error", "dj_db += error * x[i]"),
        "the sums are not divided by m": loop("dj_dw / len(x), dj_db / len(x)", "dj_dw, dj_db"),
        "the half was forgotten, which makes it 2/m": loop(
            "error = w * x[i] + b - y[i]", "error = 2 * (w * x[i] + b - y[i])"
        ),
        "the half is applied again, which makes it 1/(2m)": loop("/ len(x)", "/ (2 * len(x))"),
        "each house replaces the sum instead of adding to it": loop("+=", "="),
        "the sums are divided inside the loop, at every house": """
            for i in range(len(x)):
                error = w * x[i] + b - y[i]
                dj_dw = (dj_dw + error * x[i]) / len(x)
                dj_db = (dj_db + error) / len(x)
            return dj_dw, dj_db
            """,
        "the function returns inside the loop, after the first house": """
            for i in range(len(x)):
                error = w * x[i] + b - y[i]
                dj_dw += error * x[i]
                dj_db += error
                return dj_dw / len(x), dj_db / len(x)
            """,
        "the slopes are returned in the wrong order": loop(
            "dj_dw / len(x), dj_db / len(x)", "dj_db / len(x), dj_dw / len(x)"
        ),
    },
    "compute_gradient": {
        "the sign of the error is flipped": "error = y - w * x - b\nreturn (error @ x) / len(x), error.mean()",
        "x is left out of dj_dw": "error = w * x + b - y\nreturn error.mean(), error.mean()",
        "x is left in dj_db": "error = w * x + b - y\nreturn (error @ x) / len(x), (error @ x) / len(x)",
        "the sums are not divided by m": "error = w * x + b - y\nreturn error @ x, error.sum()",
        "the half was forgotten, which makes it 2/m": """
            error = w * x + b - y
            return 2 * (error @ x) / len(x), 2 * error.mean()
            """,
        "the mean error is multiplied by the mean size": """
            error = w * x + b - y
            return error.mean() * x.mean(), error.mean()
            """,
        "the errors are squared": "error = (w * x + b - y) ** 2\nreturn (error @ x) / len(x), error.mean()",
        "b is left out of the prediction": "error = w * x - y\nreturn (error @ x) / len(x), error.mean()",
        "the slopes are returned in the wrong order": """
            error = w * x + b - y
            return error.mean(), (error @ x) / len(x)
            """,
    },
    "numerical_gradient": {
        "all parameters move at once": measure("[i] += h", "[:] += h").replace("down[i] -= h", "down[:] -= h"),
        "a parameter is not moved back": """
            moved = params.copy()
            for i in range(len(params)):
                moved[i] += h
                high = f(moved)
                moved[i] -= 2 * h
                slopes[i] = (high - f(moved)) / (2 * h)
            """,
        "you divide by h instead of 2h": measure("(2 * h)", "h"),
        "only the step up is taken": measure("(f(up) - f(down)) / (2 * h)", "(f(up) - f(params)) / h"),
        "the heights are subtracted the wrong way round": measure("f(up) - f(down)", "f(down) - f(up)"),
        "only the first parameter is moved": measure("range(len(params))", "range(1)"),
        "the step is not the h that was given": "h = 1e-5" + MEASURE,
    },
    "gradient_error": {
        "the sign of the differences is kept": """
            return (ours - measured).max() / max(np.abs(ours).max(), np.abs(measured).max())
            """,
        "the differences are added up": """
            return np.abs(ours - measured).sum() / max(np.abs(ours).max(), np.abs(measured).max())
            """,
        "the differences are averaged": """
            return np.abs(ours - measured).mean() / max(np.abs(ours).max(), np.abs(measured).max())
            """,
        "the differences are not divided": "return np.abs(ours - measured).max()",
        "only the measured slopes set the scale": "return np.abs(ours - measured).max() / np.abs(measured).max()",
        "the signs of the slopes are kept in the scale": """
            return np.abs(ours - measured).max() / max(ours.max(), measured.max())
            """,
        "only the claimed slopes set the scale": """
            largest = np.abs(ours).max()
            return np.abs(ours - measured).max() / largest if largest > 0 else 0.0
            """,
        "each difference is divided by its own slope": "return np.abs((ours - measured) / measured).max()",
    },
}
