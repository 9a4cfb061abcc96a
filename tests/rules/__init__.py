"""What holds for every lesson and project. A rule takes a notebook and its path and returns complaints, if any."""

from types import FunctionType

from rules import form, outputs, prose, sources
from tools.generated import is_project

RULES = {
    name: rule
    for module in (form, sources, outputs, prose)
    for name, rule in vars(module).items()
    if isinstance(rule, FunctionType) and rule.__module__ == module.__name__ and not name.startswith("_")
}
LESSONS_ONLY = {"objectives_of_this_week", "recall_has_three_questions"}


def complaints(nb, path):
    """What the rules for such a page have to say about a notebook, one line each."""
    kept = {name: rule for name, rule in RULES.items() if not (is_project(path) and name in LESSONS_ONLY)}
    return [f"{name}: {complaint}" for name, rule in kept.items() for complaint in rule(nb, path)]
