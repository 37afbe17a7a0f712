"""The small show that tests of publishing look at."""

from tests.bread_show import (
    lay_out,
    output,
    published,
    records,
    show,
    small_covers,
    snapshot,
)

__all__ = ["lay_out", "output", "published", "records", "show", "small_covers", "snapshot"]
