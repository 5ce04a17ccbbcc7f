from dataclasses import replace
from typing import Any

import pytest

from teleread.errors import Conflict
from teleread.reports.report import ManifestEntry
from teleread.reports.signing import (
    Facts,
    InstanceUnverified,
    ManifestChanged,
    NothingWasRead,
    OrderChanged,
    PatientChanged,
    PatientNameUnconfirmed,
    SignerIsAuthor,
    check_reviewer,
    check_signable,
)
from tests.unit.reports.a_report import AUTHOR_ID, REVIEWER_ID, a_submission

SUBMISSION = a_submission(manifest=(ManifestEntry("1.1", "aa"), ManifestEntry("1.2", "bb")))


def facts(**values: Any) -> Facts:
    sound = Facts(
        manifest=SUBMISSION.manifest,
        patient=SUBMISSION.patient,
        is_name_trusted=True,
        accession_number=SUBMISSION.accession_number,
        clinical_question=SUBMISSION.clinical_question,
        unverified=frozenset(),
    )
    return replace(sound, **values)


def test_a_submission_may_be_signed_while_everything_is_as_it_was_read():
    check_signable(SUBMISSION, facts())


def test_the_order_in_which_instances_are_listed_does_not_matter():
    check_signable(SUBMISSION, facts(manifest=SUBMISSION.manifest[::-1]))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"manifest": SUBMISSION.manifest[:1]}, ManifestChanged),
        ({"unverified": frozenset({"1.1"})}, InstanceUnverified),
        ({"is_name_trusted": False}, PatientNameUnconfirmed),
        ({"patient": replace(SUBMISSION.patient, name="张龑")}, PatientChanged),
        ({"patient": replace(SUBMISSION.patient, sex="M")}, PatientChanged),
        ({"patient": replace(SUBMISSION.patient, birth_date=None)}, PatientChanged),
        ({"patient": replace(SUBMISSION.patient, patient_id="QS0002")}, PatientChanged),
        ({"accession_number": "OTHER"}, OrderChanged),
        ({"clinical_question": "外伤"}, OrderChanged),
    ],
)
def test_each_reason_not_to_sign_is_a_refusal_of_its_own(change: dict[str, Any], refusal: type[Conflict]):
    with pytest.raises(refusal):
        check_signable(SUBMISSION, facts(**change))


def test_a_changed_manifest_says_how_it_changed():
    present = (ManifestEntry("1.2", "cc"), ManifestEntry("1.3", "dd"))
    with pytest.raises(ManifestChanged) as refused:
        check_signable(SUBMISSION, facts(manifest=present))
    assert refused.value.values == {"added": 1, "removed": 1, "changed": 1}


def test_a_report_of_nothing_is_not_signed():
    with pytest.raises(NothingWasRead):
        check_signable(replace(SUBMISSION, manifest=()), facts(manifest=()))


def test_an_author_does_not_review_themselves():
    check_reviewer(SUBMISSION, REVIEWER_ID)
    with pytest.raises(SignerIsAuthor):
        check_reviewer(SUBMISSION, AUTHOR_ID)
