"""What holds for every lesson. A rule takes a notebook and its path and returns complaints, none if it is kept."""

from types import FunctionType

from rules import form, outputs, prose, sources

RULES = {
    name: rule
    for module in (form, sources, outputs, prose)
    for name, rule in vars(module).items()
    if isinstance(rule, FunctionType) and rule.__module__ == module.__name__ and not name.startswith("_")
}


def complaints(nb, path):
    """What all rules have to say about a notebook, one line each."""
    return [f"{name}: {complaint}" for name, rule in RULES.items() for complaint in rule(nb, path)]
