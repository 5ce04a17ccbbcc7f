"""Make the DICOM objects of signed reports, and file them into the Studies that they are about.

Taking, making and noting are moves of their own, and nothing is decoded or
written inside a transaction. A worker killed anywhere leaves a lease that runs
out; what is made again is the same object under the same UID, and the archive
has it once.
"""

import random
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from zoneinfo import ZoneInfo

import structlog

from storage import ObjectMissing, ObjectStore, StoreError
from teleread.archive.object_keys import key_of_receipt
from teleread.archive.receiving_records import load_known_copies
from teleread.archive.study import InstanceStanding
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, DatabaseUnavailable, Session, snapshot, transaction
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.part10 import read_head
from teleread.dicom.dataset.receipt import begin_receipt, copy_data_set
from teleread.dicom.decoding.pool import DecoderPool, Source
from teleread.dicom.evidence.contents import Content, MadeFile, Measured, PointedAt, SignedBy, StudySubject
from teleread.dicom.evidence.objects import objects_of
from teleread.dicom.evidence.reading import picture_of, statistics_of, window_of
from teleread.errors import Missing, TelereadError
from teleread.outbox import Failure
from teleread.reports.evidence import Mark
from teleread.reports.evidence_records import (
    add_objects,
    find_due_making,
    load_making_for_update,
    save_making,
)
from teleread.reports.making import Making, MakingState, fail, is_exhausted, is_held, succeed, take
from teleread.reports.measuring import SHAPES, Statistics, known_length_of, values_of
from teleread.views.instances import StoredInstance
from teleread.views.making import StudyToFill, ToMake, load_to_make
from teleread.workflow.journey.receive import receive
from teleread.workflow.keeping.each import where

log = structlog.get_logger()

STOPPED: Final = Failure("the worker stopped", is_permanent=True)


def make_due(database: Database, store: ObjectStore, *, decoders: DecoderPool, worker: str, at: datetime) -> int:
    """Make what is due of one signed version; return how many versions were tried.

    Parameters
    ----------
    worker
        Names this process among all, for the lease.
    """
    making = _take(database, worker, at=at)
    if making is None:
        return 0
    failure = _try(database, store, making, decoders=decoders, at=at)
    _finish(database, making, failure, worker=worker, at=at)
    return 1


def _take(database: Database, worker: str, *, at: datetime) -> Making | None:
    with snapshot(database) as session:
        if find_due_making(session, at=at, lock=False) is None:
            return None
    with transaction(database) as session:
        found = find_due_making(session, at=at, lock=True)
        if found is None:
            return None
        if is_exhausted(found):
            _save_failed(session, found, STOPPED, at)
            return None
        taken = take(found, worker=worker, at=at)
        save_making(session, taken)
        return taken


def _try(
    database: Database, store: ObjectStore, making: Making, *, decoders: DecoderPool, at: datetime
) -> Failure | None:
    try:
        _make(database, store, making, decoders=decoders, at=at)
    except DatabaseUnavailable:
        raise
    except TelereadError as refusal:
        return Failure(refusal.code, is_permanent=isinstance(refusal, Missing))
    except StoreError as error:
        return Failure(type(error).__name__)
    except Exception as failure:  # noqa: BLE001  (whatever it is, the objects of other reports are made)
        details = where(failure)
        log.error("evidence.broke", report_id=str(making.report_id), **details)  # noqa: TRY400  (no message)
        return Failure(details["failure"])
    return None


def _make(database: Database, store: ObjectStore, making: Making, *, decoders: DecoderPool, at: datetime) -> None:
    with snapshot(database) as session:
        to_make = load_to_make(session, scope_of_clinic(making.clinic_id), making.report_id)
    for study in to_make.studies:
        files = objects_of(_content(store, decoders, to_make, study))
        with transaction(database) as session:
            add_objects(session, [file.made for file in files])
        for file in files:
            _file(database, store, file, to_make, study, at=at)


def _content(store: ObjectStore, decoders: DecoderPool, to_make: ToMake, study: StudyToFill) -> Content:
    report, patient, signer = to_make.report, to_make.submission.patient, to_make.signer
    return Content(
        subject=StudySubject(
            patient_name=patient.name,
            patient_id=patient.patient_id,
            issuer_of_patient_id=study.issuer_of_patient_id,
            patient_birth_date=f"{patient.birth_date:%Y%m%d}" if patient.birth_date else "",
            patient_sex=patient.sex,
            study_instance_uid=study.study_instance_uid,
            study_date=study.study_date,
            study_time=study.study_time,
            accession_number=study.accession_number,
            referring_physician_name=study.referring_physician_name,
            study_description=study.study_description,
        ),
        signed=SignedBy(
            report_id=report.id,
            reading_id=report.reading_id,
            clinic_id=report.clinic_id,
            version=report.version,
            name=signer.name,
            department=to_make.submission.department,
            signed_at=signer.signed_at.astimezone(ZoneInfo(to_make.submission.clinic.time_zone)),
        ),
        instances=tuple(
            _pointed_at(store, decoders, to_make, each) for each in to_make.instances if each.study_id == study.id
        ),
        before=tuple(each for each in to_make.before if each.study_instance_uid == study.study_instance_uid),
    )


def _pointed_at(store: ObjectStore, decoders: DecoderPool, to_make: ToMake, instance: StoredInstance) -> PointedAt:
    """Measure anew what was drawn on an Instance, by its own bytes."""
    with store.open(instance.locator) as stream:
        source = Source(stream, instance.size_bytes, instance.transfer_syntax_uid, instance.site_default)
        metadata = decoders.run("metadata", source, bulk_root="").header
        image = decoders.run("description", source).header["image"]
        evidence = to_make.evidence
        marks = [mark for mark in evidence.marks if mark.instance_id == instance.id]
        statistics = {mark.id: _statistics(decoders, source, image, mark) for mark in marks if mark.kind in SHAPES}
    picture = picture_of(image)
    return PointedAt(
        metadata=metadata,
        marks=tuple(
            Measured(
                mark,
                values_of(mark, picture, known=known_length_of(evidence, mark), statistics=statistics.get(mark.id)),
            )
            for mark in marks
        ),
        key_images=tuple(key for key in evidence.key_images if key.instance_id == instance.id),
        number_of_frames=instance.number_of_frames,
        window=window_of(image),
        is_picture=image is not None,
    )


def _statistics(decoders: DecoderPool, source: Source, image: dict[str, Any] | None, mark: Mark) -> Statistics | None:
    if image is None or image["samples_per_pixel"] != 1:
        return None
    return statistics_of(image, decoders.run("frame", source, number=mark.frame).body, mark)


def _file(
    database: Database, store: ObjectStore, file: MadeFile, to_make: ToMake, study: StudyToFill, *, at: datetime
) -> None:
    """Receive an object like any other, unless the archive has it.

    One that was made before by an older library may have other bytes: the
    first one stays, and nobody is asked which is true.
    """
    clinic_id, uid = to_make.report.clinic_id, file.made.sop_instance_uid
    if _is_filed(database, store, file):
        return
    admitted = Admitted(
        ae_id=None,
        ae_title="",
        site_id=study.site_id,
        clinic_id=clinic_id,
        issuer_of_patient_id=study.issuer_of_patient_id,
        time_zone=study.time_zone,
        default_character_set=study.default_character_set,
        account_id=to_make.signer.account_id,
        files_into=study.id,
    )
    content = BytesIO(file.content)
    head = read_head(content)
    with store.incoming(key_of_receipt(clinic_id, received_at=at)) as incoming:
        receipt = begin_receipt(
            incoming,
            transfer_syntax_uid=head.transfer_syntax_uid,
            sop_class_uid=file.made.sop_class_uid,
            sop_instance_uid=uid,
        )
        copy_data_set(incoming, content, head.data_set_offset)
        receive(database, store, incoming, receipt, admitted=admitted, at=at)


def _is_filed(database: Database, store: ObjectStore, file: MadeFile) -> bool:
    uid = file.made.sop_instance_uid
    with snapshot(database) as session:
        copies = load_known_copies(session, scope_of_clinic(file.made.clinic_id), [uid])[uid]
    current = next((copy for copy in copies if copy.standing is InstanceStanding.CURRENT), None)
    if current is None:
        return False
    try:
        store.stat(current.locator)
    except ObjectMissing:
        return False
    return True


def _finish(database: Database, making: Making, failure: Failure | None, *, worker: str, at: datetime) -> None:
    with transaction(database) as session:
        present = load_making_for_update(session, making.report_id)
        if not is_held(present, worker=worker, attempt=making.attempts):
            return
        if failure is not None:
            _save_failed(session, present, failure, at)
            return
        save_making(session, succeed(present, at=at))
        _record(session, "evidence.made", present, at)


def _save_failed(session: Session, making: Making, failure: Failure, at: datetime) -> None:
    failed = fail(making, failure, at=at, jitter=random.random())  # noqa: S311 (spreads retries, guards nothing)
    save_making(session, failed)
    log.warning("evidence.waits", report_id=str(making.report_id), reason=failure.detail)
    if failed.state is MakingState.DEAD:
        _record(session, "evidence.dead", failed, at)


def _record(session: Session, action: str, making: Making, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=None,
        clinic_id=making.clinic_id,
        subject_kind="report",
        subject_id=making.report_id,
        attempt=making.attempts,
    )
