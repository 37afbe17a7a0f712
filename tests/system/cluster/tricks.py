"""What is wrong with a worker, as the variable TRICK names it: `dask worker --preload` runs this."""

import os
import signal
import time
from typing import Any

import pipeline.building.render
from pipeline.building.order import Order

TRICK, _, WHAT = os.environ.get("TRICK", "").partition(":")
render = vars(pipeline.building.render).setdefault(
    "untouched", pipeline.building.render.render_episode
)  # this is run twice
taken: list[str] = []


def tricky(order: Order) -> Any:
    """Make an episode, or not."""
    taken.append(order.episode.slug)
    if (TRICK == "dies at once") or (TRICK == "dies of" and order.episode.slug == WHAT):
        os.kill(os.getpid(), signal.SIGKILL)
    if TRICK == "holds after" and len(taken) > int(WHAT):
        time.sleep(600)
    if TRICK == "fails at" and order.episode.slug == WHAT:
        raise RuntimeError("the reed is split")
    return render(order)


pipeline.building.render.render_episode = tricky

if TRICK == "version":
    pipeline.__version__ = WHAT
if TRICK == "not this engine":
    import pipeline.speech.engine as engines

    known = vars(engines).setdefault("untouched", engines._entry_point)

    def _entry_point(name: str) -> Any:
        if name == WHAT:
            raise engines.EngineNotAvailable(f"there is no engine «{name}»", remedy="install it")
        return known(name)

    engines._entry_point = _entry_point
