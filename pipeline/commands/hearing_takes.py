"""What a run says of the sentences that were listened to as they were spoken."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.building.outcome import Outcome, Settings
from pipeline.process.console import Console

_FAULTS_NAMED = 3


def tell_of_listening(outcomes: Sequence[Outcome], settings: Settings, console: Console) -> None:
    """Warn of each sentence that stays misheard; say so where listening was asked for and nobody could."""
    made = [outcome for outcome in outcomes if outcome.status == "rendered"]
    for outcome in made:
        for each in outcome.listening.get("misheard", ()):
            faults = ", ".join(each["faults"][:_FAULTS_NAMED])
            more = len(each["faults"]) - _FAULTS_NAMED
            faults += f" and {more} more" if more > 0 else ""
            what = f"misheard in each of {each['takes']} takes: «{each['sentence']}»: {faults}"
            console.warn(
                f"{outcome.slug}: {what}",
                "hear it: ninety say; a name that recognisers do not know is no fault",
            )
    if settings.listen and made and not any(outcome.listening for outcome in made):
        console.note(
            "nobody listened: these voices say a sentence always alike; "
            'with listen = "always" under [voice] in show.toml they are heard too'
        )


def heard_in_all(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Add up what was heard in the episodes that were rendered; empty where nobody listened."""
    heard = [outcome.listening for outcome in outcomes if outcome.status == "rendered" and outcome.listening]
    if not heard:
        return {}
    counts = {name: sum(each[name] for each in heard) for name in ("sentences", "spoken_again", "mended")}
    return counts | {"misheard": sum(len(each["misheard"]) for each in heard)}


def heard_line(outcomes: Sequence[Outcome]) -> list[str]:
    """Say the same in a line, if there is something to say."""
    found = heard_in_all(outcomes)
    if not found:
        return []
    counts = (
        "{sentences} sentences listened to: {spoken_again} spoken again, {mended} mended, {misheard} misheard"
    )
    return [counts.format(**found)]
