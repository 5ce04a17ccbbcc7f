"""A photograph that a person attached: decoded, made smaller, and encoded anew without what it said of itself."""

import io
from typing import Any

from PIL import Image, ImageOps

from teleread.dicom.dataset.unshowable import NotReadable, TooLarge

FORMATS = ("JPEG", "PNG")
MOST_PIXELS = 64_000_000
"""More than any telephone's camera has; a small file can claim more."""
LONGEST_SIDE = 2048
QUALITY = 85


def photograph(content: bytes) -> tuple[Any, bytes]:
    """Return rows and columns, and a JPEG of nothing but the pixels.

    Turned as its camera was held; place, time, device and thumbnail are gone,
    and so is whatever hid behind the last pixel.

    Raises
    ------
    NotReadable
        If it is neither a JPEG nor a PNG, or is broken.
    TooLarge
        If it claims more pixels than `MOST_PIXELS`.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise TooLarge
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = _on_white(upright)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise NotReadable from problem
    encoded = io.BytesIO()
    plain.save(encoded, "JPEG", quality=QUALITY)
    return {"rows": plain.height, "columns": plain.width}, encoded.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Copy the pixels alone: what is transparent is paper, and no field of the file comes along."""
    colours = picture.convert("RGBA") if picture.has_transparency_data else picture.convert("RGB")
    plain = Image.new("RGB", colours.size, "white")
    plain.paste(colours, mask=colours.getchannel("A") if colours.mode == "RGBA" else None)
    return plain
