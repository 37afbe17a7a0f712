from __future__ import annotations

import pytest

from pipeline.catalogue.show import LexiconEntry
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

PAIRS = [
    ("It costs $50-100M+ to train.", "It costs fifty to one hundred million dollars or more to train."),
    ("It raised $50 million then.", "It raised fifty million dollars then."),
    ("For €1.5 billion, or 3 million people.", "For one point five billion euros, or three million people."),
    ("A 70B-parameter model.", "A seventy billion parameter model."),
    ("Try Mistral 7B first.", "Try Mistral seven B first."),
    ("Mixtral 8x7B came next.", "Mixtral eight by seven B came next."),
    ("From O(n²) to O(n·w).", "From O of n squared to O of n times w."),
    (
        "Why 32K, 50K, or 100K tokens?",
        "Why thirty-two thousand, fifty thousand, or one hundred thousand tokens?",
    ),
    ("Set temperature=0 here.", "Set temperature equals zero here."),
    ("A single 48GB consumer card.", "A single forty-eight gigabyte consumer card."),
    ("It needs 48GB of memory.", "It needs forty-eight gigabytes of memory."),
    ("It is 64x smaller.", "It is sixty-four times smaller."),
    ("Some 10-100x less.", "Some ten to one hundred times less."),
    ("Models of 2024-25.", "Models of twenty twenty-four to twenty-five."),
    ("The 1990s were slow.", "The nineteen nineties were slow."),
    ("Pairs from ‘18.", "Pairs from twenty eighteen."),
    ("In 2017 it began.", "In twenty seventeen it began."),
    ("It read 2048 tokens.", "It read two thousand forty-eight tokens."),
    ("Less than 1% of them.", "Less than one percent of them."),
    ("A 4-bit weight.", "A four-bit weight."),
    ("It takes 10–15 min.", "It takes ten to fifteen minutes."),
    ("At $3.50/lb it sells.", "At three dollars fifty a pound it sells."),
    ("A 1:1:1 ratio.", "A one to one to one ratio."),
    ("Wake at 7:30 sharp.", "Wake at seven thirty sharp."),
    ("The 21st try.", "The twenty-first try."),
    ("Add 3/4 cup.", "Add three quarters cup."),
    ("Versions 1.x and 2.x.", "Versions one point x and two point x."),
    ("Its <|im_start|> tag.", "Its I M start tag."),
    ("Send [BOS] first.", "Send B O S first."),
    ("Use Q·K and K/V.", "Use Q K and key value."),
    ("Water is H₂O.", "Water is H two O."),
    ("On 10/26/2025 it ended.", "On October twenty-sixth twenty twenty-five it ended."),
    ("Cats, e.g. mine, etc.", "Cats, for example, mine, and so on."),
    ("Read **this** `code` now.", "Read this code now."),
    ("One (small) thing.", "One, small, thing."),
    ("It stays — always — cold.", "It stays — always — cold."),
    ("GPT-4 and Qwen2.5 win.", "G P T four and Qwen two point five win."),
    ("1,000,000 queries.", "one million queries."),
]


@pytest.mark.parametrize(("shown", "spoken"), PAIRS, ids=[shown for shown, _ in PAIRS])
def test_a_sentence_is_said_as_a_narrator_would(shown: str, spoken: str) -> None:
    assert speak_sentence(shown, Lexicon()).spoken == spoken


def test_captions_show_what_was_written() -> None:
    sentence = speak_sentence("From O(n²) to 32K.", Lexicon())
    assert [word.shown for word in sentence.words] == ["From", "O(n²)", "to", "32K."]


def test_a_sign_no_voice_can_say_is_dropped_and_reported() -> None:
    sentence = speak_sentence("Good 😀 morning.", Lexicon())
    assert sentence.spoken == "Good morning."
    assert sentence.dropped == ("😀",)
    assert sentence.shown == "Good 😀 morning."


def test_the_packaged_lexicon_gives_phonemes_also_in_plural_and_possessive() -> None:
    words = speak_sentence("GANs beat LoRA's RLHF-trained kin.", Lexicon()).words
    assert words[0].said[0].phonemes == "ɡˈænz"
    assert words[2].said[0].phonemes == "lˈɔɹəz"
    assert words[3].said[0].phonemes == "ˌɑɹˌɛlˌAʧˈɛf"


def test_a_shows_own_lexicon_wins_and_may_hold_terms_of_several_words() -> None:
    lexicon = Lexicon(
        [LexiconEntry("LoRA", "low rah"), LexiconEntry("ice nine", "ice niner", ignore_case=True)]
    )
    assert speak_sentence("LoRA on Ice Nine.", lexicon).spoken == "low rah on ice niner."


def test_a_question_keeps_its_mark() -> None:
    assert speak_sentence("Why (not)?", Lexicon()).spoken.endswith("?")
