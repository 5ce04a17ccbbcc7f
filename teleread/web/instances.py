"""One Instance for a viewer: what it is, its frames, its samples, and the original."""

import gzip
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from teleread.dicom.dataset.unshowable import REASONS, CannotShow
from teleread.dicom.showing.kinds import Kind, kind_of
from teleread.views.instances import StoredInstance, load_instance
from teleread.web.caching import cached, etag_of, unchanged
from teleread.web.dependencies import CurrentCaller, Reader, Run
from teleread.web.dicomweb.pixels import window_of
from teleread.web.originals import Decoders, decode, opened
from teleread.web.pages import takes
from teleread.web.ranges import file_of
from teleread.web.rendition_state import NOTHING, Renditions, renditions_of
from teleread.web.routing import Router

router = Router(prefix="/api/instances", tags=["instances"])

Answers = dict[int | str, dict[str, Any]]

OCTETS: Answers = {200: {"content": {"application/octet-stream": {}}}}
PICTURES: Answers = {200: {"content": {"image/jpeg": {}, "image/png": {}}}}
DICOM: Answers = {200: {"content": {"application/dicom": {}}}}
DOCUMENT: Answers = {200: {"content": {"application/pdf": {}, "text/plain": {}}}}


class LookupTable(BaseModel):
    """A LUT: `first_value` is mapped to the first entry."""

    first_value: int
    bits: int
    data: list[int]
    explanation: str


class VoiWindow(BaseModel):
    """A VOI window in units of the Modality LUT's output."""

    center: float
    width: float
    explanation: str
    function: Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]


class PixelSpacing(BaseModel):
    """The distance of pixel centres and where it was measured (PS3.3 10.7.1.1, 10.7.1.2).

    `pixel_spacing`: in the patient; `geometry`, `fiducial`: in the patient at one depth; `unstated`: whether it was
    corrected cannot be told; `imager_pixel_spacing`: at the detector; `nominal_scanned_pixel_spacing`: on film.
    `magnification`: of the patient at the detector (Estimated Radiographic Magnification Factor), where it is known.
    """

    row_mm: float
    column_mm: float
    origin: Literal[
        "pixel_spacing", "geometry", "fiducial", "unstated", "imager_pixel_spacing", "nominal_scanned_pixel_spacing"
    ]
    magnification: float | None


class UltrasoundRegion(BaseModel):
    """A calibrated region of an ultrasound picture (PS3.3 C.8.5.5); units by their codes there."""

    x0: int
    y0: int
    x1: int
    y1: int
    spatial_format: int | None
    data_type: int | None
    flags: int | None
    units_x: int | None
    units_y: int | None
    delta_x: float | None
    delta_y: float | None
    reference_x: int | None
    reference_y: int | None
    reference_value_x: float | None
    reference_value_y: float | None


class CannotShowReason(BaseModel):
    """Why there is nothing to draw; the original can still be fetched."""

    code: str
    zh: str
    en: str


class InstanceDisplay(BaseModel):
    """What a viewer needs before it draws. Pixels are described as they are served.

    `frame_times_ms` is the time before each frame, as in a Frame Time Vector; `frame_times_origin` says whether it is
    when frames were taken or a rate at which to show them. `padding`: the stored values, both ends included, that
    stand for no picture. `is_hounsfield`: modality values are Hounsfield units.
    """

    id: UUID
    kind: Kind
    cannot_show: CannotShowReason | None
    rows: int | None = None
    columns: int | None = None
    number_of_frames: int = 1
    bits_allocated: int | None = None
    bits_stored: int | None = None
    high_bit: int | None = None
    pixel_representation: int | None = None
    samples_per_pixel: int | None = None
    photometric: Literal["MONOCHROME1", "MONOCHROME2", "RGB"] | None = None
    rescale_slope: float = 1.0
    rescale_intercept: float = 0.0
    modality_lut: LookupTable | None = None
    voi_windows: list[VoiWindow] = []
    voi_luts: list[LookupTable] = []
    padding: tuple[int, int] | None = None
    is_hounsfield: bool = False
    pixel_spacing: PixelSpacing | None = None
    pixel_aspect_ratio: float = 1.0
    frame_times_ms: list[float] | None = None
    frame_times_origin: (
        Literal["frame_time", "frame_time_vector", "recommended_display_frame_rate", "cine_rate"] | None
    ) = None
    playback: Literal["loop", "sweep"] = "loop"
    regions: list[UltrasoundRegion] = []
    patient_orientation: list[str] | None = None
    is_lossy: bool = False
    lossy_ratio: float | None = None
    modality: str = ""
    body_part: str = ""
    renditions: Renditions = NOTHING


class WaveformChannel(BaseModel):
    """One channel. Its samples are served in microvolts, sensitivity and baseline applied."""

    label: str
    lead: str | None
    code: str
    code_scheme: str
    meaning: str
    sensitivity_uv: float
    baseline_uv: float
    skew_s: float
    filter_low_hz: float | None
    filter_high_hz: float | None
    notch_hz: float | None
    is_derived: bool


class WaveformGroup(BaseModel):
    """Channels that were sampled together."""

    label: str
    originality: str
    offset_ms: float
    sampling_frequency: float
    number_of_samples: int
    channels: list[WaveformChannel]


class WaveformAnnotation(BaseModel):
    """What the device measured or stated. `channels`: pairs of group and channel from 1; 0 is all."""

    text: str
    name: str
    name_code: str
    value: float | None
    unit: str
    coded_value: str
    group_number: int | None
    channels: list[tuple[int, int]]
    sample_positions: list[int]
    time_offsets_ms: list[float]


class Waveform(BaseModel):
    """The groups of a waveform. `acquired_at` is the device's wall clock, without a zone."""

    acquired_at: str | None
    groups: list[WaveformGroup]
    annotations: list[WaveformAnnotation]


def opened_instance(instance_id: UUID, caller: CurrentCaller, session: Reader, run: Run) -> StoredInstance:
    """Return an Instance of the caller's Scope; that they look at its Study is noted."""
    return opened(run, caller, load_instance(session, caller.scope, instance_id))


OpenedInstance = Annotated[StoredInstance, Depends(opened_instance)]


@router.get("/{instance_id}")
def describe_instance(instance: OpenedInstance, run: Run, decoders: Decoders) -> InstanceDisplay:
    """Say what an Instance is and how its frames are to be shown, or why they cannot be."""
    described = _described(instance, run, decoders)
    code = described["cannot_show"]
    reason = None if code is None else CannotShowReason(code=code, zh=REASONS[code].zh, en=REASONS[code].en)
    return InstanceDisplay(
        id=instance.id,
        kind=Kind(described["kind"]),
        cannot_show=reason,
        renditions=renditions_of(run, instance),
        **(described["image"] or {}),
    )


def _described(instance: StoredInstance, run: Run, decoders: Decoders) -> dict[str, Any]:
    """Have it described; of what cannot even be opened the kind is that of its SOP Class."""
    try:
        described: dict[str, Any] = decode(run, decoders, instance, "description").header
    except CannotShow as reason:
        kind = kind_of(instance.sop_class_uid, number_of_frames=instance.number_of_frames)
        described = {"kind": kind, "cannot_show": reason.code, "image": None}
    return described


@router.get("/{instance_id}/frames/{number}", response_class=Response, responses=OCTETS)
def get_frame(
    instance: OpenedInstance,
    number: int,
    request: Request,
    run: Run,
    decoders: Decoders,
) -> Response:
    """Return one frame, from 1: stored values little endian, or interleaved 8-bit RGB."""
    etag = etag_of(instance, "frame", number)
    return unchanged(request, etag) or _octets(
        decode(run, decoders, instance, "frame", number=number).body, etag, "application/octet-stream"
    )


@router.get("/{instance_id}/rendered", response_class=Response, responses=PICTURES)
def render_instance(
    instance: OpenedInstance,
    request: Request,
    run: Run,
    decoders: Decoders,
    frame: Annotated[int, Query(ge=1)] = 1,
    width: Annotated[int | None, Query(ge=16, le=4096)] = None,
    window: Annotated[str | None, Query(max_length=100)] = None,
) -> Response:
    """Return a frame as a JPEG, or as a PNG for a client that accepts no JPEG.

    `window` is centre, width and function, as WADO-RS has it (PS3.18 8.3.5.1.4).
    """
    media_type = picture_type(request.headers.get("accept", "*/*"))
    asked = window_of(window)
    etag = etag_of(instance, "rendered", frame, width, window, media_type[-3:])
    if (answer := unchanged(request, etag)) is not None:
        return answer
    picture = decode(run, decoders, instance, "picture", number=frame, window=asked, media_type=media_type, width=width)
    return _octets(picture.body, etag, media_type)


@router.get("/{instance_id}/waveform")
def describe_waveform(instance: OpenedInstance, run: Run, decoders: Decoders) -> Waveform:
    """Return the groups, channels and annotations of a waveform."""
    return Waveform(**decode(run, decoders, instance, "waveform").header)


@router.get("/{instance_id}/waveform/{group}", response_class=Response, responses=OCTETS)
def get_waveform_samples(
    instance: OpenedInstance,
    group: int,
    request: Request,
    run: Run,
    decoders: Decoders,
) -> Response:
    """Return the samples of a group, from 1: float32 little endian microvolts, channel after channel.

    Compressed they are a third as long, which on 2 Mbit/s is most of a second.
    """
    is_squeezed = takes(request.headers.get("accept-encoding", ""), "gzip")
    etag = etag_of(instance, "waveform", group, *(("gzip",) if is_squeezed else ()))
    headers = {**cached(etag), "Vary": "Accept-Encoding, Authorization, Cookie"}
    if (answer := unchanged(request, etag, headers)) is not None:
        return answer
    body = decode(run, decoders, instance, "waveform_samples", group=group).body
    if is_squeezed:
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 1, mtime=0)
    return Response(body, media_type="application/octet-stream", headers=headers)


@router.get("/{instance_id}/document", response_class=Response, responses=DOCUMENT)
def get_document(instance: OpenedInstance, request: Request, run: Run, decoders: Decoders) -> Response:
    """Return the PDF of an Encapsulated PDF Instance, or what a structured report or key object selection says."""
    etag = etag_of(instance, "document")
    if (answer := unchanged(request, etag)) is not None:
        return answer
    document = decode(run, decoders, instance, "document")
    return _octets(document.body, etag, document.header)


@router.get("/{instance_id}/original", response_class=StreamingResponse, responses=DICOM)
def get_original(instance: OpenedInstance, request: Request, run: Run) -> Response:
    """Return the DICOM file, its data set bit for bit as received."""
    etag = etag_of(instance, "original")
    headers = {**cached(etag), **_as_file(instance), "Content-Type": "application/dicom"}
    return file_of(request, run, instance, etag=etag, headers=headers)


def picture_type(accept: str) -> str:
    """Return JPEG unless only PNG is accepted."""
    takes_any = any(one in accept for one in ("image/jpeg", "image/*", "*/*"))
    return "image/png" if "image/png" in accept and not takes_any else "image/jpeg"


def _octets(body: bytes, etag: str, media_type: str) -> Response:
    return Response(body, media_type=media_type, headers=cached(etag))


def _as_file(instance: StoredInstance) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{instance.id}.dcm"'}
