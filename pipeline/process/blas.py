"""The threads of numpy's linear algebra: none but the one that asks for it."""

from __future__ import annotations

import os

_VARIABLE = "OPENBLAS_NUM_THREADS"  # of the OpenBLAS in numpy's and scipy's wheels, read when it is loaded


def on_one_thread() -> None:
    """Have numpy compute on one thread, here and in processes started from here, unless the user wants more.

    numpy is not to be loaded yet. Workers are as many as there are cores, and our matrices are small. To
    start the other threads takes as long as all else that loads numpy.
    """
    os.environ.setdefault(_VARIABLE, "1")
