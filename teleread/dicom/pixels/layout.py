"""Where the frames of an Instance lie in its file, so that one is read without the others."""

from typing import Any

from teleread.dicom.dataset.frame_offsets import frame_offsets
from teleread.dicom.dataset.opening import Opened
from teleread.dicom.pixels.frames import fragments_of
from teleread.dicom.pixels.samples import decodable


def layout_of(opened: Opened) -> tuple[dict[str, Any], bytes]:
    """Return where native frames begin and how long each is, or the packed places of compressed ones.

    The Instance is as its file: neither deflated nor big endian.

    Raises
    ------
    CannotShow
        If its pixels are not what its header says.

    References
    ----------
    PS3.5 A.4 (encapsulation), 8.1 (native).
    """
    image, pixels = decodable(opened), opened.pixel_element()
    about = {"number_of_frames": image.number_of_frames, "frame_bytes": image.frame_bytes}
    if pixels.length is not None:
        return {**about, "value_offset": pixels.value_offset}, b""
    packed = frame_offsets(opened.stream, fragments_of(opened), image.number_of_frames)
    return {**about, "value_offset": None}, packed or b""
