"""When the frames of a clip were taken, and how its device would play them."""

from typing import Any

from pydicom.dataset import Dataset

from teleread.dicom.values.numbers import number, numbers, whole

FRAME_TIME, FRAME_TIME_VECTOR = 0x00181063, 0x00181065
SWEEPING = 1
"""Preferred Playback Sequencing (PS3.3 C.7.6.5)."""


def cine(data_set: Dataset, number_of_frames: int) -> dict[str, Any]:
    """Return the time before each frame in ms, where that comes from, and how to play.

    As in a Frame Time Vector, the first time belongs to the gap before frame 1.
    What Frame Increment Pointer points to goes first. A rate says how fast to
    show frames, not when they were taken, so it comes last.

    References
    ----------
    PS3.3 C.7.6.5 (Cine: Frame Time, Frame Time Vector, Cine Rate), C.7.6.6 (Frame Increment Pointer).
    """
    times, origin = _times(data_set, number_of_frames) if number_of_frames > 1 else (None, None)
    is_sweeping = whole(data_set, "PreferredPlaybackSequencing") == SWEEPING
    return {
        "frame_times_ms": times,
        "frame_times_origin": origin,
        "playback": "sweep" if is_sweeping else "loop",
    }


def _times(data_set: Dataset, number_of_frames: int) -> tuple[list[float] | None, str | None]:
    vector = numbers(data_set, "FrameTimeVector") or []
    is_usable = len(vector) == number_of_frames and min(vector) >= 0 and sum(vector) > 0
    step = number(data_set, "FrameTime")
    constant = [step] * number_of_frames if step is not None and step > 0 else None
    found = [
        (vector if is_usable else None, "frame_time_vector"),
        (constant, "frame_time"),
        (_by_rate(data_set, "RecommendedDisplayFrameRate", number_of_frames), "recommended_display_frame_rate"),
        (_by_rate(data_set, "CineRate", number_of_frames), "cine_rate"),
    ]
    if data_set.get("FrameIncrementPointer") == FRAME_TIME:
        found[:2] = found[1::-1]
    return next(((times, origin) for times, origin in found if times is not None), (None, None))


def _by_rate(data_set: Dataset, keyword: str, number_of_frames: int) -> list[float] | None:
    rate = number(data_set, keyword)
    return [1000 / rate] * number_of_frames if rate is not None and rate > 0 else None
