"""Every rule on what a feed keeps of its show is seen to fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.catalogue.show import Show
from pipeline.checking.conformance.judge import files_below, judge_as_of_show, read_pages
from pipeline.checking.conformance.show_rules import SHOW_RULES, ShowFeed

SITE = "https://example.org/bread/"
OTHER_GUID = "9b024349-ccf0-5f69-a609-6b82873eab3c"
A_DAY = timedelta(days=1)

Change = Callable[[Show], Show]


def with_first(show: Show, **facts: object) -> Show:
    first, *others = show.episodes
    return replace(show, episodes=(replace(first, **facts), *others))  # type: ignore[arg-type]


# Rule, and what happened to the show after it was published.
BROKEN: list[tuple[str, Change]] = [
    (
        "stored-guid",
        lambda show: replace(show, feed=replace(show.feed, guid="9b024349-ccf0-5f69-a609-6b82873eab3c")),
    ),
    ("permanent-guids", lambda show: with_first(show, guid="another")),
    (
        "permanent-guids",
        lambda show: with_first(show, published=show.episodes[0].published - timedelta(days=1)),
    ),
    ("permanent-guids", lambda show: replace(show, episodes=show.episodes[1:])),
    ("every-episode", lambda show: with_first(show, guid="another")),
]


def rules_broken(show: Show, output: Path, topic: str | None = None) -> set[str]:
    slug = "leaven" if topic else None
    url = f"{SITE}topics/{slug}/feed.xml" if slug else f"{SITE}feed.xml"
    pages, _ = read_pages(url, files_below(output, SITE), output)
    episodes = [episode for episode in show.episodes if topic is None or topic in episode.topics]
    return {finding.rule for finding in judge_as_of_show(ShowFeed(show, slug, episodes, pages))}


@pytest.mark.parametrize("topic", [None, "Leaven"])
def test_what_was_published_is_of_its_show(show: Show, published: Path, topic: str | None) -> None:
    assert rules_broken(show, published, topic) == set()


@pytest.mark.parametrize(("rule", "change"), BROKEN)
def test_a_show_that_changed_since_breaks_its_rule(
    show: Show, published: Path, rule: str, change: Change
) -> None:
    assert rule in rules_broken(change(show), published)


def test_every_rule_has_something_that_breaks_it() -> None:
    assert {rule for rule, _ in BROKEN} == set(SHOW_RULES)


def test_an_episode_later_than_all_in_the_feed_may_be_waiting_for_its_day(
    show: Show, published: Path
) -> None:
    newest = show.episodes[-1]
    later = replace(newest, guid="later", slug="later", published=newest.published + 400 * A_DAY)
    assert rules_broken(replace(show, episodes=(*show.episodes, later)), published) == set()
