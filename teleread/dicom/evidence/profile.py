"""The colours of pictures that say nothing of theirs: sRGB."""

from functools import cache
from typing import Final

from PIL import ImageCms

CLASS: Final = slice(12, 16)
MADE_AT: Final = slice(24, 36)
FIRST_OF_2026: Final = b"\x07\xea\x00\x01\x00\x01" + bytes(6)


@cache
def srgb() -> bytes:
    """Return an ICC profile of sRGB as an input device, the same bytes each time.

    References
    ----------
    PS3.3 C.11.15 (ICC Profile); ICC.1 7.2 (the header: class and date).
    """
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[CLASS] = b"scnr"
    profile[MADE_AT] = FIRST_OF_2026
    return bytes(profile)
