"""What is worked out of a show and held with it, so that it is made once and goes when the show does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Derived:
    """Values by the name of what they are; each is made when it is first asked for.

    All of them follow from the show alone. A show that is another by any of its fields begins without, and so
    does one that has travelled to another process.
    """

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def get(self, name: str, make: Callable[[], T]) -> T:
        """Give what has this name; `make` makes it if nobody has asked before."""
        if name not in self._made:
            self._made[name] = make()
        return cast("T", self._made[name])

    def __reduce__(self) -> tuple[type[Derived], tuple[()]]:
        """Travel empty: what follows from the show can be made anywhere."""
        return Derived, ()
