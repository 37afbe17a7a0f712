"""A show with a pack of its own, and what is known of its episodes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.material import Material, gather_material
from pipeline.writing.phrases import Phrases, load_banks
from pipeline.writing.plan import Plan

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
PACK = """\
name = "own"
title = "Own"
about = "What we know."
rules = true

[[term]]
term = "kill fee"
is = "A kill fee is a sum owed for work that was ordered and then stopped."
ask = "What is a page worth if nobody prints it?"
why = "The time is spent, and other jobs were turned down."
like = "A ferry that leaves without you has kept your seat dry."
but = "Without the clause there is nothing to claim."
keep = "The seat has been paid for."
number = "Half the price is common in magazines."
example = "A festival is called off, and the writer of its story gets a part."
links = [{ to = "retainer", say = "There is a way to be paid before." }]

[[term]]
term = "retainer"
is = "A retainer is a monthly fee for hours that are kept free."
ask = "What does a client buy who pays without any work?"
why = "A retainer sells readiness for a month of time. Nobody else may book the hours, however loud a knock."
keep = "The quiet month is paid."

[[term]]
term = "cancellation"
forms = ["cancels"]
is = "Cancellation is the end of an order before its time."
ask = "Who may stop what two began?"
why = "An order binds both sides, so the stop has its price."
like = "A dance stops for both when one lets go."
but = "A deadline missed by weeks may be a reason of its own."
keep = "Whoever lets go ends the dance."

[[term]]
term = "work permit"
is = "A work permit is a paper that lets a stranger earn."
ask = "Who may leave a bad post?"
{PERMIT}
keep = "The paper holds better than any lock."

[[term]]
term = "invoice"
is = "An invoice is a bill that names what was done."
"""
PERMIT = (
    "A permit ties the worker to one employer. Nobody else may hire, however short of hands the town is. "
    "Whoever leaves has sixty days at most."
)
KILL_FEE = "A kill fee is what the client owes when a project stops after work has begun."
RETAINER = "The client pays a fixed sum every month and the freelancer keeps hours free."


@pytest.fixture
def desk(tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow) -> Callable[..., Show]:
    """Make a show with that pack."""
    (tmp_path / "episodes/packs").mkdir(parents=True)
    (tmp_path / "episodes/packs/own.toml").write_text(
        PACK.replace("{PERMIT}", f'why = "{PERMIT}"'), encoding="utf-8"
    )

    def make(*episodes: Episode) -> Show:
        usual = (
            make_episode(1, "Kill fee", summary=KILL_FEE, subtitle="paid for work that stops"),
            make_episode(2, "Pens", summary="Pens write."),
            make_episode(3, "Retainer", summary=RETAINER),
        )
        return make_show(*(episodes or usual), root=tmp_path, title="The Desk")

    return make


@pytest.fixture
def know(desk: Callable[..., Show]) -> Callable[..., Material]:
    """Gather what is known of the first of these episodes."""

    def gather(*episodes: Episode) -> Material:
        show = desk(*episodes)
        return gather_material(Plan(show), show.episodes[0])

    return gather


@pytest.fixture
def phrases() -> Phrases:
    """The phrases of some episode."""
    return Phrases(load_banks(), 1, {"show": "The Desk", "heading": "Kill fee", "plain": "kill fee"})
