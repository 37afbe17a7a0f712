"""The table of written and spoken pairs, one test a line; and that no rule is left without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.speech.spoken import rules
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.markdown import plain_words

LEXICON = Lexicon()
FOLDER = Path(__file__).parent


def table(name: str) -> list[tuple[str, str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [(written, spoken) for written, _, spoken in (line.partition("\t") for line in lines) if spoken]


TABLES = ("pairs.tsv", "context_pairs.tsv", "number_pairs.tsv", "letter_pairs.tsv")
PAIRS = [pair for name in TABLES for pair in table(name)]
MARKDOWN = table("markdown_pairs.tsv")


def heard(text: str) -> str:
    """Make alike what a listener cannot tell apart: capitals, hyphens, letters written together or apart."""
    text = re.sub(r"[-'’]", "", text.casefold().replace("-", " "))
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", ""), text)
    text = re.sub(r"\b([a-z])\.(?= |,)", r"\1", text)
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(("written", "spoken"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_a_sentence_is_said_as_a_good_narrator_would(written: str, spoken: str) -> None:
    assert heard(speak_sentence(written, LEXICON).spoken) == heard(spoken)


@pytest.mark.parametrize(("written", "spoken"), MARKDOWN, ids=[pair[0] for pair in MARKDOWN])
def test_markup_is_taken_off_where_a_text_is_read(written: str, spoken: str) -> None:
    assert heard(speak_sentence(plain_words(written), LEXICON).spoken) == heard(spoken)


def test_the_table_is_large_and_repeats_nothing() -> None:
    assert len(PAIRS) >= 400
    assert len({written for written, _ in PAIRS}) == len(PAIRS)


def test_every_rule_says_something_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = {rule.name for rule in rules.RULES}

    def watched(token: str, context: rules.Context) -> str | None:
        for rule in rules.RULES:
            match = rule.pattern.fullmatch(token)
            if match and rule.say(match, context) is not None:
                silent.discard(rule.name)
                break
        return rules_apply(token, context)

    rules_apply = rules.apply_rules
    monkeypatch.setattr("pipeline.speech.spoken.sentence.apply_rules", watched)
    monkeypatch.setattr(rules, "apply_rules", watched)
    for written, _ in PAIRS:
        speak_sentence.__wrapped__(written, LEXICON)
    assert silent == set()


def test_nothing_written_is_lost_in_the_captions() -> None:
    for written, _ in PAIRS:
        assert speak_sentence(written, LEXICON).shown == written
