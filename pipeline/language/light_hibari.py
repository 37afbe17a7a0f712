"""hibari, imported with scipy's compiled Fourier transforms, without the package around them.

`import scipy.fft` takes 0.2 s and 30 MB, for test helpers and special functions that no transform needs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader, find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

_PACKAGE = "scipy.fft"
_POSTPONED = (_PACKAGE, "urllib.request")
_COMPILED = f"{_PACKAGE}._pocketfft.pypocketfft"
_THERE, _BACK = True, False
_UNSCALED, _BY_LENGTH = 0, 2  # how pypocketfft is told to scale: not there, by 1/n back
_THREADS = 1


@cache
def light_hibari() -> None:
    """Import hibari so that it transforms as it does, to the bit, but without scipy.fft.

    Where this scipy has no such compiled module, hibari is left as it is.
    """
    compiled = sys.modules.get(_COMPILED) or _alone()
    postponed = _Postponed()
    sys.meta_path.insert(0, postponed)
    try:
        from hibari import dsp
    finally:
        sys.meta_path.remove(postponed)
    if compiled is not None and dsp.FFT_BACKEND == "scipy":
        _transform_with(dsp, compiled)


def _transform_with(dsp: Any, compiled: Any) -> None:
    def rfft(samples: Any, axis: int) -> Any:
        return compiled.r2c(np.asarray(samples), (axis,), _THERE, _UNSCALED, None, _THREADS)

    def irfft(spectra: Any, n: int, axis: int) -> Any:
        if spectra.shape[axis] != n // 2 + 1:
            raise ValueError(f"{spectra.shape[axis]} bins are no spectrum of {n} samples")
        return compiled.c2r(spectra, (axis,), n, _BACK, _BY_LENGTH, None, _THREADS)

    dsp.rfft, dsp.irfft = rfft, irfft


class _Postponed(MetaPathFinder):
    """Has scipy.fft and urllib.request loaded when something of them is used, not when they are imported.

    hibari imports the second to download voices, and with it TLS.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find these two, and nothing else."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname in _POSTPONED else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


def _alone() -> Any:
    """Load the compiled module by itself; None where this scipy has no such module."""
    package = find_spec(_PACKAGE)  # imports no more than «scipy»
    folders = (package.submodule_search_locations if package else None) or ()
    spec = PathFinder.find_spec(_COMPILED, [str(Path(folder) / "_pocketfft") for folder in folders])
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    if not (hasattr(module, "r2c") and hasattr(module, "c2r")):
        return None
    sys.modules[_COMPILED] = module  # for scipy.fft, should somebody import it later
    return module
