"""A frame in eight bits as the viewer opens it, reduced. Only the decoding process calls this.

Pixels keep their own shape: where they are not square, the viewer makes them
so, as it does with the frame itself.
"""

from PIL import Image

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.pixels.grey import Window, grey_transform, to_grey, whole_range
from teleread.dicom.pixels.samples import Frame


def canvas_of(opened: Opened, frame: Frame, *, window: Window | None) -> Image.Image:
    """Return a frame in a window, or in the file's own, MONOCHROME1 turned; colour as it is.

    References
    ----------
    PS3.4 N.2 (pixel transformation sequence).
    """
    if frame.image.is_colour:
        return Image.fromarray(frame.samples, "RGB")
    return Image.fromarray(to_grey(frame.samples, opened, frame.image, window=window), "L")


def opening_window(opened: Opened, frame: Frame) -> Window | None:
    """Return the window with which the viewer opens a picture, or a clip by its first frame; None for the file's own.

    Where the file asks for nothing, eight bits are shown as they are and deeper
    pictures from their least to their greatest value, as by `fullWindow` of the
    front end.

    References
    ----------
    PS3.3 C.11.2.1 leaves open what a picture without a window looks like.
    """
    image = frame.image
    if image.is_colour:
        return None
    transform = grey_transform(opened, image)
    if transform.windows or transform.voi_luts:
        return None
    if image.bits_stored > 8 or transform.modality_lut is not None:
        return whole_range(frame.samples, opened, image)
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
