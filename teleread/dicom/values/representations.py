"""Which Value Representation to write for an element whose data set does not say it.

References
----------
DICOM PS3.5 6.2.2 (UN), A.1 and A.2 (elements whose VR depends on another one);
PS3.3 C.7.6.3.1, C.10.9.1.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pydicom.datadict import dictionary_VR

PIXEL_REPRESENTATION = 0x00280103
WAVEFORM_BITS_ALLOCATED = 0x54001004
_WAVEFORM_DATA = 0x54001010


@dataclass(slots=True)
class Depends:
    """What a data set says that decides how others of its elements are read."""

    is_signed: bool = False
    waveform_bits: int = 16

    def note(self, tag: int, number: int) -> None:
        """Take note of an element's value."""
        if tag == PIXEL_REPRESENTATION:
            self.is_signed = number == 1
        elif tag == WAVEFORM_BITS_ALLOCATED:
            self.waveform_bits = number

    def inner(self) -> "Depends":
        """Return what an item begins with."""
        return Depends(self.is_signed, self.waveform_bits)


def is_deciding(tag: int) -> bool:
    """Say whether other elements depend on this one."""
    return tag in (PIXEL_REPRESENTATION, WAVEFORM_BITS_ALLOCATED)


def undeclared(tag: int, depends: Depends) -> str:
    """Return the VR of an element by the dictionary; UN for what only its maker knows.

    Words are words of 16 bits in Implicit VR, and stay so.
    """
    if tag >> 16 & 1:
        return "LO" if 0x10 <= tag & 0xFFFF <= 0xFF else "UN"
    try:
        possible = dictionary_VR(tag).split(" or ")
    except KeyError:
        return "UN"
    return _chosen(tag, possible, depends) if len(possible) > 1 else possible[0]


def _chosen(tag: int, possible: Iterable[str], depends: Depends) -> str:
    if "OW" in possible:
        return "OB" if tag == _WAVEFORM_DATA and depends.waveform_bits == 8 else "OW"
    return "SS" if depends.is_signed else "US"
