"""Values of numbers in the other byte order (PS3.5 7.3)."""

import array

WIDTHS = {"US": 2, "SS": 2, "OW": 2, "AT": 2, "UL": 4, "SL": 4, "FL": 4, "OL": 4, "OF": 4, "FD": 8, "OD": 8}
WIDTHS |= {"SV": 8, "UV": 8, "OV": 8}
"""Bytes of one number by Value Representation; every other one is written byte by byte."""
_CODES = {2: "H", 4: "I", 8: "Q"}


def swapped(content: bytes, width: int) -> bytes:
    """Return whole numbers of a width in the other order; a rest that is no number stays as it is."""
    whole = len(content) - len(content) % width
    if width == 1 or not whole:
        return content
    numbers = array.array(_CODES[width], content[:whole])
    numbers.byteswap()
    return numbers.tobytes() + content[whole:]
