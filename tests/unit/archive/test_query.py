import pytest

from teleread.archive.query import MATCHED, LevelInvalid, Query, QueryLevel, SelectionInvalid, check_selection, level_of
from teleread.views.qido import KEYS_OF_LEVEL, Level


@pytest.mark.parametrize(
    ("query_level", "level"),
    [(QueryLevel.STUDY, Level.STUDY), (QueryLevel.SERIES, Level.SERIES), (QueryLevel.IMAGE, Level.INSTANCE)],
)
def test_a_device_may_match_what_a_web_client_may(query_level, level):
    assert MATCHED[query_level] == KEYS_OF_LEVEL[level]


def test_patients_are_a_level_of_the_patient_root_alone():
    assert level_of("PATIENT", has_patients=True) is QueryLevel.PATIENT
    assert level_of("STUDY", has_patients=False) is QueryLevel.STUDY
    for term, has_patients in (("PATIENT", False), ("", True), ("study", True)):
        with pytest.raises(LevelInvalid):
            level_of(term, has_patients=has_patients)


@pytest.mark.parametrize(
    ("level", "matches"),
    [
        ("STUDY", {"PatientID": "1"}),
        ("SERIES", {"StudyInstanceUID": "2.25.1"}),
        ("IMAGE", {}),
        ("PATIENT", {"PatientID": "*"}),
        ("PATIENT", {"PatientID": "1?"}),
        ("STUDY", {"StudyInstanceUID": "2.25.1", "PatientID": "1\\2"}),
    ],
)
def test_what_is_retrieved_must_be_named(level, matches):
    with pytest.raises(SelectionInvalid):
        check_selection(Query(QueryLevel(level), matches))


def test_only_unique_keys_select():
    asked = {"StudyInstanceUID": "2.25.1\\2.25.2", "PatientID": "0001", "StudyDate": "20260302"}
    kept = check_selection(Query(QueryLevel.STUDY, asked)).matches
    assert kept == {"StudyInstanceUID": "2.25.1\\2.25.2", "PatientID": "0001"}
