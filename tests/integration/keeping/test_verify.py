"""Rows against their objects, on real files and both databases."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from storage import ObjectStore, StoredObject, open_store
from teleread.accounts.account import Role
from teleread.archive.records import QuarantineRow, SeriesRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.reports.records import ReportDocumentRow, ReportRow, SubmissionRow
from teleread.reports.report import ReportKind
from teleread.views.stored import ClaimKind
from teleread.workflow.keeping import verify
from teleread.workflow.keeping.verify import Fault, verify_objects
from teleread.worklist.reading import State
from teleread.worklist.records import ReadingRow
from tests.builders import EIGHT, a_clinic, a_patient, a_series, a_site, a_study, an_account, an_instance
from tests.objects import damage, damage_envelope, place_of, take_in


@dataclass(frozen=True)
class Kept:
    """One object of every kind, all whole."""

    clinic_id: UUID
    series_id: UUID
    instance: StoredObject
    variant: StoredObject
    quarantined: StoredObject
    document: StoredObject

    @property
    def all(self) -> dict[str, StoredObject]:
        return {each.locator: each for each in (self.instance, self.variant, self.quarantined, self.document)}


def put(store: ObjectStore, content: bytes) -> StoredObject:
    return store.put(f"ab/{uuid4().hex}", [content], {})


def claim(stored: StoredObject) -> dict[str, Any]:
    return {"locator": stored.locator, "size_bytes": stored.size_bytes, "sha256": stored.sha256}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "objects"


@pytest.fixture
def objects(folder: Path) -> ObjectStore:
    return open_store(f"disk:{folder}")


@pytest.fixture
def kept(database: Database, objects: ObjectStore) -> Kept:
    contents = (b"current" * 300_000, b"variant", b"not understood")
    instance, variant, quarantined = (take_in(objects, f"ab/{uuid4().hex}", content, {}) for content in contents)
    document = put(objects, b"%PDF-")
    with transaction(database) as session:
        clinic = a_clinic(session)
        patient = a_patient(session, clinic)
        series = a_series(session, a_study(session, a_site(session, clinic), patient))
        an_instance(session, series, **claim(instance))
        an_instance(session, series, standing=InstanceStanding.VARIANT, **claim(variant))
        quarantine = {"ae_id": None, "transfer_syntax_uid": "1.2.840.10008.1.2.1", "reason": "no SOP Instance UID"}
        session.add(
            QuarantineRow(id=new_id(), clinic_id=clinic.id, received_at=EIGHT, **quarantine, **claim(quarantined))
        )
        report_id = a_signed_report(session, clinic.id, patient.id)
        session.add(ReportDocumentRow(report_id=report_id, made_at=EIGHT, **claim(document)))
    return Kept(clinic.id, series.id, instance, variant, quarantined, document)


def a_signed_report(session: Session, clinic_id: UUID, patient_key: UUID) -> UUID:
    author = an_account(session, "author", Role.AUTHOR)
    times = dict.fromkeys(("state_since", "created_at", "received_at"), EIGHT)
    kind = {"modality": "xray", "body_part": "", "priority": "routine", "single_signature": True}
    counts = {"term_seconds": 3600, "fencing_token": 0, "revision": 0, "is_reserved": False}
    reading = ReadingRow(id=new_id(), clinic_id=clinic_id, patient_key=patient_key, state=State.SIGNED, **times)
    for name, value in {**kind, **counts, "due_at": EIGHT + timedelta(hours=1)}.items():
        setattr(reading, name, value)
    session.add(reading)
    session.flush()
    submission = SubmissionRow(
        id=new_id(), reading_id=reading.id, number=1, author_id=author.id, canonical=b"", sha256=b"", submitted_at=EIGHT
    )
    session.add(submission)
    session.flush()
    keys = {"reading_id": reading.id, "clinic_id": clinic_id, "submission_id": submission.id}
    report = ReportRow(
        id=new_id(), version=1, kind=next(iter(ReportKind)), verification_code="code", signed_at=EIGHT, **keys
    )
    session.add(report)
    session.flush()
    return report.id


def faults(database: Database, store: ObjectStore) -> dict[str, Fault]:
    return {each.locator: each.fault for each in verify_objects(database, store, system_scope()) if each.fault}


def test_what_is_whole_is_looked_at_once_and_has_no_fault(database: Database, objects: ObjectStore, kept: Kept):
    looked_at = list(verify_objects(database, objects, system_scope()))

    assert [each.fault for each in looked_at] == [None] * 4
    assert [(each.done, each.total) for each in looked_at] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {each.locator: each.size_bytes for each in looked_at} == {
        each.locator: each.size_bytes for each in kept.all.values()
    }
    assert [each.kind for each in looked_at] == [ClaimKind.INSTANCE] * 2 + [
        ClaimKind.QUARANTINE,
        ClaimKind.REPORT_DOCUMENT,
    ]


@pytest.mark.parametrize("kind", ["instance", "variant", "quarantined", "document"])
def test_one_flipped_bit_is_found_and_told_where(
    database: Database, objects: ObjectStore, folder: Path, kept: Kept, kind: str
):
    stored: StoredObject = getattr(kept, kind)
    damage(folder, stored)

    assert faults(database, objects) == {stored.locator: Fault.DIFFERS}


@pytest.mark.parametrize("kind", ["instance", "variant", "quarantined", "document"])
def test_a_flipped_bit_in_an_envelope_is_found(
    database: Database, objects: ObjectStore, folder: Path, kept: Kept, kind: str
):
    stored: StoredObject = getattr(kept, kind)
    damage_envelope(folder, stored.locator)

    assert faults(database, objects) == {stored.locator: Fault.DIFFERS}


def test_a_missing_object_is_found(database: Database, objects: ObjectStore, kept: Kept):
    objects.delete(kept.document.locator)

    assert faults(database, objects) == {kept.document.locator: Fault.MISSING}


def test_bytes_of_another_object_are_found_though_they_are_whole(
    database: Database, objects: ObjectStore, folder: Path, kept: Kept
):
    for of, instead in ((kept.variant, kept.quarantined), (kept.document, put(objects, b"another"))):
        (path, to, _), (other, at, _) = place_of(folder, of.locator), place_of(folder, instead.locator)
        with path.open("r+b") as file:
            content = other.read_bytes()[at:]
            file.seek(to)
            file.write(content)

    assert faults(database, objects) == dict.fromkeys((kept.variant.locator, kept.document.locator), Fault.DIFFERS)


def test_an_object_that_cannot_be_read_does_not_hide_the_others(
    database: Database, objects: ObjectStore, folder: Path, kept: Kept
):
    path, _, _ = place_of(folder, kept.document.locator)
    path.unlink()
    path.symlink_to("loop")
    objects.delete(kept.instance.locator)

    assert faults(database, objects) == {
        kept.instance.locator: Fault.MISSING,
        kept.document.locator: Fault.UNREADABLE,
    }


def test_a_segment_that_cannot_be_read_does_not_hide_what_lies_elsewhere(
    database: Database, objects: ObjectStore, folder: Path, kept: Kept
):
    path, _, _ = place_of(folder, kept.instance.locator)
    path.unlink()
    path.symlink_to("loop")

    assert faults(database, objects) == {
        each.locator: Fault.UNREADABLE for each in (kept.instance, kept.variant, kept.quarantined)
    }


def test_every_page_of_rows_is_looked_at(
    database: Database, objects: ObjectStore, kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    with transaction(database) as session:
        series = session.get_one(SeriesRow, kept.series_id)
        for number in range(9):
            an_instance(session, series, **claim(put(objects, bytes([number]))))
    monkeypatch.setattr(verify, "PAGE", 3)
    looked_at = list(verify_objects(database, objects, system_scope()))

    assert len({each.locator for each in looked_at}) == len(looked_at) == 13
    assert all(each.fault is None for each in looked_at)


def test_only_the_objects_of_the_scope_are_looked_at(database: Database, objects: ObjectStore, kept: Kept):
    with transaction(database) as session:
        other = a_clinic(session, "baiyun")

    assert list(verify_objects(database, objects, scope_of_clinic(other.id))) == []
    assert len(list(verify_objects(database, objects, scope_of_clinic(kept.clinic_id)))) == 4
