"""Other machines, simulated on this one by environment variables, and the proof that each variable does something here.

A factor that this processor or system ignores must not count as passed. So a kernel is started with each variable by
itself, and says what it computes with; where that equals the plain kernel's answer, the variable has no effect.
"""

import inspect
import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from nbformat import v4

from tools.kernels import client_for
from tools.settings import HOME, KERNEL_ENVIRONMENT

TWO = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"), "2")


def settings(features):
    """{name: (what it stands for, variables)} of all settings, plain ones first.

    features: the names of the vector code that NumPy uses on this machine; other NumPys have other names.
    """
    no_vectors = {"NPY_DISABLE_CPU_FEATURES": " ".join(features)}
    old = {"OPENBLAS_CORETYPE": "Nehalem", "TF_ENABLE_ONEDNN_OPTS": "0", "ONEDNN_MAX_CPU_ISA": "SSE41"}
    old |= no_vectors | {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"}
    return {
        "plain": ("this machine, one thread, as `make test` runs", {}),
        "plain-2": ("the same again", {}),
        "plain-3": ("and a third time", {}),
        "threads": ("two threads: sums in another order", TWO),
        "nehalem": ("OpenBLAS on a processor with SSE only", {"OPENBLAS_CORETYPE": "Nehalem"}),
        "haswell": ("OpenBLAS on a processor with AVX2", {"OPENBLAS_CORETYPE": "Haswell"}),
        "onednn": ("TensorFlow without oneDNN", {"TF_ENABLE_ONEDNN_OPTS": "0"}),
        "features": ("NumPy without vector code of its own", no_vectors),
        "hostile": ("an old processor for OpenBLAS, oneDNN, NumPy and the C library at once", old),
    }


def environment(variables):
    """The whole environment of a kernel with these variables, and no other setting that may be set outside."""
    known = {name for _, chosen in settings([]).values() for name in chosen}
    return {k: v for k, v in os.environ.items() if k not in known} | KERNEL_ENVIRONMENT | variables


def facts():
    """What a kernel computes with, and digests of results in which it shows. It runs there: its source is the cell."""
    import hashlib
    import importlib.util
    import math

    import numpy as np
    import psutil
    import scipy.linalg  # noqa: F401  has an OpenBLAS of its own
    import sklearn.cluster  # noqa: F401  has OpenMP
    import threadpoolctl
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    def digest(numbers):
        return hashlib.sha256(np.asarray(numbers).tobytes()).hexdigest()[:8]

    a = np.random.default_rng(0).normal(size=(100, 200))
    pools = threadpoolctl.threadpool_info()
    found = {
        "OpenBLAS": sorted(pool["architecture"] for pool in pools if "architecture" in pool),
        "threads": sorted(f"{pool['internal_api']} {pool['num_threads']}" for pool in pools),
        "NumPy": [name for name in __cpu_dispatch__ if __cpu_features__[name]],
        "C library": digest([f(x) for f in (math.sin, math.exp) for x in a.flat]),
    }
    if importlib.util.find_spec("tensorflow"):
        import tensorflow as tf
        from tensorflow.python.util import _pywrap_util_port

        small = tf.constant(a, "float32")
        found["TensorFlow"] = digest(tf.matmul(small, small, transpose_b=True))
        found["oneDNN"] = _pywrap_util_port.IsMklEnabled()
    return found | {"threads of the process": psutil.Process().num_threads()}


def facts_with(variables):
    """The facts of a fresh kernel under these variables. Raises CellExecutionError if it cannot tell."""
    source = f"{inspect.getsource(facts)}\nimport json\nprint(json.dumps(facts()))"
    nb = v4.new_notebook(cells=[v4.new_code_cell(source)])
    client = client_for(nb, HOME, timeout=300)
    client.execute(env=environment(variables), stderr=subprocess.DEVNULL)  # TensorFlow greets there
    return json.loads("".join(out["text"] for out in nb.cells[0].outputs if out.get("name") == "stdout"))


def effects(variables, plain):
    """{(name, value): {fact: (plain, with it)}} of each variable by itself; nothing in it where it has no effect.

    variables: set of (name, value). plain: the facts without any of them.
    """
    alone = sorted(variables)
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(facts_with, ({name: value} for name, value in alone))
    changed = partial(map, lambda found: {key: (plain[key], found[key]) for key in plain if found[key] != plain[key]})
    return dict(zip(alone, changed(answers), strict=True))
