"""Random inputs, but the same ones each time and on every machine, with nothing written to disk."""

import tempfile

from hypothesis import configuration, settings

configuration.set_hypothesis_home_dir(tempfile.gettempdir() + "/hypothesis")
settings.register_profile("course", max_examples=50, derandomize=True, deadline=None, database=None)
settings.load_profile("course")
