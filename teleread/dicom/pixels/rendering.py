"""A frame as an ordinary picture: JPEG or PNG, for thumbnails, reports and WADO rendered."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.pixels.grey import Window, are_intensities, to_grey
from teleread.dicom.pixels.reducing import box_reduced
from teleread.dicom.pixels.samples import Frame, decode_frame
from teleread.dicom.values.numbers import numbers

MEDIA_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG"}
WIDEST = 4096
MOST_AT_ONCE = 64
"""So many times at most are sides divided by taking means; more is left to the filter."""
BARELY = 0.005
"""An aspect nearer to 1 is a rounding of the spacing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is asked of a rendered picture. None is the frame's own; it is never enlarged."""

    media_type: str = "image/jpeg"
    width: int | None = None
    height: int | None = None
    quality: int = 90
    window: Window | None = None


def render(opened: Opened, number: int, picture: Picture) -> bytes:
    """Return frame `number` as an encoded picture with square pixels.

    Overlays and annotations are not burned in.

    Raises
    ------
    CannotShow
        If the frame cannot be shown.

    References
    ----------
    PS3.4 N.2 (pixel transformation sequence); PS3.18 8.3.5 (rendered).
    """
    frame = decode_frame(opened, number)
    rows, columns = frame.samples.shape[:2]
    size = fitted((columns, rows), aspect=pixel_aspect(opened), width=picture.width, height=picture.height)
    factor = min(columns // size[0], rows // size[1], MOST_AT_ONCE)
    canvas = _canvas(opened, frame, factor, window=picture.window)
    if size != canvas.size:
        canvas = canvas.resize(size, Image.Resampling.LANCZOS, box=(0, 0, columns / factor, rows / factor))
    encoded = BytesIO()
    canvas.save(encoded, MEDIA_TYPES[picture.media_type], quality=picture.quality)
    return encoded.getvalue()


def _canvas(opened: Opened, frame: Frame, factor: int, *, window: Window | None) -> Image.Image:
    """Return a frame in eight bits, its sides divided by a factor.

    The mean of stored values is that of the intensities, as long as they are
    nothing else; a window cuts afterwards.
    """
    if frame.image.is_colour:
        canvas = Image.fromarray(frame.samples, "RGB")
    elif factor > 1 and are_intensities(opened, frame.image, window=window):
        reduced = box_reduced(frame.samples, factor)
        return Image.fromarray(to_grey(reduced, opened, frame.image, window=window), "L")
    else:
        canvas = Image.fromarray(to_grey(frame.samples, opened, frame.image, window=window), "L")
    return canvas.reduce(factor) if factor > 1 else canvas


def pixel_aspect(opened: Opened) -> float:
    """Return the height of a pixel over its width, 1 when it is not said (PS3.3 C.7.6.3.1.7)."""
    for keyword in ("PixelAspectRatio", "PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing"):
        pair = numbers(opened.data_set, keyword)
        if pair and len(pair) == 2 and min(pair) > 0 and 0.1 < pair[0] / pair[1] < 10:
            aspect = pair[0] / pair[1]
            return aspect if abs(aspect - 1) > BARELY else 1.0
    return 1.0


def fitted(size: tuple[int, int], *, aspect: float, width: int | None, height: int | None) -> tuple[int, int]:
    """Return columns and rows of the picture inside the asked box, pixels made square."""
    columns, rows = float(size[0]), size[1] * aspect
    if aspect > 1:
        columns, rows = columns / aspect, float(size[1])
    scale = min(1.0, (width or WIDEST) / columns, (height or WIDEST) / rows)
    return max(1, round(columns * scale)), max(1, round(rows * scale))
