"""A clip small enough to play at once, as an animated AVIF. Only the decoding process calls this."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from PIL import Image

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.pixels.image import ImageAttributes
from teleread.dicom.pixels.samples import decodable, decode_frame, decode_frames
from teleread.dicom.renditions.canvas import canvas_of, opening_window, reduced

FASTEST = 10


class _Frames(Image.Image):
    """The frames of a clip as Pillow walks through an animation, one of them in memory at a time."""

    format = "frames"
    is_animated = True

    def __init__(self, frames: Callable[[], Iterator[Image.Image]], number_of_frames: int) -> None:
        super().__init__()
        self._open, self.n_frames = frames, number_of_frames
        self._frames = frames()
        self._asked, self._held = 0, -1
        self.load()

    def tell(self) -> int:
        return self._asked

    def seek(self, frame: int) -> None:
        if not 0 <= frame < self.n_frames:
            raise EOFError
        self._asked = frame

    def load(self) -> Any:
        if self._asked < self._held:
            self._frames, self._held = self._open(), -1
        while self._held < self._asked:
            shown = next(self._frames)
            self._held += 1
            self.im, self._mode, self._size = shown.im, shown.mode, shown.size
        return super().load()


def preview_clip(
    opened: Opened, *, longest: int, quality: int, most_bytes: int, durations_ms: list[int]
) -> tuple[dict[str, Any], bytes]:
    """Return every frame of a clip in an animated AVIF; the body is empty if that is larger than asked.

    Its frame k is frame k of the clip, and is shown as long.

    Raises
    ------
    CannotShow
        If a frame cannot be shown.
    """
    image = decodable(opened)
    encoded = BytesIO()
    frames = _Frames(lambda: _reduced_frames(opened, longest), image.number_of_frames)
    frames.save(encoded, "AVIF", save_all=True, quality=quality, speed=FASTEST, duration=durations_ms, max_threads=1)
    content = encoded.getvalue()
    header = {"size_bytes": len(content), "width": frames.width, "height": frames.height}
    if len(content) > most_bytes or not _has(content, image):
        return header, b""
    return header, content


def _reduced_frames(opened: Opened, longest: int) -> Iterator[Image.Image]:
    window = opening_window(opened, decode_frame(opened, 1))
    for frame in decode_frames(opened):
        yield reduced(canvas_of(opened, frame, window=window), longest=longest)


def _has(content: bytes, image: ImageAttributes) -> bool:
    """Say whether there are as many frames as in the clip."""
    with Image.open(BytesIO(content)) as read:
        return getattr(read, "n_frames", 1) == image.number_of_frames
