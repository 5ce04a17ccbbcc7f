"""Bodies of parts, however their bytes are cut on the way."""

from itertools import pairwise

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


class Gathered:
    """A part whose bytes are kept; what did not end is forgotten."""

    def __init__(self, contents: list[bytes]) -> None:
        self._contents, self._content = contents, b""
        self.is_closed = False

    def write(self, chunk: memoryview) -> None:
        self._content += chunk

    def end(self) -> None:
        self._contents.append(self._content)

    def close(self) -> None:
        self.is_closed = True


def taken(*chunks: bytes) -> list[bytes]:
    contents: list[bytes] = []
    begun: list[Gathered] = []

    def begin() -> Gathered:
        begun.append(Gathered(contents))
        return begun[-1]

    parts = Parts(BOUNDARY, begin)
    try:
        for chunk in chunks:
            parts.feed(chunk)
        parts.finish()
    finally:
        parts.close()
        assert all(part.is_closed for part in begun)
        assert not parts.has_begun
    return contents


@given(cuts=st.lists(st.integers(0, len(TWO_PARTS)), max_size=12))
def test_parts_come_whole_wherever_the_body_is_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(TWO_PARTS)]
    chunks = [TWO_PARTS[start:end] for start, end in pairwise(edges)]

    assert taken(*chunks) == CONTENTS


@pytest.mark.parametrize("preamble", [b"\r\n", b"This is a message of parts.\r\n", b"--teleread\r\n\r\n"])
def test_a_preamble_and_an_epilogue_are_skipped(preamble: bytes) -> None:
    assert taken(preamble[:3], preamble[3:] + TWO_PARTS + b"\r\nthe end") == CONTENTS


@pytest.mark.parametrize("length", [0, 10, 60, len(TWO_PARTS) - 12, len(TWO_PARTS) - 4])
def test_a_body_that_was_cut_off_is_refused(length: int) -> None:
    with pytest.raises(HTTPException) as refused:
        taken(TWO_PARTS[:length])

    assert refused.value.status_code == 400


@pytest.mark.parametrize(
    "body", [b"--teleread-b--\r\n", b"no boundary at all", b"x" * 70_000, b"--teleread-b\r\nbad header\r\n\r\n"]
)
def test_what_is_no_body_of_parts_is_refused(body: bytes) -> None:
    with pytest.raises(HTTPException) as refused:
        taken(body)

    assert refused.value.status_code == 400


def test_parts_are_counted() -> None:
    with pytest.raises(HTTPException) as refused:
        taken(b"--teleread-b\r\n\r\n" + b"\r\n--teleread-b\r\n\r\n" * MOST_PARTS)

    assert refused.value.status_code == 413
