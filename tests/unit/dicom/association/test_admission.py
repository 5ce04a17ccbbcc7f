"""Which AE is calling, or why it is rejected (PS3.8 Table 9-21)."""

from datetime import UTC, datetime, timedelta

import pytest

from teleread.clinics.certificate import SiteCertificate
from teleread.clinics.clinic import AE, Site
from teleread.dicom.association.admission import REJECTION_OF, Call, NotAdmitted, Reason, Rejection, admit
from teleread.identifiers import new_id

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def an_ae(title="QINGSHAN", called=None, network=None, *, allows_plain=True):
    clinic_id, site_id = new_id(), new_id()
    ae = AE(new_id(), site_id, clinic_id, title, called, network, None, None, "qingshan")
    return ae, Site(site_id, clinic_id, "main", "Asia/Shanghai", None, allows_plain)


def a_certificate(site, sha256=b"1" * 32):
    return SiteCertificate(
        id=new_id(),
        site_id=site.id,
        clinic_id=site.clinic_id,
        sha256=sha256,
        subject="CN=qingshan",
        not_before=EIGHT - timedelta(days=1),
        not_after=EIGHT + timedelta(days=1),
        der=b"",
        added_at=EIGHT,
    )


def admitted(call, *known, certificate=None, at=EIGHT):
    return admit(Call(*call), known, own_ae_title="TELEREAD", certificate=certificate, at=at)


def refusal(call, *known, certificate=None, at=EIGHT):
    with pytest.raises(NotAdmitted) as refused:
        admitted(call, *known, certificate=certificate, at=at)
    return refused.value.reason


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
    ("call", "known", "reason"),
    [
        (("NOBODY", "TELEREAD", "10.1.1.1"), [ANY], Reason.CALLING_AE_UNKNOWN),
        (("qingshan", "TELEREAD", "10.1.1.1"), [ANY], Reason.CALLING_AE_UNKNOWN),
        (("QINGSHAN", "OTHER", "10.1.1.1"), [ANY], Reason.CALLED_AE_UNKNOWN),
        (("QINGSHAN", "TELEREAD", "10.1.1.1"), [CALLED], Reason.CALLED_AE_UNKNOWN),
        (("QINGSHAN", "TELEREAD", "192.168.1.1"), [NEAR], Reason.FROM_ELSEWHERE),
        (("QINGSHAN", "TELEREAD", "2001:db8::1"), [NEAR], Reason.FROM_ELSEWHERE),
        (("QINGSHAN", "TELEREAD", "10.1.1.1"), [ANY, an_ae()], Reason.AMBIGUOUS),
        (("QINGSHAN", "TELEREAD", "10.1.1.1"), [NEAR, an_ae(network="10.1.0.0/16")], Reason.AMBIGUOUS),
        (("QINGSHAN", "TELEREAD", "10.1.1.1"), [], Reason.CALLING_AE_UNKNOWN),
    ],
)
def test_any_other_call_is_rejected_with_its_reason(call, known, reason):
    assert refusal(call, *known) is reason


def over_tls(sha256=b"1" * 32):
    return ("QINGSHAN", "TELEREAD", "10.1.1.1", sha256, True)


def test_a_certificate_lets_in_the_devices_of_its_own_site_alone():
    ae, site = an_ae(allows_plain=False)
    other = an_ae(allows_plain=False)

    assert admitted(over_tls(), (ae, site), certificate=a_certificate(site)).ae_id == ae.id
    assert refusal(over_tls(), other, certificate=a_certificate(site)) is Reason.CERTIFICATE_OF_ANOTHER_SITE
    assert refusal(over_tls(), certificate=a_certificate(site)) is Reason.CALLING_AE_UNKNOWN


def test_a_certificate_tells_two_clinics_devices_of_one_title_apart():
    ae, site = an_ae()

    assert admitted(over_tls(), an_ae(), (ae, site), certificate=a_certificate(site)).ae_id == ae.id


def test_called_title_and_network_count_over_tls_too():
    _, site = near = an_ae(network="10.1.0.0/16")
    _, called_site = called = an_ae(called="CLINIC_A")
    far = ("QINGSHAN", "TELEREAD", "10.9.9.9", b"1" * 32, True)

    assert refusal(far, near, certificate=a_certificate(site)) is Reason.FROM_ELSEWHERE
    assert refusal(over_tls(), called, certificate=a_certificate(called_site)) is Reason.CALLED_AE_UNKNOWN


def test_over_tls_a_certificate_is_asked_for_even_where_plain_is_allowed():
    _, site = pair = an_ae(allows_plain=True)

    assert refusal(over_tls(None), pair) is Reason.CERTIFICATE_MISSING
    assert refusal(over_tls(None), pair, certificate=a_certificate(site)) is Reason.CERTIFICATE_MISSING
    assert refusal(over_tls(), pair) is Reason.CERTIFICATE_UNKNOWN
    assert refusal(over_tls(), pair, certificate=a_certificate(site, b"2" * 32)) is Reason.CERTIFICATE_UNKNOWN


@pytest.mark.parametrize(
    ("at", "is_valid"),
    [
        (EIGHT - timedelta(days=1, seconds=1), False),
        (EIGHT - timedelta(days=1), True),
        (EIGHT + timedelta(days=1, seconds=-1), True),
        (EIGHT + timedelta(days=1), False),
    ],
)
def test_a_certificate_counts_only_while_it_is_valid(at, is_valid):
    _, site = pair = an_ae()
    certificate = a_certificate(site)
    if is_valid:
        assert admitted(over_tls(), pair, certificate=certificate, at=at).site_id == site.id
    else:
        assert refusal(over_tls(), pair, certificate=certificate, at=at) is Reason.CERTIFICATE_NOT_VALID_NOW


def test_without_tls_a_device_is_let_in_only_where_its_site_allows_it():
    plain = ("QINGSHAN", "TELEREAD", "10.1.1.1")
    _, site = strict = an_ae(allows_plain=False)

    assert refusal(plain, strict) is Reason.PLAIN_NOT_ALLOWED
    assert refusal(plain, strict, certificate=a_certificate(site)) is Reason.PLAIN_NOT_ALLOWED
    assert admitted(plain, an_ae(allows_plain=True))


def test_a_device_of_a_strict_site_is_never_taken_for_another_clinics():
    plain = ("QINGSHAN", "TELEREAD", "10.1.2.3")
    strict, lenient = an_ae(network="10.1.2.0/24", allows_plain=False), an_ae(allows_plain=True)

    assert refusal(plain, strict, lenient) is Reason.PLAIN_NOT_ALLOWED


def test_each_rejection_has_the_numbers_of_the_standard():
    assert {rejection.name: rejection.value for rejection in Rejection} == {
        "CALLING_AE_UNKNOWN": (1, 1, 3),
        "CALLED_AE_UNKNOWN": (1, 1, 7),
        "NO_REASON_GIVEN": (1, 1, 1),
        "TEMPORARY_CONGESTION": (2, 3, 1),
        "LOCAL_LIMIT_EXCEEDED": (2, 3, 2),
    }
    assert set(REJECTION_OF) == set(Reason)


def test_whose_a_certificate_is_and_where_an_ae_calls_from_is_not_told_to_the_peer():
    for reason in (Reason.FROM_ELSEWHERE, Reason.CERTIFICATE_OF_ANOTHER_SITE):
        assert REJECTION_OF[reason] is Rejection.CALLING_AE_UNKNOWN
