"""A wrong body for each mistake that the checks of Course 2, Week 1, lesson 3 call by name."""

# Moves an image as the lesson does, by the distances that are put in.
MOVE = """
images = np.asarray(images)
height, width = images.shape[1:]
padded = np.pad(images, ((0, 0), (height, height), (width, width)))
top, left = height - ({down}), width - ({right})
return padded[:, top : top + height, left : left + width]"""

WRONG = {
    "to_features": {
        "the columns are laid end to end, not the rows": """
return images.transpose(0, 2, 1).reshape(len(images), -1) / 255""",
        "nothing is divided by 255": "return images.reshape(len(images), -1)",
        "each image is divided by its own largest value": """
X = images.reshape(len(images), -1)
return X / X.max(axis=1, keepdims=True)""",
        "all are divided by their largest value": "return images.reshape(len(images), -1) / images.max()",
        "ink and paper are exchanged": "return 1 - images.reshape(len(images), -1) / 255",
        "all images become one row": "return images.reshape(-1) / 255",
    },
    "layer_activations": {
        "only the last layer is kept": """
for W, b, g in layers:
    A = dense(A, W, b, g)
activations.append(A)""",
        "the features are counted as a layer": """
activations.append(A)
for W, b, g in layers:
    A = dense(A, W, b, g)
    activations.append(A)""",
        "every layer reads the pixels": """
for W, b, g in layers:
    activations.append(dense(A, W, b, g))""",
        "the activation function is left out": """
for W, b, g in layers:
    A = A @ W + b
    activations.append(A)""",
        "the biases are left out": """
for W, b, g in layers:
    A = g(A @ W)
    activations.append(A)""",
    },
    "classify": {
        "the probability is always that of a 1": """
p = sequential(require_fit(X, layers), layers)[:, 0]
return (p >= threshold).astype(int), p""",
        "the labels are turned round": """
p = sequential(require_fit(X, layers), layers)[:, 0]
return (p < threshold).astype(int), np.where(p >= threshold, p, 1 - p)""",
        "the probability is that of the other label": """
p = sequential(require_fit(X, layers), layers)[:, 0]
y_hat = (p >= threshold).astype(int)
return y_hat, np.where(y_hat == 1, 1 - p, p)""",
        "the larger of the two probabilities is given": """
p = sequential(require_fit(X, layers), layers)[:, 0]
return (p >= threshold).astype(int), np.maximum(p, 1 - p)""",
        "the threshold is always 0.5": """
p = sequential(require_fit(X, layers), layers)[:, 0]
return (p >= 0.5).astype(int), np.maximum(p, 1 - p)""",
    },
    "weight_images": {
        "the transpose is forgotten": "return W.reshape(-1, height, width)",
        "the columns are filled first": "return W.T.reshape(-1, width, height).transpose(0, 2, 1)",
        "height and width are exchanged": "return W.T.reshape(-1, width, height)",
        "the units are the last axis": "return W.reshape(height, width, -1)",
    },
    "find_mistakes": {
        "the least confident comes first": """
wrong = np.flatnonzero(y != y_hat)
return wrong[np.argsort(probability[wrong], kind="stable")]""",
        "they are not sorted": "return np.flatnonzero(y != y_hat)",
        "the order is reversed after sorting, and with it the ties": """
wrong = np.flatnonzero(y != y_hat)
return wrong[np.argsort(probability[wrong], kind="stable")[::-1]]""",
        "places among the mistakes are returned, not row numbers": """
wrong = np.flatnonzero(y != y_hat)
return np.argsort(-probability[wrong], kind="stable")""",
        "the right answers are returned": """
right = np.flatnonzero(y == y_hat)
return right[np.argsort(-probability[right], kind="stable")]""",
        "all answers are sorted, wrong or not": """return np.argsort(-probability, kind="stable")""",
    },
    "most_probable": {
        "the axis is swapped: a row for each class": "return P.argmax(axis=0), P.max(axis=0)",
        "the least probable class is taken": "return P.argmin(axis=1), P.min(axis=1)",
        "classes are counted from 1": "return P.argmax(axis=1) + 1, P.max(axis=1)",
        "the probability comes first": "return P.max(axis=1), P.argmax(axis=1)",
        "the whole table has one largest entry": "return P.argmax(), P.max()",
    },
    "shift_images": {
        "what leaves on the right comes back on the left": "return np.roll(images, (down, right), axis=(1, 2))",
        "it moves to the left": MOVE.format(down="down", right="-right"),
        "down and right are exchanged": MOVE.format(down="right", right="down"),
    },
}
