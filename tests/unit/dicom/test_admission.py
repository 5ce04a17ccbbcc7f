"""Which AE is calling, or why it is rejected (PS3.8 Table 9-21)."""

import pytest

from teleread.clinics.clinic import AE, Site
from teleread.dicom.admission import Call, NotAdmitted, Rejection, admit
from teleread.identifiers import new_id


def an_ae(title="QINGSHAN", called=None, network=None):
    clinic_id, site_id = new_id(), new_id()
    ae = AE(new_id(), site_id, clinic_id, title, called, network, None, None, "qingshan")
    return ae, Site(site_id, clinic_id, "main", "Asia/Shanghai", None)


def admitted(call, *known):
    return admit(Call(*call), known, own_ae_title="TELEREAD")


ANY, CALLED, NEAR = an_ae(), an_ae(called="CLINIC_A"), an_ae(network="10.1.0.0/16")
NEARER = an_ae(network="10.1.2.0/24")


@pytest.mark.parametrize(
    ("call", "known", "expected"),
    [
        (("QINGSHAN", "TELEREAD", "10.9.9.9"), [ANY], ANY),
        (("QINGSHAN ", " TELEREAD", "::1"), [ANY], ANY),
        (("QINGSHAN", "CLINIC_A", "10.9.9.9"), [ANY, CALLED], CALLED),
        (("QINGSHAN", "TELEREAD", "10.9.9.9"), [ANY, CALLED], ANY),
        (("QINGSHAN", "TELEREAD", "10.1.9.9"), [ANY, NEAR], NEAR),
        (("QINGSHAN", "TELEREAD", "10.1.2.9"), [NEAR, NEARER], NEARER),
        (("QINGSHAN", "TELEREAD", "::ffff:10.1.2.9"), [NEAR], NEAR),
        (("QINGSHAN", "TELEREAD", "fe80::1%eth0"), [ANY], ANY),
    ],
)
def test_an_ae_that_a_site_owns_is_admitted_for_it(call, known, expected):
    who = admitted(call, *known)
    assert (who.ae_id, who.site_id, who.clinic_id) == (expected[0].id, expected[1].id, expected[1].clinic_id)


@pytest.mark.parametrize(
    ("call", "known", "rejection"),
    [
        (("NOBODY", "TELEREAD", "10.1.1.1"), [ANY], Rejection.CALLING_AE_UNKNOWN),
        (("qingshan", "TELEREAD", "10.1.1.1"), [ANY], Rejection.CALLING_AE_UNKNOWN),
        (("QINGSHAN", "OTHER", "10.1.1.1"), [ANY], Rejection.CALLED_AE_UNKNOWN),
        (("QINGSHAN", "TELEREAD", "10.1.1.1"), [CALLED], Rejection.CALLED_AE_UNKNOWN),
        (("QINGSHAN", "TELEREAD", "192.168.1.1"), [NEAR], Rejection.CALLING_AE_UNKNOWN),
        (("QINGSHAN", "TELEREAD", "2001:db8::1"), [NEAR], Rejection.CALLING_AE_UNKNOWN),
        (("QINGSHAN", "TELEREAD", "10.1.1.1"), [ANY, an_ae()], Rejection.AMBIGUOUS),
        (("QINGSHAN", "TELEREAD", "10.1.1.1"), [NEAR, an_ae(network="10.1.0.0/16")], Rejection.AMBIGUOUS),
        (("QINGSHAN", "TELEREAD", "10.1.1.1"), [], Rejection.CALLING_AE_UNKNOWN),
    ],
)
def test_any_other_call_is_rejected_with_its_reason(call, known, rejection):
    with pytest.raises(NotAdmitted) as refused:
        admitted(call, *known)
    assert refused.value.rejection is rejection


def test_each_rejection_has_the_numbers_of_the_standard():
    assert {rejection.name: rejection.value for rejection in Rejection} == {
        "CALLING_AE_UNKNOWN": (1, 1, 3),
        "CALLED_AE_UNKNOWN": (1, 1, 7),
        "AMBIGUOUS": (1, 1, 1),
        "TEMPORARY_CONGESTION": (2, 3, 1),
        "LOCAL_LIMIT_EXCEEDED": (2, 3, 2),
    }
