"""The show and its episodes, as the rest of the program sees them: frozen, typed, already checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from pipeline.catalogue.derived import Derived
from pipeline.catalogue.disclosure import Disclosure
from pipeline.catalogue.feed_settings import FeedSettings
from pipeline.catalogue.links import Link
from pipeline.catalogue.named_voices import NamedVoice
from pipeline.catalogue.own_sounds import SoundCredit
from pipeline.catalogue.picture import Picture
from pipeline.errors import Problem


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of an episode's notes, with its paragraphs as written (Markdown, a line each)."""

    heading: str
    paragraphs: tuple[str, ...]
    questions: tuple[str, ...] = ()  # before each paragraph, what a second voice asks there; «» where nothing


@dataclass(frozen=True, slots=True)
class Notes:
    """The body of an episode file: sections in the order written; apart, what is read and not spoken."""

    sections: tuple[Section, ...] = ()
    further_reading: tuple[Link, ...] = ()
    key_points: tuple[str, ...] = ()  # as the author wrote them; none: they are chosen from the sections

    def section(self, heading: str) -> Section | None:
        """Find the section under `heading`, whatever its case."""
        wanted = heading.casefold()
        return next((s for s in self.sections if s.heading.casefold() == wanted), None)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of one of the author's documents, and where it stands there."""

    text: str
    document: str  # the file's name, below `episodes/sources/`
    title: str  # what the document is called, as it is named to listeners
    page: int = 0  # 1-based; 0: the document has no pages


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode's facts and notes."""

    guid: str  # permanent; never changes once published
    slug: str  # file name without suffix: [a-z0-9-]+
    number: int  # 1 is the oldest
    title: str
    summary: str
    published: datetime  # aware, in the show's time zone; of equal ones, `number` tells the order
    file: Path  # where it was read from
    subtitle: str = ""
    topics: tuple[str, ...] = ()
    notes: Notes = field(default_factory=Notes)
    voice: str | None = None  # «engine/voice» or a voice of the show's engine
    guest: str | None = None  # the same for the second voice
    format: str | None = None  # narrative format by name
    target_seconds: float | None = None
    reference_seconds: float | None = None  # how long it was where it was imported from
    season: int | None = None
    episode_number: int | None = None  # as apps show it, where that is not `number`: within its season
    episode_type: Literal["full", "trailer", "bonus"] = "full"
    explicit: bool | None = None  # None: as the show
    link: str = ""  # its page elsewhere; empty: the page on this show's site
    aliases: tuple[str, ...] = ()  # slugs it had before; their pages lead to its own
    image: Picture | None = None  # the author's own; None: the show's own, or it is drawn
    chapter_images: tuple[tuple[str, Picture], ...] = ()  # by the chapter's title, or its number
    material: tuple[str, ...] = ()  # points of lectures kept beside it, as written down there
    formerly: tuple[str, ...] = ()  # the same, found out: its file was renamed
    # Its own sounds, as under [audio]; None: as the show.
    signature: bool | None = field(default=None, repr=False)
    opening: str | None = field(default=None, repr=False)
    closing: str | None = field(default=None, repr=False)
    bed: str | None = field(default=None, repr=False)
    drafted: bool = field(default=False, repr=False)  # its notes are a draft that nobody has accepted
    quotations: tuple[Quotation, ...] = field(
        default=(), repr=False, compare=False
    )  # of the author's documents

    @property
    def old_slugs(self) -> tuple[str, ...]:
        """Give every slug it had before, by the file or as found out."""
        return tuple(dict.fromkeys([*self.aliases, *self.formerly]))

    @property
    def shown_number(self) -> int | None:
        """Give the number that apps show: a trailer or a bonus has none but its own."""
        return self.episode_number or (self.number if self.episode_type == "full" else None)


@dataclass(frozen=True, slots=True)
class DraftEpisode:
    """An episode that is not ready: it is named, and made nothing of."""

    slug: str
    file: Path
    why: str
    guid: str = ""  # taken, if it has one
    number: int | None = None  # the same
    problems: tuple[Problem, ...] = ()  # what would be wrong with it as an episode


@dataclass(frozen=True, slots=True)
class FaultyEpisode:
    """An episode whose file cannot be used as it is; what stood for it is kept where there is any."""

    slug: str
    file: Path
    problems: tuple[Problem, ...]
    guid: str = ""  # as far as it can be read
    number: int | None = None
    stands_as: str = ""  # slug of the episode of the show that stands for it; empty: none does


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for the show; directories write to this address, if there is one."""

    name: str
    email: str = ""


Listen = Literal["never", "varying", "always"]


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """Who speaks, and how fast (1.0 is the voice's own pace; more is faster)."""

    engine: str = "hibari"
    voice: str = "heart"
    speed: float = 1.0
    guest: str = ""  # the second voice of dialogues, as «engine/voice» or a voice of `engine`; empty: none
    host_name: str = "Host"  # as captions name them when both speak
    guest_name: str = "Guest"
    disclosure: Disclosure = "opening"  # where it is said that no person speaks
    accept_licences: tuple[str, ...] = ()  # of voices that must be accepted by name before they speak
    listen: Listen = "never"  # to what voices: recognisers hear their sentences as these are spoken
    takes: int = 4  # of a sentence at most, where it is misheard


@dataclass(frozen=True, slots=True)
class LengthSettings:
    """How long an episode is to be, in seconds of the finished file."""

    target_seconds: float = 90.0
    tolerance_seconds: float = 5.0
    minimum_seconds: float = 30.0  # of an episode whose material does not carry the target

    def allowed(self, target_seconds: float) -> tuple[float, float]:
        """Give the least and the most seconds that are right for an episode of this target."""
        least = min(self.minimum_seconds, target_seconds - self.tolerance_seconds)
        return least, target_seconds + self.tolerance_seconds


@dataclass(frozen=True, slots=True)
class AudioSettings:
    """Loudness of the finished file as heard on two speakers, its encoding, and the show's own sounds.

    Sounds are files below `episodes/sounds/`; what depends on them has a key of its own (see order.py).
    """

    loudness_lufs: float = -16.0
    true_peak_dbtp: float = -1.0
    bitrate_kbps: int = 96
    also: tuple[str, ...] = ()  # beside the MP3: «opus», «m4a», and the videos «mp4» and «mp4-tall»
    signature: bool = field(default=True, repr=False)  # the generated sounds, where no own ones are named
    opening: str = field(default="", repr=False)  # a file, or «none»; empty: the signature's
    closing: str = field(default="", repr=False)
    bed: str = field(default="", repr=False)  # music under the speech
    credits: tuple[SoundCredit, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class CacheSettings:
    """How much spoken speech is kept, and where machines share it."""

    max_gb: float = 4.0  # of the show's own folder; about a thousand episodes
    shared: str = ""  # a folder (from the show's), s3://bucket/folder or another address; empty: nowhere


@dataclass(frozen=True, slots=True)
class CoverSettings:
    """What the show's artwork says, and in which colours («#rrggbb»)."""

    text: str = ""  # empty: the show's title
    background: str = "#10243e"
    foreground: str = "#f7f3e8"
    accent: str = "#ff7a59"
    image: Picture | None = None  # the author's own; None: it is drawn


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What listening may find at most, and how natural the sound must be at least (DistillMOS, 1 to 5)."""

    episode_wer_percent: float = 8.0  # word error rate
    show_wer_percent: float = 3.0  # over all words
    episode_mos: float = 4.0
    show_mos: float = 4.5  # on average


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Where the output is brought to when asked for an upload."""

    to: str = ""  # a folder (from the show's), s3://bucket/folder or sftp://user@host/folder; empty: nowhere
    connections: int = 4  # files sent at the same time
    podping: str = ""  # a server that tells the world of changed feeds (Podping); empty: none


@dataclass(frozen=True, slots=True)
class ProvenanceSettings:
    """With what finished files are signed, if they are; paths from the show's folder."""

    certificate: str = ""  # a file of PEM: the signer's certificate, then who issued it; empty: no signature
    key: str = ""  # a file of PEM; the environment's NINETY_SIGNING_KEY goes before it


@dataclass(frozen=True, slots=True)
class DraftingSettings:
    """Which server `ninety draft` asks; nothing else ever asks one."""

    server: str = ""  # an address that speaks OpenAI's protocol; empty: named on the command line
    model: str = ""


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """How one term is said: words any engine can read and, for engines that take them, phonemes."""

    term: str
    spoken: str
    phonemes: str = ""  # misaki alphabet
    ignore_case: bool = False


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One term, what else it is called, and one sentence that says what it is."""

    term: str
    definition: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Show:
    """A show: its settings and everything people wrote for it."""

    root: Path
    title: str
    description: str
    owner: Owner
    site_url: str  # without trailing slash
    apps: tuple[Link, ...] = ()  # where the show is in apps and directories
    tagline: str = ""
    author: str = ""  # empty: the owner's name
    language: str = "en-us"
    timezone: str = "UTC"  # of the IANA database; days and times without a zone are of it
    copyright: str = ""
    links: tuple[Link, ...] = ()
    packs: tuple[str, ...] = ()  # by name; those in the show's own folder are used without being named
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    voices: tuple[NamedVoice, ...] = ()  # beside host and guest, by name
    length: LengthSettings = field(default_factory=LengthSettings)
    audio: AudioSettings = field(default_factory=AudioSettings)
    cache: CacheSettings = field(default_factory=CacheSettings)
    cover: CoverSettings = field(default_factory=CoverSettings)
    feed: FeedSettings = field(default_factory=FeedSettings)
    publish: PublishSettings = field(default_factory=PublishSettings)
    check: CheckSettings = field(default_factory=CheckSettings)
    drafting: DraftingSettings = field(default_factory=DraftingSettings)
    provenance: ProvenanceSettings = field(default_factory=ProvenanceSettings)
    lexicon: tuple[LexiconEntry, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    episodes: tuple[Episode, ...] = ()  # oldest first; those of faulty files as they last stood
    drafts: tuple[DraftEpisode, ...] = ()
    faulty: tuple[FaultyEpisode, ...] = ()
    unread: tuple[Problem, ...] = ()  # the author's documents that cannot be read, and why
    derived: Derived = field(init=False, repr=False, compare=False, default_factory=Derived)

    @property
    def sound(self) -> tuple[Episode, ...]:
        """Give the episodes whose files are as they should be: those that can be made anew."""
        standing = {faulty.stands_as for faulty in self.faulty}
        return tuple(episode for episode in self.episodes if episode.slug not in standing)

    @property
    def files(self) -> tuple[Episode | DraftEpisode | FaultyEpisode, ...]:
        """Give everything that an episode file stands for, or a copy of one."""
        return (*self.episodes, *self.drafts, *self.faulty)

    @property
    def slugs(self) -> frozenset[str]:
        """Give the slugs of all episode files, drafts and faulty ones too."""
        return frozenset(one.slug for one in self.files)

    @property
    def guids(self) -> frozenset[str]:
        """Give all guids that are taken, by drafts and faulty files too."""
        return frozenset(one.guid for one in self.files if one.guid)

    @property
    def next_number(self) -> int:
        """Give the number after the highest that is taken, by drafts and faulty files too."""
        return max((one.number or 0 for one in self.files), default=0) + 1

    @property
    def credit(self) -> str:
        """Give the author's name as players show it."""
        return self.author or self.owner.name

    def episode(self, slug: str) -> Episode | None:
        """Find an episode by its slug."""
        places = self.derived.get("places of slugs", lambda: {e.slug: i for i, e in enumerate(self.episodes)})
        return self.episodes[places[slug]] if slug in places else None
