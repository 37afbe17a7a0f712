"""What stands for an episode whose file is faulty: a copy of the file, made when it was last published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from pipeline.catalogue.episode_file import EpisodeFile, build_episode, read_episode_file, zone_of
from pipeline.catalogue.show import Episode, Show
from pipeline.layout.folders import OUTPUT
from pipeline.process.files import holds, write_all

_FOLDER = "records"  # below the output; for nobody else
_AT_ONCE = 200  # files; to see each by itself to the disk would take longer than all else of a large show


def copy_path(slug: str) -> str:
    """Give the path, below the output, of the copy of an episode's file."""
    return f"{_FOLDER}/{slug}.md"


def keep_copies(show: Show, output: Path) -> None:
    """Keep the files of all sound episodes as they are now, for the day when one of them is faulty.

    A file that says something else than when the show was loaded is not taken: its copy stays. What became
    a draft was withdrawn and is kept no longer. Raises OutputFailed.
    """
    for draft in show.drafts:
        (output / copy_path(draft.slug)).unlink(missing_ok=True)
    zone = zone_of(show.timezone)
    for first in range(0, len(show.sound), _AT_ONCE):
        some = show.sound[first : first + _AT_ONCE]
        write_all([copy for episode in some if (copy := _copy_to_make(episode, output, zone))])


def _copy_to_make(episode: Episode, output: Path, zone: tzinfo) -> tuple[Path, bytes] | None:
    """Give the copy of an episode's file, and its place; None where it is there, or the file is another."""
    copy = output / copy_path(episode.slug)
    try:
        data = episode.file.read_bytes()
    except OSError:
        return None
    if holds(copy, data) or not _says(read_episode_file(episode.file), episode, zone):
        return None
    return copy, data


def _says(file: EpisodeFile, episode: Episode, zone: tzinfo) -> bool:
    if not is_whole(file):
        return False
    said = build_episode(file, zone)
    return replace(said, formerly=episode.formerly, material=episode.material) == episode


def is_whole(file: EpisodeFile) -> bool:
    """Tell whether a file, taken by itself, makes an episode."""
    return not file.problems and not file.draft and {"guid", "number"} <= file.values.keys()


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies in a show's output."""

    paths: Mapping[str, Path]  # by slug
    _read: dict[str, EpisodeFile] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Copies:
        """Find a show's copies; they are read as they are needed."""
        folder = root / OUTPUT / _FOLDER
        return cls({path.stem: path for path in sorted(folder.glob("*.md"))})

    def file(self, slug: str) -> EpisodeFile | None:
        """Read the copy that was made under a slug, if there is one that makes an episode."""
        if slug not in self.paths:
            return None
        if slug not in self._read:
            self._read[slug] = read_episode_file(self.paths[slug], pictures=False)
        return self._read[slug] if is_whole(self._read[slug]) else None

    def guids(self, but: Collection[str]) -> dict[str, str]:
        """Give the guids of the copies, by slug, of those that have no file (whose slugs are `but`)."""
        found = {slug: self.file(slug) for slug in self.paths if slug not in but}
        return {slug: str(file.values["guid"]) for slug, file in found.items() if file is not None}


def standing_episodes(
    copies: Copies, faulty: Sequence[EpisodeFile], sound: Sequence[EpisodeFile], zone: tzinfo
) -> dict[str, Episode]:
    """Give the episodes that stand for faulty files, by the slug of the file, as far as there are copies.

    A copy is a file's by its name, or else by its guid. What a sound file has taken over stands no more.
    """
    guids = {str(file.values["guid"]) for file in sound}
    slugs = {file.slug for file in sound}
    lost = {guid: slug for slug, guid in copies.guids({*slugs, *(file.slug for file in faulty)}).items()}
    standing = {}
    for file in faulty:
        copy = copies.file(file.slug) or copies.file(lost.get(str(file.values.get("guid")), ""))
        if copy is None or copy.values["guid"] in guids:
            continue
        guids.add(str(copy.values["guid"]))
        standing[file.slug] = replace(build_episode(copy, zone), file=file.path)
    return standing
