from itertools import product

import pytest

from teleread.reports.authenticity import EXIT_STATUS, FileSays, RecordsSay, Verdict, judge
from teleread.reports.version import VersionStanding

GOOD = FileSays(is_signed=True, is_intact=True, is_trusted=True)
UNSIGNED = FileSays(is_signed=False, is_intact=False, is_trusted=False)
STRANGE = FileSays(is_signed=True, is_intact=True, is_trusted=False)
CHANGED = FileSays(is_signed=True, is_intact=False, is_trusted=False)
CURRENT = RecordsSay(VersionStanding.CURRENT, is_same_file=True, are_signatures_good=True)
OTHER_FILE = RecordsSay(VersionStanding.CURRENT, is_same_file=False, are_signatures_good=True)
FORGED = RecordsSay(VersionStanding.CURRENT, is_same_file=True, are_signatures_good=False)


@pytest.mark.parametrize(
    ("file", "records", "verdict"),
    [
        (GOOD, None, Verdict.VALID),
        (STRANGE, None, Verdict.UNTRUSTED),
        (UNSIGNED, None, Verdict.UNKNOWN),
        (CHANGED, None, Verdict.TAMPERED),
        (GOOD, CURRENT, Verdict.VALID),
        (STRANGE, CURRENT, Verdict.VALID),
        (UNSIGNED, CURRENT, Verdict.VALID),
        (GOOD, RecordsSay(VersionStanding.SUPERSEDED, is_same_file=True, are_signatures_good=True), Verdict.SUPERSEDED),
        (GOOD, RecordsSay(VersionStanding.RECALLED, is_same_file=True, are_signatures_good=True), Verdict.RECALLED),
        (GOOD, OTHER_FILE, Verdict.TAMPERED),
        (UNSIGNED, OTHER_FILE, Verdict.TAMPERED),
        (GOOD, FORGED, Verdict.TAMPERED),
    ],
)
def test_what_somebody_who_holds_the_file_is_told(file: FileSays, records: RecordsSay | None, verdict: Verdict):
    assert judge(file, records) is verdict


def test_a_changed_file_is_never_anything_else():
    records = [
        None,
        *(
            RecordsSay(s, is_same_file=a, are_signatures_good=b)
            for s, a, b in product(VersionStanding, (True, False), (True, False))
        ),
    ]
    assert {judge(CHANGED, each) for each in records} == {Verdict.TAMPERED}


def test_every_verdict_has_an_exit_status_of_its_own_that_no_failure_has():
    assert set(EXIT_STATUS) == set(Verdict)
    assert len(set(EXIT_STATUS.values())) == len(Verdict)
    assert not {1, 2} & set(EXIT_STATUS.values())
