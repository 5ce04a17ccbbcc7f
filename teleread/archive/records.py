"""Tables and named queries of what has arrived."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from teleread.archive.scrubbing import Fault
from teleread.archive.study import DiscrepancyKind, InstanceStanding, NameStanding
from teleread.database import Base, NamedValue


class PatientRow(Base):
    """A person as one issuer knows them.

    Equal identifiers with contradicting demographics are two rows, so (issuer,
    patient_id) is not unique.
    """

    __tablename__ = "patient"
    __table_args__ = (
        Index("ix_patient_identity", "patient_id", "clinic_id", "issuer_of_patient_id"),
        Index(
            "ix_patient_unkeyed",
            "id",
            sqlite_where=text("name_keys_version IS NULL"),
            postgresql_where=text("name_keys_version IS NULL"),
        ),
        Index(
            "ix_patient_doubtful",
            "id",
            sqlite_where=text("name_standing IN ('guessed', 'lossy')"),
            postgresql_where=text("name_standing IN ('guessed', 'lossy')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    issuer_of_patient_id: Mapped[str]
    patient_id: Mapped[str]
    patient_name: Mapped[str]
    patient_name_bytes: Mapped[bytes]
    name_standing: Mapped[NameStanding] = mapped_column(NamedValue(NameStanding))
    patient_birth_date: Mapped[date | None]
    patient_sex: Mapped[str]
    created_at: Mapped[datetime]
    name_keys_version: Mapped[int | None]
    """By which rules the name was put under keys; None while it lies under none and is looked through."""


class PatientNameKeyRow(Base):
    """A key under which a name is found (archive/name_keys.py). One of a former name does no harm.

    Bytes, since the order of text is each database's own.
    """

    __tablename__ = "patient_name_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[bytes] = mapped_column(primary_key=True)
    patient_key: Mapped[UUID] = mapped_column(primary_key=True)


class StudyRow(Base):
    """A Study of one Patient; unsettled while `settled_at` is None."""

    __tablename__ = "study"
    __table_args__ = (
        UniqueConstraint("study_instance_uid", "clinic_id", "patient_key"),
        Index("ix_study_unsettled", "settled_at", "last_received_at"),
        Index("ix_study_newest", "study_date", "study_time", "id", "clinic_id"),
        Index("ix_study_newest_of_clinic", "clinic_id", "study_date", "study_time", "id"),
        Index("ix_study_latest", "first_received_at", "id", "clinic_id"),
        Index("ix_study_latest_of_clinic", "clinic_id", "first_received_at", "id"),
        Index("ix_study_accession", "accession_number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    patient_key: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), index=True)
    study_instance_uid: Mapped[str]
    accession_number: Mapped[str]
    study_date: Mapped[str]
    study_time: Mapped[str]
    study_description: Mapped[str]
    referring_physician_name: Mapped[str]
    acquired_at: Mapped[datetime | None]
    is_acquired_at_plausible: Mapped[bool]
    first_received_at: Mapped[datetime]
    last_received_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class SeriesRow(Base):
    __tablename__ = "series"
    __table_args__ = (
        UniqueConstraint("study_id", "series_instance_uid"),
        Index("ix_series_uid", "series_instance_uid"),
        Index("ix_series_modality", "modality", "study_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    study_id: Mapped[UUID] = mapped_column(ForeignKey("study.id"))
    series_instance_uid: Mapped[str]
    modality: Mapped[str]
    series_number: Mapped[int | None]
    series_description: Mapped[str]
    body_part_examined: Mapped[str]
    laterality: Mapped[str]


class InstanceRow(Base):
    """One received copy. At most one CURRENT row per clinic and SOP Instance UID."""

    __tablename__ = "instance"
    __table_args__ = (
        Index(
            "ux_instance_current",
            "clinic_id",
            "sop_instance_uid",
            unique=True,
            sqlite_where=text("standing = 'current'"),
            postgresql_where=text("standing = 'current'"),
        ),
        Index("ix_instance_sop", "sop_instance_uid", "clinic_id"),
        Index("ix_instance_of_series", "series_id", "standing"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    series_id: Mapped[UUID] = mapped_column(ForeignKey("series.id"))
    ae_id: Mapped[UUID | None] = mapped_column(ForeignKey("ae.id"))
    sop_class_uid: Mapped[str]
    sop_instance_uid: Mapped[str]
    transfer_syntax_uid: Mapped[str]
    instance_number: Mapped[int | None]
    rows: Mapped[int | None]
    columns: Mapped[int | None]
    number_of_frames: Mapped[int]
    locator: Mapped[str] = mapped_column(unique=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes]
    frame_offsets: Mapped[bytes | None] = mapped_column(deferred=True)
    standing: Mapped[InstanceStanding] = mapped_column(NamedValue(InstanceStanding))
    received_at: Mapped[datetime]


class QuarantineRow(Base):
    """Bytes that are kept but could not be understood, with the reason."""

    __tablename__ = "quarantine"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"), index=True)
    ae_id: Mapped[UUID | None] = mapped_column(ForeignKey("ae.id"))
    locator: Mapped[str] = mapped_column(unique=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes]
    transfer_syntax_uid: Mapped[str]
    reason: Mapped[str]
    received_at: Mapped[datetime]


class DiscrepancyRow(Base):
    """A task for a person: something about an arrival is contradictory."""

    __tablename__ = "discrepancy"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "other_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"), index=True)
    kind: Mapped[DiscrepancyKind] = mapped_column(NamedValue(DiscrepancyKind))
    subject_id: Mapped[UUID]
    other_id: Mapped[UUID]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    raised_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    resolution: Mapped[str | None]


class ScrubRow(Base):
    """How far the re-reading of a store is; a row each."""

    __tablename__ = "scrub"

    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str | None]
    after: Mapped[UUID | None]
    began_at: Mapped[datetime]
    worked_at: Mapped[datetime]
    total_bytes: Mapped[int] = mapped_column(BigInteger)
    counted_at: Mapped[datetime | None]
    credit_bytes: Mapped[int] = mapped_column(BigInteger)
    read_bytes: Mapped[int] = mapped_column(BigInteger, server_default="0")
    previous_began_at: Mapped[datetime | None]


class ObjectFindingRow(Base):
    """An object that was missing, different or unreadable when the row that names it was looked at."""

    __tablename__ = "object_finding"
    __table_args__ = (Index("ix_object_finding_row", "row_id", "mended_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    kind: Mapped[str]
    row_id: Mapped[UUID]
    locator: Mapped[str]
    fault: Mapped[Fault] = mapped_column(NamedValue(Fault))
    found_at: Mapped[datetime]
    mended_at: Mapped[datetime | None] = mapped_column(index=True)
