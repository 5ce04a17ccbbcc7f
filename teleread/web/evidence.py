"""Marks and key images of a Reading and of its report."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field

from teleread.accounts.account import Role
from teleread.reports.evidence import (
    LONGEST_NOTE,
    LONGEST_TEXT,
    MOST_KEY_IMAGES,
    MOST_MARKS,
    Evidence,
    KeyImage,
    Look,
    Mark,
    MarkKind,
    Point,
    VoiFunction,
    Window,
)
from teleread.web.dependencies import Caller, Run, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body
from teleread.workflow.desk import evidence as desk

router = Router(prefix="/api/readings/{reading_id}", tags=["readings"])

Specialist = Annotated[Caller, Depends(permit(Role.AUTHOR, Role.REVIEWER))]

Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
Frame = Annotated[int, Field(ge=1, le=2**31 - 1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class PointShape(Body):
    """A place in a frame as it is stored: columns and rows from the outer corner of the first pixel."""

    model_config = ConfigDict(from_attributes=True)

    x: Finite
    y: Finite


class MarkShape(Body):
    """Something drawn on one frame, from 1; in thousandths of a pixel once it is kept.

    Of an arrow the first point is its head and `text` what it says; of any other
    mark `text` is its name. `mm` is the known length of a calibration line.
    """

    model_config = ConfigDict(from_attributes=True)

    id: Annotated[int, Field(ge=1, le=2**31 - 1)]
    instance_id: UUID
    frame: Frame
    kind: MarkKind
    points: Annotated[list[PointShape], Field(min_length=2, max_length=4)]
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    mm: Finite | None = None


class WindowShape(Body):
    """A VOI window in units of the Modality LUT's output."""

    model_config = ConfigDict(from_attributes=True)

    center: Finite
    width: Finite
    function: VoiFunction = VoiFunction.LINEAR


class LookShape(Body):
    """How a picture was before the reader: mirrored left to right, or not, then turned clockwise by quarters.

    Without a window it is the one that the file opens with.
    """

    model_config = ConfigDict(from_attributes=True)

    window: WindowShape | None = None
    is_inverted: bool = False
    quarters: Annotated[int, Field(ge=0, le=3)] = 0
    is_mirrored: bool = False


class KeyImageShape(Body):
    """A frame, from 1, that shows what the report says."""

    model_config = ConfigDict(from_attributes=True)

    instance_id: UUID
    frame: Frame
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    look: LookShape | None = None


class EvidenceOut(BaseModel):
    """Marks and key images as they were signed."""

    model_config = ConfigDict(from_attributes=True)

    marks: list[MarkShape]
    key_images: list[KeyImageShape]


class ReadingEvidenceOut(EvidenceOut):
    """What the page of a Reading shows: the caller's own, or with revision 0 what was submitted or signed last."""

    revision: int
    saved_at: datetime | None

    @classmethod
    def of(cls, evidence: Evidence, *, revision: int = 0, saved_at: datetime | None = None) -> Self:
        """Return evidence as it is shown."""
        shown = EvidenceOut.model_validate(evidence)
        return cls(marks=shown.marks, key_images=shown.key_images, revision=revision, saved_at=saved_at)


class EvidenceIn(Body):
    """All marks and key images, and the revision that they were drawn over (0: none of the caller's)."""

    fencing_token: Number
    revision: Number
    marks: Annotated[list[MarkShape], Field(max_length=MOST_MARKS)]
    key_images: Annotated[list[KeyImageShape], Field(max_length=MOST_KEY_IMAGES)]


@router.put("/evidence")
def save_evidence(reading_id: UUID, drawn: EvidenceIn, caller: Specialist, run: Run) -> ReadingEvidenceOut:
    """Keep marks and key images; they are kept for who drew them even when the hold is lost (409)."""
    draft = desk.save_evidence(
        run.database,
        caller.scope,
        reading_id,
        account=caller.account,
        at=run.clock(),
        hold=(drawn.fencing_token, drawn.revision),
        evidence=Evidence(
            marks=tuple(_mark(mark) for mark in drawn.marks),
            key_images=tuple(_key_image(key) for key in drawn.key_images),
        ),
    )
    return ReadingEvidenceOut.of(draft.evidence, revision=draft.revision, saved_at=draft.saved_at)


def _mark(mark: MarkShape) -> Mark:
    """Return a mark that does not know its SOP Instance UID yet: the archive says it."""
    points = tuple(Point(point.x, point.y) for point in mark.points)
    return Mark(mark.id, mark.instance_id, "", mark.frame, mark.kind, points, mark.text, mark.mm)


def _key_image(key: KeyImageShape) -> KeyImage:
    return KeyImage(key.instance_id, "", key.frame, key.note, None if key.look is None else _look(key.look))


def _look(look: LookShape) -> Look:
    window = None if look.window is None else Window(look.window.center, look.window.width, look.window.function)
    return Look(window, look.is_inverted, look.quarters, look.is_mirrored)
