"""Annotations as presentation states: one for each picture that was drawn on or looked at in its own way.

Grey pictures get a Grayscale Softcopy Presentation State (PS3.3 A.33.1), colour
ones a Color Softcopy Presentation State (A.33.2), which has no window.
"""

import uuid
from typing import Any, Final

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from teleread.dicom.encapsulate import uid_of
from teleread.dicom.evidence.common import as_file, identity
from teleread.dicom.evidence.contents import Content, MadeFile, Measured, PointedAt
from teleread.dicom.evidence.names import person_name
from teleread.dicom.evidence.outlines import Line, arrow_head, outline_of
from teleread.dicom.evidence.profile import srgb
from teleread.dicom.evidence.sources import source_of
from teleread.dicom.evidence.wording import words_of
from teleread.reports.evidence import KeyImage, Look, MarkKind, Point
from teleread.reports.making import NAMESPACE, ObjectKind

LABEL: Final = "EVIDENCE"
LAYER: Final = "EVIDENCE"


def presentation_states(content: Content) -> list[MadeFile]:
    """Return a presentation state for each picture of a Study that has one; none for what has no pixels."""
    wanted = [
        each
        for each in content.instances
        if each.can_be_presented and (each.marks or any(key.look is not None for key in each.key_images))
    ]
    return [_state(content, each, place) for place, each in enumerate(wanted, start=1)]


def _state(content: Content, each: PointedAt, place: int) -> MadeFile:
    from highdicom import pr  # noqa: PLC0415  (only where an object is made)

    source = source_of(each, content.subject)
    is_colour = source.SamplesPerPixel == 3
    # Frames are named below; without their number the picture counts as one in which all pixels are alike.
    source.pop("NumberOfFrames", None)
    layer = pr.GraphicLayer(layer_name=LAYER, order=1, description="标注 Annotations")
    annotations = [_annotation(content, source, layer, one) for one in each.marks]
    common = {
        "referenced_images": [source],
        "content_label": LABEL,
        "content_description": "标注与显示 Annotations and display",
        "content_creator_name": person_name(content.signed.name),
        "graphic_annotations": annotations or None,
        "graphic_layers": [layer] if annotations else None,
        **identity(content, ObjectKind.PRESENTATION, part=each.sop_instance_uid, place=place),
    }
    if is_colour:
        state: Dataset = pr.ColorSoftcopyPresentationState(**common, icc_profile=srgb())
    else:
        state = pr.GrayscaleSoftcopyPresentationState(**common, **_grey(each, source))
    state.Laterality = ""
    _name_frames(state, each)
    _display(state, each)
    return as_file(state, content, ObjectKind.PRESENTATION)


def _grey(each: PointedAt, source: Dataset) -> dict[str, Any]:
    """Return how stored values become greys: the window that the reader had, or the one that the file opens with."""
    from highdicom import PresentationLUTTransformation  # noqa: PLC0415  (only where an object is made)

    is_inverted = (source.PhotometricInterpretation == "MONOCHROME1") != _look_of_all(each).is_inverted
    shape = "INVERSE" if is_inverted else "IDENTITY"
    return {
        "voi_lut_transformations": _windows(each, source) or None,
        "presentation_lut_transformation": PresentationLUTTransformation(presentation_lut_shape=shape),
    }


def _windows(each: PointedAt, source: Dataset) -> list[Any]:
    from highdicom import pr  # noqa: PLC0415  (only where an object is made)

    def item(center: float, width: float, function: str, keys: list[KeyImage]) -> Any:
        window: Dataset = pr.SoftcopyVOILUTTransformation(center, width, voi_lut_function=function)
        if keys and each.number_of_frames > 1:
            window.ReferencedImageSequence = _reference(source, [key.frame for key in keys])
        return window

    windows = [
        item(look.window.center, look.window.width, look.window.function.value, [key])
        for key in each.key_images
        if (look := key.look) is not None and look.window is not None
    ]
    if windows or each.window is None:
        return windows
    return [item(*each.window, [])]


def _look_of_all(each: PointedAt) -> Look:
    """Return how all of its key images lie: a state turns a whole Instance, so they must agree."""
    looks = [key.look for key in each.key_images if key.look is not None]
    first = looks[0] if looks else Look()
    lie = [(look.is_inverted, look.quarters, look.is_mirrored) for look in looks]
    return first if all(one == lie[0] for one in lie) else Look()


def _annotation(content: Content, source: Dataset, layer: Any, measured: Measured) -> Any:
    from highdicom import pr  # noqa: PLC0415  (only where an object is made)

    mark = measured.mark
    head = arrow_head(mark) if mark.kind is MarkKind.ARROW else None
    key = uuid.uuid5(NAMESPACE, f"{content.signed.report_id.hex}/mark/{mark.id}")
    tracking: dict[str, Any] = {"tracking_id": str(mark.id), "tracking_uid": uid_of(key)}
    lines: list[Line] = [*outline_of(mark), *([head] if head else [])]
    graphics = [
        pr.GraphicObject(kind, _coordinates(points, source), units="PIXEL", **tracking)
        for kind, points in lines
        if _has_extent(kind, points)
    ]
    words = words_of(measured)
    anchor = mark.points[-1]
    texts = [
        pr.TextObject(words, units="PIXEL", anchor_point=(anchor.x, anchor.y), anchor_point_visible=False, **tracking)
    ]
    return pr.GraphicAnnotation(
        [source], layer, graphic_objects=graphics or None, text_objects=texts if words else None
    )


def _has_extent(kind: str, points: tuple[Point, ...]) -> bool:
    return kind != "ELLIPSE" or (points[0] != points[1] and points[2] != points[3])


def _coordinates(points: tuple[Point, ...], source: Dataset) -> "np.ndarray[Any, np.dtype[np.float64]]":
    inside = [(min(point.x, source.Columns), min(point.y, source.Rows)) for point in points]
    return np.array(inside, float)


def _name_frames(state: Dataset, each: PointedAt) -> None:
    """Say on which frame each mark lies, in the order in which they were given."""
    if each.number_of_frames < 2:
        return
    for annotation, measured in zip(state.get("GraphicAnnotationSequence", ()), each.marks, strict=True):
        for reference in annotation.ReferencedImageSequence:
            reference.ReferencedFrameNumber = measured.mark.frame


def _reference(source: Dataset, frames: list[int]) -> Sequence:
    reference = Dataset()
    reference.ReferencedSOPClassUID = source.SOPClassUID
    reference.ReferencedSOPInstanceUID = source.SOPInstanceUID
    reference.ReferencedFrameNumber = frames if len(frames) > 1 else frames[0]
    return Sequence([reference])


def _display(state: Dataset, each: PointedAt) -> None:
    """Turn the picture as the reader had it.

    The viewer mirrors before it turns, a presentation state after: a turn then goes the other way round. The corners
    are those seen, in columns and rows of the picture as it is stored.

    References
    ----------
    PS3.3 C.10.4 (Displayed Area), C.10.6 (Spatial Transformation).
    """
    look = _look_of_all(each)
    if look.quarters == 0 and not look.is_mirrored:
        return
    quarters = -look.quarters % 4 if look.is_mirrored else look.quarters
    state.ImageRotation = 90 * quarters
    state.ImageHorizontalFlip = "Y" if look.is_mirrored else "N"
    for area in state.DisplayedAreaSelectionSequence:
        columns, rows = area.DisplayedAreaBottomRightHandCorner
        corners = [(1, 1), (1, rows), (columns, rows), (columns, 1)]
        top_left, bottom_right = corners[look.quarters], corners[(look.quarters + 2) % 4]
        if look.is_mirrored:
            top_left, bottom_right = ((columns + 1 - x, y) for x, y in (top_left, bottom_right))
        area.DisplayedAreaTopLeftHandCorner = list(top_left)
        area.DisplayedAreaBottomRightHandCorner = list(bottom_right)
