"""A frame in eight bits as the viewer opens it, reduced. Only the decoding process calls this.

Pixels keep their own shape: where they are not square, the viewer makes them
so, as it does with the frame itself.
"""

from PIL import Image

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.pixels.grey import Window, grey_transform, to_grey
from teleread.dicom.pixels.image import ImageAttributes
from teleread.dicom.pixels.samples import Frame


def canvas_of(opened: Opened, frame: Frame) -> Image.Image:
    """Return a frame in the window with which the viewer opens it, MONOCHROME1 turned; colour as it is.

    References
    ----------
    PS3.4 N.2 (pixel transformation sequence); PS3.3 C.11.2.1 leaves open what a picture without a window looks like.
    """
    if frame.image.is_colour:
        return Image.fromarray(frame.samples, "RGB")
    window = _eight_bits_as_they_are(opened, frame.image)
    return Image.fromarray(to_grey(frame.samples, opened, frame.image, window=window), "L")


def _eight_bits_as_they_are(opened: Opened, image: ImageAttributes) -> Window | None:
    """Return the window for eight bits of which the file says nothing (frontend/src/viewer/voi.ts, fullWindow)."""
    transform = grey_transform(opened, image)
    is_said = bool(transform.windows or opened.data_set.get("VOILUTSequence"))
    if is_said or transform.modality_lut is not None or image.bits_stored > 8:
        return None
    half = 1 << (image.bits_stored - 1)
    stored = (-half, half - 1) if image.is_signed else (0, 2 * half - 1)
    ends = [value * transform.rescale_slope + transform.rescale_intercept for value in stored]
    return Window(sum(ends) / 2, abs(ends[1] - ends[0]), "", "LINEAR_EXACT")


def reduced(canvas: Image.Image, *, longest: int) -> Image.Image:
    """Return a picture whose longest side is at most so long; never enlarged."""
    scale = longest / max(canvas.size)
    if scale >= 1:
        return canvas
    columns, rows = (max(1, round(side * scale)) for side in canvas.size)
    return canvas.resize((columns, rows), Image.Resampling.LANCZOS, reducing_gap=3.0)
