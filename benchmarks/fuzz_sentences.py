"""Sentences that nobody would write: those of given texts, mutated, always the same for the same seed."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator, Sequence
from unicodedata import category

from pipeline.speech.spoken.symbols import CURRENCY_CODES
from pipeline.speech.spoken.words import SpokenSentence

SIGNS = (
    "§½⅓²³¹₂^~*_`#@%&+=<>|\\/[](){}«»“”‘’'\"´ʼ…—–-−·•†™°′″$€£¥₿♯→⇒≤≈∑√∞αΩπ①⑳٣३Ⅷ½😀👩‍💻日本привет"
    "\u00ad\u200b\u200d\ufeff\u00a0.,;:!?"
)
TOKENS = (
    "1/2", "3/4", "12/25", "0", "00", "007", "1:1", "1:1-3", "24/7", "10**9", "mc^²", "§5a", "½5", "5½½",
    "-5", "--5", "$", "$5", "$5-",
    "5-", "-", "--", "---", "—", "…", "...", ".", ". .", "1.", "1.2.3.4.5", "1,2,3", "1,000,00",
    "9" * 310, "0." + "3" * 60, "1e400",
    "1e-5", "10^-3", "x^2^3", "a<b", "<!--", "-->", "<b>", "</", "<|x|>", "[", "]", "[x]", "[X]", "(", ")",
    "((", "O(n", "log", "n)",
    "f(x)", "P(A|B)", "__init__", "a_b", "_", "__", "#", "#1", "@", "@x", "&", "&amp;", "%", "5%", "5‰",
    "°", "5°", "5°C", "40°26′46″N",
    "IV", "XIV", "MMXX", "IIII", "I", "iv", "A", "A.", "A.B.", "Dr", "Dr.", "St", "St.", "No.", "No.13",
    "p.", "pp.", "vol", "c.", "b.",
    "d.", "e.g.", "i.e.", "etc.", "Jan", "Jan.", "May", "June–9", "5–July", "2024", "2024-", "2024-25",
    "2024-99-99", "99/99/9999", "'99",
    "’s", "'s", "n't", "it‘s", "30s", "'30s", "830s", "1990s", "0s", "1st", "11st", "1TH", "7B", "8x7B",
    "3M", "221B", "1080p", "4K", "10K",
    "K", "km", "km2", "/km²", "km/h", "m/s²", "5km", "5 km", "2h", "30m", "2h30m", "9:30", "9:30-10:30",
    "25:61", "9:30PM", "a.m.", "P.",
    "M.", "+44", "555", "0199", "call", "ISBN", "978-0-306-40615-7", "CA", "90210", "N", "W.", "C++", "C#",
    "A*", "IA³", "H₂O", "¹⁴C",
    "Ca²⁺", "GPT-4o", "GW170817", "B1919+21", "http://", "www.", "a@b", "x.y", ".py", "~/", "C:\\", "-v",
    "--verbose", "=", "==", "≈5", "~",
    "∞", "√2", "2√", "∑i", "→", "a→b", "→→", "a/b", "/", "//", "a+b", "+", "++", "×", "5×", "×5", "5x",
    "x5", "5x5x5", "7–6(5)", "27-0-0",
)  # fmt: skip


def mutated(sentences: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """Give so many sentences, each one of the given with up to six changes, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - the same for the same seed
    words = [word for sentence in sentences for word in sentence.split()]
    for _ in range(count):
        yield _mutated(chance.choice(sentences), words, chance)


def _mutated(sentence: str, words: Sequence[str], chance: random.Random) -> str:
    tokens = sentence.split()[:60] or ["."]
    for _ in range(chance.randint(0, 6)):
        change = chance.choice(_CHANGES)
        tokens = change(tokens, words, chance) or ["."]
    joint = " " if chance.random() < 0.97 else ""
    return joint.join(tokens)


def _insert(tokens: list[str], _: Sequence[str], chance: random.Random) -> list[str]:
    place = chance.randint(0, len(tokens))
    return [*tokens[:place], chance.choice(TOKENS), *tokens[place:]]


def _replace(tokens: list[str], words: Sequence[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(tokens))
    return [
        *tokens[:place],
        chance.choice((chance.choice(TOKENS), chance.choice(words))),
        *tokens[place + 1 :],
    ]


def _drop(tokens: list[str], _: Sequence[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(tokens))
    return tokens[:place] + tokens[place + 1 :]


def _put_a_sign(tokens: list[str], _: Sequence[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(tokens))
    token = tokens[place]
    at = chance.randint(0, len(token))
    sign = chance.choice(SIGNS + string.digits + string.ascii_letters)
    return [*tokens[:place], token[:at] + sign + token[at:], *tokens[place + 1 :]]


def _join(tokens: list[str], _: Sequence[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(tokens))
    return [*tokens[:place], "".join(tokens[place : place + 2]), *tokens[place + 2 :]]


def _change_case(tokens: list[str], _: Sequence[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(tokens))
    change = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return [*tokens[:place], change(tokens[place]), *tokens[place + 1 :]]


def _number(tokens: list[str], _: Sequence[str], chance: random.Random) -> list[str]:
    """Put in a number, bare or with something before or behind it."""
    figures = "".join(
        chance.choice(string.digits) for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 4, 5, 7, 12)))
    )
    around = (
        "",
        "",
        "$",
        "€",
        "#",
        "-",
        "–",
        "/",
        ":",
        ".",
        ",",
        "s",
        "th",
        "st",
        "K",
        "M",
        "B",
        "%",
        "°",
        "km",
        "x",
        "p",
        "A",
        "'",
        "+",
        "²",
    )
    token = chance.choice(around) + figures + chance.choice(around)
    if chance.random() < 0.3:
        token += chance.choice("-–/:.,x ") + str(chance.randint(0, 3000)) + chance.choice(around)
    place = chance.randint(0, len(tokens))
    return [*tokens[:place], token, *tokens[place:]]


_CHANGES = (
    _insert,
    _insert,
    _replace,
    _drop,
    _put_a_sign,
    _put_a_sign,
    _join,
    _change_case,
    _number,
    _number,
)


def lost_words(sentence: SpokenSentence) -> list[str]:
    """Give the words of which nothing is said and nobody is told; «EUR» is said at its amount, «EUR 25»."""
    return [
        word.shown
        for word in sentence.words
        if any(map(str.isalnum, word.shown)) and not word.said and not word.remarks
        and _seen(word.shown) not in CURRENCY_CODES
    ]  # fmt: skip


def _seen(word: str) -> str:
    """Give a word without the signs around it, and without those that nobody sees."""
    return "".join(sign for sign in word if category(sign) != "Cf").strip(".,;:!?()[]{}\"'“”‘’«»-–—")
