"""What is read alike under every tag is read without the tagger, and no other way than with it."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.language.tagger import tag, tag_from_lists
from pipeline.speech.engines.misaki import Reader
from pipeline.speech.engines.plain_sentences import PlainSentences
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

SCRIPTS = Path(__file__).parents[2] / "scripts"
LEXICON = Lexicon()
WORDS = (
    "ally axes band cabbage Chicago Gdańsk NASA OpenAI THE US am any been close decided dove excuse failed"
    " farm get hopping houses i I judged Kubernetes lives mobile nations Nikon object perfect plants presents"
    " projecting rebelled sewer subject surveyed Tolstoy to used vs wizzly wound"
).split()


@pytest.fixture(scope="module", params=[False, True], ids=["American", "British"])
def two_readers(request: pytest.FixtureRequest) -> tuple[Reader, Reader]:
    """Give a reader that asks the tagger only where it has to, and one that always asks."""
    asks_always = Reader(british=request.param)
    asks_always.__dict__["_plain_sentences"] = _NoneIsPlain()
    return Reader(british=request.param), asks_always


class _NoneIsPlain:
    def tagged(self, *_: object) -> None:
        return None


def _is_plain(reader: Reader, text: str) -> bool:
    plain: PlainSentences = reader._plain_sentences
    return plain.tagged(tag_from_lists(text)) is not None


@pytest.mark.parametrize(
    "text", ["Hello world.", "Kubernetes", "The kettle sang, in the kitchen.", "Go to bed!"]
)
def test_nobody_asks_how_a_plain_sentence_is_tagged(two_readers: tuple[Reader, Reader], text: str) -> None:
    assert _is_plain(two_readers[0], text)


@pytest.mark.parametrize(
    "text",
    ["The lead singer.", "They object.", "I used to sing.", "She dove.", "What I am.", "OpenAI", "Don't."],
)  # fmt: skip
def test_what_may_be_read_in_two_ways_is_tagged(two_readers: tuple[Reader, Reader], text: str) -> None:
    assert not _is_plain(two_readers[0], text)


@pytest.mark.slow
def test_every_sentence_of_the_show_is_read_as_with_the_tagger(two_readers: tuple[Reader, Reader]) -> None:
    texts = [
        line for path in sorted(SCRIPTS.glob("*.md"))[:20] for line in path.read_text("utf-8").split(". ")
    ]
    assert sum(_is_plain(two_readers[0], text) for text in texts) > len(texts) / 6
    for text in texts:
        _assert_alike(two_readers, text)


@pytest.mark.slow
def test_words_put_together_anyhow_are_read_as_with_the_tagger(two_readers: tuple[Reader, Reader]) -> None:
    dice = random.Random(7)
    for _ in range(3000):
        text = dice.choice((" ", ", ", " the ", " in ", "-")).join(dice.choices(WORDS, k=dice.randint(1, 4)))
        _assert_alike(two_readers, text + dice.choice((".", "", "?", " to.")))


def _assert_alike(readers: tuple[Reader, Reader], text: str) -> None:
    sentence = speak_sentence(text, LEXICON)
    seldom, always = (reader.preview(sentence) for reader in readers)
    assert seldom == always
    assert readers[0].phonemize(sentence) == readers[1].phonemize(sentence)


def test_the_lists_give_the_tags_that_the_tagger_gives() -> None:
    text = "The bands in Chicago, by and large, were not the only ones."
    listed = tag_from_lists(text)
    assert [each.tag or weighed.tag for each, weighed in zip(listed, tag(text), strict=True)] == [
        each.tag for each in tag(text)
    ]
    assert [each.text for each in listed if not each.tag] != []


@pytest.mark.slow
def test_a_plain_sentence_is_said_and_the_tagger_not_loaded(tmp_path: Path) -> None:
    said = tmp_path / "hello.wav"
    code = (
        "from pipeline.cli import main\nfrom pipeline.language.tagger import _tagger\n"
        f"main(['say', 'Hello world.', '-q', '-o', {str(said)!r}])\nprint(_tagger.cache_info().currsize > 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[-1] == "False"
    assert said.stat().st_size > 10_000
