"""What a rendering owes to ears: it is made anew when more can be heard than then, never when less can.

An aligner that is no longer installed takes nothing from what it once found.
"""

from __future__ import annotations

from pipeline.building.order import Order
from pipeline.freshness.keys import digest_of
from pipeline.layout.record import Record
from pipeline.speech.narration import Narration

WORD_TIMES, LISTENING = "the aligner", "the listening"


def heard_inputs(order: Order, narration: Narration) -> dict[str, str]:
    """Give what is to be remembered of a rendering.

    The aligner, or none, where an engine told no times; and who listened to it, if anybody did.
    """
    times = {WORD_TIMES: order.aligner} if narration.times != "exact" else {}
    return times | ({LISTENING: digest_of(order.listening)} if order.listening else {})


def heard_as_wanted(order: Order, record: Record) -> dict[str, str]:
    """Give the same of a rendering as it would be made now; what is wanted no more stays as it was."""
    wanted = {LISTENING: digest_of(order.listening) if order.listening else ""}
    if record.word_times != "exact":
        wanted[WORD_TIMES] = order.aligner
    then = {name: record.inputs[name] for name in wanted if name in record.inputs}
    return then | {name: value for name, value in wanted.items() if value}
