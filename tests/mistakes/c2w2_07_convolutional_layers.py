"""A wrong body for each mistake that the checks of Course 2, Week 2, lesson 7 call by name."""

# Both layers as the lesson has them, with what is put in.
LAYER_1D = """
windows = sliding_window_view(A, len(W), axis=1)[:, ::stride]{order}
return (windows.reshape(-1, W[..., 0].size) @ {W}.reshape(-1, len(b)){b}).reshape(*windows.shape[:2], -1)"""
LAYER_2D = """
windows = sliding_window_view(A, W.shape[:2], axis=(1, 2))[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)
Z = (windows.reshape(-1, W[..., 0].size) @ {W}.reshape(-1, len(b)){b}).reshape(*windows.shape[:3], -1)
return Z{end}"""
ORDER = ".transpose(0, 1, 3, 2)"

WRONG = {
    "slide": {
        "the filter is turned round, as in mathematics": 'return np.convolve(x, w, mode="valid")',
        "one place at the end is forgotten": """
return np.array([np.sum(w * x[i : i + len(w)]) for i in range(len(x) - len(w))])""",
        "the filter also hangs over both ends": 'return np.correlate(x, w, mode="full")',
        "the filter jumps by its own length": """
return np.array([np.sum(w * x[i : i + len(w)]) for i in range(0, len(x) - len(w) + 1, len(w))])""",
        "the products are not added up": """
return np.array([w * x[i : i + len(w)] for i in range(len(x) - len(w) + 1)])""",
    },
    "output_size": {
        "the first place is not counted": "return (n + 2 * padding - k) // stride",
        "the result is rounded up": "return -(-(n + 2 * padding - k) // stride) + 1",
        "half steps are kept": "return (n + 2 * padding - k) / stride + 1",
        "the border is counted on one side only": "return (n + padding - k) // stride + 1",
        "the border is left out": "return (n - k) // stride + 1",
        "the stride is left out": "return n + 2 * padding - k + 1",
    },
    "conv1d": {
        "the bias is left out": LAYER_1D.format(order=ORDER, W="W", b=""),
        "the filter is turned round": LAYER_1D.format(order=ORDER, W="W[::-1]", b=" + b"),
        "the window is not put in the order of the weights": LAYER_1D.format(order="", W="W", b=" + b"),
        "only the first channel is read": """
A, W = A[..., :1], W[:, :1]"""
        + LAYER_1D.format(order=ORDER, W="W", b=" + b"),
    },
    "conv2d": {
        "the bias is left out": LAYER_2D.format(W="W", b="", end=""),
        "the filter is turned round": LAYER_2D.format(W="W[::-1, ::-1]", b=" + b", end=""),
        "the filter is transposed": LAYER_2D.format(W="W.transpose(1, 0, 2, 3)", b=" + b", end=""),
        "rows and columns of the output are exchanged": LAYER_2D.format(W="W", b=" + b", end=".transpose(0, 2, 1, 3)"),
    },
    "max_pool": {
        "the mean is taken": """
m, rows, columns, channels = len(A), A.shape[1] // size, A.shape[2] // size, A.shape[3]
return A[:, : rows * size, : columns * size].reshape(m, rows, size, columns, size, channels).mean(axis=(2, 4))""",
        "the smallest is taken": """
m, rows, columns, channels = len(A), A.shape[1] // size, A.shape[2] // size, A.shape[3]
return A[:, : rows * size, : columns * size].reshape(m, rows, size, columns, size, channels).min(axis=(2, 4))""",
        "the signs are dropped first": """
m, rows, columns, channels = len(A), A.shape[1] // size, A.shape[2] // size, A.shape[3]
squares = np.abs(A)[:, : rows * size, : columns * size].reshape(m, rows, size, columns, size, channels)
return squares.max(axis=(2, 4))""",
        "the squares overlap": """
return sliding_window_view(A, (size, size), axis=(1, 2)).max(axis=(4, 5))""",
        "what fills no square is kept": """
rows, columns = -A.shape[1] % size, -A.shape[2] % size
A = np.pad(A, ((0, 0), (0, rows), (0, columns), (0, 0)), constant_values=-np.inf)
return sliding_window_view(A, (size, size), axis=(1, 2))[:, ::size, ::size].max(axis=(4, 5))""",
    },
}
