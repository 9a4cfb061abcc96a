"""A wrong body for each mistake that the checks of Course 3, Week 1, lesson 2 call by name."""

LEARN = """
sample = X[rng.choice(len(X), sample_size, replace=False)]
centroids, _, _ = k_means(sample, spread_start(sample, K, rng))
return np.rint(255 * centroids) / 255"""
PSNR = "return 10 * np.log10(255**2 / np.mean((image - other) ** 2))"
PACK = """
shifts = np.arange(bits - 1, -1, -1)
return np.packbits((idx[:, None] >> shifts) & 1)"""

WRONG = {
    "image_to_rows": {
        "the levels are not divided by 255": "return image.reshape(-1, 3)",
        "the levels are divided by 256": "return image.reshape(-1, 3) / 256",
        "the levels are divided by the brightest one": "return image.reshape(-1, 3) / image.max()",
        "the image is read column by column": "return image.transpose(1, 0, 2).reshape(-1, 3) / 255",
        "the levels are dealt into three long columns": "return image.reshape(3, -1).T / 255",
        "a whole line of the image becomes one row": "return image.reshape(len(image), -1) / 255",
    },
    "learn_palette": {
        "the palette is not rounded": LEARN.replace("np.rint(255 * centroids) / 255", "centroids"),
        "levels are cut off, not rounded": LEARN.replace("np.rint", "np.floor"),
        "the palette holds levels, not shares": LEARN.replace(") / 255", ")"),
        "shares are rounded as if they were levels": LEARN.replace(
            "np.rint(255 * centroids) / 255", "np.rint(centroids)"
        ),
        "all pixels are used, not a sample": LEARN.replace("X[rng.choice(len(X), sample_size, replace=False)]", "X"),
        "every sample holds the same pixels": LEARN.replace(
            "rng.choice(len(X), sample_size, replace=False)", ":sample_size"
        ),
        "the start is not spread": LEARN.replace("spread_start(sample, K, rng)", "sample[:K]"),
    },
    "psnr": {
        "the natural logarithm is taken, not base 10": PSNR.replace("log10", "log"),
        "the logarithm is multiplied by 20": PSNR.replace("10 *", "20 *"),
        "the errors are summed, not averaged": PSNR.replace("np.mean", "np.sum"),
        "the mean goes over pixels, not over single levels": PSNR.replace(
            "np.mean((image - other) ** 2)", "((image - other) ** 2).sum(axis=-1).mean()"
        ),
        "the errors are not squared": PSNR.replace("(image - other) ** 2", "np.abs(image - other)"),
        "255 is not squared": PSNR.replace("255**2", "255"),
        "the fraction stands upside down": PSNR.replace("10 *", "-10 *"),
    },
    "compressed_bits": {
        "the logarithm is not rounded": "return 24 * K + m * math.log2(K)",
        "the logarithm is rounded down": "return 24 * K + m * math.floor(math.log2(K))",
        "the palette is forgotten": "return m * math.ceil(math.log2(K))",
        "a colour of the palette is counted as one byte": "return 8 * K + m * math.ceil(math.log2(K))",
        "the number of a colour takes a whole byte": "return 24 * K + 8 * m",
        "there is one bit for each colour": "return 24 * K + m * K",
    },
    "pack_indices": {
        "the lowest bit comes first": PACK.replace("bits - 1, -1, -1", "bits"),
        "each index starts a byte of its own": PACK.replace("& 1)", "& 1, axis=1).ravel()"),
        "the indices are stored as bytes": "return idx.astype(np.uint8)",
        "all highest bits come first, then all second ones": PACK.replace(
            "(idx[:, None] >> shifts) & 1", "((idx[:, None] >> shifts) & 1).T"
        ),
        "the first byte is filled up, not the last": """
row = ((idx[:, None] >> np.arange(bits - 1, -1, -1)) & 1).ravel()
return np.packbits(np.concatenate([np.zeros(-len(row) % 8, dtype=int), row]))""",
    },
}
