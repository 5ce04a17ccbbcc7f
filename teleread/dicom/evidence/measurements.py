"""Measurements as a Comprehensive SR (PS3.3 A.35.3) by TID 1500, Measurement Report (PS3.16)."""

import uuid
from typing import Any, Final

import numpy as np
from pydicom.dataset import Dataset

from teleread.dicom.encapsulate import uid_of
from teleread.dicom.evidence.common import as_file, coding_scheme, identity, predecessors
from teleread.dicom.evidence.concepts import DERIVATIONS, coded, method_of, name_of, unit_of
from teleread.dicom.evidence.contents import Content, MadeFile, Measured, PointedAt
from teleread.dicom.evidence.names import person_name
from teleread.dicom.evidence.observers import organization_of, person_observer
from teleread.dicom.evidence.outlines import outline_of
from teleread.dicom.evidence.sources import source_of, stand_in_of
from teleread.reports.evidence import MarkKind, Point
from teleread.reports.making import NAMESPACE, ObjectKind
from teleread.reports.measuring import SHAPES, Quantity, Value

IMAGING_PROCEDURE: Final = ("363679005", "SCT", "Imaging procedure")
MEASUREMENT_REPORT: Final = ("126000", "DCM", "Imaging Measurement Report")
CHINESE: Final = ("zh-CN", "RFC5646", "Chinese (China)")
SIGNIFICANT: Final = 6
"""Decimals that are written; a pixel is measured to a thousandth."""

WORDS: Final = {
    MarkKind.LENGTH: "长度 Length",
    MarkKind.ANGLE: "角度 Angle",
    MarkKind.COBB: "Cobb 角 Cobb angle",
    MarkKind.RATIO: "比值 Ratio",
    MarkKind.ELLIPSE: "椭圆 Ellipse",
    MarkKind.RECTANGLE: "矩形 Rectangle",
}


def measurement_report(content: Content) -> MadeFile | None:
    """Return the document of what was measured in a Study; None if nothing was.

    Values are this server's. What only points (an arrow and its text, a line of
    known length) is drawn by the presentation state.
    """
    measured = [(each, one) for each in content.instances for one in each.marks if one.values and _is_region(one)]
    if not measured:
        return None
    from highdicom import sr  # noqa: PLC0415  (only where an object is made)

    signed = content.signed
    report = sr.MeasurementReport(
        observation_context=sr.ObservationContext(observer_person_context=person_observer(signed)),
        procedure_reported=coded(IMAGING_PROCEDURE),
        imaging_measurements=[_group(content, each, one) for each, one in measured],
        title=coded(MEASUREMENT_REPORT),
        language_of_content_item_and_descendants=sr.LanguageOfContentItemAndDescendants(coded(CHINESE)),
    )
    shown = {each.sop_instance_uid: each for each, _ in measured}
    document: Dataset = sr.ComprehensiveSR(
        evidence=[source_of(each, content.subject) for each in shown.values()],
        content=report,
        is_complete=True,
        is_final=True,
        is_verified=True,
        verifying_observer_name=person_name(signed.name),
        verifying_organization=organization_of(signed),
        previous_versions=predecessors(content, ObjectKind.MEASUREMENTS) or None,
        record_evidence=False,
        **identity(content, ObjectKind.MEASUREMENTS),
    )
    _verify_at_signing(document, content)
    document.CodingSchemeIdentificationSequence = coding_scheme()
    return as_file(document, content, ObjectKind.MEASUREMENTS)


def _verify_at_signing(document: Dataset, content: Content) -> None:
    """Date the verification by the signature, not by when the object happened to be made."""
    for observer in document.VerifyingObserverSequence:
        observer.VerificationDateTime = f"{content.signed.signed_at:%Y%m%d%H%M%S%z}"


def _is_region(measured: Measured) -> bool:
    """Say whether a shape encloses anything; one without height or width has no outline in SCOORD."""
    if measured.mark.kind not in SHAPES:
        return True
    one, other = measured.mark.points
    return one.x != other.x and one.y != other.y


def _group(content: Content, each: PointedAt, measured: Measured) -> Any:
    from highdicom import sr  # noqa: PLC0415  (only where an object is made)

    mark = measured.mark
    key = uuid.uuid5(NAMESPACE, f"{content.signed.report_id.hex}/mark/{mark.id}")
    tracking = sr.TrackingIdentifier(uid=uid_of(key), identifier=f"{WORDS[mark.kind]} {mark.id}")
    frames = [mark.frame] if each.number_of_frames > 1 else None
    instance = (stand_in_of(each), mark.sop_instance_uid, frames)
    if mark.kind in SHAPES:
        ((graphic, points),) = outline_of(mark)
        return sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking,
            referenced_region=sr.ImageRegion(graphic, _coordinates(points), sr.SourceImageForRegion(*instance)),
            measurements=[_measurement(value) for value in measured.values],
        )
    return sr.MeasurementsAndQualitativeEvaluations(
        tracking_identifier=tracking,
        measurements=[_measurement(value, _drawn(measured, value, instance)) for value in measured.values],
        source_images=[sr.SourceImageForMeasurementGroup(*instance)],
    )


def _drawn(measured: Measured, value: Value, instance: tuple[str, str, list[int] | None]) -> list[Any]:
    """Return the lines that a value was measured on."""
    from highdicom import sr  # noqa: PLC0415  (only where an object is made)

    lines = outline_of(measured.mark)
    if value.quantity is Quantity.FIRST_LENGTH:
        lines = lines[:1]
    if value.quantity is Quantity.SECOND_LENGTH:
        lines = lines[1:]
    return [
        sr.CoordinatesForMeasurement(graphic, _coordinates(points), sr.SourceImageForRegion(*instance))
        for graphic, points in lines
    ]


def _measurement(value: Value, coordinates: list[Any] | None = None) -> Any:
    from highdicom import sr  # noqa: PLC0415  (only where an object is made)

    return sr.Measurement(
        name=coded(name_of(value)),
        value=round(value.value, SIGNIFICANT),
        unit=coded(unit_of(value)),
        derivation=coded(DERIVATIONS.get(value.quantity)),
        method=coded(method_of(value)),
        referenced_coordinates=coordinates,
    )


def _coordinates(points: tuple[Point, ...]) -> "np.ndarray[Any, np.dtype[np.float64]]":
    return np.array([(point.x, point.y) for point in points])
