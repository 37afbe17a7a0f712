"""What a rendering depends on: all that its order says, and how its script is said."""

from __future__ import annotations

from functools import cache

from pipeline import __version__, speech
from pipeline.audio import assembly, captions, mastering, own_sound, video
from pipeline.audio.artwork import OWN_VERSION
from pipeline.audio.artwork import about as covers
from pipeline.audio.mastering.encode import encoder_name, ffmpeg_name
from pipeline.building.order import Order
from pipeline.freshness.keys import digest_of
from pipeline.layout.video_shapes import SHAPES
from pipeline.process.files import digest
from pipeline.speech.engine import VoiceChoice, engine_of, find_voice
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.writing.script.script import Script

SAID, SCRIPT = "how it is said", "the script"


def rendering_inputs(order: Order, unspoken: int, lexicon: Lexicon | None = None) -> dict[str, str]:
    """Give everything that an episode's files depend on, by a name that people understand, as digests.

    Of the first `unspoken` optional ranks of the script only the length was used. A `lexicon` of the order's
    entries remembers how sentences are said that were read with it.
    """
    return {**plain_inputs(order), SAID: said_digest(order, unspoken, lexicon)}


def plain_inputs(order: Order) -> dict[str, str]:
    """Give the same but for how the script is said: for that it must be read, word for word."""
    documents = {"the author's documents": digest_of(order.quotations)} if order.quotations else {}
    sounds = {"the show's own sounds": digest_of(own_sound.VERSION, order.own.digests)} if order.own else {}
    return {
        "the episode's facts": digest_of(order.episode),
        **documents,
        **sounds,
        SCRIPT: script_digest(order.script),
        "the voice": digest(
            *map(_voice_fingerprint, order.cast.voices),
            repr(order.cast),
            f"{order.speed:.4f}",
            *(f"{each.role} {each.voice} {each.pace:.4f}" for each in order.cast.others),
        ),
        "the length": digest_of(order.target_seconds, order.tolerance_seconds),
        "the sound settings": digest_of(order.audio, *_encoders(order)),
        "the show's facts": digest_of(order.show, *order.show.other_names),
        **_pictures(order),
        **({"the signature": order.signature} if order.signature else {}),
        "Ninety itself": digest_of(__version__, *stage_versions().items()),
    }


def _pictures(order: Order) -> dict[str, str]:
    """Give what is shown: of a cover that is drawn what it is drawn from, of the author's own the bytes."""
    own = order.picture
    background = order.cover.background if own and own.converted else ""
    drawn = (order.cover, order.look, covers.fingerprint())
    found = {"the cover": digest_of(*((own.sha256, background, OWN_VERSION) if own else drawn))}
    if order.chapter_pictures:
        shown = [(title, picture.sha256) for title, picture in order.chapter_pictures]
        found["the chapters' pictures"] = digest_of(shown, order.cover.background, OWN_VERSION)
    return found


def stage_versions() -> dict[str, int]:
    """Give the versions that the stages of a rendering declare; __version__ itself stands in the tags."""
    return {
        "speech": speech.VERSION,
        "assembly": assembly.VERSION,
        "mastering": mastering.VERSION,
        "captions": captions.VERSION,
    }


def _encoders(order: Order) -> tuple[str, ...]:
    videos = (f"video {video.VERSION}",) if any(name in SHAPES for name in order.audio.also) else ()
    return (encoder_name(), ffmpeg_name(), *videos) if order.audio.also else (encoder_name(),)


def said_digest(order: Order, unspoken: int, lexicon: Lexicon | None = None) -> str:
    """Digest how a script is said: the words of what was spoken, and the length of what was not."""
    lexicon = lexicon or Lexicon(order.lexicon)
    spoken = {sentence for each in order.script.without(unspoken).paragraphs for sentence in each.sentences}
    parts = []
    for paragraph in order.script.paragraphs:
        for shown in paragraph.sentences:
            sentence = speak_sentence(shown, lexicon)
            parts.append(_words(sentence) if shown in spoken else str(len(sentence.spoken)))
    return digest(*parts)


def script_digest(script: Script) -> str:
    """Digest what is to be said, whatever format it was written in."""
    directions = [each for p in script.paragraphs for each in (p.inserts, p.manners) if each]
    places = [bool(p.inserts) + 2 * bool(p.manners) for p in script.paragraphs] if directions else []
    return digest_of(script.sections, *directions, *places)


def _words(sentence: SpokenSentence) -> str:
    """Write down what captions show and a voice is given of a sentence; not the remarks about it."""
    return repr([(word.shown, word.said, word.before, word.after) for word in sentence.words])


@cache
def _voice_fingerprint(voice: VoiceChoice) -> str:
    """Identify a voice as its engine does, and how it is credited."""
    return digest(engine_of(voice).fingerprint(voice.voice), find_voice(voice).credit)
