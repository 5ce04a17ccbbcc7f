"""The names of leads, and those that follow from I and II."""

import numpy as np
import pytest

from teleread.dicom.showing.leads import derived_limb_leads, lead_of


@pytest.mark.parametrize(
    ("code", "scheme", "meaning", "lead"),
    [
        ("2:1", "MDC", "Lead I", "I"),
        ("2:62", "MDC", "aVR, augmented voltage, right", "aVR"),
        ("5.6.3-9-61", "SCPECG", "Lead III", "III"),
        ("5.6.3-9-3", "SCPECG", "", "V1"),
        ("", "", "Lead AVL", "aVL"),
        ("X1", "99VENDOR", "II", "II"),
        ("2:131", "MDC", "", None),
        ("", "", "Respiration", None),
    ],
)
def test_a_lead_is_told_by_its_code_then_by_its_words(code, scheme, meaning, lead):
    assert lead_of(code, scheme, meaning) == lead


def test_limb_leads_follow_by_einthoven_and_goldberger():
    one, two = np.array([100.0], np.float32), np.array([160.0], np.float32)

    derived = derived_limb_leads({"I": one, "II": two})

    assert {lead: float(values[0]) for lead, values in derived.items()} == {
        "III": 60,
        "aVR": -130,
        "aVL": 20,
        "aVF": 110,
    }


@pytest.mark.parametrize("present", [{"I"}, {"II"}, {"I", "II", "III"}, {"I", "II", "aVF"}])
def test_nothing_is_derived_that_could_contradict_a_recorded_lead(present):
    assert derived_limb_leads(dict.fromkeys(present, np.zeros(1, np.float32))) == {}
