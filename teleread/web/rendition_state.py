"""What there is of an Instance for a thin line, and how its parts are described."""

from typing import Literal

from pydantic import BaseModel

from teleread.archive.rendition import AVIF, HTJ2K, JPEG, Contents, Rendition, RenditionState
from teleread.archive.rendition_records import find_rendition
from teleread.clinics.access import scope_of_clinic
from teleread.database import snapshot
from teleread.dicom.showing.kinds import Kind, kind_of
from teleread.views.instances import StoredInstance
from teleread.web.dependencies import Runtime
from teleread.workflow.desk.renditions import want_of_study

State = Literal["pending", "ready", "none"]


class PreviewOut(BaseModel):
    """A small still of the first frame, as the viewer opens it. Its pixels have the shape of the frame's."""

    media_type: Literal["image/jpeg"]
    width: int
    height: int
    size_bytes: int


class PreviewClipOut(BaseModel):
    """A small animation: its frame k is frame k of the clip, and is shown as long."""

    media_type: Literal["image/avif"]
    width: int
    height: int
    size_bytes: int
    number_of_frames: int


class LevelOut(BaseModel):
    """The first `size_bytes` bytes of a frame's stream decode to exactly this size."""

    columns: int
    rows: int
    size_bytes: int


class LosslessFrameOut(BaseModel):
    """A frame's stream and its resolutions, the smallest first; a frame of a clip has the last alone."""

    size_bytes: int
    levels: list[LevelOut]


class LosslessOut(BaseModel):
    """Streams that decode to the samples that `frames` serves, one for every frame."""

    media_type: Literal["image/jphc"]
    frames: list[LosslessFrameOut]


class Renditions(BaseModel):
    """What was prepared of an Instance. While it is `pending`, ask again; `none` will not change."""

    state: State
    preview: PreviewOut | None
    preview_clip: PreviewClipOut | None
    lossless: LosslessOut | None


NOTHING = Renditions(state="none", preview=None, preview_clip=None, lossless=None)
PENDING = Renditions(state="pending", preview=None, preview_clip=None, lossless=None)


def renditions_of(run: Runtime, instance: StoredInstance) -> Renditions:
    """Say what was prepared of an Instance that somebody looks at; what was not is from now on the first to be."""
    found = _found(run, instance)
    if found is None and run.settings.renditions and _is_looked_at(instance):
        want_of_study(run.database, instance.study_id, at=run.clock())
        found = _found(run, instance)
    if found is None or found.state is RenditionState.NONE:
        return NOTHING
    if found.contents is not None:
        return _ready(found.contents)
    return PENDING if run.settings.renditions else NOTHING


def _found(run: Runtime, instance: StoredInstance) -> Rendition | None:
    with snapshot(run.database) as session:
        return find_rendition(session, scope_of_clinic(instance.clinic_id), instance.id)


def _is_looked_at(instance: StoredInstance) -> bool:
    kind = kind_of(instance.sop_class_uid, number_of_frames=instance.number_of_frames)
    return kind in (Kind.IMAGE, Kind.CLIP)


def _ready(contents: Contents) -> Renditions:
    preview, clip, lossless = contents.preview, contents.preview_clip, contents.lossless
    return Renditions(
        state="ready",
        preview=PreviewOut(
            media_type=JPEG, width=preview.width, height=preview.height, size_bytes=preview.part.size_bytes
        ),
        preview_clip=None
        if clip is None
        else PreviewClipOut(
            media_type=AVIF,
            width=clip.width,
            height=clip.height,
            size_bytes=clip.part.size_bytes,
            number_of_frames=clip.number_of_frames,
        ),
        lossless=LosslessOut(
            media_type=HTJ2K,
            frames=[
                LosslessFrameOut(
                    size_bytes=frame.part.size_bytes,
                    levels=[
                        LevelOut(columns=columns, rows=rows, size_bytes=size) for columns, rows, size in frame.levels
                    ],
                )
                for frame in lossless
            ],
        )
        if lossless
        else None,
    )
