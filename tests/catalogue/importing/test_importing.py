from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.importing.plan import FieldChange
from pipeline.catalogue.load import load_show
from pipeline.errors import InvalidPage, InvalidShow

SEEDS = Path(__file__).parents[4] / "shared/seeds"
Write = Callable[..., Path]


def import_all(root: Path, *pages: Path) -> list[Path]:
    return apply_import(plan_import(root, pages))


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "episodes").iterdir()}


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def test_two_pages_make_one_set_of_episodes(show_root: Path, plain_page: Path, rich_page: Path) -> None:
    plan = plan_import(show_root, [plain_page, rich_page])
    assert (len(plan.new), plan.changed, plan.unchanged, plan.not_listed, plan.warnings) == (
        5,
        (),
        0,
        (),
        (),
    )
    apply_import(plan)
    episodes = load_show(show_root).episodes
    assert [(e.number, e.slug, e.published.date().day) for e in episodes] == [
        (1, "a-record-for-each-hive", 1),
        (2, "building-a-hive", 1),
        (3, "clipping-a-queen", 2),
        (4, "why-bees-swarm", 2),
        (5, "catching-a-swarm", 3),
    ]
    assert episodes[4].topics == ("Swarming", "DIY Hives", "Beekeeping")
    assert (episodes[3].subtitle, episodes[3].reference_seconds) == ("how a colony divides", 88.0)
    assert episodes[2].summary.endswith("clipped [or not].")


def test_the_order_of_the_pages_does_not_matter(show_root: Path, plain_page: Path, rich_page: Path) -> None:
    forwards = plan_import(show_root, [plain_page, rich_page])
    backwards = plan_import(show_root, [rich_page, plain_page])
    assert (backwards.new, backwards.warnings) == (forwards.new, forwards.warnings)


def test_the_pages_own_topic_is_among_the_topics(show_root: Path, plain_page: Path, rich_page: Path) -> None:
    replace_in(plain_page, "Swarming\n", "Spring Jobs\n")
    import_all(show_root, plain_page, rich_page)
    topics = {e.slug: e.topics for e in load_show(show_root).episodes}
    assert topics["why-bees-swarm"] == ("Swarming", "Queens", "Beekeeping", "Spring Jobs")
    assert "Spring Jobs" not in topics["building-a-hive"]


def test_planning_writes_nothing(show_root: Path, rich_page: Path) -> None:
    before = contents(show_root)
    plan_import(show_root, [rich_page])
    assert contents(show_root) == before


def test_importing_again_changes_no_byte(show_root: Path, plain_page: Path, rich_page: Path) -> None:
    import_all(show_root, plain_page, rich_page)
    before = contents(show_root)
    plan = plan_import(show_root, [rich_page, plain_page])
    assert (plan.new, plan.changed, plan.unchanged) == ((), (), 5)
    assert apply_import(plan) == []
    assert contents(show_root) == before


def test_the_same_import_into_a_fresh_show_gives_the_same_files(
    show_root: Path, rich_page: Path, tmp_path: Path
) -> None:
    import_all(show_root, rich_page)
    other = tmp_path / "other"
    (other / "episodes").mkdir(parents=True)
    (other / "episodes/show.toml").write_bytes((show_root / "episodes/show.toml").read_bytes())
    import_all(other, rich_page)
    assert contents(other) == contents(show_root)


def test_a_changed_summary_changes_that_line_alone(show_root: Path, rich_page: Path) -> None:
    import_all(show_root, rich_page)
    path = show_root / "episodes/building-a-hive.md"
    mine = path.read_text(encoding="utf-8").replace("topics:", "voice: bella # mine\ntopics:")
    path.write_text(
        mine + "\n<!-- draft -->\n## Hook\nEight planks, forty screws and one afternoon.\n", encoding="utf-8"
    )
    before = contents(show_root)
    replace_in(rich_page, "Eight planks, forty screws and one afternoon.", "Nine planks: buy one more.")
    plan = plan_import(show_root, [rich_page])
    (changed,) = plan.changed
    assert changed.changes == (
        FieldChange("summary", "Eight planks, forty screws and one afternoon.", "Nine planks: buy one more."),
    )
    assert apply_import(plan) == [path]
    expected = (
        before["building-a-hive.md"]
        .decode()
        .replace(
            "summary: Eight planks, forty screws and one afternoon.", "summary: 'Nine planks: buy one more.'"
        )
    )
    assert contents(show_root) == before | {"building-a-hive.md": expected.encode()}


def test_a_changed_file_keeps_its_byte_order_mark_and_line_ends(show_root: Path, rich_page: Path) -> None:
    import_all(show_root, rich_page)
    path = show_root / "episodes/building-a-hive.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    replace_in(rich_page, "Eight planks, ", "Nine planks, ")
    import_all(show_root, rich_page)
    assert path.read_bytes() == before.replace(b"Eight", b"Nine")


def test_new_episodes_get_the_next_numbers_and_the_old_keep_theirs(show_root: Path, rich_page: Path) -> None:
    text = rich_page.read_text(encoding="utf-8")
    import_all(show_root, rich_page)
    before = contents(show_root)
    card = "Feeding — sugar in autumn\n1:20\n\nFeeding — sugar in autumn\n\nTwo to one.\n\nBeekeeping{}\n"
    text = text.replace("Catching", card.format("2026-03-09") + "Catching", 1)
    text = text.replace("Clipping", card.format("2026-03-02").replace("Feed", "Water") + "Clipping", 1)
    rich_page.write_text(text.replace("5 episodes", "7 episodes"), encoding="utf-8")
    import_all(show_root, rich_page)
    numbers = {e.slug: e.number for e in load_show(show_root).episodes}
    assert (numbers["watering"], numbers["feeding"]) == (6, 7)
    assert {name: data for name, data in contents(show_root).items() if name in before} == before


def test_a_renamed_file_is_still_its_episode(show_root: Path, rich_page: Path) -> None:
    import_all(show_root, rich_page)
    path = show_root / "episodes/building-a-hive.md"
    path.rename(path.with_name("a-hive.md"))
    plan = plan_import(show_root, [rich_page])
    assert (plan.new, plan.changed) == ((), ())


def test_a_guid_that_a_renamed_episode_has_is_not_given_again(show_root: Path, rich_page: Path) -> None:
    import_all(show_root, rich_page)
    path = show_root / "episodes/building-a-hive.md"
    replace_in(path, "title: Building a hive", "title: Planks")
    path.rename(path.with_name("planks.md"))
    import_all(show_root, rich_page)
    episodes = {e.slug: e.guid for e in load_show(show_root).episodes}
    assert episodes["building-a-hive"] != episodes["planks"]


def test_titles_match_whatever_their_case_and_the_pages_spelling_wins(
    show_root: Path, rich_page: Path
) -> None:
    import_all(show_root, rich_page)
    replace_in(rich_page, "Clipping a queen", "Clipping a Queen")
    (changed,) = plan_import(show_root, [rich_page]).changed
    assert changed.changes == (FieldChange("title", "Clipping a queen", "Clipping a Queen"),)


def test_a_changed_subtitle_date_or_duration_is_a_change_of_that(show_root: Path, rich_page: Path) -> None:
    import_all(show_root, rich_page)
    replace_in(rich_page, "planks and a plan", "a plan and planks")
    replace_in(rich_page, "Beekeeping2026-03-03", "Beekeeping2026-03-04")
    replace_in(rich_page, "2:05", "2:06")
    changes = {e.slug: e.changes for e in plan_import(show_root, [rich_page]).changed}
    assert changes == {
        "building-a-hive": (FieldChange("subtitle", "planks and a plan", "a plan and planks"),),
        "catching-a-swarm": (FieldChange("published", date(2026, 3, 3), date(2026, 3, 4)),),
        "clipping-a-queen": (FieldChange("reference_seconds", 125.0, 126.0),),
    }


def test_a_time_of_day_that_a_person_set_stays(show_root: Path, rich_page: Path) -> None:
    import_all(show_root, rich_page)
    path = show_root / "episodes/building-a-hive.md"
    replace_in(path, "published: 2026-03-01", "published: 2026-03-01T23:30:00-05:00")
    assert plan_import(show_root, [rich_page]).changed == ()


def test_topics_are_added_and_never_taken_away(show_root: Path, rich_page: Path) -> None:
    import_all(show_root, rich_page)
    path = show_root / "episodes/building-a-hive.md"
    replace_in(path, "[DIY Hives, Beekeeping, Hive Podcast]", "[Wood, DIY Hives]")
    import_all(show_root, rich_page)
    assert "topics: [Wood, DIY Hives, Beekeeping, Hive Podcast]\n" in path.read_text(encoding="utf-8")


def test_what_a_page_does_not_say_stays(show_root: Path, plain_page: Path, rich_page: Path) -> None:
    import_all(show_root, plain_page, rich_page)
    plan = plan_import(show_root, [plain_page])
    assert (plan.changed, plan.unchanged, len(plan.not_listed)) == ((), 2, 3)


def test_episodes_that_are_on_no_page_are_left_alone(
    show_root: Path, write_episode: Write, rich_page: Path
) -> None:
    path = write_episode("wax")
    before = path.read_bytes()
    plan = plan_import(show_root, [rich_page])
    apply_import(plan)
    assert plan.not_listed == ("wax",)
    assert path.read_bytes() == before
    assert "not in the list, and left alone: wax" in plan.describe(dry_run=True)


def test_a_new_episode_without_a_date_comes_between_its_neighbours(
    show_root: Path, plain_page: Path, rich_page: Path
) -> None:
    replace_in(plain_page, "Catching a swarm", "Hiving a swarm")
    import_all(show_root, plain_page, rich_page)
    episodes = load_show(show_root).episodes
    assert [e.slug for e in episodes] == [e.slug for e in sorted(episodes, key=lambda e: e.published)]
    assert "hiving-a-swarm" in [e.slug for e in episodes]


def test_a_page_that_is_none_is_refused_and_nothing_written(show_root: Path, rich_page: Path) -> None:
    other = rich_page.with_name("other.txt")
    other.write_bytes(b"\x00\x01")
    with pytest.raises(InvalidPage) as caught:
        plan_import(show_root, [rich_page, other])
    assert caught.value.file == other
    assert list(contents(show_root)) == ["show.toml"]


def test_several_pages_that_are_none_are_all_named(show_root: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]
    with pytest.raises(InvalidShow) as caught:
        plan_import(show_root, paths)
    assert [problem.file for problem in caught.value.problems] == paths


def test_invalid_settings_are_refused(show_root: Path, rich_page: Path) -> None:
    (show_root / "episodes/show.toml").write_text("[show]\n", encoding="utf-8")
    with pytest.raises(InvalidShow, match="title is missing"):
        plan_import(show_root, [rich_page])


def test_two_titles_of_one_slug_get_two_slugs(show_root: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    card = "{0}\n1:00\n\n{0}\n\nSummary of {0}.\n\nBees2026-01-01\n"
    page.write_text(
        "Bees\n\n2 episodes — x.\n\n" + card.format("Q & A") + card.format("Q/A"), encoding="utf-8"
    )
    import_all(show_root, page)
    assert {e.slug: e.title for e in load_show(show_root).episodes} == {"q-a": "Q/A", "q-a-2": "Q & A"}


def test_one_title_with_two_subtitles_is_two_episodes(show_root: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    card = "Wax — {0}\n1:00\n\nWax — {0}\n\nSummary: {0}.\n\nBees2026-01-01\n"
    page.write_text("Bees\n\n2 episodes — x.\n\n" + card.format("old") + card.format("new"), encoding="utf-8")
    import_all(show_root, page)
    assert [(e.slug, e.subtitle) for e in load_show(show_root).episodes] == [("wax", "new"), ("wax-2", "old")]
    assert plan_import(show_root, [page]).unchanged == 2


def test_pages_that_disagree_are_warned_of_and_the_dated_one_is_believed(
    show_root: Path, plain_page: Path, rich_page: Path
) -> None:
    replace_in(plain_page, "The old queen leaves", "An old queen leaves")
    plan = plan_import(show_root, [plain_page, rich_page])
    (warning,) = plan.warnings
    assert (
        warning.what
        == "the summary of «Why bees swarm» is another here; line 15 of beekeeping.txt is believed"
    )
    assert (warning.file, warning.line) == (plain_page, 7)
    apply_import(plan)
    assert "The old queen" in (show_root / "episodes/why-bees-swarm.md").read_text(encoding="utf-8")


def test_a_card_that_is_there_twice_is_one_episode(show_root: Path, rich_page: Path) -> None:
    text = rich_page.read_text(encoding="utf-8")
    start = text.index("Building a hive")
    rich_page.write_text(text + "\n" + text[start : text.index("A record for")], encoding="utf-8")
    plan = plan_import(show_root, [rich_page])
    assert len(plan.new) == 5
    assert {warning.what.split("; ")[0] for warning in plan.warnings} == {
        "the page says it has 5 episodes, and shows 6",
        "«Building a hive» is on the page twice",
    }


def test_episodes_of_one_day_stand_as_the_pages_have_them(
    show_root: Path, rich_page: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later.txt"
    card = "{0}\n1:00\n\n{0}\n\nSummary.\n\nBeekeeping{1}\n"
    later.write_text(
        "Bees\n\n3 episodes — x.\n\n"
        + card.format("Clipping a queen", "2026-03-02").replace(
            "Summary.", "Notes on OpenHive sheets say when a wing was clipped [or not]."
        )
        + card.format("Marking a queen", "2026-03-02")
        + card.format("Smoke", "2026-03-01"),
        encoding="utf-8",
    )
    plan = plan_import(show_root, [rich_page, later])
    assert [episode.slug for episode in plan.new] == [
        "a-record-for-each-hive",
        "building-a-hive",
        "smoke",
        "marking-a-queen",
        "clipping-a-queen",
        "why-bees-swarm",
        "catching-a-swarm",
    ]


def test_a_plan_is_told_in_words_and_as_data(show_root: Path, rich_page: Path) -> None:
    import_all(show_root, rich_page)
    replace_in(rich_page, "2:05", "2:06")
    plan = plan_import(show_root, [rich_page])
    assert plan.describe(dry_run=False).splitlines() == [
        "changed: clipping-a-queen",
        "  reference_seconds: 125 -> 126",
        "0 new, 1 changed, 4 unchanged",
    ]
    assert plan.describe(dry_run=True).endswith("0 would be new, 1 would be changed, 4 unchanged")
    assert plan.document()["changed"] == {"clipping-a-queen": {"reference_seconds": [125.0, 126.0]}}


def test_a_title_without_ascii_letters_gets_a_slug_all_the_same(show_root: Path, rich_page: Path) -> None:
    replace_in(rich_page, "Clipping a queen", "蜂")
    import_all(show_root, rich_page)
    (slug,) = (e.slug for e in load_show(show_root).episodes if e.title == "蜂")
    assert slug.startswith("episode-")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
def test_the_three_seed_pages_make_one_show_of_119_episodes(show_root: Path) -> None:
    pages = [next(SEEDS.glob(f"{name}*")) for name in ("000", "001", "004")]
    import_all(show_root, *pages)
    episodes = load_show(show_root).episodes
    assert [e.number for e in episodes] == list(range(1, 120))
    assert (episodes[0].title, episodes[-1].title) == ("What is generative AI", "LLM layers")
    assert all(
        e.topics and e.reference_seconds and {"AI Podcast", "Generative AI"} <= set(e.topics)
        for e in episodes
    )
    assert sum("Large Language Models" in e.topics for e in episodes) == 18
    assert [e.published for e in episodes] == sorted(e.published for e in episodes)
    assert {e.published.date() for e in episodes} == {date(2026, 2, 18), date(2026, 2, 19), date(2026, 2, 21)}
    before = contents(show_root)
    assert plan_import(show_root, pages).unchanged == 119
    assert import_all(show_root, *reversed(pages)) == []
    assert contents(show_root) == before
