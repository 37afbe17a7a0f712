"""Characters of other keyboards, fonts and programs, as the signs that the rules know."""

from __future__ import annotations

import re
import unicodedata

# What programs write for the apostrophe, also inside a word: quotation marks, accents, modifier letters,
# primes.
_APOSTROPHES = "‘’‛ʼʻʹ´`＇՚ꞌ᾽᾿"
_APOSTROPHE = re.compile(
    rf"(?<=[^\W\d_])[{_APOSTROPHES}](?=[^\W\d_])|(?<=[^\W\d_])[ʼ´＇ꞌ՚᾽᾿](?=\W|$)|^[ʼ´＇ꞌ՚᾽᾿](?=\w)"
    # A prime is one where no feet and no variable can be meant: «isn′t», «the Joneses′ house», «O′Neill».
    r"|(?<=[^\W\d_]{2})′(?![\d(])|(?<=[^\W\d_])′(?=[^\W\d_]{2})|(?<=\bI)′(?=[dm]\b)|^′(?=\w)"
)
_HYPHENS = dict.fromkeys(map(ord, "‐‑⁃﹣－"), "-")
_BARS = dict.fromkeys(map(ord, "―‒⸺⸻﹘"), "—")
_ARROWS = {
    **dict.fromkeys(map(ord, "➔➙➛➜➝➞➟➠➡➤⟶⭢"), "→"),
    **dict.fromkeys(map(ord, "⬅⟵⭠"), "←"),
    ord("⟹"): "⇒",
}
_EMOJI_STYLE = "\ufe0f"
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c\u2066\u2069"))
# Compatibility characters that mean something as they are: powers, indices, fractions, trade marks, the
# ellipsis.
_KEPT_FORMS = ("<super>", "<sub>", "<fraction>", "<noBreak>")
_KEPT = frozenset("…™℠№ªº´¨¯¸′″‴µ")


def plain_characters(word: str) -> str:
    """Give a word with composed letters, ASCII figures and hyphens, one apostrophe, nothing unseen."""
    word = unicodedata.normalize("NFC", word)
    joined = "\u200d" in word and not any(sign.isalpha() for sign in word)  # «👩‍💻» is one sign
    word = word.translate({**_HYPHENS, **_BARS, **_ARROWS, **({} if joined else _UNSEEN)})
    if word.startswith(("→", "←")):
        word = word.replace(_EMOJI_STYLE, "")
    return "".join(map(_plain, _APOSTROPHE.sub("'", word)))


def _plain(sign: str) -> str:
    if sign.isascii() or sign in _KEPT:
        return sign
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.digit(sign))
    form = unicodedata.decomposition(sign)
    if sign.isnumeric() and not form.startswith(_KEPT_FORMS) and unicodedata.category(sign) == "No":
        value = unicodedata.numeric(sign)  # ①, ❶
        return str(int(value)) if value == int(value) else sign
    if form.startswith("<") and not form.startswith(_KEPT_FORMS):
        return unicodedata.normalize("NFKC", sign)
    return sign
