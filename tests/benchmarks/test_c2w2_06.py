"""Training a small network with Adam: speed against Keras and scikit-learn, with the batches of each."""

import warnings

import keras
import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from works import race

from utils import data
from utils.lessons import take

train_adam, random_params = take("Course2/Week2/06_adam", "train_adam", "random_params")
EPOCHS = 3
images, labels = data.load_mnist5k()
order = np.random.default_rng(6).permutation(5000)
X, y = images[order, 4:24, 4:24].reshape(-1, 400) / 255, labels[order].astype(int)
START = random_params(seed=0)


def ours():
    """The cost of all rows after three epochs, by the lesson's function."""
    return train_adam(X, y, START, alpha=0.003, epochs=EPOCHS, batch_size=32, seed=0)[1][-1]


def in_keras(dtype):
    """Three epochs of `fit` from the same weights, as a function without arguments that returns the last mean loss."""
    dense = [
        keras.layers.Dense(size, activation=g, dtype=dtype) for size, g in ((25, "relu"), (15, "relu"), (10, None))
    ]
    model = keras.Sequential([keras.Input(shape=(400,), dtype=dtype), *dense])
    model.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.optimizer.build(model.trainable_variables)
    fresh = [variable.value.numpy() for variable in model.optimizer.variables]
    rows = X.astype(dtype)

    def fit():
        model.set_weights([part for pair in START for part in pair])
        for variable, value in zip(model.optimizer.variables, fresh, strict=True):
            variable.assign(value)
        return model.fit(rows, y, batch_size=32, epochs=EPOCHS, verbose=0).history["loss"][-1]

    return fit


def in_sklearn():
    """Three epochs of MLPClassifier: the same sizes, rule and batches; its own random start. Returns its last loss."""
    network = MLPClassifier((25, 15), alpha=0, batch_size=32, learning_rate_init=0.003, max_iter=EPOCHS, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # three epochs are too few for its taste
        return network.fit(X, y).loss_


def both_learned(ours, theirs):
    """Other shuffles and another start: both costs have fallen from about 2.4 to below 0.5."""
    assert 0.05 < ours < 0.5 and 0.05 < theirs < 0.5, (ours, theirs)


SIZE = "5,000 × 400-25-15-10"
test_fit = race(f"Adam, {EPOCHS} epochs (Keras, fit, float32)", SIZE, ours, in_keras("float32"), both_learned)
test_fit_64 = race(f"Adam, {EPOCHS} epochs (Keras, fit, float64)", SIZE, ours, in_keras("float64"), both_learned)
test_mlp = race(f"Adam, {EPOCHS} epochs (MLPClassifier)", SIZE, ours, in_sklearn, both_learned)
