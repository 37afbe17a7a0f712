"""Where packs lie, and what they are called: ours beside this module, a show's own in its folder."""

from __future__ import annotations

from pathlib import Path

from pipeline.layout.folders import EPISODES

SHIPPED = Path(__file__).with_name("packs")
_OWN = Path(EPISODES, "packs")  # of a show


def shipped_names() -> tuple[str, ...]:
    """Give the names of the packs that come with Ninety."""
    return _names_in(SHIPPED)


def own_names(root: Path) -> tuple[str, ...]:
    """Give the names of a show's own packs: they are used without being named."""
    return _names_in(own_folder(root))


def own_folder(root: Path) -> Path:
    """Give the folder of a show's own packs; it need not be there."""
    return root / _OWN


def pack_path(name: str, root: Path | None = None) -> Path:
    """Give the file of a pack: a show's own of that name, if it has one, else the shipped one."""
    if root is not None and name in own_names(root):
        return own_folder(root) / f"{name}.toml"
    return SHIPPED / f"{name}.toml"


def _names_in(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.stem for path in folder.glob("*.toml") if not path.name.startswith(".")))
    except OSError:  # a folder that may not be listed
        return ()
