from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.importing.topic_pages.page_topics import recover_page_topics
from pipeline.catalogue.importing.topic_pages.pages import read_page
from pipeline.catalogue.importing.topic_pages.topics import Recovered, recover_topics

SEEDS = Path(__file__).parents[5] / "shared/seeds"


def split(*lines: str, known: tuple[str, ...] = (), prose: tuple[str, ...] = ()) -> list[Recovered]:
    return list(recover_topics(lines, known, prose).values())


def topics(*lines: str, known: tuple[str, ...] = (), prose: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = split(*lines, known=known, prose=prose)
    assert [one.unclear for one in found] == [()] * len(found)
    return [one.topics for one in found]


def test_a_known_topic_parts_its_neighbours() -> None:
    assert topics("Soil HealthGardeningTools", known=("Gardening",)) == [
        ("Soil Health", "Gardening", "Tools")
    ]


def test_what_one_line_shows_helps_with_the_others() -> None:
    found = topics("Soil HealthGardening", "MulchSoil HealthWinterGardening", known=("Gardening",))
    assert found[1] == ("Mulch", "Soil Health", "Winter", "Gardening")


def test_capitals_part_where_they_go_over_into_a_word() -> None:
    assert topics("UK GardensDIYGardening", known=("Gardening",), prose=("Gardens and DIY.",)) == [
        ("UK Gardens", "DIY", "Gardening")
    ]


def test_a_word_of_the_prose_is_not_parted() -> None:
    prose = ("Growing with OpenGarden's plans",)
    assert topics("OpenGarden PlansGardening", known=("Gardening",), prose=prose) == [
        ("OpenGarden Plans", "Gardening")
    ]


def test_two_words_of_the_prose_part_where_they_meet() -> None:
    prose = ("A healthy soil shows in the crops.", "Soil health and crop rotation.")
    assert topics("Soil HealthCrop Rotation", prose=prose) == [("Soil Health", "Crop Rotation")]


def test_topics_met_in_several_surroundings_are_found_without_any_that_is_known() -> None:
    found = topics("Soil CareWinter Jobs", "Winter JobsWood Ash", "Soil CareWood Ash")
    assert found == [("Soil Care", "Winter Jobs"), ("Winter Jobs", "Wood Ash"), ("Soil Care", "Wood Ash")]


def test_words_that_are_always_met_together_stay_unclear() -> None:
    found = split("OpenGarden PlansGardening", "MulchOpenGarden PlansGardening", known=("Gardening",))
    assert found == [
        Recovered(("Gardening",), ("OpenGarden Plans",)),
        Recovered(("Mulch", "Gardening"), ("OpenGarden Plans",)),
    ]


def test_a_single_line_with_nothing_to_go_by_stays_unclear() -> None:
    assert split("Soil HealthCrop Rotation") == [Recovered((), ("Soil HealthCrop Rotation",))]


def test_phrases_that_stand_before_the_same_one_part_there() -> None:
    found = topics("Stone ArchesFirst StepsBridges", "Long CablesFirst StepsBridges", known=("Bridges",))
    assert found == [("Stone Arches", "First Steps", "Bridges"), ("Long Cables", "First Steps", "Bridges")]


def test_single_words_that_stand_before_the_same_one_stay_unclear() -> None:
    found = split("OpenBridge PlansBridges", "YourBridge PlansBridges", known=("Bridges",))
    assert [one.unclear for one in found] == [("OpenBridge Plans",), ("YourBridge Plans",)]


def test_a_word_of_the_prose_may_begin_a_topic_with_a_small_letter() -> None:
    prose = ("An iGarden app for seeds.",)
    assert topics("SeedsiGarden AppsGardening", known=("Gardening",), prose=prose) == [
        ("Seeds", "iGarden Apps", "Gardening")
    ]


def test_a_small_letter_alone_is_no_topic() -> None:
    assert topics("iGarden AppsGardening", known=("Gardening",)) == [("iGarden Apps", "Gardening")]


def test_phrases_that_all_end_in_one_letter_before_the_same_one_stay_unclear() -> None:
    found = split("Water ButtsiGarden AppsGardening", "Seed TraysiGarden AppsGardening", known=("Gardening",))
    assert [one.unclear for one in found] == [("Water ButtsiGarden Apps",), ("Seed TraysiGarden Apps",)]


def test_what_is_unclear_does_not_hide_the_rest_of_the_line() -> None:
    (found,) = split("ToolsGardeningSoil HealthCrop Rotation", known=("Gardening",))
    assert found == Recovered(("Tools", "Gardening"), ("Soil HealthCrop Rotation",))


def test_known_topics_may_join_at_any_letter() -> None:
    known = ("compost", "worms", "AI", "IoT")
    assert topics("compostwormsAIIoT", known=known) == [("compost", "worms", "AI", "IoT")]


def test_a_known_topic_inside_a_longer_word_is_not_one() -> None:
    assert topics("Artichokes", "SmArt Beds", known=("Art",), prose=("Try SmArt beds.",)) == [
        ("Artichokes",),
        ("SmArt Beds",),
    ]


def test_the_longest_known_topic_is_taken() -> None:
    known = ("Soil", "Soil Health", "Gardening")
    assert topics("Soil HealthGardening", known=known) == [("Soil Health", "Gardening")]


def test_a_line_that_known_topics_cover_in_two_ways_stays_unclear() -> None:
    (found,) = split("SoilCareHealth", known=("Soil", "SoilCare", "CareHealth", "Health"))
    assert found == Recovered((), ("SoilCareHealth",))


def test_a_topic_named_twice_on_a_line_counts_once() -> None:
    assert topics("SoilSoil", known=("Soil",)) == [("Soil",)]


def test_a_line_without_topics_has_none() -> None:
    assert topics("") == [()]


def test_marks_and_digits_may_end_a_topic() -> None:
    lines = ("Web 3Gardening", "Plants (wild)Gardening", "C++Gardening")
    assert topics(*lines, known=("Gardening",)) == [
        ("Web 3", "Gardening"),
        ("Plants (wild)", "Gardening"),
        ("C++", "Gardening"),
    ]


def test_the_topics_of_a_page_are_recovered_with_its_own(rich_page: Path) -> None:
    page = read_page(rich_page)
    found = recover_page_topics([page], [])
    assert found.warnings == ()
    assert {card.title: found.of(page, card) for card in page.cards} == {
        "Catching a swarm": ("Swarming", "DIY Hives", "Beekeeping", "Beekeeping"),
        "Why bees swarm": ("Swarming", "Queens", "Beekeeping", "Beekeeping"),
        "Clipping a queen": ("Queens", "OpenHive Records", "Beekeeping", "Hive Podcast", "Beekeeping"),
        "Building a hive": ("DIY Hives", "Beekeeping", "Hive Podcast", "Beekeeping"),
        "A record for each hive": ("OpenHive Records", "Winter Care", "Beekeeping", "Beekeeping"),
    }


def test_topics_are_spelled_as_the_show_spells_them(rich_page: Path) -> None:
    page = read_page(rich_page)
    found = recover_page_topics([page], ["Diy hives", "beekeeping"])
    assert found.of(page, page.cards[0]) == ("Swarming", "Diy hives", "beekeeping", "beekeeping")


def test_what_is_unclear_is_reported_once_with_its_line(rich_page: Path) -> None:
    text = rich_page.read_text(encoding="utf-8").replace("Notes on OpenHive sheets", "Notes")
    rich_page.write_text(text, encoding="utf-8")
    page = read_page(rich_page)
    found = recover_page_topics([page], [])
    (warning,) = found.warnings
    assert warning.what == (
        "cannot tell where the topics in «OpenHive Records» begin and end; they are left out (and 1 more)"
    )
    assert (warning.file, warning.line) == (rich_page, page.cards[2].topics_line_number)
    assert found.of(page, page.cards[2]) == ("Queens", "Beekeeping", "Hive Podcast", "Beekeeping")


def test_a_topic_the_show_has_makes_the_unclear_clear(rich_page: Path) -> None:
    text = rich_page.read_text(encoding="utf-8").replace("Notes on OpenHive sheets", "Notes")
    rich_page.write_text(text, encoding="utf-8")
    assert recover_page_topics([read_page(rich_page)], ["OpenHive Records"]).warnings == ()


SEED_TOPICS = {
    "Generative AI",
    "GenAI Explained",
    "AI Podcast",
    "AI Basics",
    "AI Tokenization",
    "Transformers",
    "AI Architecture",
    "Attention Mechanism",
    "Large Language Models",
    "AI Training",
    "Distributed Training",
    "Fine-Tuning",
    "AI Alignment",
    "AI Safety",
    "AI Inference",
    "Prompt Engineering",
    "AI Code Generation",
    "Image Generation",
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
@pytest.mark.parametrize("knows_heading", [True, False])
def test_every_line_of_the_rich_seed_page_is_resolved(knows_heading: bool) -> None:
    page = read_page(next(SEEDS.glob("004*")))
    prose = [text for card in page.cards for text in (card.title, card.subtitle, card.summary)]
    lines = [card.topics_line or "" for card in page.cards]
    recovered = recover_topics(lines, [page.topic] if knows_heading else [], prose)
    assert all("".join(found.topics) == line and not found.unclear for line, found in recovered.items())
    assert {topic for found in recovered.values() for topic in found.topics} == SEED_TOPICS
