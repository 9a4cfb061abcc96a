"""Principal component analysis: speed against scikit-learn's PCA, on one thread.

5,000 × 784 are the pixels of mnist5k. Of them `PCA(50)`, left to choose (svd_solver="auto"), takes the randomized way:
it finds 50 directions, nearly. Ours and "covariance_eigh" (scikit-learn 1.5 and newer) find all 784, to rounding.
"""

import numpy as np
from sklearn.decomposition import PCA
from works import race

from utils import data
from utils.lessons import take

principal_directions, project = take("Course3/Week2/03_principal_component_analysis", "principal_directions", "project")
IMAGES = data.load_mnist5k()[0].reshape(5000, 784) / 255
FEW = 50


def pca(work, X, tolerance, **options):
    """A race of finding the directions of X; the largest variances must agree to the tolerance."""
    library = PCA(random_state=0, **options)

    def agree(ours, theirs):
        m, k = len(X), FEW if "n_components" in options else X.shape[1]
        np.testing.assert_allclose(ours[1][:k], theirs.explained_variance_[:k] * (m - 1) / m, rtol=tolerance, atol=1e-9)

    return race(work, f"{X.shape[0]:,} × {X.shape[1]}", lambda: principal_directions(X), lambda: library.fit(X), agree)


def scores(X):
    """A race of projecting rows on the first directions."""
    mean, directions = X.mean(axis=0), principal_directions(X)[0][:FEW]
    library = PCA(FEW, svd_solver="covariance_eigh").fit(X)

    def agree(ours, theirs):
        np.testing.assert_allclose(np.abs(ours), np.abs(theirs), atol=1e-6)

    return race(
        f"{FEW} scores a row",
        f"{X.shape[0]:,} × {X.shape[1]}",
        lambda: project(X, mean, directions),
        lambda: library.transform(X),
        agree,
    )


test_left_to_choose = pca(f"all directions (PCA({FEW}))", IMAGES, 0.02, n_components=FEW)
test_same_way = pca('all directions (PCA, "covariance_eigh")', IMAGES, 1e-9, svd_solver="covariance_eigh")
test_scores = scores(IMAGES)
