"""Patients, people and places as the FHIR interface tells of them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select

from teleread.accounts.records import AccountRow
from teleread.archive.records import PatientRow
from teleread.clinics.records import ClinicRow, DepartmentRow, PartnershipRow
from teleread.database import Session
from teleread.errors import Missing
from teleread.fhir.contents import ClinicTold, OrganizationTold, PatientTold, PersonTold
from teleread.fhir.values import PATIENT_KEY, issuer_system
from teleread.reports.records import ReportRow, SignatureRow, SubmissionRow, inside
from teleread.scope import Scope
from teleread.worklist.records import ImagingServiceRequestRow

MOST_OF_ONE_NUMBER = 100
"""Patients of one number: devices without a worklist number everybody 0001."""


class ResourceMissing(Missing):
    """No such resource inside the caller's Scope."""

    code = "resource_missing"
    zh, en = "未找到该资源", "No such resource"


def load_patients(session: Session, scope: Scope, keys: Collection[UUID]) -> list[PatientTold]:
    """Return patients by our keys, those inside the Scope."""
    statement = (
        select(PatientRow, ClinicRow)
        .join(ClinicRow, ClinicRow.id == PatientRow.clinic_id)
        .where(PatientRow.id.in_(keys), inside(scope, PatientRow.clinic_id))
        .order_by(PatientRow.id)
    )
    return [_patient(row, clinic) for row, clinic in session.execute(statement)]


def find_patients(session: Session, scope: Scope, *, system: str | None, value: str) -> list[PatientTold]:
    """Return the patients of an identifier: of our key, or of a number that somebody gave.

    Parameters
    ----------
    system
        Whose number it is; None for anybody's.
    """
    if system == PATIENT_KEY:
        key = uuid_of(value)
        return load_patients(session, scope, [key]) if key is not None else []
    statement = (
        select(PatientRow, ClinicRow)
        .join(ClinicRow, ClinicRow.id == PatientRow.clinic_id)
        .where(PatientRow.patient_id == value, inside(scope, PatientRow.clinic_id))
        .order_by(PatientRow.id)
        .limit(MOST_OF_ONE_NUMBER)
    )
    told = [_patient(row, clinic) for row, clinic in session.execute(statement)]
    return [each for each in told if system in (None, issuer_system(each.clinic, each.issuer))]


def load_person(session: Session, scope: Scope, account_id: UUID) -> PersonTold:
    """Return somebody who signed a report or placed an order inside the Scope.

    Raises
    ------
    ResourceMissing
        If they did neither.
    """
    signed = (
        select(SignatureRow.id)
        .join(SubmissionRow, SubmissionRow.id == SignatureRow.submission_id)
        .join(ReportRow, ReportRow.reading_id == SubmissionRow.reading_id)
        .where(SignatureRow.account_id == AccountRow.id, inside(scope, ReportRow.clinic_id))
    )
    ordered = select(ImagingServiceRequestRow.id).where(
        ImagingServiceRequestRow.ordered_by == AccountRow.id, inside(scope, ImagingServiceRequestRow.clinic_id)
    )
    statement = select(AccountRow).where(AccountRow.id == account_id, or_(signed.exists(), ordered.exists()))
    row = session.scalars(statement).one_or_none()
    if row is None:
        raise ResourceMissing
    return PersonTold(row.id, row.display_name)


def load_organization(session: Session, scope: Scope, key: UUID) -> OrganizationTold:
    """Return a clinic of the Scope, or a department that reads for one.

    Raises
    ------
    ResourceMissing
        If it is neither.
    """
    clinic = session.scalars(select(ClinicRow).where(ClinicRow.id == key, inside(scope, ClinicRow.id))).one_or_none()
    if clinic is not None:
        return OrganizationTold(clinic.id, clinic.name, is_department=False)
    reads = select(PartnershipRow.id).where(
        PartnershipRow.department_id == DepartmentRow.id, inside(scope, PartnershipRow.clinic_id)
    )
    department = session.scalars(select(DepartmentRow).where(DepartmentRow.id == key, reads.exists())).one_or_none()
    if department is None:
        raise ResourceMissing
    return OrganizationTold(department.id, department.name, is_department=True)


def clinic_told(row: ClinicRow) -> ClinicTold:
    """Return the clinic that a row holds."""
    return ClinicTold(row.id, row.key, row.name)


def uuid_of(text: str) -> UUID | None:
    """Return a key that a caller wrote; None for what is none."""
    try:
        key = UUID(text)
    except ValueError:
        return None
    return key if str(key) == text.lower() else None


def _patient(row: PatientRow, clinic: ClinicRow) -> PatientTold:
    return PatientTold(
        id=row.id,
        clinic=clinic_told(clinic),
        issuer=row.issuer_of_patient_id,
        patient_id=row.patient_id,
        name=row.patient_name,
        birth_date=row.patient_birth_date,
        sex=row.patient_sex,
    )
