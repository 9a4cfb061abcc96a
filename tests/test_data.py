"""The data files are the recorded ones, loaders return what they promise, a damaged file says how to restore it."""

import hashlib
import re
import shutil

import numpy as np
import pandas as pd
import pytest

from utils import data

FRAMES = {  # loader: (rows, columns in order, missing values)
    "load_houses": (2000, "price sqft_living bedrooms floors age grade miles_to_seattle zipcode", {}),
    "load_houses_98029": (320, "price sqft_living", {}),
    "load_cars": (392, "name mpg cylinders displacement horsepower weight acceleration year origin", {}),
    "load_penguins": (
        344,
        "species island bill_length_mm bill_depth_mm flipper_length_mm body_mass_g sex year",
        {"bill_length_mm": 2, "bill_depth_mm": 2, "flipper_length_mm": 2, "body_mass_g": 2, "sex": 11},
    ),
    "load_seattle_weather": (1461, "date precipitation temp_max temp_min wind weather", {}),
    "load_mortgages": (
        2380,
        "debt_ratio housing_ratio loan_to_value consumer_credit mortgage_credit bad_record insurance_denied "
        "self_employed single unemployment condominium black denied",
        {},
    ),
    "load_diamonds": (6000, "carat cut color clarity depth table x y z price", {}),
}
RANGES = {  # a value outside means another unit or a broken column
    "load_houses": {"price": (5e4, 8e6), "sqft_living": (300, 14_000), "bedrooms": (0, 11), "floors": (1, 3.5),
                    "age": (-1, 120), "grade": (1, 13), "miles_to_seattle": (0, 50), "zipcode": (98001, 98199)},
    "load_houses_98029": {"price": (2e5, 3e6), "sqft_living": (800, 7000)},
    "load_cars": {"mpg": (9, 47), "cylinders": (3, 8), "displacement": (60, 460), "horsepower": (40, 240),
                  "weight": (1500, 5200), "acceleration": (8, 25), "year": (1970, 1982)},
    "load_penguins": {"bill_length_mm": (30, 60), "bill_depth_mm": (13, 22), "flipper_length_mm": (170, 235),
                      "body_mass_g": (2700, 6300), "year": (2007, 2009)},
    "load_seattle_weather": {"precipitation": (0, 60), "temp_max": (-5, 40), "temp_min": (-10, 20), "wind": (0, 12)},
    "load_mortgages": {"debt_ratio": (0, 3), "housing_ratio": (0, 3), "loan_to_value": (0, 2),
                       "consumer_credit": (1, 6), "mortgage_credit": (1, 4), "unemployment": (1, 11),
                       "condominium": (0, 1), "black": (0, 1), "denied": (0, 1)},
    "load_diamonds": {"carat": (0.2, 5.01), "depth": (43, 79), "table": (43, 95), "x": (0, 11), "y": (0, 11),
                      "z": (0, 7), "price": (326, 18_823)},
}


def recorded():
    lines = (data.DATA / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


@pytest.mark.parametrize("loader", FRAMES)
def test_frame(loader):
    rows, columns, missing = FRAMES[loader]
    frame = getattr(data, loader)()
    assert frame.shape == (rows, len(columns.split()))
    assert list(frame.columns) == columns.split()
    assert {name: n for name, n in frame.isna().sum().items() if n} == missing
    for column, (low, high) in RANGES[loader].items():
        assert frame[column].dropna().between(low, high).all(), column


@pytest.mark.parametrize("loader", FRAMES)
def test_a_changed_frame_spoils_no_other(loader):
    frame = getattr(data, loader)()
    before = frame.copy()
    frame.iloc[0] = frame.iloc[-1]
    frame["new"] = 1
    pd.testing.assert_frame_equal(getattr(data, loader)(), before)


def test_text_has_the_same_dtype_on_every_pandas():
    frames = [getattr(data, loader)() for loader in FRAMES] + list(data.load_movielens())
    dtypes = {str(dtype) for frame in frames for dtype in frame.dtypes}
    assert dtypes == {"int64", "float64", "object", "datetime64[ns]"}


def test_numbers_are_read_to_the_last_bit():
    lines = (data.DATA / "mortgages.csv").read_text(encoding="utf-8").splitlines()[1:]
    exact = [[float(field) for field in line.split(",")] for line in lines]
    assert data.load_mortgages().to_numpy().tolist() == exact


def test_a_line_fits_the_houses_of_98029():
    houses = data.load_houses_98029()
    slope, intercept = np.polyfit(houses["sqft_living"], houses["price"], 1)
    r2 = np.corrcoef(houses["sqft_living"], houses["price"])[0, 1] ** 2
    assert round(r2, 2) == 0.82
    assert round(slope) == 242
    assert round(intercept, -3) == 59_000


@pytest.mark.parametrize(("columns", "degree", "expected"), [
    (["sqft_living"], 1, 0.49),
    (["sqft_living", "bedrooms", "floors", "age"], 1, 0.55),
    (["sqft_living", "bedrooms", "floors", "age", "miles_to_seattle"], 1, 0.63),
    (["sqft_living", "miles_to_seattle"], 2, 0.69),
])
def test_what_a_linear_model_explains_of_the_houses(columns, degree, expected):
    houses = data.load_houses()
    x = houses[columns].to_numpy(dtype=float)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    products = [x[:, i] * x[:, j] for i in range(x.shape[1]) for j in range(i + 1)] if degree == 2 else []
    design = np.column_stack([np.ones(len(x)), x, *products])
    price = houses["price"].to_numpy(dtype=float)
    error = price - design @ np.linalg.lstsq(design, price, rcond=None)[0]
    assert round(1 - error.var() / price.var(), 2) == expected


def test_species_weather_and_mortgages_are_the_known_ones():
    assert data.load_penguins()["species"].value_counts().to_dict() == {"Adelie": 152, "Gentoo": 124, "Chinstrap": 68}
    weather = data.load_seattle_weather()
    assert (weather["date"].diff().dropna() == pd.Timedelta(days=1)).all()
    assert (weather["temp_max"] >= 30).sum() == 63
    assert (weather["temp_max"] >= weather["temp_min"]).all()
    mortgages = data.load_mortgages()
    assert mortgages["denied"].sum() == 285
    assert mortgages["black"].sum() == 339


def test_diamonds_have_the_known_grades_and_six_lack_a_length():
    diamonds = data.load_diamonds()
    assert diamonds["cut"].value_counts()[["Fair", "Good", "Very Good", "Premium", "Ideal"]].sum() == 6000
    assert sorted(diamonds["color"].unique()) == list("DEFGHIJ")
    assert sorted(diamonds["clarity"].unique()) == sorted("I1 SI2 SI1 VS2 VS1 VVS2 VVS1 IF".split())
    assert (diamonds[["x", "y", "z"]] == 0).any(axis=1).sum() == 6
    assert diamonds.duplicated().sum() == 3
    assert round(np.corrcoef(np.log(diamonds["carat"]), np.log(diamonds["price"]))[0, 1] ** 2, 2) == 0.93


def test_mnist5k():
    images, labels = data.load_mnist5k()
    assert (images.shape, images.dtype, images.min(), images.max()) == ((5000, 28, 28), np.uint8, 0, 255)
    assert (labels.shape, labels.dtype) == ((5000,), np.uint8)
    assert np.bincount(labels).tolist() == [500] * 10
    images[0] = 7  # a fresh array, and one that may be written
    assert (data.load_mnist5k()[0][0] != 7).any()


def test_movielens():
    ratings, films = data.load_movielens()
    assert list(ratings.columns) == ["user", "film", "rating"]
    assert list(films.columns) == ["film", "movielens_id", "title", "year", "genres"]
    assert (ratings.shape, films.shape) == ((38_443, 3), (400, 5))
    assert set(ratings["user"]) == set(range(508))
    assert set(ratings["film"]) == set(range(400)) == set(films["film"])
    assert set(ratings["rating"]) == set(np.arange(0.5, 5.5, 0.5))
    assert not ratings.duplicated(["user", "film"]).any()
    assert ratings.groupby("user").size().min() == 20
    assert not ratings.isna().any(axis=None) and not films.isna().any(axis=None)
    assert films["year"].between(1930, 2016).all()
    assert films.loc[films["movielens_id"] == 1, ["title", "year"]].to_numpy().tolist() == [["Toy Story", 1995]]
    assert films["title"].str.contains("WALL·E").sum() == 1  # read as UTF-8


@pytest.mark.parametrize("name", recorded())
def test_checksum(name):
    assert hashlib.sha256((data.DATA / name).read_bytes()).hexdigest() == recorded()[name]


def test_every_file_is_recorded_and_all_are_small():
    files = [path for path in data.DATA.rglob("*") if path.is_file()]
    names = {path.relative_to(data.DATA).as_posix() for path in files}
    assert names - {"README.md", "movielens/README.md", "SHA256SUMS"} == set(recorded())
    assert sum(path.stat().st_size for path in files) < 1_800_000


def test_readme_and_sums_agree():
    text = (data.DATA / "README.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `(.+?)`\n(.*?)(?=^## |\Z)", text, flags=re.M | re.S))
    assert {name: re.findall(r"\b[0-9a-f]{64}\b", body) for name, body in sections.items()} == {
        name: [digest] for name, digest in recorded().items()
    }


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of data/ that a test may damage."""
    shutil.copytree(data.DATA, tmp_path / "data")
    monkeypatch.setattr(data, "DATA", tmp_path / "data")
    return tmp_path / "data"


DAMAGE = {
    "missing": (lambda path: path.unlink(), "is missing"),
    "empty": (lambda path: path.write_bytes(b""), r"cut short \(0 bytes\)"),
    "truncated": (lambda path: path.write_bytes(path.read_bytes()[:-1]), "altered or cut short"),
    "altered": (lambda path: path.write_bytes(path.read_bytes().replace(b"1", b"2", 1)), "altered or cut short"),
    "converted": (lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")), "line endings"),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize(("loader", "name"), [("load_houses", "houses.csv"), ("load_movielens", "movielens/films.csv")])
def test_a_damaged_file_says_how_to_restore_it(copy, loader, name, damage):
    spoil, reason = DAMAGE[damage]
    spoil(copy / name)
    with pytest.raises(data.DataFileError, match=reason) as caught:
        getattr(data, loader)()
    assert f"data/{name}" in str(caught.value)
    assert f"git checkout -- data/{name}" in str(caught.value)
    assert "download it again" in str(caught.value)


@pytest.mark.parametrize("damage", ["missing", "empty"])
def test_damaged_sums_are_named(copy, damage):
    DAMAGE[damage][0](copy / "SHA256SUMS")
    with pytest.raises(data.DataFileError, match="git checkout -- data/SHA256SUMS"):
        data.load_cars()


def test_a_damaged_image_file_is_refused(copy):
    DAMAGE["truncated"][0](copy / "mnist5k.npz")
    with pytest.raises(data.DataFileError, match=re.escape("git checkout -- data/mnist5k.npz")):
        data.load_mnist5k()


def test_a_file_is_checked_once(copy):
    data.load_cars()
    (copy / "SHA256SUMS").unlink()
    assert len(data.load_cars()) == 392
