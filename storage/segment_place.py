"""Where an object lies in a folder of segments, and how a locator says it."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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


def segment_paths(folder: Path) -> Iterator[Path]:
    """Yield every segment that is there now; nothing of it is read."""
    names = sorted(name for name in os.listdir(folder) if _NAME.fullmatch(name))
    return (folder / name for name in names)
