import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleread.reports.evidence import Evidence
from teleread.reports.report import (
    Author,
    ChangeSize,
    ClinicAsShown,
    CriticalAnswer,
    Follows,
    ManifestEntry,
    PatientAsShown,
    ReportKind,
    ReviewOf,
    StudyAsRead,
    Submission,
    TemplateUsed,
)
from teleread.reports.report_form import canonical, parse
from tests.unit.reports.a_report import a_submission
from tests.unit.reports.some_evidence import EVIDENCE

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
MOMENT = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (made aware)
SUBMISSION = st.builds(
    Submission,
    id=st.uuids(),
    reading_id=st.uuids(),
    number=st.integers(1, 99),
    version=st.integers(1, 99),
    kind=st.sampled_from(ReportKind),
    clinic=st.builds(ClinicAsShown, st.uuids(), TEXT, TEXT),
    department=TEXT,
    patient=st.builds(PatientAsShown, TEXT, TEXT, st.none() | st.dates(date(1850, 1, 1)), TEXT),
    modality=TEXT,
    body_part=TEXT,
    clinical_question=TEXT,
    accession_number=TEXT,
    studies=st.lists(st.builds(StudyAsRead, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    findings=TEXT,
    impression=TEXT,
    author=st.builds(Author, st.uuids(), TEXT),
    manifest=st.lists(st.builds(ManifestEntry, TEXT, TEXT), max_size=3).map(tuple),
    submitted_at=MOMENT,
    evidence=st.none() | EVIDENCE,
    template=st.none()
    | st.builds(TemplateUsed, TEXT, st.integers(1, 99), st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)),
    critical=st.none() | st.sampled_from(CriticalAnswer),
    follows=st.none() | st.builds(Follows, st.uuids(), st.integers(1, 99), TEXT),
    review_of=st.none() | st.builds(ReviewOf, st.uuids(), TEXT, st.sampled_from(ChangeSize)),
)


@settings(deadline=None)
@given(SUBMISSION)
def test_whatever_was_written_is_read_back_unchanged(submission: Submission):
    assert parse(canonical(submission)) == submission


@settings(deadline=None)
@given(SUBMISSION)
def test_reading_and_writing_again_gives_the_same_bytes(submission: Submission):
    assert canonical(parse(canonical(submission))) == canonical(submission)


@settings(deadline=None)
@given(SUBMISSION, SUBMISSION)
def test_equal_bytes_mean_equal_content(one: Submission, other: Submission):
    assert (canonical(one) == canonical(other)) == (one == other)


@pytest.mark.parametrize("text", ["é", "e\u0301", "ﬁ", "Å", "\u212b"])
def test_text_is_not_normalized(text: str):
    assert text.encode() in canonical(a_submission(findings=text))


def test_every_field_is_in_the_signed_bytes():
    """A field that the bytes do not hold could be changed after signing."""
    plain = a_submission()
    other = a_submission(
        id=UUID(int=11),
        reading_id=UUID(int=12),
        number=2,
        version=2,
        kind=ReportKind.CORRECTION,
        clinic=replace(plain.clinic, time_zone="Asia/Urumqi"),
        department="b",
        patient=replace(plain.patient, name="张龑"),
        modality="ecg",
        body_part="b",
        clinical_question="b",
        accession_number="b",
        studies=(),
        findings="b",
        impression="b",
        author=replace(plain.author, name="b"),
        manifest=(),
        submitted_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        evidence=Evidence(),
        template=TemplateUsed("chest", 1),
        critical=CriticalAnswer.NONE,
        follows=Follows(UUID(int=13), 1, "b"),
        review_of=ReviewOf(UUID(int=14), "ab" * 32, ChangeSize.WORDING),
    )
    for field in fields(Submission):
        changed = replace(plain, **{field.name: getattr(other, field.name)})
        assert canonical(changed) != canonical(plain), field.name


def test_what_was_signed_before_there_was_evidence_has_the_bytes_that_it_had():
    content = canonical(a_submission(evidence=None))

    assert hashlib.sha256(content).hexdigest() == "7e9af9e969e9087242fa6404abb245f05abf71d87ab8037e8fd501ca3291e35f"
    assert parse(content).evidence is None


def test_what_was_signed_before_anybody_asked_what_is_critical_has_the_bytes_that_it_had():
    content = canonical(a_submission(evidence=Evidence()))

    assert hashlib.sha256(content).hexdigest() == "9f000070dcc6c8fa2c26840acd97a6fed9e12931acbb890a2bf167a0c33a6ff6"
    assert parse(content).critical is None


def test_a_form_is_one_of_ours_and_holds_what_belongs_to_it():
    with_evidence = canonical(a_submission(evidence=Evidence()))
    for forged in (
        with_evidence.replace(b"teleread-report/2", b"teleread-report/1"),
        with_evidence.replace(b"teleread-report/2", b"teleread-report/3"),
        canonical(a_submission()).replace(b"teleread-report/1", b"teleread-report/2"),
        canonical(a_submission(critical=CriticalAnswer.NONE)).replace(b"teleread-report/3", b"teleread-report/2"),
        with_evidence.replace(b'"marks":[]', b'"marks":[{}]'),
    ):
        with pytest.raises(ValueError, match=r"teleread-report|canonical"):
            parse(forged)


def test_the_form_is_that_of_rfc_8785():
    content = canonical(a_submission(findings='a"\\/\b\f\n\r\t\x01\x7f<€\U00020164')).decode()

    assert '"findings":"a\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f<€\U00020164"' in content
    assert list(json.loads(content)) == sorted(json.loads(content))
    assert "\n" not in content
    assert '": ' not in content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format":"teleread-report/2"}',
        b'{"format":"teleread-report/1"}',
        canonical(a_submission()) + b"\n",
        canonical(a_submission()).replace(b'"number":1', b'"number":1,"other":2'),
        canonical(a_submission()).replace(b'"number":1', b'"number": 1'),
    ],
)
def test_bytes_of_another_form_are_refused(content: bytes):
    with pytest.raises(ValueError):  # noqa: PT011 (the message is json's in one case)
        parse(content)
