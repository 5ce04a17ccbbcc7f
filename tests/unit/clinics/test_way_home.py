import pytest

from teleread.clinics.clinic import AE, MessageCharacterSet, ReturnRoute, RouteEnd, RouteKind
from teleread.clinics.validity import AlreadyThere, RouteNeedsListener, SettingRefused
from teleread.clinics.way_home import check_end, check_only, check_token
from teleread.errors import Invalid
from teleread.identifiers import new_id

CLINIC, OTHER = new_id(), new_id()


def an_ae(**values: object) -> AE:
    usual = {"clinic_id": CLINIC, "ae_title": "PACS", "host": "10.0.0.5", "port": 104}
    rest = {"id": new_id(), "site_id": new_id(), "called_ae_title": None, "network": None, "issuer_of_patient_id": "q"}
    return AE(**{**rest, **usual, **values})  # type: ignore[arg-type]  # the fields of an AE


def checked(kind: RouteKind, device: AE | None = None, **values: object) -> RouteEnd:
    return check_end(kind, RouteEnd(**values), device=device, clinic_id=CLINIC)  # type: ignore[arg-type]  # as above


EVERYTHING = {
    "host": " his.local ",
    "port": 2575,
    "character_set": MessageCharacterSet.GB18030,
    "receiving_application": " HIS ",
    "receiving_facility": "青山镇卫生院",
    "url": "https://his.example/fhir/",
    "uses_tls": True,
    "authorities": " PEM ",
}


def test_a_route_keeps_what_its_kind_needs_and_nothing_else():
    device = an_ae()
    both = {**EVERYTHING, "ae_id": device.id}
    assert checked(RouteKind.PAGE, device, **both) == RouteEnd()
    to_device = RouteEnd(ae_id=device.id, uses_tls=True, authorities="PEM")
    assert checked(RouteKind.DICOM, device, **both) == checked(RouteKind.SR, device, **both) == to_device
    assert checked(RouteKind.HL7, device, **both) == RouteEnd(
        host="his.local",
        port=2575,
        character_set=MessageCharacterSet.GB18030,
        receiving_application="HIS",
        receiving_facility="青山镇卫生院",
        uses_tls=True,
        authorities="PEM",
    )
    assert checked(RouteKind.FHIR, device, **both) == RouteEnd(url="https://his.example/fhir", authorities="PEM")


def test_a_message_is_unicode_unless_the_route_says_otherwise():
    assert checked(RouteKind.HL7, host="10.0.0.9", port=1).character_set is MessageCharacterSet.UTF8


@pytest.mark.parametrize("kind", [RouteKind.DICOM, RouteKind.SR])
@pytest.mark.parametrize("device", [None, an_ae(clinic_id=OTHER), an_ae(host=None), an_ae(port=None)])
def test_an_instance_needs_a_device_of_the_clinic_that_listens(kind: RouteKind, device: AE | None):
    with pytest.raises(RouteNeedsListener):
        checked(kind, device, ae_id=new_id())


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        *[(RouteKind.HL7, values) for values in ({}, {"host": "a"}, {"port": 1}, {"host": "a b", "port": 1})],
        *[(RouteKind.HL7, {"host": "a", "port": port}) for port in (0, 65536, -1)],
        (RouteKind.HL7, {"host": "a", "port": 1, "receiving_application": "H\rIS"}),
        (RouteKind.HL7, {"host": "a", "port": 1, "receiving_facility": "x" * 181}),
        *[
            (RouteKind.FHIR, {"url": url})
            for url in (
                "",
                "his.example/fhir",
                "ftp://his.example/fhir",
                "https://",
                "https://his.example/fhir?x=1",
                "https://his.example/fhir#x",
                "https://user:secret@his.example/fhir",
                "http://169.254.169.254/latest",
                "http://[fe80::1]/fhir",
                "http://0.0.0.0/fhir",
                "https://his.example:99999/fhir",
                "https://his example/fhir",
                "https://" + "x" * 1024,
            )
        ],
    ],
)
def test_an_end_that_cannot_be_right_is_refused_in_both_languages(kind: RouteKind, wrong: dict[str, object]):
    with pytest.raises(SettingRefused) as refusal:
        checked(kind, **wrong)
    assert refusal.value.message_zh()
    assert refusal.value.message_en().isascii()


@pytest.mark.parametrize("url", ["https://his.example/fhir", "http://127.0.0.1:8080/fhir", "http://localhost/fhir"])
def test_a_token_goes_where_nobody_else_can_read_it(url: str):
    check_token(RouteKind.FHIR, RouteEnd(url=url), has_token=True)


@pytest.mark.parametrize(("kind", "url"), [(RouteKind.FHIR, "http://his.example/fhir"), (RouteKind.HL7, "")])
def test_a_token_that_anybody_could_read_is_refused(kind: RouteKind, url: str):
    with pytest.raises(Invalid):
        check_token(kind, RouteEnd(url=url), has_token=True)
    check_token(kind, RouteEnd(url=url), has_token=False)


def test_two_routes_of_a_kind_end_at_different_places():
    end = RouteEnd(host="his", port=2575)
    route = ReturnRoute(new_id(), CLINIC, RouteKind.HL7, end)
    same = ReturnRoute(new_id(), CLINIC, RouteKind.HL7, RouteEnd(host="his", port=2575, uses_tls=True))
    others = [
        ReturnRoute(new_id(), CLINIC, RouteKind.HL7, RouteEnd(host="his", port=2576)),
        ReturnRoute(new_id(), CLINIC, RouteKind.HL7, RouteEnd(host="his", port=2575, receiving_application="EMR")),
        ReturnRoute(new_id(), OTHER, RouteKind.HL7, end),
        route,
    ]
    check_only(route, others)
    with pytest.raises(AlreadyThere):
        check_only(route, [*others, same])
