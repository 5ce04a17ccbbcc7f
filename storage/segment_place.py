"""Where an object lies in a folder of segments, and how a locator says it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

OPEN_SUFFIX = ".open"
"""The name of a segment ends in it until every record in it is known to be whole or marked."""

_LOCATOR = re.compile(r"seg-([0-9a-f]{16})/([1-9][0-9]{3,15})")
_NAME = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Place:
    """The beginning of a record."""

    segment: str
    offset: int


def write_locator(place: Place) -> str:
    """Return the locator of the object at a place.

    The size is not in it: an object whose head is damaged can be named by
    where it begins.
    """
    return f"seg-{place.segment}/{place.offset}"


def write_segment_locator(name: str) -> str:
    """Return what names a whole segment when nothing in it can be told from anything else."""
    return f"seg-{name}"


def read_locator(locator: str) -> Place | None:
    """Return the place behind `write_locator`; None for the locator of a file."""
    found = _LOCATOR.fullmatch(locator)
    return Place(found[1], int(found[2])) if found else None


def open_segment(folder: Path, name: str, flags: int = os.O_RDONLY) -> tuple[Path, int]:
    """Open a segment by whichever name it has now.

    Raises
    ------
    FileNotFoundError
        If there is no such segment.
    """
    sealed = folder / name
    for path in (sealed, open_path(folder, name)):
        try:
            return path, os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            continue
    return sealed, os.open(sealed, flags | os.O_CLOEXEC | os.O_NOFOLLOW)


def open_path(folder: Path, name: str) -> Path:
    """Return where a segment lies that is not sealed."""
    return folder / f"{name}{OPEN_SUFFIX}"


def open_paths(folder: Path) -> list[Path]:
    """Return the segments that are not sealed."""
    return [path for path in folder.iterdir() if path.suffix == OPEN_SUFFIX and _NAME.fullmatch(path.stem)]


def segment_names(folder: Path) -> list[str]:
    """Return every segment that was there when the call began, also one that is sealed meanwhile."""
    names = {path.stem for path in open_paths(folder)}
    return sorted(names | {path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)})
