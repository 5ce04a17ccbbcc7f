"""Make the renditions of one Instance in the decoding process, and put them into one object."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import structlog

from storage import ObjectStore
from teleread.archive.rendition import (
    CLIP_MOST_BYTES,
    CLIP_WAYS,
    LOSSLESS_MOST_BYTES,
    PREVIEW_LONGEST,
    PREVIEW_MOST_BYTES,
    Contents,
    LosslessFrame,
    Made,
    Part,
    Preview,
    PreviewClip,
    Rendition,
    envelope_of,
    next_way,
    shown_for_ms,
)
from teleread.dicom.dataset.unshowable import REASONS, CannotShow, NothingToShow
from teleread.dicom.decoding.pool import Answer, DecoderPool, Source
from teleread.dicom.showing.kinds import Kind, kind_of
from teleread.views.instances import StoredInstance

log = structlog.get_logger()

NATIVE_AT_ONCE = 64 << 20
"""So many bytes of frames are handed over in one job: what came of them lies in this process at once."""
CHUNK_BYTES = 1 << 20
LOOKED_AT = (Kind.IMAGE, Kind.CLIP)

Said = Callable[[], None]
"""Tells others that the work goes on; raises if it is no longer wanted."""


@dataclass(slots=True)
class _Object:
    """An object on its way: its parts in a file without a name, gone with the process."""

    file: BinaryIO
    size_bytes: int = 0

    def add(self, content: bytes) -> Part:
        part = Part(self.size_bytes, len(content), hashlib.sha256(content).hexdigest())
        self.file.write(content)
        self.size_bytes += len(content)
        return part

    def cut(self, size_bytes: int) -> None:
        self.file.seek(size_bytes)
        self.file.truncate()
        self.size_bytes = size_bytes

    def chunks(self) -> Iterator[bytes]:
        self.file.seek(0)
        while chunk := self.file.read(CHUNK_BYTES):
            yield chunk


@dataclass(frozen=True, slots=True)
class _Work:
    """An Instance whose bytes a decoder reads, and what it says of itself."""

    decoders: DecoderPool
    source: Source
    goes_on: Said

    def run(self, operation: str, **arguments: Any) -> Answer:
        self.goes_on()
        return self.decoders.run(operation, self.source, **arguments)


def make(
    store: ObjectStore, decoders: DecoderPool, rendition: Rendition, *, instance: StoredInstance, goes_on: Said
) -> Made:
    """Make what can be made of an Instance, put it under the rendition's upcoming key and return what it is.

    The preview comes first: without it there is nothing. A lossless stream or
    a clip that cannot be made leaves the others as they are.

    Raises
    ------
    CannotShow
        If there is nothing to look at, with the reason.
    StoreError, Unavailable
        If the store does not give the original or take the object.
    """
    if kind_of(instance.sop_class_uid, number_of_frames=instance.number_of_frames) not in LOOKED_AT:
        raise NothingToShow
    with store.open(instance.locator) as stream, TemporaryFile() as file:
        source = Source(stream, instance.size_bytes, instance.transfer_syntax_uid, instance.site_default)
        made = _Object(file)
        contents = _contents(_Work(decoders, source, goes_on), made)
        goes_on()
        stored = store.put(str(rendition.upcoming), made.chunks(), envelope_of(rendition))
    return Made(stored.locator, stored.size_bytes, contents)


def _contents(work: _Work, made: _Object) -> Contents:
    plan = work.run("rendition_plan").header
    if plan["cannot_show"] is not None:
        raise REASONS.get(plan["cannot_show"], CannotShow)
    answer = work.run("preview", longest=PREVIEW_LONGEST, most_bytes=PREVIEW_MOST_BYTES)
    preview = Preview(answer.header["width"], answer.header["height"], made.add(answer.body))
    is_clip = plan["image"]["number_of_frames"] > 1
    clip = _clip(work, plan["image"], made) if is_clip else None
    return Contents(preview, clip, tuple(_lossless(work, plan, made)))


def _clip(work: _Work, image: dict[str, Any], made: _Object) -> PreviewClip | None:
    """Look for the best way that gives few enough bytes."""
    number_of_frames = image["number_of_frames"]
    durations = shown_for_ms(image["frame_times_ms"], number_of_frames)
    tried: dict[int, int] = {}
    best: Answer | None = None
    while (way := next_way(tried)) is not None:
        longest, quality = CLIP_WAYS[way]
        asked = {"longest": longest, "quality": quality, "most_bytes": CLIP_MOST_BYTES, "durations_ms": durations}
        try:
            answer = work.run("preview_clip", **asked)
        except CannotShow as reason:
            log.warning("rendition.lacks", what="preview_clip", reason=reason.code)
            break
        tried[way] = answer.header["size_bytes"]
        # What fits is better than what fitted before: nothing behind it is tried.
        best = answer if answer.body else best
    if best is None:
        return None
    return PreviewClip(best.header["width"], best.header["height"], number_of_frames, made.add(best.body))


def _lossless(work: _Work, plan: dict[str, Any], made: _Object) -> list[LosslessFrame]:
    """Return every frame's stream; none at all if one of them is not to be had smaller."""
    before, frames = made.size_bytes, []
    for numbers in _pages(plan["image"]):
        fragments = plan["fragments"] and [plan["fragments"][number - 1] for number in numbers]
        try:
            answer = work.run("lossless", numbers=numbers, fragments=fragments)
        except CannotShow as reason:
            log.warning("rendition.lacks", what="lossless", reason=reason.code)
            answer = Answer([None], b"")
        if None in answer.header or made.size_bytes - before + len(answer.body) > LOSSLESS_MOST_BYTES:
            made.cut(before)
            return []
        frames += list(_frames(answer, made, is_clip=plan["image"]["number_of_frames"] > 1))
    return frames


def _frames(answer: Answer, made: _Object, *, is_clip: bool) -> Iterator[LosslessFrame]:
    """Yield the frames of an answer; of a clip's frames nobody shows a smaller resolution, the clip is there."""
    start = 0
    for levels in answer.header:
        found = tuple((level["columns"], level["rows"], level["size_bytes"]) for level in levels)
        end = start + found[-1][2]
        yield LosslessFrame(found[-1:] if is_clip else found, made.add(answer.body[start:end]))
        start = end


def _pages(image: dict[str, Any]) -> Iterator[Sequence[int]]:
    """Yield the numbers of frames that are done in one job."""
    frame_bytes = image["rows"] * image["columns"] * image["samples_per_pixel"] * image["bits_allocated"] // 8
    at_once = max(1, NATIVE_AT_ONCE // frame_bytes)
    number_of_frames = image["number_of_frames"]
    for first in range(1, number_of_frames + 1, at_once):
        yield list(range(first, min(first + at_once, number_of_frames + 1)))
