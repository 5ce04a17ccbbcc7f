"""Copies of files that share no identity, so that one system holds all of them side by side."""

from pathlib import Path

import pydicom
from pydicom.errors import InvalidDicomError
from pydicom.filereader import read_file_meta_info

TAGS = ("SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID")
SHORTEST = 20
DEFLATED = b"1.2.840.10008.1.2.1.99"


def copied_apart(path: Path, folder: Path, number: int) -> tuple[Path, str]:
    """Copy a file; its UIDs are written over by others of their length, and no other byte changes.

    A UID that is missing, or too short to be made unique, stays as it is; so
    does one in a compressed data set. Returns the copy and its SOP Instance UID.
    """
    content = path.read_bytes()
    uids = _uids(path)
    for level, uid in enumerate(uids if DEFLATED not in content[:2000] else []):
        if len(uid) >= SHORTEST and (written := content.replace(uid, _another(uid, number, level))) != content:
            content, uids[level] = written, _another(uid, number, level)
    copy = folder / f"{number:03d}-{path.name}"
    copy.write_bytes(content)
    return copy, uids[0].decode()


def _another(uid: bytes, number: int, level: int) -> bytes:
    return f"2.25.{1000 + number}{level + 1}".encode().ljust(len(uid), b"7")


def _uids(path: Path) -> list[bytes]:
    """Read the UIDs; where the data set cannot be, that of the file meta."""
    try:
        data_set = pydicom.dcmread(path, force=True, specific_tags=list(TAGS))
        found = [str(data_set.get(tag) or "").encode("ascii", "ignore").strip() for tag in TAGS]
    except (RecursionError, ValueError, OSError, EOFError, KeyError, TypeError, NotImplementedError):
        found = [b"", b"", b""]
    return found if found[0] else [_of_file_meta(path), *found[1:]]


def _of_file_meta(path: Path) -> bytes:
    try:
        meta = read_file_meta_info(path)
    except (ValueError, OSError, EOFError, KeyError, InvalidDicomError):
        return b""
    return str(meta.get("MediaStorageSOPInstanceUID") or "").encode("ascii", "ignore")
