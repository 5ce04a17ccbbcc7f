"""The rhythm of an SCP-ECG file, decoded for comparison only, by EN 1064 and without a line of the product."""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LEADS = {
    1: "I",
    2: "II",
    3: "V1",
    4: "V2",
    5: "V3",
    6: "V4",
    7: "V5",
    8: "V6",
    61: "III",
    62: "aVR",
    63: "aVL",
    64: "aVF",
}
HEADER = 16
DEFAULT_HUFFMAN_TABLE = 19999
LONGEST_PREFIX = 10


def microvolts_of(path: Path) -> dict[str, NDArray[np.float64]]:
    """Return each lead of a rhythm that is stored as second differences under the default Huffman table.

    References
    ----------
    EN 1064:2005 5.5 (section 2), 5.6 (section 3), 5.9 (section 6), annex C.
    """
    sections = _sections(path.read_bytes())
    assert struct.unpack_from("<H", sections[2])[0] == DEFAULT_HUFFMAN_TABLE
    count, flags = sections[3][0], sections[3][1]
    assert flags & 1 == 0, "a reference beat was subtracted"
    names = [LEADS[sections[3][2 + 9 * lead + 8]] for lead in range(count)]
    nanovolts, _microseconds, differences, is_bimodal = struct.unpack_from("<HHBB", sections[6])
    assert (differences, is_bimodal) == (2, 0)
    lengths = struct.unpack_from(f"<{count}H", sections[6], 6)
    starts = np.cumsum([6 + 2 * count, *lengths])
    streams = [sections[6][start : start + length] for start, length in zip(starts, lengths, strict=False)]
    return {
        name: _summed_twice(list(_values(stream))) * nanovolts / 1000
        for name, stream in zip(names, streams, strict=True)
    }


def _sections(content: bytes) -> dict[int, bytes]:
    """Follow the pointers of section 0, which lies behind checksum and length of the record."""
    size = struct.unpack_from("<I", content, 6 + 4)[0]
    pointers = struct.iter_unpack("<HII", content[6 + HEADER : 6 + size])
    return {number: content[at - 1 + HEADER : at - 1 + length] for number, length, at in pointers if length}


def _values(stream: bytes) -> Iterator[int]:
    """Ones up to a zero say how large a value is, the bit behind them its sign; ten mean that it follows whole."""
    bits = "".join(f"{byte:08b}" for byte in stream)
    at = 0
    while at < len(bits):
        ones = len(bits[at : at + LONGEST_PREFIX - 1]) - len(bits[at : at + LONGEST_PREFIX - 1].lstrip("1"))
        if ones == LONGEST_PREFIX - 1:
            width = 16 if bits[at + ones : at + ones + 1] == "1" else 8
            whole = bits[at + LONGEST_PREFIX : at + LONGEST_PREFIX + width]
            at += LONGEST_PREFIX + width
            if len(whole) < width:
                return
            yield int(whole, 2) - (1 << width if whole[0] == "1" else 0)
        elif ones == 0:
            at += 1
            yield 0
        else:
            sign = bits[at + ones + 1 : at + ones + 2]
            at += ones + 2
            if not sign:
                return
            yield -ones if sign == "1" else ones


def _summed_twice(values: list[int]) -> NDArray[np.float64]:
    samples = values[:2]
    for difference in values[2:]:
        samples.append(difference + 2 * samples[-1] - samples[-2])
    return np.array(samples, np.float64)
