"""Tables of reports, and the named queries of drafts, submissions, signatures and versions."""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ColumnElement, ForeignKey, Index, UniqueConstraint, and_, select, text, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, NamedValue, Session
from teleread.errors import Missing
from teleread.identifiers import new_id
from teleread.reports.delivery import DeliveryState
from teleread.reports.draft import Draft
from teleread.reports.report import CriticalAnswer, Report, ReportKind, ReviewOf, SignatureMeaning, Submission
from teleread.reports.report_form import canonical, parse, template_of_tree, template_tree
from teleread.reports.return_reason import ReturnReason
from teleread.reports.seal import SealLevel
from teleread.reports.signature import SigningKey, Statement, sign, verify
from teleread.scope import Scope


class DraftRow(Base):
    """What one person typed for one Reading; kept for its author whatever happens.

    `over` is the submission that a reviewer changes, or of the version that is
    corrected; 0 for an author's own text.
    """

    __tablename__ = "draft"

    reading_id: Mapped[UUID] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    findings: Mapped[str]
    impression: Mapped[str]
    saved_at: Mapped[datetime]
    revision: Mapped[int]
    over: Mapped[int] = mapped_column(server_default=text("0"))
    template: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    critical: Mapped[CriticalAnswer | None] = mapped_column(NamedValue(CriticalAnswer))


class SubmissionRow(Base):
    """The canonical bytes as their author submitted and signed them.

    A return and a new submission add a row. A reviewer signs the same bytes,
    returns them, or adds a row of their own text, which names the author's.
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


class ReviewedEvidenceRow(Base):
    """The evidence of a report where its reviewer changed the author's; the reviewer's signature covers it."""

    __tablename__ = "reviewed_evidence"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    content: Mapped[bytes]


class ReturnRow(Base):
    """A reviewer's no, with its code and what they wrote to the author."""

    __tablename__ = "submission_return"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    code: Mapped[ReturnReason] = mapped_column(NamedValue(ReturnReason))
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


class DocumentCertificateRow(Base):
    """A certificate that signed documents; never deleted, since what it signed is kept."""

    __tablename__ = "document_certificate"

    sha256: Mapped[bytes] = mapped_column(primary_key=True)
    subject: Mapped[str]
    issuer: Mapped[str]
    not_before: Mapped[datetime]
    not_after: Mapped[datetime]
    is_local: Mapped[bool]
    pem: Mapped[str]


class SealingRow(Base):
    """How sealing stood when a worker last looked: one row."""

    __tablename__ = "sealing"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    checked_at: Mapped[datetime]
    problem: Mapped[str]
    has_time: Mapped[bool]
    certificate_sha256: Mapped[bytes | None] = mapped_column(ForeignKey("document_certificate.sha256"))


class ReportDocumentRow(Base):
    """The PDF of a version, made once; where its bytes lie."""

    __tablename__ = "report_document"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), primary_key=True)
    locator: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes]
    made_at: Mapped[datetime]
    seal: Mapped[SealLevel] = mapped_column(NamedValue(SealLevel), server_default=text("'none'"))
    seal_problem: Mapped[str] = mapped_column(server_default=text("''"))
    certificate_sha256: Mapped[bytes | None] = mapped_column(ForeignKey("document_certificate.sha256"))


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


class ReportMissing(Missing):
    """No such version inside the caller's Scope."""

    code = "report_missing"
    zh, en = "未找到该报告", "No such report"


class SubmissionMissing(Missing):
    """Nothing was submitted for the Reading yet."""

    code = "submission_missing"
    zh, en = "该阅片任务尚无已提交的报告", "Nothing was submitted for this Reading"


def inside(scope: Scope, clinic_id: Any) -> ColumnElement[bool]:
    """Return the condition that a row's clinic lies inside a Scope.

    What hangs on a Reading that is closed to the caller does not.
    """
    inside_clinics = true() if scope.clinic_ids is None else clinic_id.in_(scope.clinic_ids)
    reading_id = getattr(clinic_id.class_, "reading_id", None) if scope.closed else None
    return inside_clinics if reading_id is None else and_(inside_clinics, reading_id.not_in(scope.closed))


def load_draft(session: Session, *, reading_id: UUID, account_id: UUID) -> Draft | None:
    """Return what a person typed for a Reading that was loaded inside their Scope."""
    row = session.get(DraftRow, (reading_id, account_id))
    if row is None:
        return None
    values = {field.name: getattr(row, field.name) for field in fields(Draft)}
    return Draft(**{**values, "template": template_of_tree(row.template) if row.template else None})


def save_draft(session: Session, draft: Draft) -> None:
    """Keep a draft in place of the one before."""
    values = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    session.merge(DraftRow(**{**values, "template": template_tree(draft.template) if draft.template else None}))


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submission as kept: its content, and the SHA-256 that its signatures cover."""

    content: Submission
    sha256: bytes


def add_submission(session: Session, submission: Submission) -> Submitted:
    """Keep the canonical bytes of a submission."""
    content = canonical(submission)
    sha256 = hashlib.sha256(content).digest()
    session.add(
        SubmissionRow(
            id=submission.id,
            reading_id=submission.reading_id,
            number=submission.number,
            author_id=submission.author.account_id,
            canonical=content,
            sha256=sha256,
            submitted_at=submission.submitted_at,
        )
    )
    session.flush()
    return Submitted(submission, sha256)


def load_last_submission(session: Session, *, reading_id: UUID) -> Submitted | None:
    """Return what was last submitted for a Reading that was loaded inside the caller's Scope.

    The hash is computed anew from the bytes: what is signed next is what lies
    there, not what a column says of it.
    """
    statement = select(SubmissionRow.canonical).where(SubmissionRow.reading_id == reading_id)
    content = session.scalars(statement.order_by(SubmissionRow.number.desc()).limit(1)).one_or_none()
    return None if content is None else Submitted(parse(content), hashlib.sha256(content).digest())


def add_return(
    session: Session,
    *,
    submission_id: UUID,
    reviewer_id: UUID,
    reason: str,
    at: datetime,
    code: ReturnReason = ReturnReason.OTHER,
) -> None:
    """Keep a reviewer's no."""
    row = ReturnRow(submission_id=submission_id, reviewer_id=reviewer_id, code=code, reason=reason, returned_at=at)
    session.add(row)


def add_signature(session: Session, key: SigningKey, *, submission_id: UUID, statement: Statement) -> None:
    """Sign a statement and keep the signature, and the key's public half with it."""
    _keep_public_key(session, key, at=statement.signed_at)
    session.add(
        SignatureRow(
            id=new_id(),
            submission_id=submission_id,
            account_id=statement.account_id,
            signer_name=statement.signer_name,
            meaning=statement.meaning,
            signed_at=statement.signed_at,
            key_id=key.key_id,
            signature=sign(key, statement),
        )
    )


@dataclass(frozen=True, slots=True)
class KeptSignature:
    """A signature and whether it is good for the bytes that are kept."""

    statement: Statement
    key_id: str
    is_valid: bool


def load_signatures(session: Session, *, submission_id: UUID) -> tuple[KeptSignature, ...]:
    """Return the signatures behind a submission, the author's first, each verified over the kept bytes.

    A reviewer's covers their own evidence too, if they left any. Where the
    reviewer changed the text, the author's stands on the author's submission,
    and is good only if that is still what the reviewer signed that they changed.
    """
    content = session.scalars(select(SubmissionRow.canonical).where(SubmissionRow.id == submission_id)).one()
    changed = parse(content).review_of
    own = _signatures_on(session, submission_id, content)
    return own if changed is None else (*_of_changed(session, changed), *own)


def _of_changed(session: Session, changed: ReviewOf) -> tuple[KeptSignature, ...]:
    content = session.scalars(select(SubmissionRow.canonical).where(SubmissionRow.id == changed.submission_id)).one()
    is_it = hashlib.sha256(content).hexdigest() == changed.sha256
    found = _signatures_on(session, changed.submission_id, content)
    return found if is_it else tuple(replace(each, is_valid=False) for each in found)


def _signatures_on(session: Session, submission_id: UUID, content: bytes) -> tuple[KeptSignature, ...]:
    reviewed = session.get(ReviewedEvidenceRow, submission_id)
    evidence = None if reviewed is None else hashlib.sha256(reviewed.content).digest()
    statement = (
        select(SignatureRow, SigningKeyRow.public_key)
        .join(SigningKeyRow, SigningKeyRow.key_id == SignatureRow.key_id, isouter=True)
        .where(SignatureRow.submission_id == submission_id)
        .order_by(SignatureRow.signed_at, SignatureRow.id)
    )
    sha256 = hashlib.sha256(content).digest()
    return tuple(
        _kept(row, public_key, sha256, evidence if row.meaning is SignatureMeaning.REVIEWED else None)
        for row, public_key in session.execute(statement)
    )


def _kept(row: SignatureRow, public_key: bytes | None, sha256: bytes, evidence: bytes | None) -> KeptSignature:
    said = Statement(sha256, row.account_id, row.signer_name, row.meaning, row.signed_at, evidence)
    is_valid = public_key is not None and verify(public_key, said, row.signature)
    return KeptSignature(said, row.key_id, is_valid)


def load_signers(session: Session, *, reading_id: UUID) -> frozenset[UUID]:
    """Return who signed anything of a Reading, in whatever meaning, and who wrote what was signed."""
    statement = (
        select(SubmissionRow.author_id, SignatureRow.account_id)
        .join(SignatureRow, SignatureRow.submission_id == SubmissionRow.id, isouter=True)
        .where(SubmissionRow.reading_id == reading_id)
    )
    return frozenset(key for row in session.execute(statement) for key in row if key is not None)


def _keep_public_key(session: Session, key: SigningKey, *, at: datetime) -> None:
    if session.get(SigningKeyRow, key.key_id) is not None:
        return
    try:
        with session.begin_nested():
            session.add(SigningKeyRow(key_id=key.key_id, public_key=key.public_key, first_used_at=at))
    except IntegrityError:
        session.get_one(SigningKeyRow, key.key_id)


def add_report(session: Session, report: Report) -> None:
    """Keep a signed version. A version of a Reading, and a submission, is reported once."""
    session.add(ReportRow(**{field.name: getattr(report, field.name) for field in fields(Report)}))
    session.flush()


def load_report(session: Session, scope: Scope, report_id: UUID, *, for_update: bool = False) -> Report:
    """Return a version.

    Parameters
    ----------
    for_update
        Nobody else may lock it until this transaction ends.

    Raises
    ------
    ReportMissing
        If there is none of that key inside the Scope.
    """
    statement = select(ReportRow).where(ReportRow.id == report_id, inside(scope, ReportRow.clinic_id))
    row = session.scalars(statement.with_for_update() if for_update else statement).one_or_none()
    if row is None:
        raise ReportMissing(report_id=str(report_id))
    return report_of(row)


def load_submission(session: Session, *, submission_id: UUID) -> Submitted:
    """Return the content of a version that was loaded inside the caller's Scope."""
    content = session.scalars(select(SubmissionRow.canonical).where(SubmissionRow.id == submission_id)).one()
    return Submitted(parse(content), hashlib.sha256(content).digest())


def load_last_version(session: Session, *, reading_id: UUID) -> int:
    """Return the number of the newest version of a Reading; 0 while there is none."""
    statement = select(ReportRow.version).where(ReportRow.reading_id == reading_id)
    return session.scalars(statement.order_by(ReportRow.version.desc()).limit(1)).one_or_none() or 0


def find_report_by_code(session: Session, code: str) -> Report | None:
    """Return the version of a verification code, whoever asks: the code is the permission."""
    row = session.scalars(select(ReportRow).where(ReportRow.verification_code == code)).one_or_none()
    return None if row is None else report_of(row)


def report_of(row: ReportRow) -> Report:
    """Return the frozen version that a row holds."""
    return Report(**{field.name: getattr(row, field.name) for field in fields(Report)})


def point_document(session: Session, report_id: UUID, locator: str) -> None:
    """Point a version's printed document to its repaired object."""
    session.get_one(ReportDocumentRow, report_id).locator = locator
