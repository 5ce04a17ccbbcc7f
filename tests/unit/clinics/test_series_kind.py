import pytest

from teleread.clinics.clinic import Modality
from teleread.clinics.series_kind import kind_of_series, kinds_of_study


@pytest.mark.parametrize(
    ("modalities", "kind"),
    [
        ("CR DX DR RG RF MG PX IO XA", Modality.XRAY),
        ("US IVUS us", Modality.ULTRASOUND),
        ("ECG", Modality.ECG),
        ("CT MR OT SC NM ES", Modality.OTHER),
        ("SR PR KO DOC SEG", None),
    ],
)
def test_the_kind_of_reading_that_a_series_asks_for(modalities: str, kind: Modality | None):
    assert {kind_of_series(modality) for modality in modalities.split()} == {kind}


def test_a_secondary_capture_belongs_to_the_only_kind_of_its_study():
    assert kinds_of_study(["US", "OT", "SR"]) == {"US": Modality.ULTRASOUND, "OT": Modality.ULTRASOUND, "SR": None}


def test_a_secondary_capture_among_two_kinds_or_alone_is_read_for_itself():
    assert kinds_of_study(["US", "ECG", "OT"])["OT"] is Modality.OTHER
    assert kinds_of_study(["OT"]) == {"OT": Modality.OTHER}
    assert kinds_of_study([""]) == {"": Modality.OTHER}
