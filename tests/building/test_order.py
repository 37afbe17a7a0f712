"""What one episode is rendered from travels alone."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.building.order import Order, entries_to_send, entries_used, order_for
from pipeline.building.render import render_episode, render_to_be_written
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import LexiconEntry, Show
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.script import Paragraph, Script, ScriptSection
from pipeline.writing.script.script_file import parse_script
from pipeline.writing.write import write_script

ROOT = Path(__file__).parents[2]
MOST_BYTES = 20_000
_CAST = Cast(VoiceChoice("tone", "beep"), VoiceChoice("tone", "boop"))


def orders_of_the_bundled_show() -> Iterator[Order]:
    show = load_show(ROOT)
    for episode in show.episodes:
        path = ROOT / "scripts" / f"{episode.slug}.md"
        script = parse_script(path.read_text(encoding="utf-8"), path).script
        order = order_for(show, episode, script, _CAST, ROOT / ".cache/speech")
        yield replace(order, lexicon=entries_to_send(script, show.lexicon))


def test_an_order_of_the_bundled_show_is_small() -> None:
    sizes = [len(pickle.dumps(order)) for order in orders_of_the_bundled_show()]
    assert max(sizes) < MOST_BYTES


def test_an_order_is_as_small_in_a_show_of_a_thousand_episodes(small_show: Path) -> None:
    show = load_show(small_show)
    first = show.episodes[0]
    script = Script((ScriptSection("Buttons", (Paragraph(("A button is small.",)),)),), "summary")
    alone = len(pickle.dumps(_order(show, script)))
    others = tuple(
        replace(first, slug=f"button-{n}", number=n, summary="Long. " * 99) for n in range(2, 1001)
    )
    entries = tuple(LexiconEntry(f"term {n}", f"said {n}") for n in range(1000))
    large = replace(show, episodes=(first, *others), lexicon=entries)
    assert len(pickle.dumps(_order(large, script))) == alone < MOST_BYTES


def _order(show: Show, script: Script) -> Order:
    order = order_for(show, show.episodes[0], script, _CAST)
    return replace(order, lexicon=entries_to_send(script, show.lexicon))


def test_a_short_lexicon_is_sent_whole_and_of_a_long_one_what_is_said(small_show: Path) -> None:
    script = Script((ScriptSection("Buttons", (Paragraph(("A button is small.",)),)),), "summary")
    few = (LexiconEntry("button", "knob"), LexiconEntry("zeppelin", "airship"))
    many = (*few, *(LexiconEntry(f"term {n}", f"said {n}") for n in range(1000)))
    assert entries_to_send(script, few) == few
    assert entries_to_send(script, many) == few[:1]


@pytest.mark.parametrize("shown", ["Two 40 kHz tones, GANs and LoRA's rank.", "A new lamp of keys is here."])
def test_the_entries_used_say_all_that_the_whole_lexicon_says(shown: str) -> None:
    entries = (
        LexiconEntry("kilohertz", "thousand hertz"),
        LexiconEntry("GAN", "gan"),
        LexiconEntry("lamp of keys", "chandelier"),
        LexiconEntry("zeppelin of the north", "airship"),
        LexiconEntry("lora", "Laura", ignore_case=True),
    )
    script = Script((ScriptSection("", (Paragraph((shown,)),)),), "summary")
    used = entries_used(script, entries)
    assert 0 < len(used) < len(entries)
    assert speak_sentence(shown, Lexicon(used)) == speak_sentence(shown, Lexicon(entries))


def test_what_is_rendered_to_be_written_has_the_same_files_and_no_times_of_words(small_show: Path) -> None:
    show = load_show(small_show)
    order = _order(show, write_script(show, show.episodes[0]))
    whole, sent = render_episode(order), render_to_be_written(order)
    assert (sent.files, sent.record) == (whole.files, whole.record)
    assert whole.recording.sentences != () == sent.recording.sentences
    assert replace(sent.recording, sentences=whole.recording.sentences) == whole.recording
