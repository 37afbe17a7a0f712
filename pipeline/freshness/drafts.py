"""What would be written of each episode now, kept so that nothing is written again only to find that out.

It holds as long as everything that any script is written from is the same: one key for the whole show, since
each script may draw on every episode. When that changes, scripts are written again in memory, and compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pipeline.catalogue.limits import LARGEST_TABLE
from pipeline.catalogue.own_sounds import FOLDER
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import read_text
from pipeline.freshness.keys import digest_of
from pipeline.freshness.signs import program_sign, sign_below
from pipeline.freshness.store import keep_facts, read_facts
from pipeline.knowledge.pack_files import own_folder
from pipeline.layout.folders import EPISODES
from pipeline.process.files import digest

_NAME = "drafts"
_FORMATS = Path(EPISODES, "formats")


@dataclass(frozen=True, slots=True)
class Drafted:
    """What would be written of an episode, without its words."""

    format: str
    source: str  # what it would be written from, part by part
    seconds: float  # of the finished file
    body: str  # hash of its words


@dataclass(slots=True)
class KnownDrafts:
    """What is known of the scripts of a show as it is."""

    root: Path
    key: str
    drafted: dict[str, Drafted] = field(default_factory=dict)
    is_new: bool = False  # something is known that is not kept yet

    @classmethod
    def of(cls, show: Show) -> KnownDrafts:
        """Read what an earlier run found out, if that was of the same show."""
        key, facts = drafting_key(show), read_facts(show.root, _NAME)
        if facts.get("key") != key:
            return cls(show.root, key, {}, is_new=True)
        try:
            return cls(show.root, key, {slug: Drafted(**each) for slug, each in facts["drafted"].items()})
        except (KeyError, TypeError, AttributeError):
            return cls(show.root, key, {}, is_new=True)

    def get(self, episode: Episode) -> Drafted | None:
        """Give what would be written of an episode, or None where that is not known."""
        return self.drafted.get(episode.slug)

    def put(self, episode: Episode, drafted: Drafted) -> None:
        """Note what would be written of an episode."""
        self.drafted[episode.slug] = drafted
        self.is_new = True

    def save(self) -> None:
        """Keep what was found out."""
        if self.is_new:
            drafted = {slug: asdict(each) for slug, each in self.drafted.items()}
            keep_facts(self.root, _NAME, {"key": self.key, "drafted": drafted})
            self.is_new = False


def drafting_key(show: Show) -> str:
    """Digest everything that any script of a show may be written from."""
    settings = replace(show, episodes=(), drafts=(), faulty=(), unread=(), lexicon=())
    episodes = (f"{episode!r} {episode.drafted} {episode.quotations}" for episode in show.episodes)
    return digest(program_sign(), digest_of(settings), *episodes, *_files(show), *_sounds(show))


def _sounds(show: Show) -> Iterator[str]:
    """Give which sounds are used, and the signs of their files: how long they last counts in the length."""
    audio = show.audio
    asked = [(audio.signature, audio.opening, audio.closing, audio.bed)]
    own = [(each.signature, each.opening, each.closing, each.bed) for each in show.episodes]
    if {*asked, *own} - {(True, "", "", ""), (None, None, None, None)}:
        yield repr((asked, own))
        yield sign_below(show.root / FOLDER)


def _files(show: Show) -> Iterator[str]:
    """Give the show's own packs and formats."""
    for folder, kind in ((own_folder(show.root), "*.toml"), (show.root / _FORMATS, "*.md.j2")):
        for file in sorted(folder.glob(kind)):
            text, problem = read_text(file, LARGEST_TABLE)
            yield f"{file.name} {problem.what if problem else text}"
