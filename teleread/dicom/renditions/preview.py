"""A still that is there at once. Only the decoding process calls this."""

from io import BytesIO
from typing import Any

from PIL import Image

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.pixels.samples import decode_frame
from teleread.dicom.renditions.canvas import canvas_of, opening_window, reduced

QUALITIES = (85, 75, 65, 50, 35, 20)


def preview(opened: Opened, *, longest: int, most_bytes: int) -> tuple[dict[str, Any], bytes]:
    """Return the first frame as a JPEG of at most so many bytes: of lower quality until it fits, then smaller.

    Raises
    ------
    CannotShow
        If it cannot be shown.
    """
    frame = decode_frame(opened, 1)
    whole = canvas_of(opened, frame, window=opening_window(opened, frame))
    canvas = reduced(whole, longest=longest)
    while True:
        for quality in QUALITIES:
            encoded = _jpeg(canvas, quality)
            if len(encoded) <= most_bytes:
                return {"width": canvas.width, "height": canvas.height}, encoded
        canvas = reduced(canvas, longest=max(1, max(canvas.size) * 3 // 4))


def _jpeg(canvas: Image.Image, quality: int) -> bytes:
    encoded = BytesIO()
    canvas.save(encoded, "JPEG", quality=quality, progressive=True, optimize=True)
    return encoded.getvalue()
