"""Renditions: what is made of an Instance so that it can be looked at over a thin line.

They are derived and can be made again, so they are outside of retention, of the
second store and of what is re-read. One object holds all that was made of an
Instance, part by part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Final
from uuid import UUID

from teleread import outbox
from teleread.errors import Missing
from teleread.outbox import Failure

PREVIEW_LONGEST: Final = 1024
PREVIEW_MOST_BYTES: Final = 80_000 - 1
CLIP_MOST_BYTES: Final = 800_000
LOSSLESS_MOST_BYTES: Final = 1 << 30
"""So much room the lossless frames of one Instance may take; it would be a clip of a quarter of an hour."""
MOST_DEATHS: Final = 2
"""So often a decoder may die over an Instance: once may have been the machine's fault."""
LONGEST_LEAVING: Final = outbox.LEASE + timedelta(minutes=1)
"""After so long nobody puts anything any more under a key that was given up."""
USUAL_RATE: Final = 25
"""Frames a second of a clip that does not say how it was taken."""
KIND: Final = "rendition"

JPEG: Final = "image/jpeg"
AVIF: Final = "image/avif"
HTJ2K: Final = "image/jphc"

CLIP_WAYS: Final = (
    (640, 60), (640, 50), (640, 40), (512, 40), (480, 35), (384, 30), (320, 25), (256, 20), (192, 15), (128, 10),
)  # fmt: skip
"""Longest side and quality of a preview clip, the best first."""


class RenditionMissing(Missing):
    """There is no such rendition, or not yet."""

    code = "rendition_missing"
    zh, en = "该实例没有此预览或尚未生成", "There is no such rendition of the Instance, or not yet"


class Urgency(IntEnum):
    """Whose turn it is: what somebody looks at now, an emergency, then in the order of coming."""

    OPENED = 0
    EMERGENCY = 1
    ROUTINE = 2


class RenditionState(StrEnum):
    """READY and NONE are how it ends: with at least a preview, or with nothing to show."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Part:
    """Where something lies in the object, and the SHA-256 of its bytes."""

    start: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A small still of the first frame."""

    width: int
    height: int
    part: Part


@dataclass(frozen=True, slots=True)
class PreviewClip:
    """A small animation with every frame of a clip."""

    width: int
    height: int
    number_of_frames: int
    part: Part


@dataclass(frozen=True, slots=True)
class LosslessFrame:
    """A frame's codestream. `levels` are columns, rows and the bytes of the prefix that decodes to them."""

    levels: tuple[tuple[int, int, int], ...]
    part: Part


@dataclass(frozen=True, slots=True)
class Contents:
    """What an object of renditions holds. `lossless` has every frame, or is empty."""

    preview: Preview
    preview_clip: PreviewClip | None = None
    lossless: tuple[LosslessFrame, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendition:
    """What was made of an Instance, or how far that is.

    Parameters
    ----------
    locator
        Where the object lies; None while there is none.
    upcoming
        The key of the object that is being made. It is on record before
        anything is put there, so nothing is left behind that nobody knows of.
    reason
        Why nothing could be made: a code of `CannotShow`, or empty where there
        is nothing to look at by nature.
    """

    instance_id: UUID
    clinic_id: UUID
    study_id: UUID
    state: RenditionState
    urgency: Urgency
    wanted_at: datetime
    attempts: int
    deaths: int
    next_attempt_at: datetime
    lease_holder: str | None
    lease_ends_at: datetime | None
    upcoming: str | None
    locator: str | None
    size_bytes: int
    contents: Contents | None
    reason: str
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class Made:
    """An object that is durable, and what it holds."""

    locator: str
    size_bytes: int
    contents: Contents


def take(rendition: Rendition, *, worker: str, key: str, at: datetime) -> Rendition:
    """Return the rendition as leased by the worker for one more attempt, which puts its object under a fresh key."""
    return replace(outbox.leased(rendition, worker=worker, at=at), state=RenditionState.MAKING, upcoming=key)


def is_held(rendition: Rendition, *, worker: str, attempt: int) -> bool:
    """Say whether the result of this attempt still counts."""
    return rendition.state is RenditionState.MAKING and outbox.is_held(rendition, worker=worker, attempt=attempt)


def finish(rendition: Rendition, made: Made, *, at: datetime) -> Rendition:
    """Return the rendition as ready."""
    return replace(
        outbox.let_go(rendition),
        state=RenditionState.READY,
        upcoming=None,
        locator=made.locator,
        size_bytes=made.size_bytes,
        contents=made.contents,
        reason="",
        made_at=at,
    )


def give_up(rendition: Rendition, reason: str, *, at: datetime) -> Rendition:
    """Return the rendition as never to be: nothing of the Instance can be shown."""
    return replace(outbox.let_go(rendition), state=RenditionState.NONE, upcoming=None, reason=reason, made_at=at)


def fail(rendition: Rendition, failure: Failure, *, is_death: bool, at: datetime, jitter: float) -> Rendition:
    """Return the rendition as waiting for its next attempt, or given up."""
    deaths = rendition.deaths + is_death
    if deaths >= MOST_DEATHS or outbox.is_over(failure, attempts=rendition.attempts):
        return replace(give_up(rendition, failure.detail, at=at), deaths=deaths)
    again_at = at + outbox.delay_after(rendition.attempts, jitter=jitter)
    waiting = outbox.let_go(rendition, next_attempt_at=again_at)
    return replace(waiting, state=RenditionState.WAITING, deaths=deaths, upcoming=None, reason=failure.detail)


def begin_again(rendition: Rendition, *, at: datetime) -> Rendition:
    """Return the rendition as to be made anew: its object was lost."""
    return replace(
        outbox.let_go(rendition, next_attempt_at=at),
        state=RenditionState.WAITING,
        urgency=Urgency.OPENED,
        attempts=0,
        locator=None,
        contents=None,
        size_bytes=0,
    )


def next_way(tried: Mapping[int, int]) -> int | None:
    """Return which of `CLIP_WAYS` to try next, by the bytes that others gave; None when the best that fits is known.

    Nothing foretells how much a way saves: speckle goes with the first step
    and leaves little behind. So it is looked for between what did not fit and
    what did.
    """
    too_large = max((way for way, size_bytes in tried.items() if size_bytes > CLIP_MOST_BYTES), default=-1)
    fits = min((way for way in tried if way > too_large), default=len(CLIP_WAYS))
    if fits - too_large <= 1:
        return None
    return (too_large + fits) // 2 if tried else 0


def shown_for_ms(frame_times_ms: Sequence[float] | None, number_of_frames: int) -> list[int]:
    """Return for how long each frame of a clip is shown, in whole milliseconds that add up.

    Parameters
    ----------
    frame_times_ms
        The time before each frame (PS3.3 C.7.6.5.1.2); the last frame is shown
        as long as it was waited for. None where nothing is known.
    """
    times = list(frame_times_ms or [1000 / USUAL_RATE] * number_of_frames)
    lasting = [*times[1:], times[-1]]
    shown, ends_at, rounded = [], 0.0, 0
    for time in lasting:
        ends_at += time
        shown.append(max(1, round(ends_at) - rounded))
        rounded += shown[-1]
    return shown


def envelope_of(rendition: Rendition) -> dict[str, str]:
    """Return the envelope of a rendition's object."""
    return {"kind": KIND, "clinic_id": str(rendition.clinic_id), "instance_id": str(rendition.instance_id)}


def is_rendition(envelope: Mapping[str, str]) -> bool:
    """Say whether an envelope is of a rendition."""
    return envelope.get("kind") == KIND


def to_json(contents: Contents) -> dict[str, Any]:
    """Return contents as plain values."""
    clip = contents.preview_clip
    return {
        "preview": _shown(contents.preview),
        "preview_clip": None if clip is None else {**_shown(clip), "number_of_frames": clip.number_of_frames},
        "lossless": [[_part(frame.part), [list(level) for level in frame.levels]] for frame in contents.lossless],
    }


def from_json(values: Mapping[str, Any]) -> Contents:
    """Return contents from `to_json`."""
    preview, clip = values["preview"], values["preview_clip"]
    return Contents(
        Preview(preview["width"], preview["height"], Part(*preview["part"])),
        None
        if clip is None
        else PreviewClip(clip["width"], clip["height"], clip["number_of_frames"], Part(*clip["part"])),
        tuple(
            LosslessFrame(tuple((columns, rows, size) for columns, rows, size in levels), Part(*part))
            for part, levels in values["lossless"]
        ),
    )


def _shown(shown: Preview | PreviewClip) -> dict[str, Any]:
    return {"width": shown.width, "height": shown.height, "part": _part(shown.part)}


def _part(part: Part) -> list[Any]:
    return [part.start, part.size_bytes, part.sha256]
