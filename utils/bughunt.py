"""What the pages of a bug hunt call: each function's check sees its own section's names, whatever ran in between.

Eight functions of eight lessons share a page, and many call their data x and y. `keep`, at the end of a section's given
cell, notes the names as they are then; `restore`, in the section's check, brings them back.
"""

import copy

import numpy as np

from utils.checks import CheckFailed

CHANGEABLE = (np.ndarray, np.random.Generator, list, dict)  # a wrong function may change these, and would spoil them
_kept = {}


def keep(namespace, function, names):
    """Note the values of a section's names. namespace: the page's globals(); names: one text, with blanks between."""
    _kept[function] = namespace, _copied({name: namespace[name] for name in names.split()})


def restore(function):
    """Bring back what was kept for a function's section. Raises CheckFailed if nothing was."""
    if function not in _kept:
        raise CheckFailed("run the section's first cell, Given, before this one")
    namespace, values = _kept[function]
    namespace.update(_copied(values))


def _copied(values):
    return {name: copy.deepcopy(v) if isinstance(v, CHANGEABLE) else v for name, v in values.items()}
