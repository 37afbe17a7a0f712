"""Recursive filters: scipy's compiled loop, without the package around it.

`import scipy.signal` takes 0.4 s and 50 MB, for statistics, splines and optimisers that no filter needs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

_COMPILED = "scipy.signal._sosfilt"
_LOADING = Lock()


def filtered(
    sections: NDArray[np.float64], samples: NDArray[Any], state: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Run samples through second-order sections: as rows of b0 b1 b2 a0 a1 a2, with a0 = 1.

    `state`, one row of two numbers a section, is where an earlier stretch has left off; it is moved on.
    """
    if state is None:
        state = np.zeros((len(sections), 2))
    row = samples.astype(np.float64).reshape(1, -1)
    _loop()(sections, row, state.reshape(1, -1, 2))
    return np.asarray(row[0])


@cache
def _loop() -> Callable[[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]], None]:
    """Give what filters rows in place, and their states with them."""
    with _LOADING:  # threads ask at once, and a module that is being loaded stands in `sys.modules` half made
        loaded = sys.modules.get(_COMPILED) or _alone()
    return loaded._sosfilt if loaded else _through_scipy  # noqa: SLF001


def _alone() -> Any:
    """Load the compiled module by itself; None where this scipy has no such module."""
    signal = find_spec("scipy.signal")  # imports no more than «scipy»
    folders = signal.submodule_search_locations if signal else None
    spec = PathFinder.find_spec(_COMPILED, folders)
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[_COMPILED] = module  # for scipy.signal, should somebody import it later
    return module if hasattr(module, "_sosfilt") else None


def _through_scipy(
    sections: NDArray[np.float64], rows: NDArray[np.float64], states: NDArray[np.float64]
) -> None:
    from scipy.signal import sosfilt

    for row, state in zip(rows, states, strict=True):
        row[:], state[:] = sosfilt(sections, row, zi=state)
