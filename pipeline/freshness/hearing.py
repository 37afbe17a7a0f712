"""What a rendering owes to ears: it is made anew when more can be heard than then, never when less can.

An aligner that is no longer installed takes nothing from what it once found.
"""

from __future__ import annotations

from pipeline.order import Order
from pipeline.publishing.record import Record
from pipeline.speech.narration import Narration

WORD_TIMES = "the aligner"


def heard_inputs(order: Order, narration: Narration) -> dict[str, str]:
    """Give what is to be remembered of a rendering: its aligner, or none, where an engine told no times."""
    return {WORD_TIMES: order.aligner} if narration.times != "exact" else {}


def heard_as_wanted(order: Order, record: Record) -> dict[str, str]:
    """Give the same of a rendering as it would be made now."""
    if record.word_times == "exact":
        return {}
    then = record.inputs.get(WORD_TIMES)
    if not order.aligner:
        return {} if then is None else {WORD_TIMES: then}
    return {WORD_TIMES: order.aligner}
