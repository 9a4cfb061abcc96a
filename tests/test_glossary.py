"""GLOSSARY.md is what the table and the lessons make, and no page uses a term before it is taught."""

import functools
import tomllib

import nbformat
import pytest
from nbformat import v4
from rules.terms import misplaced, pattern, sections, too_early, wordings

from tools import glossary
from tools.function_index import functions
from tools.generated import lessons, pages
from tools.settings import HOME

TERMS, SYMBOLS = glossary.entries("term"), glossary.entries("symbol")
PAGES = sorted(path.relative_to(HOME).with_suffix("").as_posix() for path in pages())
KEYS = {
    "term": {"term", "section", "means", "also", "forms", "find", "everyday", "earlier", "more"},
    "symbol": {"symbol", "section", "means", "shape", "python"},
}
each_page = pytest.mark.parametrize("page", PAGES)


@functools.cache
def read(page):
    return nbformat.read(HOME / f"{page}.ipynb", as_version=4)


def early(page, to_come):
    return list(too_early(read(page), HOME / f"{page}.ipynb", to_come))


def test_the_page_is_current():
    assert glossary.is_current(), "run make notebooks"


def test_the_table_is_in_order_and_complete():
    table = tomllib.loads(glossary.TABLE.read_text(encoding="utf-8"))
    assert list(table) == [page for page in PAGES if page in table]
    assert {path.relative_to(HOME).with_suffix("").as_posix() for path in lessons()} <= set(table)
    for kind, entries in {"term": TERMS, "symbol": SYMBOLS}.items():
        wrong = [entry for _, entry in entries if set(entry) - KEYS[kind] or not {"section", "means"} <= set(entry)]
        assert not wrong
    names = [entry["term"] for _, entry in TERMS]
    assert len(set(names)) == len(names)
    meanings = [entry["means"] for _, entry in TERMS + SYMBOLS]
    assert not [text for text in meanings if text.endswith(".") or "\n" in text]


@each_page
def test_each_term_stands_in_its_section(page):
    found, mine = sections(read(page)), [entry for lesson, entry in TERMS + SYMBOLS if lesson == page]
    wrong = [complaint for entry in mine for complaint in misplaced(entry, found)]
    assert not wrong, "\n" + "\n".join(wrong)


@each_page
def test_no_term_is_used_before_it_is_taught(page):
    to_come = [
        (lesson, entry)
        for lesson, entry in TERMS
        if lesson > page and not entry.get("everyday") and page not in entry.get("earlier", {})
    ]
    wrong = early(page, to_come)
    assert not wrong, "\nExplain it there, or link to where it is taught:\n" + "\n".join(wrong)


def test_more_leads_on_and_exceptions_are_few_and_needed():
    further = [(lesson, page) for lesson, entry in TERMS for page in entry.get("more", [])]
    assert not [page for lesson, page in further if page <= lesson or page not in PAGES]
    exceptions = [(lesson, entry, page) for lesson, entry in TERMS for page in entry.get("earlier", {})]
    assert len(exceptions) <= 25, "the table is wrong if it needs so many exceptions"
    assert all(reason.strip() for _, entry, page in exceptions for reason in [entry["earlier"][page]])
    assert not [entry for lesson, entry, page in exceptions if not early(page, [(lesson, entry)])]


EVERYDAY = [(lesson, entry) for lesson, entry in TERMS if entry.get("everyday")]


@pytest.mark.parametrize(("lesson", "entry"), EVERYDAY, ids=[entry["term"] for _, entry in EVERYDAY])
def test_everyday_words_do_occur_earlier(lesson, entry):
    before = [page for page in PAGES if page < lesson]
    assert any(early(page, [(lesson, entry)]) for page in before), f"{entry['term']}: leave `everyday` out"


def test_functions_are_listed_with_where_they_come_from():
    found = functions()
    assert list(found) == sorted(found, key=str.casefold)
    assert not [name for name in found if name.startswith(("draw", "require"))]
    cost = found["compute_cost"]
    assert cost.defined[0] == "Course1/Week1/03_linear_model_and_cost" and len(cost.defined) > 2
    assert cost.says.startswith("Half the mean squared error")
    assert "Course2/Week2/06_adam" in found["forward"].taken
    assert all(function.says and function.defined for function in found.values())


# --- the rules themselves


@pytest.mark.parametrize(("words", "text", "fits"), [
    ("entropy", "Two entropies, and an Entropy.", True), ("entropy", "the cross-entropy", False),
    ("one-hot", "a one hot table", True), ("decision tree", "decision\ntrees", True), ("leaf", "a leaflet", False),
    ("AUC", "an auction", False), ("AUC", "its auc", False), ("Adam", "Adam's step", True), ("loss", "losses", True),
    ("R²", "an R² of 1", True), ("k-means++", "by k-means++ and", True), ("ε-greedy", "an ε-greedy driver", True),
])  # fmt: skip
def test_a_pattern_finds_the_word_and_no_part_of_another(words, text, fits):
    assert bool(pattern(words).search(text)) == fits


def test_find_takes_the_place_of_the_term():
    entry = {"term": "bias (of a unit)", "also": ["offset"], "find": ["bias"]}
    assert [p.pattern for p in wordings(entry)] == [pattern("bias").pattern]
    entry.pop("find")
    assert len(wordings(entry)) == 2


@pytest.fixture
def page():
    text, code = v4.new_markdown_cell, v4.new_code_cell
    cells = [
        text("# A page\n\nOpening."),
        text("## One\n\nApples.\n\n### Inside\n\nPears."),
        code('"""Plums."""\n# ## no heading'),
        text("More pears. ## is no heading\n\n## Two\n\nNuts, $x^2$."),
    ]
    return v4.new_notebook(cells=cells)


def test_a_section_reaches_to_the_next_of_its_level(page):
    found = sections(page)
    assert set(found) == {"A page", "One", "Inside", "Two"}
    assert "Nuts" in found["A page"] and "Opening" in found["A page"]
    assert "Plums" in found["One"] and "Plums" in found["Inside"] and "Nuts" not in found["One"]
    assert "Apples" not in found["Inside"] and "More pears" in found["Inside"]


def test_an_entry_whose_section_lacks_it_is_noticed(page):
    found = sections(page)
    assert not misplaced({"term": "nut", "section": "Two"}, found)
    assert not misplaced({"term": "two", "section": "Two"}, found)
    assert not misplaced({"symbol": "$x^2$", "section": "Two"}, found)
    assert misplaced({"term": "nut", "section": "One"}, found) == ["nut does not stand in the section 'One'"]
    assert misplaced({"symbol": "$y$", "section": "Two"}, found)
    assert misplaced({"term": "nut", "section": "Three"}, found) == ["nut: there is no section 'Three'"]


@pytest.mark.parametrize(("text", "noticed"), [
    ("A forest helps.", True), ("Two *forests*\nhelp.", True), ("`forest` and $forest$ are code.", False),
    ("## A forest\n\nHelps.", False), ("**Read more.** Breiman, *Random forests*.", False),
    ("**What the libraries do beyond ours.** A forest.", False),
    ("A [forest](../Week4/03_tree_ensembles.ipynb).", False), ("See [here](../Week4/README.md): a forest.", False),
    ("See [here](../Week3/README.md): a forest.", True),
    ("See [here](../Week4/03_tree_ensembles.ipynb).\n\nA forest helps.", True),
])  # fmt: skip
def test_a_term_used_too_early_is_noticed(text, noticed):
    lesson, path = "Course2/Week4/03_tree_ensembles", HOME / "Course2" / "Week2" / "01_training_with_tensorflow.ipynb"
    entry = {"term": "random forest", "also": ["forest"]}
    found = list(too_early(v4.new_notebook(cells=[v4.new_markdown_cell(text)]), path, [(lesson, entry)]))
    assert bool(found) == noticed
    assert all("'random forest' is taught in Course2/Week4/03_tree_ensembles" in complaint for complaint in found)
