"""What is undecided in a script, and that a sentence too long for an engine is split and never cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.text_findings import LISTS, judge, precision_and_recall, read_list
from pipeline.catalogue.show import LexiconEntry
from pipeline.checking.text_lint import TextFinding, lint_script, summarize
from pipeline.speech.cast import Cast
from pipeline.speech.engine import PreviewingEngine, VoiceChoice, find_engine
from pipeline.speech.engines.coqui.model import CHARACTER_LIMIT, clauses
from pipeline.speech.engines.hibari import MAX_PHONEMES
from pipeline.speech.engines.misaki import reader
from pipeline.speech.engines.stretches import split
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

HEART = Cast(VoiceChoice("hibari", "heart"))
CLAUSE = "a remarkably protracted enumeration of extraordinarily elongated expressions"
LONG = ", ".join([CLAUSE] * 9) + "."
BREATHLESS = " ".join([CLAUSE] * 12) + "."


def script(*sentences: str, role: str = "host") -> Script:
    return Script((ScriptSection("Only", (Paragraph(sentences, role=role),)),), "plain")


def found(
    *sentences: str, lexicon: Lexicon | None = None, cast: Cast | None = HEART
) -> list[tuple[str, str]]:
    findings = lint_script(script(*sentences), lexicon or Lexicon(), cast)
    return [(finding.kind, finding.text) for finding in findings]


# Findings


def test_capitals_that_nobody_has_decided_are_found_and_how_they_would_be_said() -> None:
    (finding,) = lint_script(script("The XQZR is new.", "An XQZR again."), Lexicon(), HEART)
    assert (finding.kind, finding.text) == ("spelled", "XQZR")
    assert finding.said == "ˌɛkskjˌuzˌiˈɑɹ"
    assert finding.sentence == "The XQZR is new."
    assert "it would be said «ˌɛkskjˌuzˌiˈɑɹ»" in finding.what


def test_a_sign_that_is_not_said_is_found() -> None:
    assert found("A good 😀 morning.") == [("dropped", "😀")]


def test_a_word_in_no_dictionary_is_found_once_without_its_possessive() -> None:
    assert found("Flibberwock's house.", "The flibberwock left.") == [("guessed", "Flibberwock")]


def test_a_sentence_too_long_for_the_engine_is_found() -> None:
    (finding,) = lint_script(script(LONG), Lexicon(), HEART)
    assert (finding.kind, finding.said) == ("long", "3")
    assert finding.text.startswith("a remarkably protracted")
    assert len(finding.text) < 70


def test_capitals_are_said_in_the_finding_as_the_voice_says_them_in_that_sentence() -> None:
    engine = find_engine("hibari")
    for sentence in ("SHE did.", "STOP IT NOW.", "The IT team met.", "An XQZR and its MRQ-based parts."):
        heard = engine.phonemes(speak_sentence(sentence, Lexicon()), "heart")
        for finding in lint_script(script(sentence), Lexicon(), HEART):
            assert finding.said in heard, (sentence, finding)


@pytest.fixture
def never_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every homograph asked about."""
    monkeypatch.setattr("pipeline.checking.text_lint.SURE", 1.1)


@pytest.mark.usefixtures("never_sure")
def test_a_homograph_that_its_sentence_leaves_open_is_found_with_the_reading_that_is_said() -> None:
    (finding,) = lint_script(script("The bass is good."), Lexicon(), HEART)
    assert (finding.kind, finding.text) == ("unsure", "bass")
    assert finding.said in find_engine("hibari").phonemes(
        speak_sentence("The bass is good.", Lexicon()), "heart"
    )
    assert "«The bass is good.»" in finding.what


def test_a_homograph_that_its_sentence_decides_is_no_finding() -> None:
    assert found("She read the book yesterday.", "Lead pipes are banned.", "They conduct tests.") == []


@pytest.mark.usefixtures("never_sure")
def test_an_open_homograph_is_found_in_each_of_its_sentences_and_the_lexicon_decides_it() -> None:
    assert found("The bass is good.", "Good bass.") == [("unsure", "bass"), ("unsure", "bass")]
    decided = Lexicon([LexiconEntry("Bass", "bass", "bˈAs", ignore_case=True)])
    assert found("The bass is good.", lexicon=decided) == []


def test_common_names_of_people_are_no_findings() -> None:
    assert found("Paul and Matthew met Simon's sister Emily.") == []


def test_what_a_rule_says_for_an_abbreviation_is_no_finding() -> None:
    assert found("Ms. Hall read it.", "The price rose after 9:30 PM.") == []


def test_names_that_the_voice_guesses_rightly_are_no_findings() -> None:
    assert found("Krasner wrote to Stroud's lawyers at Pocahontas.") == []
    assert found("Johann Pachelbel wrote it.") == [("guessed", "Pachelbel")]


def test_words_in_capitals_are_no_findings_and_letters_are() -> None:
    assert found("CHAPTER IX.", "THE END.", "STOP IT NOW.", "SHE did.", "Do NOT go.", "MAY 7.") == []
    assert found("The XQZR did NOT stop.") == [("spelled", "XQZR")]


def test_figures_that_read_two_ways_are_found_with_what_will_be_said() -> None:
    (finding,) = lint_script(script("It ended on 05/06/2020."), Lexicon(), HEART)
    assert (finding.kind, finding.text, finding.said) == ("assumed", "05/06/2020", "May sixth, twenty twenty")
    assert found("It ended 25/12/2020.", "12/25 is Christmas.", "Add 3/4 cup.") == []
    assert found("By 3/4 you must pay.") == [("assumed", "3/4")]


def test_what_a_lexicon_decides_is_no_finding() -> None:
    lexicon = Lexicon(
        [
            LexiconEntry("XQZR", "x quizzer"),
            LexiconEntry("flibberwock", "flibber-wock", ignore_case=True),
            LexiconEntry("Torquay", "Tor-key", "tˌɔɹkˈi"),
            LexiconEntry("😀", "smile"),
        ]
    )
    assert found("The XQZR of Torquay's Flibberwocks 😀 ended.", lexicon=lexicon) == []
    assert found("RLHF, LoRAs and the tokenizers of BERT are decided already.") == []


def test_without_an_engine_the_text_itself_still_tells() -> None:
    assert found("The XQZR said 😀 to Flibberwock.", cast=None) == [("spelled", "XQZR"), ("dropped", "😀")]


def test_an_engine_that_cannot_tell_is_not_asked() -> None:
    beep = Cast(VoiceChoice("tone", "beep"))
    assert not isinstance(find_engine("tone"), PreviewingEngine)
    (finding,) = lint_script(script("The XQZR met Flibberwock."), Lexicon(), beep)
    assert (finding.kind, finding.said) == ("spelled", "XQZR")


def test_each_role_is_read_as_its_own_voice_would() -> None:
    cast = Cast(VoiceChoice("tone", "beep"), guest=VoiceChoice("hibari", "heart"))
    assert lint_script(script("Flibberwock."), Lexicon(), cast) == ()
    (finding,) = lint_script(script("Flibberwock.", role="guest"), Lexicon(), cast)
    assert finding.kind == "guessed"


def test_many_findings_fit_in_one_line() -> None:
    findings = [TextFinding("guessed", f"word{n}", "wˈɜɹd", "…") for n in range(9)]
    line = summarize(findings)
    assert line.endswith("«word3» (a guess) and 5 more")
    assert "\n" not in line


# Split, never cut


@pytest.mark.parametrize("text", [LONG, BREATHLESS], ids=["clauses", "no pause at all"])
@pytest.mark.parametrize("limit", [40, 120, 400, 510])
def test_phonemes_beyond_a_limit_are_split_and_every_word_is_kept(text: str, limit: int) -> None:
    whole = reader(british=False).phonemize(speak_sentence(text, Lexicon()))
    stretches = split(whole, limit)
    assert all(len(stretch.text) <= limit for stretch in stretches)
    assert " ".join(stretch.text for stretch in stretches) == whole.text
    spoken = [word for stretch in stretches for word in stretch.words if word >= 0]
    assert spoken == [word for word in whole.words if word >= 0]


def test_the_split_falls_on_a_clause_where_there_is_one() -> None:
    stretches = split(reader(british=False).phonemize(speak_sentence(LONG, Lexicon())), 400)
    assert all(stretch.text.endswith((",", ".")) for stretch in stretches)


def test_a_word_longer_than_the_limit_is_kept_too() -> None:
    whole = reader(british=False).phonemize(speak_sentence("Extraordinarily " * 3, Lexicon()))
    assert "".join(stretch.text for stretch in split(whole, 7)) == whole.text.replace(" ", "")


@pytest.mark.parametrize("text", [LONG, BREATHLESS], ids=["clauses", "no pause at all"])
def test_letters_beyond_a_limit_are_split_and_every_word_is_kept(text: str) -> None:
    parts = clauses(text)
    assert all(len(part) <= CHARACTER_LIMIT for part in parts)
    assert " ".join(parts) == text


def test_every_word_of_a_sentence_beyond_the_limit_is_heard() -> None:
    sentence = speak_sentence(BREATHLESS, Lexicon())
    engine = find_engine("hibari")
    assert len(engine.phonemes(sentence, "heart")) > MAX_PHONEMES
    speech = engine.synthesize(sentence, "heart", 1.0)
    assert len(speech.words) == len(sentence.words)
    assert all(span.end > span.start for span in speech.words)


# Whether it tells the truth: the lists of `make bench-findings`


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
@pytest.mark.slow
def test_nearly_all_that_is_found_is_right_and_nearly_all_that_is_there_is_found(path: Path) -> None:
    judged = [judge(asked) for asked in read_list(path)]
    precision, recall = precision_and_recall(judged)
    assert len(judged) >= 40
    assert precision >= 0.95
    assert recall >= 0.95


@pytest.mark.slow
def test_nothing_is_quoted_that_the_voice_does_not_say() -> None:
    assert not [each.untrue for path in LISTS for each in map(judge, read_list(path)) if each.untrue]


def test_capitals_that_the_voice_says_as_an_everyday_word_are_no_finding() -> None:
    assert found("An HONEST answer is worth more.", "KEEP OFF THE GRASS, it said.") == []
    assert found("The RAN is new.") == [("spelled", "RAN")]


def test_well_known_letters_are_no_findings() -> None:
    assert found("HBO and ESPN sold two DVDs to the BBC.") == []


def test_long_capitals_are_said_as_a_word_and_still_told() -> None:
    (finding,) = lint_script(script("The FUKUHARA report is out."), Lexicon(), HEART)
    assert (finding.kind, finding.text) == ("spelled", "FUKUHARA")
    assert "ˌɛf" not in finding.said


def test_a_homograph_with_nothing_to_go_by_is_found() -> None:
    assert found("The bass is good.", "They read it.", "Tear.") == [
        ("unsure", "bass"), ("unsure", "read"), ("unsure", "Tear")
    ]  # fmt: skip


def test_quotation_marks_of_typewriters_are_no_findings() -> None:
    assert found("They call it ``home``, and `here`.") == []
