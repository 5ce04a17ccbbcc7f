"""Modality Performed Procedure Step: a report's attributes.

References
----------
DICOM PS3.4 Table F.7.2-1; PS3.3 C.4.13 to C.4.15.
"""

from pydicom.dataset import Dataset

from teleread.dicom.association.answering import Keys
from teleread.worklist.performed import Scheduled, StepReport

SOP_CLASS = "1.2.840.10008.3.1.2.3.3"
_SCHEDULED_AT_MOST = 100


def read_report(attributes: Dataset, *, site_default: str | None) -> StepReport:
    """Return what a device reports; times are taken from our clock, not from the device's."""
    keys = Keys(attributes, site_default)
    scheduled = keys.items("ScheduledStepAttributesSequence")[:_SCHEDULED_AT_MOST]
    return StepReport(
        status=keys.text("PerformedProcedureStepStatus"),
        patient_id=keys.text("PatientID"),
        modality=keys.text("Modality")[:16],
        scheduled=tuple(
            Scheduled(item.text("StudyInstanceUID")[:64], item.text("AccessionNumber")) for item in scheduled
        ),
        number_of_instances=sum(
            len(series.items(kind))
            for series in keys.items("PerformedSeriesSequence")
            for kind in ("ReferencedImageSequence", "ReferencedNonImageCompositeSOPInstanceSequence")
        ),
    )
