"""Tables and named queries of reports, signatures and deliveries."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue
from teleread.reports.delivery import DeliveryState
from teleread.reports.report import ReportKind, SignatureMeaning


class DraftRow(Base):
    """What one person typed for one Reading; kept for its author whatever happens."""

    __tablename__ = "draft"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    findings: Mapped[str]
    impression: Mapped[str]
    saved_at: Mapped[datetime]
    revision: Mapped[int]


class SubmissionRow(Base):
    """The canonical bytes as their author submitted and signed them.

    A return and a new submission add a row; a reviewer signs the same bytes or
    returns them.
    """

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("reading_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"))
    number: Mapped[int]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    canonical: Mapped[bytes]
    sha256: Mapped[bytes]
    submitted_at: Mapped[datetime]


class ReturnRow(Base):
    """A reviewer's no, with its reason."""

    __tablename__ = "submission_return"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str]
    returned_at: Mapped[datetime]


class ReportRow(Base):
    """One signed version: a submission that both signers stand for. Never updated."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("reading_id", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"))
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"), index=True)
    version: Mapped[int]
    kind: Mapped[ReportKind] = mapped_column(NamedValue(ReportKind))
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), unique=True)
    verification_code: Mapped[str] = mapped_column(unique=True)
    signed_at: Mapped[datetime]


class SignatureRow(Base):
    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("submission_id", "meaning"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    signer_name: Mapped[str]
    meaning: Mapped[SignatureMeaning] = mapped_column(NamedValue(SignatureMeaning))
    signed_at: Mapped[datetime]
    key_id: Mapped[str]
    signature: Mapped[bytes]


class SigningKeyRow(Base):
    """The public half of every key that ever signed, so that old signatures verify after a new key."""

    __tablename__ = "signing_key"

    key_id: Mapped[str] = mapped_column(primary_key=True)
    public_key: Mapped[bytes]
    first_used_at: Mapped[datetime]


class ReportDocumentRow(Base):
    """The PDF of a version, made once; where its bytes lie."""

    __tablename__ = "report_document"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), primary_key=True)
    locator: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes]
    made_at: Mapped[datetime]


class DeliveryRow(Base):
    """The outbox: one row a version and route, leased by a worker while it is sent."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("report_id", "route_id"),
        Index("ix_delivery_due", "state", "next_attempt_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"))
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"), index=True)
    route_id: Mapped[UUID] = mapped_column(ForeignKey("return_route.id"))
    state: Mapped[DeliveryState] = mapped_column(NamedValue(DeliveryState))
    queued_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int]
    lease_holder: Mapped[str | None]
    lease_ends_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]


class DeliveryAttemptRow(Base):
    __tablename__ = "delivery_attempt"

    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    worker: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    succeeded: Mapped[bool | None]
    detail: Mapped[str]


class ReceiptRow(Base):
    """The acknowledgement of a named person at the clinic, for one version."""

    __tablename__ = "receipt"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    acknowledged_at: Mapped[datetime]
