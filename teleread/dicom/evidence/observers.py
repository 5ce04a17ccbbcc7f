"""Who saw it: the signer, and this installation."""

from typing import Any

from teleread.dicom.encapsulate import one_line
from teleread.dicom.evidence.common import MANUFACTURER
from teleread.dicom.evidence.contents import SignedBy
from teleread.dicom.evidence.names import person_name


def person_observer(signed: SignedBy) -> Any:
    """Return the observer context of the signer.

    References
    ----------
    PS3.16 TID 1002 (Observer Context), TID 1003 (Person Observer Identifying Attributes).
    """
    from highdicom import sr  # noqa: PLC0415  (only where an object is made)
    from pydicom.sr.codedict import codes  # noqa: PLC0415

    attributes = sr.PersonObserverIdentifyingAttributes(
        name=person_name(signed.name), organization_name=organization_of(signed)
    )
    return sr.ObserverContext(observer_type=codes.DCM.Person, observer_identifying_attributes=attributes)


def organization_of(signed: SignedBy) -> str:
    """Return for whom the signer reads, as an organization must have a name."""
    return one_line(signed.department)[:64] or MANUFACTURER
