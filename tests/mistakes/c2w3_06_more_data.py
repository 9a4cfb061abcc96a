"""A wrong body for each mistake that the checks of Course 2, Week 3, lesson 6 call by name."""

# The interpolation as the lesson has it, with what is put in.
MIX = """
down, right = {shares}
upper = (1 - right) * padded[each, top, left] + right * padded[each, top, left + 1]
lower = (1 - right) * padded[each, top + 1, left] + right * padded[each, top + 1, left + 1]
return {end}"""
SHARES, END = "rows - top, columns - left", "(1 - down) * upper + down * lower"
SHIFT = "return bilinear(images, *np.broadcast_arrays({}, {}))"
TURN = """
r, c = rows - {middle}, columns - {middle}
return bilinear(images, {middle} + {row}, {middle} + {column})"""
COPIES = """
rng = np.random.default_rng(seed)
parts = {first} + [change(images, rng) for _ in range({copies})]
return np.concatenate(parts), {labels}"""

WRONG = {
    "bilinear": {
        "the nearest pixel is taken": """
return padded[each, np.rint(rows).astype(int), np.rint(columns).astype(int)]""",
        "the place is rounded down": "return padded[each, top, left]",
        "rows and columns are swapped": MIX.format(shares="columns - left, rows - top", end=END),
        "each share goes to the pixel on the other side": MIX.format(
            shares="1 - rows + top, 1 - columns + left", end=END
        ),
        "the upper and the lower mix are added, not mixed": MIX.format(shares=SHARES, end="upper + lower"),
    },
    "shift": {
        "it moves up and to the left": SHIFT.format("rows + down", "columns + right"),
        "it moves down and to the left": SHIFT.format("rows - down", "columns + right"),
        "down and right are exchanged": SHIFT.format("rows - right", "columns - down"),
        "fractions are dropped": SHIFT.format("rows - np.trunc(down)", "columns - np.trunc(right)"),
    },
    "rotate": {
        "it turns clockwise": TURN.format(middle="middle_row", row="r * cos - c * sin", column="c * cos + r * sin"),
        "it turns about the upper left pixel": TURN.format(
            middle="0", row="r * cos + c * sin", column="c * cos - r * sin"
        ),
        "it is mirrored too": TURN.format(middle="middle_row", row="r * cos + c * sin", column="c * cos + r * sin"),
        "cosine and sine are exchanged": TURN.format(
            middle="middle_row", row="r * sin + c * cos", column="c * sin - r * cos"
        ),
    },
    "add_noise": {
        "grey levels leave 0 to 1": "return images + rng.normal(0, sigma, images.shape)",
        "all pixels get the same number": "return np.clip(images + rng.normal(0, sigma), 0, 1)",
        "sigma is not used": "return np.clip(images + rng.normal(0, 1, images.shape), 0, 1)",
        "sigma is squared": "return np.clip(images + rng.normal(0, sigma**2, images.shape), 0, 1)",
        "the images are lost": "return np.clip(rng.normal(0, sigma, images.shape), 0, 1)",
    },
    "augment": {
        "the originals are missing": COPIES.format(first="[]", copies="copies", labels="np.tile(labels, copies)"),
        "one copy too few": COPIES.format(first="[images]", copies="copies - 1", labels="np.tile(labels, copies)"),
        "the labels are not in the order of the images": COPIES.format(
            first="[images]", copies="copies", labels="np.repeat(labels, copies + 1)"
        ),
        "each copy is made of the last copy": """
rng, parts = np.random.default_rng(seed), [images]
for _ in range(copies):
    parts.append(change(parts[-1], rng))
return np.concatenate(parts), np.tile(labels, copies + 1)""",
        "every copy draws the same numbers": """
parts = [images] + [change(images, np.random.default_rng(seed)) for _ in range(copies)]
return np.concatenate(parts), np.tile(labels, copies + 1)""",
    },
}
