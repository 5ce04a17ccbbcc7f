"""What the decoding process can be asked: each an opened Instance to a JSON header and a body."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.dataset.part10 import EXPLICIT_VR_LITTLE_ENDIAN
from teleread.dicom.dataset.unshowable import SizeUnusable
from teleread.dicom.model.bulk import bulk_value
from teleread.dicom.model.dicom_json import to_json
from teleread.dicom.pixels.codecs import ENCAPSULATED
from teleread.dicom.pixels.frames import compressed_frames, read_fragments, stored_frame
from teleread.dicom.pixels.grey import Window
from teleread.dicom.pixels.layout import layout_of
from teleread.dicom.pixels.photograph import photograph
from teleread.dicom.pixels.recompression import plan_of, recompressed
from teleread.dicom.pixels.rendering import Picture, render
from teleread.dicom.pixels.samples import decodable, decode_for_exchange, decode_frame, decode_stored
from teleread.dicom.renditions.clip import preview_clip as preview_clip_of
from teleread.dicom.renditions.lossless import compress
from teleread.dicom.renditions.preview import preview as preview_of
from teleread.dicom.showing.annotations import acquired_at, read_annotations
from teleread.dicom.showing.display import describe
from teleread.dicom.showing.document import read_document
from teleread.dicom.showing.waveform import Group, read_groups

Result = tuple[Any, bytes]


def description(opened: Opened) -> Result:
    """What a viewer must know."""
    return describe(opened), b""


def frame(opened: Opened, *, number: int) -> Result:
    """One frame for our viewer."""
    return None, decode_frame(opened, number).to_bytes()


def picture(opened: Opened, *, number: int, window: dict[str, Any] | None, **asked: Any) -> Result:
    """One frame as JPEG or PNG."""
    chosen = Window(**window, explanation="") if window else None
    return None, render(opened, number, Picture(window=chosen, **asked))


def waveform(opened: Opened) -> Result:
    """Groups with their channels, and what the device measured and stated."""
    groups = read_groups(opened)
    header = {
        "acquired_at": acquired_at(opened.data_set),
        "groups": [_group(group) for group in groups],
        "annotations": [asdict(annotation) for annotation in read_annotations(opened)],
    }
    return header, b""


def waveform_samples(opened: Opened, *, group: int) -> Result:
    """The samples of one group, from 1: float32 little endian microvolts, channel after channel."""
    groups = read_groups(opened)
    if not 1 <= group <= len(groups):
        raise SizeUnusable
    return None, np.ascontiguousarray(groups[group - 1].microvolts, "<f4").tobytes()


def metadata(opened: Opened, *, bulk_root: str) -> Result:
    """The header in the DICOM JSON Model, with the URI of the pixel data that follows it."""
    converted = to_json(opened, bulk_uri=lambda path: f"{bulk_root}/{path}")
    if opened.pixels is not None:
        representation = "OB" if opened.pixels.length is None else opened.pixels.representation
        tag = f"{opened.pixels.tag:08X}"
        converted[tag] = {"vr": representation, "BulkDataURI": f"{bulk_root}/{tag}"}
    converted["00083002"] = {"vr": "UI", "Value": [opened.transfer_syntax_uid]}
    return converted, b""


def document(opened: Opened) -> Result:
    """The encapsulated PDF or the text of a structured document; the header is its media type."""
    return read_document(opened)


def bulk(opened: Opened, *, path: str) -> Result:
    """The bytes of one element, little endian."""
    return None, bulk_value(opened, path)


def frames(opened: Opened, *, numbers: list[int], as_stored: bool) -> Result:
    """Frames for DICOMweb, one after the other; the header has their lengths and transfer syntax.

    No number means all of them.
    """
    image = decodable(opened)
    is_compressed = opened.transfer_syntax_uid in ENCAPSULATED
    bodies = []
    for number in numbers or range(1, image.number_of_frames + 1):
        if as_stored or not is_compressed:
            bodies.append(stored_frame(opened, image, number))
        else:
            bodies.append(decode_for_exchange(opened, number).to_bytes())
    syntax = opened.transfer_syntax_uid if is_compressed and as_stored else EXPLICIT_VR_LITTLE_ENDIAN
    return {"lengths": [len(body) for body in bodies], "transfer_syntax_uid": syntax}, b"".join(bodies)


def frames_as(opened: Opened, *, numbers: list[int], wanted: str) -> Result:
    """Frames compressed without loss; the header as that of `frames`."""
    image, stored_as = decodable(opened), opened.transfer_syntax_uid
    plan_of(opened)
    bodies = [
        recompressed(stored_frame(opened, image, number), image=asdict(image), stored_as=stored_as, wanted=wanted)[1]
        for number in numbers
    ]
    return {"lengths": [len(body) for body in bodies], "transfer_syntax_uid": wanted}, b"".join(bodies)


def layout(opened: Opened) -> Result:
    """Where its frames lie in the file."""
    return layout_of(opened)


def plan(opened: Opened) -> Result:
    """What the conversion of an image needs to know first."""
    return plan_of(opened), b""


def rendition_plan(opened: Opened) -> Result:
    """What a viewer must know, and where the compressed frames lie: known once, they need not be looked for again."""
    described = describe(opened)
    fragments = None
    if described["image"] is not None and opened.pixel_element().length is None:
        frames = compressed_frames(opened, decodable(opened))
        fragments = [[(one.value_offset, one.length) for one in frame] for frame in frames]
    return {**described, "fragments": fragments}, b""


def preview(opened: Opened, *, longest: int, most_bytes: int) -> Result:
    """A small JPEG of the first frame."""
    return preview_of(opened, longest=longest, most_bytes=most_bytes)


def preview_clip(opened: Opened, **asked: Any) -> Result:
    """A small animation of a clip."""
    return preview_clip_of(opened, **asked)


def lossless(opened: Opened, *, numbers: list[int], fragments: list[list[list[int]]] | None) -> Result:
    """Frames as HTJ2K streams, one after the other; the header has their resolutions, None where nothing was won.

    `fragments` says of each of them where it lies, if it is compressed.
    """
    image = decodable(opened)
    headers, bodies = [], []
    for index, number in enumerate(numbers):
        content = stored_frame(opened, image, number) if fragments is None else read_fragments(opened, fragments[index])
        made = compress(decode_stored(opened, image, content).samples)
        headers.append(None if made is None else [asdict(level) for level in made[1]])
        bodies.append(b"" if made is None else made[0])
    return headers, b"".join(bodies)


def _group(group: Group) -> dict[str, Any]:
    return {
        "label": group.label,
        "originality": group.originality,
        "offset_ms": group.offset_ms,
        "sampling_frequency": group.sampling_frequency,
        "number_of_samples": int(group.microvolts.shape[1]),
        "channels": [asdict(channel) for channel in group.channels],
    }


OPERATIONS: dict[str, Callable[..., Result]] = {
    operation.__name__: operation
    for operation in (
        description,
        frame,
        picture,
        waveform,
        waveform_samples,
        metadata,
        document,
        bulk,
        frames,
        frames_as,
        plan,
        layout,
        rendition_plan,
        preview,
        preview_clip,
        lossless,
    )
}
"""By name: nothing else can be asked of the process."""

OF_BYTES: dict[str, Callable[..., Result]] = {"recompressed": recompressed, "photograph": photograph}
"""The same of bytes that are no Instance: one frame of it, or a photograph that a person attached."""
