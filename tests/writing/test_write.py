"""Scripts, from an episode's notes or from its summary alone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.disclosure import Disclosure, discloses
from pipeline.catalogue.show import Episode, LengthSettings, Show, VoiceSettings
from pipeline.errors import InvalidScript
from pipeline.writing.fitting.order_of_cuts import best_fit, mandatory
from pipeline.writing.from_notes.format_words import spoken_length
from pipeline.writing.length import predicted_seconds
from pipeline.writing.passages import OF_OTHERS
from pipeline.writing.plan import Plan
from pipeline.writing.script.script import Script
from pipeline.writing.write import draft, script_source, write_script

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]


def text(script: Script) -> str:
    return "\n".join(paragraph.text for paragraph in script.paragraphs)


def changed(show: Show, episode: Episode, **facts: object) -> Show:
    """Give the show with one episode's facts changed."""
    episodes = tuple(replace(e, **facts) if e.slug == episode.slug else e for e in show.episodes)
    return replace(show, episodes=episodes)


def parts_of(source: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in source.split())


def test_notes_are_spoken_as_they_stand_and_in_the_formats_order(sea: Show) -> None:
    sea = changed(sea, sea.episodes[3], format="explainer")
    script = write_script(sea, sea.episodes[3])
    assert [section.title for section in script.sections] == [
        "The Bay of Fundy",
        "How it works",
        "An example",
        "Why it matters",
        "The limits",
        "What to keep",
    ]
    for section in sea.episodes[3].notes.sections:
        for paragraph in section.paragraphs:
            assert paragraph in text(script)


def test_the_hook_comes_second_and_what_an_episode_cannot_do_without_always_stays(sea: Show) -> None:
    sea = changed(sea, sea.episodes[3], format="explainer")
    script = write_script(sea, sea.episodes[3])
    kept = [paragraph.text for paragraph in mandatory(script).paragraphs]
    assert "the Bay of Fundy" in kept[0] or "The Bay of Fundy" in kept[0]
    assert kept[1].startswith("Twice a day, a river")
    assert kept[2].startswith("The bay is a funnel.")
    assert kept[3] == "A small push at the right moment lifts a sea."
    assert len(kept) == 5


def test_the_end_names_the_next_episode(sea: Show) -> None:
    last = list(write_script(sea, sea.episodes[3]).paragraphs)[-1]
    assert "salt" in last.text.lower()


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize(
    ("disclosure", "first", "last"), [("opening", 1, 0), ("closing", 0, 1), ("both", 1, 1)]
)
def test_it_is_said_where_the_show_wants_it_that_the_voice_is_made(
    sea: Show, number: int, disclosure: Disclosure, first: int, last: int
) -> None:
    show = replace(sea, voice=replace(sea.voice, disclosure=disclosure))
    sentences = [
        sentence
        for paragraph in write_script(show, show.episodes[number % len(show.episodes)]).paragraphs
        for sentence in paragraph.sentences
    ]
    said = [at for at, sentence in enumerate(sentences) if discloses(sentence)]
    assert len(said) == first + last
    whole = " ".join(sentences).split()
    for at in said[:first]:
        assert at <= 4 or len(whole) < 100
        assert len(" ".join(sentences[: at + 1]).split()) <= 80
    assert all(at >= len(sentences) - 3 for at in said[first:])


def test_a_subtitle_that_is_no_part_of_a_sentence_follows_a_colon(sea: Show) -> None:
    for number in range(1, 24):
        episodes = [replace(sea.episodes[3], number=number), replace(sea.episodes[4], number=number + 1)]
        episodes[1] = replace(episodes[1], subtitle="Old cargo: what the rivers bring")
        show = replace(sea, episodes=tuple(episodes))
        last = list(write_script(show, show.episodes[0]).paragraphs)[-1]
        assert "salt: old cargo: what the rivers bring" in last.text.lower()


@pytest.mark.parametrize("number", range(1, 7))
def test_in_a_short_script_nothing_stands_between_a_question_and_its_answer(
    make_episode: MakeEpisode, make_show: MakeShow, number: int
) -> None:
    title, summary = "Why do doors stick in August?", "Wood takes up damp from the air and swells."
    show = make_show(
        make_episode(number, title, summary=summary), make_episode(9, "Hinges", summary="Hinges creak.")
    )
    show = replace(show, voice=replace(show.voice, disclosure="opening"))
    said = text(write_script(show, show.episodes[0]))
    assert re.search(rf"{re.escape(title)}\s+(?:## .+\s+)?{re.escape(summary)}", said)
    assert discloses(said.split(title)[0].strip().splitlines()[-1])


def test_the_newest_episode_names_no_next_one(sea: Show) -> None:
    last = list(write_script(sea, sea.episodes[-1]).paragraphs)[-1]
    assert not re.search(r"\b(?:next|after this|then we)\b", last.text.casefold())


def test_a_summary_alone_is_told_as_it_stands_without_a_dictionary(sea: Show) -> None:
    said = text(write_script(sea, sea.episodes[1]))
    assert "As the Earth turns beneath them, most coasts see two high tides a day." in said
    assert "Gravity is the pull" not in said  # a hard word of the first sentence would come before it


def test_no_other_episode_is_named_but_by_its_own_sentences_and_as_the_next(sea: Show) -> None:
    for episode, following in zip(sea.episodes, (*sea.episodes[1:], None), strict=True):
        drafted = draft(Plan(sea), episode)
        telling = {p.text for p in drafted.passages if p.move in OF_OTHERS}
        others = [e.title for e in sea.episodes if e not in (episode, following) and len(e.title.split()) > 1]
        alone = [
            p.text
            for p in drafted.script.paragraphs
            if p.text not in telling and episode.title != "The Bay of Fundy"
        ]
        assert not [title for title in others if any(title.casefold() in text.casefold() for text in alone)]


def test_notes_in_part_are_told_around_the_summary(sea: Show, make_episode: MakeEpisode) -> None:
    fog = make_episode(
        7,
        "Fog",
        summary="Warm air over cold water gives up what it carries.",
        notes={
            "Take-away": ["Listen for the bell."],
            "History": ["The first horn was steam."],
            "Hook": ["A ship heard its own bell come back."],
        },
    )
    said = text(write_script(replace(sea, episodes=(*sea.episodes, fog)), fog))
    parts = [
        "A ship heard its own bell come back.",
        "Warm air over cold water gives up what it carries.",
        "The first horn was steam.",
        "Listen for the bell.",
    ]
    places = [said.index(part) for part in parts]
    assert places == sorted(places)


def test_notes_without_a_heading_are_the_idea(sea: Show, make_episode: MakeEpisode) -> None:
    told = ["Fog is a cloud with its feet on the ground. " * 14, "It lifts by noon."]
    fog = make_episode(7, "Fog", notes={"": told})
    script = write_script(replace(sea, episodes=(*sea.episodes, fog)), fog)
    works = next(section for section in script.sections if section.title == "How fog works")
    assert works.paragraphs[-1].text == "It lifts by noon."
    assert works.paragraphs[-1].optional is not None


def test_signs_in_the_facts_are_words(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    episode = make_episode(
        1, "Why {guest}?", subtitle="`<b>` and *", summary="It holds {optional 1} and *stars*."
    )
    script = write_script(make_show(episode), episode)
    assert script.sections[0].title == "Why {guest}?"
    assert "??" not in text(script)
    assert "{optional 1}" in text(script)


def test_an_episode_alone_still_has_a_script(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    only = make_episode(1, "Reefs", subtitle="")
    script = write_script(make_show(only), only)
    assert [section.title for section in script.sections] == ["Reefs", "The idea of reefs"]
    assert "Reefs is a thing that belongs to the sea." in text(script)


def test_the_length_that_is_asked_for_is_named_and_met(sea: Show) -> None:
    for target in (60.0, 120.0):
        show = replace(sea, length=LengthSettings(target))
        script = write_script(show, show.episodes[3])
        assert "ninety" not in text(script).replace("Ninety", "", 1).lower() or "Ninety" in show.title
    short = replace(sea, length=LengthSettings(60.0))
    script = write_script(short, short.episodes[3])
    assert predicted_seconds(best_fit(script, 60.0, predicted_seconds)) == pytest.approx(60, abs=5)


@pytest.mark.parametrize("number", range(1, 14))  # every line of the banks has its turn
def test_a_script_from_a_summary_names_no_length(
    number: int, make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    alone = make_episode(number, "Gulls", summary="Gulls eat what they find.")
    drafted = draft(Plan(make_show(alone)), alone)
    assert drafted.seconds < 30
    assert not re.search(r"\b(?:seconds|minutes?)\b", text(drafted.script))


@pytest.mark.parametrize("number", range(1, 14))
def test_notes_that_carry_less_say_their_own_length_if_any(
    number: int, make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    alone = make_episode(
        number, "Gulls", notes={"": ["Gulls eat what they find, and find what they eat. " * 13]}
    )
    drafted = draft(Plan(make_show(alone)), alone)
    for spoken in re.findall(r"([a-z-]+) seconds", text(drafted.script).casefold()):
        assert spoken == spoken_length(drafted.seconds).removesuffix(" seconds")


def test_an_episodes_own_length_wins_over_the_shows(sea: Show) -> None:
    show = changed(sea, sea.episodes[3], target_seconds=60.0)
    script = write_script(show, show.episodes[3])
    assert predicted_seconds(best_fit(script, 60.0, predicted_seconds)) == pytest.approx(60, abs=5)


def test_long_mandatory_notes_are_parted_so_that_the_time_can_be_kept(
    sea: Show, make_episode: MakeEpisode
) -> None:
    long = "The tide rises and the boats rise with it until the whole harbour stands a storey higher. "
    fog = make_episode(7, "Harbours", notes={"": [long * 14]})
    script = write_script(replace(sea, episodes=(*sea.episodes, fog)), fog)
    assert predicted_seconds(mandatory(script)) <= 0.85 * 90
    assert text(script).count("storey") == 14


def test_a_summary_that_fills_more_than_the_time_is_told_in_part(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    long = " ".join(f"Gull number {n} eats what it finds on the beach in the morning." for n in range(40))
    gulls = make_episode(1, "Gulls", summary=long)
    script = write_script(make_show(gulls), gulls)
    assert predicted_seconds(best_fit(script, 90.0, predicted_seconds)) == pytest.approx(90, abs=6)


def test_writing_again_gives_the_same_script_and_source(sea: Show) -> None:
    again = replace(sea)
    for episode in sea.episodes:
        assert write_script(sea, episode) == write_script(again, episode)
        assert script_source(sea, episode) == script_source(again, episode)


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"summary": "Rivers bring salt, and the Sun takes only water."}, "episode"),
        ({"subtitle": "old cargo"}, "episode"),
    ],
)
def test_the_source_changes_with_what_the_script_is_written_from(
    sea: Show, facts: dict[str, str], part: str
) -> None:
    salt = sea.episodes[4]
    show = changed(sea, salt, **facts)
    before, after = parts_of(script_source(sea, salt)), parts_of(script_source(show, show.episodes[4]))
    differing = {name for name in before if before[name] != after[name]}
    assert part in differing <= {part, "others"}  # it may now be nearer to other episodes


def test_a_neighbours_change_shows_as_what_other_episodes_say(sea: Show) -> None:
    show = changed(sea, sea.episodes[4], subtitle="an old cargo")
    before = parts_of(script_source(sea, sea.episodes[3]))
    after = parts_of(script_source(show, show.episodes[3]))
    assert [name for name in before if before[name] != after[name]] == ["others"]


def test_what_the_script_does_not_use_leaves_the_source_alone(sea: Show) -> None:
    bay = sea.episodes[3]
    sea = replace(sea, length=LengthSettings(60.0))  # so short that one other episode is named, and no more
    show = changed(sea, sea.episodes[0], summary="Wind drags the surface into waves.")
    assert script_source(show, bay) == script_source(sea, bay)
    more = replace(
        sea, glossary=(*sea.glossary, *(replace(g, term="anchor", aliases=()) for g in sea.glossary[:1]))
    )
    assert script_source(more, bay) == script_source(sea, bay)


def test_the_voice_and_the_length_are_part_of_the_source(sea: Show) -> None:
    bay = sea.episodes[3]
    for show in (replace(sea, voice=VoiceSettings(speed=1.1)), replace(sea, length=LengthSettings(80))):
        before, after = parts_of(script_source(sea, bay)), parts_of(script_source(show, bay))
        assert before["settings"] != after["settings"]
        assert before["episode"] == after["episode"]


def test_a_format_that_there_is_not_is_an_error_in_the_episodes_file(sea: Show) -> None:
    show = changed(sea, sea.episodes[0], format="limerick")
    with pytest.raises(InvalidScript, match="limerick") as caught:
        write_script(show, show.episodes[0])
    assert caught.value.file == show.episodes[0].file


def test_what_writes_by_moves_is_loaded_for_an_episode_without_notes_and_not_before() -> None:
    program = """if True:
        import sys
        from pathlib import Path
        from pipeline.catalogue.load import load_show
        from pipeline.writing.plan import Plan
        from pipeline.writing.write import draft

        plan = Plan(load_show(Path(sys.argv[1])))
        for slug in ("the-bay-of-fundy", "salt"):
            draft(plan, next(each for each in plan.show.episodes if each.slug == slug))
            print("pipeline.writing.sums" in sys.modules)
        """
    told = subprocess.check_output(
        [sys.executable, "-c", program, Path(__file__).with_name("sea")], text=True
    )
    assert told.split() == ["False", "True"]
