import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import StoreUnavailable
from storage.memory import MemoryStore
from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import NameStanding
from teleread.clinics.clinic import RouteKind
from teleread.database import Database, snapshot, transaction
from teleread.documents.glyphs import GlyphMissing
from teleread.errors import Missing, TelereadError
from teleread.reports.draft import DraftChangedElsewhere
from teleread.reports.records import (
    DeliveryRow,
    DraftRow,
    ReportRow,
    ReturnRow,
    SignatureRow,
    SubmissionRow,
    load_draft,
    load_signatures,
    load_submission,
)
from teleread.reports.report import SignatureMeaning
from teleread.reports.return_reason import CommentMissing
from teleread.reports.signature import load_or_create_key
from teleread.reports.signing import (
    InstanceUnverified,
    ManifestChanged,
    OrderChanged,
    PatientChanged,
    PatientNameUnconfirmed,
    SignerIsAuthor,
)
from teleread.reports.wording import EmptyImpression, UnprintableText
from teleread.scope import Scope
from teleread.workflow.desk.matching import choose_request
from teleread.workflow.journey.request import place_request
from teleread.workflow.journey.sign import Means
from teleread.workflow.journey.verifying import ImagesUnreadable
from teleread.worklist.reading import LEASE, Milestone, State
from teleread.worklist.records import ReadingRow, load_milestones
from teleread.worklist.refusals import (
    AuthorIsReviewer,
    LateInstanceUnseen,
    LeaseLost,
    NotYourReading,
    OneSignatureOnly,
    TransitionRefused,
)
from tests import builders
from tests.integration.reports.ward import FINDINGS, IMPRESSION, TEN_PAST, Ward, a_route, a_ward, put_bytes, signs_alone
from tests.integration.worklist.places import an_order

LATER = TEN_PAST + timedelta(seconds=30)


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    return a_ward(database, tmp_path)


def signatures_of(ward: Ward, submission_id: UUID) -> list[tuple[UUID, SignatureMeaning, bool]]:
    with snapshot(ward.database) as session:
        kept = load_signatures(session, submission_id=submission_id)
    return [(each.statement.account_id, each.statement.meaning, each.is_valid) for each in kept]


def test_two_people_sign_the_same_bytes_and_the_report_is_on_its_way(ward: Ward):
    a_route(ward, RouteKind.DICOM, host="127.0.0.1", port=11112)
    report = ward.signed()

    assert signatures_of(ward, report.submission_id) == [
        (ward.author.id, SignatureMeaning.AUTHORED, True),
        (ward.reviewer.id, SignatureMeaning.REVIEWED, True),
    ]
    with snapshot(ward.database) as session:
        content = load_submission(session, submission_id=report.submission_id).content
        milestones = load_milestones(session, Scope(None), ward.reading_id)
    assert (content.findings, content.impression) == (FINDINGS, IMPRESSION)
    assert [entry.sop_instance_uid for entry in content.manifest] == [row.sop_instance_uid for row in ward.instances()]
    assert content.department == "qingshan 影像科"
    assert ward.reading().state is State.SIGNED
    assert {Milestone.SUBMITTED, Milestone.SIGNED} <= milestones.keys()
    assert ward.count(DeliveryRow) == 2, "one a way home"
    assert {"report.submitted", "report.signed"} <= set(ward.audited())


def test_one_signature_is_enough_where_the_agreement_says_so(ward: Ward):
    signs_alone(ward)
    token = ward.start(ward.author)
    ward.typed(token)
    with pytest.raises(OneSignatureOnly):
        ward.submit(token)
    outcome = ward.sign(token, account=ward.author)

    assert outcome.report is not None
    assert signatures_of(ward, outcome.submission_id) == [
        (ward.author.id, SignatureMeaning.AUTHORED_AND_APPROVED, True)
    ]
    assert ward.count(DeliveryRow) == 1


def test_a_reviewer_returns_with_a_reason_and_the_second_submission_is_what_is_signed(ward: Ward):
    token = ward.submitted()
    with pytest.raises(CommentMissing):
        ward.returned(token, " ")
    ward.returned(token, "左右不符")
    assert (ward.reading().state, ward.reading().holder_id) == (State.ASSIGNED, ward.author.id)

    again = ward.start(ward.author)
    ward.typed(again, impression="左肺下叶炎症。", revision=1)
    assert ward.submit(again).number == 2
    report = ward.sign(ward.start(ward.reviewer)).report

    assert report is not None
    with snapshot(ward.database) as session:
        content = load_submission(session, submission_id=report.submission_id).content
        reasons = session.scalars(select(ReturnRow.reason)).all()
    assert (content.number, content.version, content.impression) == (2, 1, "左肺下叶炎症。")
    assert reasons == ["左右不符"]
    assert ward.count(SubmissionRow) == 2


def test_old_signatures_verify_after_a_new_key(ward: Ward, tmp_path: Path):
    token = ward.submitted()
    renewed = replace(ward, key=load_or_create_key(tmp_path / "keys" / "next.pem"))
    report = renewed.sign(token).report

    assert report is not None
    assert [is_valid for _, _, is_valid in signatures_of(ward, report.submission_id)] == [True, True]
    with snapshot(ward.database) as session:
        assert len(set(session.scalars(select(SignatureRow.key_id)))) == 2


@pytest.mark.parametrize("column", ["signer_name", "signature", "signed_at", "account_id"])
def test_a_signature_that_was_edited_in_the_database_is_not_valid(ward: Ward, column: str):
    report = ward.signed()
    edits: dict[str, Any] = {
        "signer_name": "别人",
        "signature": b"\0" * 64,
        "signed_at": LATER,
        "account_id": ward.doctor.id,
    }
    with transaction(ward.database) as session:
        row = session.scalars(select(SignatureRow).where(SignatureRow.meaning == SignatureMeaning.REVIEWED)).one()
        setattr(row, column, edits[column])

    assert sorted(is_valid for _, _, is_valid in signatures_of(ward, report.submission_id)) == [False, True]


def test_a_text_that_was_edited_in_the_database_has_no_valid_signature(ward: Ward):
    report = ward.signed()
    with transaction(ward.database) as session:
        row = session.get_one(SubmissionRow, report.submission_id)
        row.canonical = row.canonical.replace("未见".encode(), "可见".encode())

    assert [is_valid for _, _, is_valid in signatures_of(ward, report.submission_id)] == [False, False]


def test_nothing_is_signed_without_a_draft_or_with_one_that_cannot_be_printed(ward: Ward):
    token = ward.start(ward.author)
    with pytest.raises(EmptyImpression):
        ward.submit(token)
    ward.typed(token, impression="左\u202e肺")
    with pytest.raises(UnprintableText):
        ward.submit(token)
    ward.typed(token, impression="左肺 \U0002a6d6", revision=1)
    with pytest.raises(GlyphMissing):
        ward.submit(token)
    assert ward.count(SubmissionRow) == 0


def test_another_windows_later_text_is_not_signed_unseen(ward: Ward):
    token = ward.start(ward.author)
    ward.typed(token)
    ward.typed(token, impression="另一窗口", revision=1)
    with pytest.raises(DraftChangedElsewhere):
        ward.submit(token, revision=1)
    assert ward.submit(token, revision=2).number == 1


def lose_bytes(ward: Ward) -> None:
    for row in ward.instances():
        ward.store.delete(row.locator)


def change_bytes(ward: Ward) -> None:
    (row,) = ward.instances()
    stored = ward.store.put("test/other", [b"other"], {})
    ward.change(InstanceRow, row.id, locator=stored.locator)


def guess_name(ward: Ward) -> None:
    ward.change(PatientRow, ward.reading().patient_key, name_standing=NameStanding.GUESSED)


def lose_name(ward: Ward) -> None:
    ward.change(PatientRow, ward.reading().patient_key, name_standing=NameStanding.LOSSY)


def replace_copy(ward: Ward) -> None:
    (row,) = ward.instances()
    put_bytes(ward, row, b"other bytes under the same UID")


def add_instance(ward: Ward) -> None:
    with transaction(ward.database) as session:
        study = session.get_one(StudyRow, ward.study_id)
        row = builders.an_instance(session, builders.a_series(session, study, "DX"))
    put_bytes(ward, row)


def rename_patient(ward: Ward) -> None:
    values = {"patient_name": "Li^Si=李^四", "name_standing": NameStanding.CONFIRMED}
    ward.change(PatientRow, ward.reading().patient_key, **values)


def choose_another_order(ward: Ward) -> None:
    place, hold = ward.place, {"account": ward.place.technician, "at": TEN_PAST}
    order = an_order(patient_name="李四", clinical_question="外伤", accession_number="OTHER")
    request = place_request(ward.database, place.scope, place.clinic_id, order=order, **hold)
    choose_request(ward.database, place.scope, ward.reading_id, request_id=request.id, **hold)


@pytest.mark.parametrize(
    ("happen", "refusal"),
    [
        (choose_another_order, OrderChanged),
        (lose_bytes, InstanceUnverified),
        (change_bytes, InstanceUnverified),
        (guess_name, PatientNameUnconfirmed),
        (lose_name, PatientNameUnconfirmed),
        (replace_copy, ManifestChanged),
        (add_instance, ManifestChanged),
        (rename_patient, PatientChanged),
    ],
)
def test_a_reviewer_does_not_sign_what_is_no_longer_so(ward: Ward, happen: Any, refusal: type[TelereadError]):
    token = ward.submitted()
    happen(ward)
    with pytest.raises(refusal):
        ward.sign(token)
    assert ward.count(ReportRow) == ward.count(DeliveryRow) == 0
    assert ward.reading().state is State.IN_REVIEW


@pytest.mark.parametrize(
    ("happen", "refusal"),
    [
        (lose_bytes, InstanceUnverified),
        (change_bytes, InstanceUnverified),
        (guess_name, PatientNameUnconfirmed),
        (lose_name, PatientNameUnconfirmed),
    ],
)
def test_an_author_does_not_sign_what_cannot_be_vouched_for(ward: Ward, happen: Any, refusal: type[TelereadError]):
    token = ward.start(ward.author)
    ward.typed(token)
    happen(ward)
    with pytest.raises(refusal):
        ward.submit(token)
    assert ward.count(SubmissionRow) == ward.count(SignatureRow) == 0


def test_a_confirmed_name_is_signed(ward: Ward):
    guess_name(ward)
    rename_patient(ward)
    report = ward.signed()
    with snapshot(ward.database) as session:
        assert load_submission(session, submission_id=report.submission_id).content.patient.name == "Li^Si=李^四"


def test_an_author_hashes_every_byte_not_only_what_was_noted(ward: Ward):
    """The store's notes are right; the bytes behind them are not."""
    token = ward.start(ward.author)
    ward.typed(token)
    (row,) = ward.instances()
    assert isinstance(ward.store, MemoryStore)
    stored, content = ward.store._objects[row.locator]
    ward.store._objects[row.locator] = (stored, b"\0" * len(content))
    with pytest.raises(InstanceUnverified):
        ward.submit(token)


def test_a_late_instance_blocks_both_signatures_until_it_was_seen(ward: Ward):
    token = ward.submitted()
    ward.change(ReadingRow, ward.reading_id, late_instance_at=TEN_PAST)
    with pytest.raises(LateInstanceUnseen):
        ward.sign(token)


def test_what_another_kind_of_reading_reads_is_not_in_the_manifest(ward: Ward):
    with transaction(ward.database) as session:
        study = session.get_one(StudyRow, ward.study_id)
        companion = builders.an_instance(session, builders.a_series(session, study, "SR"))
        builders.an_instance(session, builders.a_series(session, study, "US"))
    put_bytes(ward, companion)
    report = ward.signed()
    with snapshot(ward.database) as session:
        content = load_submission(session, submission_id=report.submission_id).content
        read = session.execute(
            select(InstanceRow.sop_instance_uid)
            .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
            .where(SeriesRow.modality.in_(["DX", "SR"]))
        ).scalars()
        assert sorted(read) == [entry.sop_instance_uid for entry in content.manifest]


def test_an_author_cannot_review_even_with_a_number_of_their_own(ward: Ward):
    ward.submitted()
    with pytest.raises((AuthorIsReviewer, LeaseLost)):
        ward.sign(ward.reading().fencing_token, account=ward.author)
    ward.change(ReadingRow, ward.reading_id, holder_id=ward.author.id, author_id=ward.reviewer.id)
    with pytest.raises(SignerIsAuthor):
        ward.sign(ward.reading().fencing_token, account=ward.author)


def test_a_stale_number_or_a_lapsed_lease_signs_nothing(ward: Ward):
    token = ward.submitted()
    with pytest.raises(LeaseLost):
        ward.sign(token - 1)
    with pytest.raises(LeaseLost):
        ward.sign(token, at=TEN_PAST + LEASE)
    assert ward.count(ReportRow) == 0


def test_nobody_outside_the_scope_learns_that_it_exists(ward: Ward):
    token = ward.start(ward.author)
    stranger = replace(ward.author, department_id=None)
    with pytest.raises(Missing):
        ward.typed(token, account=stranger)
    with pytest.raises(Missing):
        ward.submit(token, account=stranger)


def test_of_many_simultaneous_signatures_one_is_made(ward: Ward):
    token = ward.submitted()
    start, made, refused = threading.Barrier(8), [], []

    def press() -> None:
        start.wait()
        try:
            made.append(ward.sign(token))
        except TelereadError as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert (len(made), len(refused)) == (1, 7)
    assert all(isinstance(each, LeaseLost | TransitionRefused) for each in refused)
    assert (ward.count(ReportRow), ward.count(DeliveryRow), ward.count(SignatureRow)) == (1, 1, 2)


def test_a_text_typed_after_the_hold_was_lost_is_kept_for_its_author_alone(ward: Ward):
    token = ward.start(ward.author)
    ward.typed(token)
    with pytest.raises(LeaseLost):
        ward.typed(token, impression="断网后写的", revision=1, at=TEN_PAST + LEASE)
    with snapshot(ward.database) as session:
        kept = load_draft(session, reading_id=ward.reading_id, account_id=ward.author.id)
        others = load_draft(session, reading_id=ward.reading_id, account_id=ward.reviewer.id)
    assert kept is not None
    assert (kept.impression, kept.revision) == ("断网后写的", 2)
    assert others is None
    assert "draft.kept_after_hold" in ward.audited()


def test_a_save_that_is_sent_twice_is_saved_once_and_two_windows_do_not_overwrite_each_other(ward: Ward):
    token = ward.start(ward.author)
    assert ward.typed(token).revision == 1
    assert ward.typed(token).revision == 1
    with pytest.raises(DraftChangedElsewhere):
        ward.typed(token, impression="另一窗口", revision=0)
    assert ward.count(DraftRow) == 1


def test_who_never_held_the_reading_keeps_no_draft_there(ward: Ward):
    token = ward.start(ward.author)
    with pytest.raises(NotYourReading):
        ward.typed(token, account=ward.reviewer)
    assert ward.count(DraftRow) == 0


ACTS = st.lists(
    st.tuples(st.sampled_from(["author", "reviewer"]), st.sampled_from(["start", "type", "submit", "sign", "return"])),
    max_size=24,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_no_sequence_of_acts_signs_twice_or_lets_an_author_review(
    sqlite_database: Database, tmp_path: Path, acts: list[tuple[str, str]]
):
    ward = a_ward(sqlite_database, tmp_path, key=f"clinic-{builders.new_id().hex[-12:]}")
    tokens = {"author": 0, "reviewer": 0}
    for who, act in acts:
        account = ward.author if who == "author" else ward.reviewer
        try:
            if act == "start":
                tokens[who] = ward.start(account)
            elif act == "type":
                ward.typed(tokens[who], account=account)
            elif act == "submit":
                ward.submit(tokens[who], account=account)
            elif act == "sign":
                ward.sign(tokens[who], account=account)
            else:
                ward.returned(tokens[who], "再看", account=account)
        except TelereadError:
            continue

    with snapshot(ward.database) as session:
        reports = session.scalars(select(ReportRow).where(ReportRow.reading_id == ward.reading_id)).all()
        assert len(reports) <= 1
        assert len(reports) == (ward.reading().state is State.SIGNED)
        for report in reports:
            signers = [
                each.statement.account_id for each in load_signatures(session, submission_id=report.submission_id)
            ]
            assert len(signers) == len(set(signers)) == 2


def test_a_store_that_does_not_answer_refuses_for_now(ward: Ward):
    class AwayStore(MemoryStore):
        def stat(self, locator: str) -> Any:
            raise StoreUnavailable("away")

    token = ward.submitted()
    away = replace(ward, store=AwayStore())
    assert isinstance(away.means, Means)
    with pytest.raises(ImagesUnreadable):
        away.sign(token)
    assert ward.sign(token).report is not None
