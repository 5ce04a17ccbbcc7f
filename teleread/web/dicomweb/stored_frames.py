"""Frames as they are stored, read from their places in the file: the rest of it is not looked at."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from teleread.dicom.dataset.frame_offsets import Fragment, unpack_frames
from teleread.dicom.dataset.part10 import EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN
from teleread.dicom.dataset.unshowable import SizeUnusable
from teleread.views.dicomweb import Located
from teleread.views.instances import load_frame_offsets
from teleread.web.dicomweb.retrieval import Retrieval
from teleread.web.originals import original

NATIVE = frozenset({EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN})
KEPT = 512
LONGEST_KEPT_BYTES = 32 << 10
"""A clip of a thousand frames takes about 8 KB."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where frames lie: native ones one after the other from an offset, or the packed places of compressed ones."""

    number_of_frames: int
    frame_bytes: int
    value_offset: int | None
    packed: bytes

    def fragments(self, numbers: Sequence[int]) -> list[list[Fragment]] | None:
        """Return where frames lie, from 1; None if it is not known.

        Raises
        ------
        SizeUnusable
            If there is no such frame.
        """
        if any(not 1 <= number <= self.number_of_frames for number in numbers):
            raise SizeUnusable
        if self.value_offset is not None:
            starts = [self.value_offset + (number - 1) * self.frame_bytes for number in numbers]
            return [[(start, self.frame_bytes)] for start in starts]
        frames = unpack_frames(self.packed) if self.packed else []
        return [frames[number - 1] for number in numbers] if len(frames) == self.number_of_frames else None


@dataclass(slots=True)
class Layouts:
    """The layouts that were needed last. Bytes of an Instance never change, so neither does its layout."""

    _kept: OrderedDict[UUID, Layout] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, retrieving: Retrieval, located: Located) -> Layout:
        """Return the layout of an Instance that the caller may see; its header is parsed when it is not known."""
        key = located.instance.id
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = _layout(retrieving, located)
        if len(found.packed) <= LONGEST_KEPT_BYTES:
            with self._lock:
                self._kept[key] = found
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found


def _layout(retrieving: Retrieval, located: Located) -> Layout:
    instance = located.instance
    if instance.transfer_syntax_uid not in NATIVE:
        noted = load_frame_offsets(retrieving.session, retrieving.caller.scope, instance.id)
        if noted is not None:
            return Layout(instance.number_of_frames, 0, None, noted)
    answer = retrieving.decode(located, "layout")
    return Layout(**answer.header, packed=answer.body)


def stored_frames(
    retrieving: Retrieval, located: Located, numbers: Sequence[int]
) -> list[tuple[int, Iterator[bytes]]] | None:
    """Return the length of each frame as it is stored and its chunks, which are read when their turn comes.

    None where only the decoders can tell what a frame is.

    Raises
    ------
    CannotShow
        With its reason.
    """
    layouts: Layouts = retrieving.request.app.state.layouts
    places = layouts.of(retrieving, located).fragments(numbers)
    if places is None:
        return None
    return [(sum(length for _, length in frame), _chunks(retrieving, located, frame)) for frame in places]


def _chunks(retrieving: Retrieval, located: Located, frame: Sequence[Fragment]) -> Iterator[bytes]:
    for start, length in frame:
        yield from original(retrieving.run, located.instance, start=start, length=length)
