"""What a reader points at: marks drawn on frames and frames chosen as key images."""

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from teleread.errors import Conflict, Invalid
from teleread.reports.wording import unprintable_characters

MOST_MARKS: Final = 500
MOST_KEY_IMAGES: Final = 100
LONGEST_TEXT: Final = 200
"""Characters of what an arrow says, or of the name of another mark."""

LONGEST_NOTE: Final = 500
LONGEST_KNOWN_LENGTH_MM: Final = 10_000.0
FARTHEST: Final = 1e9
"""No window lies farther out, in units of the Modality LUT."""

WHERE_THERE_IS_NO_SIZE: Final = 65_535
"""Rows and Columns are 16 bits (PS3.3 C.7.6.3)."""


class MarkKind(StrEnum):
    """What a mark is; the names are those of the viewer."""

    LENGTH = "length"
    ANGLE = "angle"
    COBB = "cobb"
    RATIO = "ratio"
    ELLIPSE = "ellipse"
    RECTANGLE = "rectangle"
    ARROW = "arrow"
    CALIBRATION = "calibration"


POINTS: Final[Mapping[MarkKind, int]] = {
    MarkKind.LENGTH: 2,
    MarkKind.ANGLE: 3,
    MarkKind.COBB: 4,
    MarkKind.RATIO: 4,
    MarkKind.ELLIPSE: 2,
    MarkKind.RECTANGLE: 2,
    MarkKind.ARROW: 2,
    MarkKind.CALIBRATION: 2,
}
"""How many points each has. Of an arrow the first is its head; of an angle the second is the vertex."""


class VoiFunction(StrEnum):
    """How a window maps values to greys (PS3.3 C.11.2.1.3)."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


class EvidenceRefused(Invalid):
    """A mark or key image that nobody could draw."""

    code = "evidence_refused"
    zh = "标注或关键图像无效（{place}）：{reason}"
    en = "A mark or key image is not valid ({place}): {reason}"


class InstanceNotRead(Invalid):
    """Evidence points at what the Reading reads, and at nothing else."""

    code = "instance_not_read"
    zh = "标注或关键图像（{place}）所在的图像不属于本次阅片"
    en = "A mark or key image ({place}) is on an image that this Reading does not read"


class EvidenceChangedElsewhere(Conflict):
    """The same person saved other marks in another window meanwhile."""

    code = "evidence_changed_elsewhere"
    zh = "您在另一窗口保存过标注（第 {revision} 次保存），请先对照后再保存"
    en = "You saved other marks in another window (revision {revision}); compare before you save again"


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a frame as it is stored: columns and rows from the outer corner of the first pixel (as in SCOORD)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn on one frame, from 1. `text`: its name; `mm`: the known length of a calibration line."""

    id: int
    instance_id: UUID
    sop_instance_uid: str
    frame: int
    kind: MarkKind
    points: tuple[Point, ...]
    text: str = ""
    mm: float | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A VOI window in units of the Modality LUT's output."""

    center: float
    width: float
    function: VoiFunction


@dataclass(frozen=True, slots=True)
class Look:
    """How the reader had a picture before them: first mirrored left to right, or not, then turned by quarters.

    Without a window it is the one that the file opens with.
    """

    window: Window | None = None
    is_inverted: bool = False
    quarters: int = 0
    is_mirrored: bool = False


@dataclass(frozen=True, slots=True)
class KeyImage:
    """A frame, from 1, that shows what the report says."""

    instance_id: UUID
    sop_instance_uid: str
    frame: int
    note: str = ""
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was pointed at in one Reading."""

    marks: tuple[Mark, ...] = ()
    key_images: tuple[KeyImage, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was pointed at."""
        return not self.marks and not self.key_images


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """What one person has pointed at so far; `revision` grows by one with every save.

    `over` is the number of the submission that a reviewer goes on from; 0 is an author's own.
    """

    reading_id: UUID
    account_id: UUID
    over: int
    evidence: Evidence
    saved_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Target:
    """An Instance of the Reading, as far as evidence may point at it.

    `is_picture` is false for what has frames to choose but no pixels to draw on.
    """

    sop_instance_uid: str
    is_picture: bool
    number_of_frames: int
    rows: int | None
    columns: int | None


def checked(evidence: Evidence, targets: Mapping[UUID, Target]) -> Evidence:
    """Return the evidence as it is kept: every number in thousandths, each Instance with its UID.

    Raises
    ------
    EvidenceRefused
        If there is too much of it, or something in it cannot be drawn.
    InstanceNotRead
        If it points at an Instance that is not among the targets.
    """
    for name, found, most in (
        ("marks", len(evidence.marks), MOST_MARKS),
        ("key_images", len(evidence.key_images), MOST_KEY_IMAGES),
    ):
        if found > most:
            raise EvidenceRefused(place=name, reason=f"{found} > {most}")
    _check_once("marks", [mark.id for mark in evidence.marks])
    _check_once("key_images", [(key.instance_id, key.frame) for key in evidence.key_images])
    return Evidence(
        marks=tuple(_mark(mark, targets) for mark in evidence.marks),
        key_images=tuple(
            _key_image(key, targets, place=f"key_images[{at}]") for at, key in enumerate(evidence.key_images)
        ),
    )


def revise(
    kept: EvidenceDraft | None,
    evidence: Evidence,
    *,
    base: EvidenceDraft,
    revision: int,
) -> EvidenceDraft:
    """Return the draft with the evidence in place of the kept one.

    A save that is sent again because its answer was lost brings what is
    already kept: it is no conflict and changes nothing.

    Parameters
    ----------
    base
        The draft as it would be if there were none: whose, over what, saved when.
    revision
        What it was drawn over (0: none).

    Raises
    ------
    EvidenceChangedElsewhere
        If it was drawn over another than the kept one; the kept one stays.
    """
    if kept is not None and kept.evidence == evidence:
        return kept
    present = kept.revision if kept else 0
    if revision != present:
        raise EvidenceChangedElsewhere(revision=present)
    return replace(base, evidence=evidence, revision=present + 1)


def of_instances(evidence: Evidence, instance_ids: frozenset[UUID]) -> Evidence:
    """Return what of the evidence points at these Instances: what was exchanged or taken away is on no page."""
    return Evidence(
        tuple(mark for mark in evidence.marks if mark.instance_id in instance_ids),
        tuple(key for key in evidence.key_images if key.instance_id in instance_ids),
    )


def _mark(mark: Mark, targets: Mapping[UUID, Target]) -> Mark:
    place = f"marks.{mark.id}"
    target = _target(mark.instance_id, mark.frame, targets, place=place)
    if not target.is_picture:
        raise EvidenceRefused(place=place, reason="no picture")
    if not 1 <= mark.id < 1 << 31:
        raise EvidenceRefused(place=place, reason="id")
    if len(mark.points) != POINTS[mark.kind]:
        raise EvidenceRefused(place=place, reason=f"{len(mark.points)} points, {mark.kind.value}: {POINTS[mark.kind]}")
    _check_text(mark.text, LONGEST_TEXT, place=place)
    if mark.mm is not None and (mark.kind is not MarkKind.CALIBRATION or not 0 < mark.mm <= LONGEST_KNOWN_LENGTH_MM):
        raise EvidenceRefused(place=place, reason="mm")
    points = tuple(_point(point, target, place=place) for point in mark.points)
    return replace(
        mark,
        sop_instance_uid=target.sop_instance_uid,
        points=points,
        mm=None if mark.mm is None else max(_rounded(mark.mm), 0.001),
    )


def _key_image(key: KeyImage, targets: Mapping[UUID, Target], *, place: str) -> KeyImage:
    target = _target(key.instance_id, key.frame, targets, place=place)
    _check_text(key.note, LONGEST_NOTE, place=place)
    look = key.look if target.is_picture else None
    return replace(
        key, sop_instance_uid=target.sop_instance_uid, look=None if look is None else _look(look, place=place)
    )


def _look(look: Look, *, place: str) -> Look:
    if look.quarters not in range(4):
        raise EvidenceRefused(place=place, reason="quarters")
    window = look.window
    if window is None:
        return look
    if not (_is_within(window.center, -FARTHEST, FARTHEST) and _is_within(window.width, 0.0, FARTHEST)):
        raise EvidenceRefused(place=place, reason="window")
    width = max(_rounded(window.width), 0.001)
    return replace(look, window=replace(window, center=_rounded(window.center), width=width))


def _target(instance_id: UUID, frame: int, targets: Mapping[UUID, Target], *, place: str) -> Target:
    target = targets.get(instance_id)
    if target is None:
        raise InstanceNotRead(place=place)
    if not 1 <= frame <= max(target.number_of_frames, 1):
        raise EvidenceRefused(place=place, reason=f"frame {frame}")
    return target


def _point(point: Point, target: Target, *, place: str) -> Point:
    columns, rows = target.columns or WHERE_THERE_IS_NO_SIZE, target.rows or WHERE_THERE_IS_NO_SIZE
    if not (_is_within(point.x, 0, columns) and _is_within(point.y, 0, rows)):
        raise EvidenceRefused(place=place, reason="outside")
    return Point(_rounded(point.x), _rounded(point.y))


def _check_once(place: str, keys: list[Any]) -> None:
    if len(set(keys)) != len(keys):
        raise EvidenceRefused(place=place, reason="twice")


def _check_text(text: str, limit: int, *, place: str) -> None:
    """Refuse what is not seen as it is stored, as in the text that is signed beside it."""
    if len(text) > limit:
        raise EvidenceRefused(place=place, reason=f"{len(text)} > {limit}")
    lost = unprintable_characters(text) | {c for c in text if c == "\t" or unicodedata.category(c) == "Cs"}
    if lost:
        raise EvidenceRefused(place=place, reason=", ".join(f"U+{ord(c):04X}" for c in sorted(lost)[:8]))


def _is_within(value: float, least: float, most: float) -> bool:
    return math.isfinite(value) and least <= value <= most


def _rounded(value: float) -> float:
    return round(value, 3) + 0.0
