"""Bodies of parts, however their bytes are cut on the way."""

from itertools import pairwise
from pathlib import Path

import pytest
from fastapi import HTTPException
from hypothesis import given
from hypothesis import strategies as st

from teleread.web.dicomweb.incoming import MOST_PARTS, Parts

BOUNDARY = "teleread-b"
TWO_PARTS = (
    b"--teleread-b\r\nContent-Type: application/dicom\r\n\r\none\r\n--teleread\r\n"
    b"--teleread-b\r\n\r\n\x00two--teleread-b\r\n--teleread-b--\r\n"
)
CONTENTS = [b"one\r\n--teleread", b"\x00two--teleread-b"]


def taken(folder: Path, *chunks: bytes) -> list[bytes]:
    contents: list[bytes] = []
    parts = Parts(BOUNDARY, folder, lambda path: contents.append(path.read_bytes() if path else b"unwritten"))
    try:
        for chunk in chunks:
            parts.feed(chunk)
        parts.finish()
    finally:
        parts.close()
    return contents


@given(cuts=st.lists(st.integers(0, len(TWO_PARTS)), max_size=12))
def test_parts_come_whole_wherever_the_body_is_cut(tmp_path_factory: pytest.TempPathFactory, cuts: list[int]) -> None:
    folder = tmp_path_factory.getbasetemp()
    edges = [0, *sorted(cuts), len(TWO_PARTS)]
    chunks = [TWO_PARTS[start:end] for start, end in pairwise(edges)]

    assert taken(folder, *chunks) == CONTENTS
    assert list(folder.glob("upload-*")) == []


@pytest.mark.parametrize("preamble", [b"\r\n", b"This is a message of parts.\r\n", b"--teleread\r\n\r\n"])
def test_a_preamble_and_an_epilogue_are_skipped(tmp_path: Path, preamble: bytes) -> None:
    assert taken(tmp_path, preamble[:3], preamble[3:] + TWO_PARTS + b"\r\nthe end") == CONTENTS


@pytest.mark.parametrize("length", [0, 10, 60, len(TWO_PARTS) - 12, len(TWO_PARTS) - 4])
def test_a_body_that_was_cut_off_is_refused_and_leaves_nothing(tmp_path: Path, length: int) -> None:
    with pytest.raises(HTTPException) as refused:
        taken(tmp_path, TWO_PARTS[:length])

    assert refused.value.status_code == 400
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "body", [b"--teleread-b--\r\n", b"no boundary at all", b"x" * 70_000, b"--teleread-b\r\nbad header\r\n\r\n"]
)
def test_what_is_no_body_of_parts_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(HTTPException) as refused:
        taken(tmp_path, body)

    assert refused.value.status_code == 400


def test_parts_are_counted(tmp_path: Path) -> None:
    with pytest.raises(HTTPException) as refused:
        taken(tmp_path, b"--teleread-b\r\n\r\n" + b"\r\n--teleread-b\r\n\r\n" * MOST_PARTS)

    assert refused.value.status_code == 413


def test_a_part_that_cannot_be_written_fails_alone(tmp_path: Path) -> None:
    assert taken(tmp_path / "not-there", TWO_PARTS) == [b"unwritten", b"unwritten"]
