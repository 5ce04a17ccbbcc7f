from collections.abc import Callable
from typing import Any

import pytest

from teleread.clinics.clinic import AE, Calling
from teleread.clinics.validity import (
    AEIndistinguishable,
    RouteNeedsListener,
    SettingRefused,
    check_ae_title,
    check_calling,
    check_character_set,
    check_distinguishable,
    check_issuer,
    check_key,
    check_listener,
    check_minutes,
    check_name,
    check_network,
    check_route_ae,
    check_time_zone,
    key_from_name,
)
from teleread.identifiers import new_id

GOOD: list[tuple[Callable[[Any], Any], Any, Any]] = [
    (check_name, " 青山镇卫生院 ", "青山镇卫生院"),
    (check_key, "qingshan-2", "qingshan-2"),
    (check_time_zone, "Asia/Urumqi", "Asia/Urumqi"),
    (check_character_set, None, None),
    (check_character_set, "", None),
    (check_character_set, "GB18030", "GB18030"),
    (check_character_set, "ISO_IR 192", "ISO_IR 192"),
    (check_character_set, "\\ISO 2022 IR 58", "\\ISO 2022 IR 58"),
    (check_character_set, "ISO 2022 IR 6\\ISO 2022 IR 58", "ISO 2022 IR 6\\ISO 2022 IR 58"),
    (check_ae_title, " DR ROOM 1 ", "DR ROOM 1"),
    (check_ae_title, "ABCDEFGHIJKLMNOP", "ABCDEFGHIJKLMNOP"),
    (check_network, None, None),
    (check_network, "10.1.2.3/24", "10.1.2.0/24"),
    (check_network, "10.1.2.3", "10.1.2.3/32"),
    (check_network, "2001:db8::/32", "2001:db8::/32"),
    (check_issuer, "QINGSHAN", "QINGSHAN"),
    (check_minutes, 1, 1),
]

WRONG: list[tuple[Callable[[Any], Any], Any]] = [
    *[(check_name, wrong) for wrong in ("", "  ", "x" * 65, "two\nlines", "\u202e反")],
    *[(check_key, wrong) for wrong in ("", "Qing", "a b", "-a", "a-", "a/b", "a" * 33, "青山", "a\n")],
    *[(check_time_zone, wrong) for wrong in ("", "Beijing", "+08:00", "../etc/passwd", "Asia/shanghai")],
    *[
        (check_character_set, wrong)
        for wrong in ("GB2312", "utf-8", "GB18030\\ISO_IR 192", "ISO 2022 IR 58\\GBK", "\\")
    ],
    *[(check_ae_title, wrong) for wrong in ("", "   ", "A" * 17, "A\\B", "A\tB", "设备", "A\x7f")],
    *[(check_network, wrong) for wrong in ("10.1.2.0/33", "clinic.example", "10.1.2", "0/0/0")],
    *[(check_issuer, wrong) for wrong in (" ", "A\\B", "x" * 65, "a\x00")],
    *[(check_minutes, wrong) for wrong in (0, -1, 7 * 24 * 60 + 1)],
]


@pytest.mark.parametrize(("check", "typed", "kept"), GOOD)
def test_a_good_value_is_kept_in_its_usual_form(check: Callable[[Any], Any], typed: Any, kept: Any) -> None:
    assert check(typed) == kept


@pytest.mark.parametrize(("check", "typed"), WRONG)
def test_a_value_that_cannot_be_right_is_refused_in_both_languages(check: Callable[[Any], Any], typed: Any) -> None:
    with pytest.raises(SettingRefused) as refused:
        check(typed)

    assert refused.value.message_en()
    assert refused.value.message_zh()


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("10.0.0.1", None),
        (None, 104),
        ("bad host", 104),
        ("-bad.example", 104),
        ("10.0.0.1", 0),
        ("10.0.0.1", 65536),
        ("http://x", 104),
    ],
)
def test_a_listener_needs_a_host_and_a_port_that_exist(host: str | None, port: int | None) -> None:
    with pytest.raises(SettingRefused):
        check_listener(host, port)


def test_a_listener_may_be_a_name_an_address_or_nothing() -> None:
    assert check_listener(" pacs.qingshan.example ", 104) == ("pacs.qingshan.example", 104)
    assert check_listener("2001:db8::7", 11112) == ("2001:db8::7", 11112)
    assert check_listener(None, None) == (None, None)
    assert check_listener("", None) == (None, None)


def test_an_ae_is_numbered_by_its_clinic_unless_told_otherwise() -> None:
    assert check_calling(Calling(), default_issuer="qingshan").issuer_of_patient_id == "qingshan"
    assert check_calling(Calling(issuer_of_patient_id="HIS"), default_issuer="qingshan").issuer_of_patient_id == "HIS"


def test_a_device_is_answered_only_in_what_can_say_a_chinese_name() -> None:
    kept = [
        check_calling(Calling(character_set=term), default_issuer="x").character_set for term in (None, "", "GB18030")
    ]
    assert kept == [None, None, "GB18030"]
    for term in ("ISO_IR 100", "gb18030", "ISO 2022 IR 58"):
        with pytest.raises(SettingRefused):
            check_calling(Calling(character_set=term), default_issuer="x")


@pytest.mark.parametrize(
    ("name", "key"), [("Qing Shan Clinic", "qing-shan-clinic"), ("Éa  b", "ea-b"), ("x" * 40, "x" * 32), ("--A--", "a")]
)
def test_a_key_is_made_of_a_names_latin_letters(name: str, key: str) -> None:
    assert key_from_name(name) == key


@pytest.mark.parametrize("name", ["青山镇卫生院", "2026", "—"])
def test_a_name_without_latin_letters_gets_a_random_key(name: str) -> None:
    first, second = key_from_name(name), key_from_name(name)

    assert first != second
    assert check_key(first) == first


def an_ae(**values: Any) -> AE:
    ids = {"id": new_id(), "site_id": new_id(), "clinic_id": new_id(), "ae_title": "DR", "issuer_of_patient_id": "x"}
    none = dict.fromkeys(("called_ae_title", "network", "host", "port"))
    return AE(**{**none, **ids, **values})


def test_two_aes_whose_calls_look_the_same_cannot_both_be_kept() -> None:
    with pytest.raises(AEIndistinguishable):
        check_distinguishable(an_ae(), [an_ae()])
    with pytest.raises(AEIndistinguishable):
        check_distinguishable(an_ae(network="10.0.0.0/8"), [an_ae(network="10.0.0.0/8")])


def test_a_called_title_or_a_network_tells_two_aes_apart() -> None:
    same = an_ae()

    check_distinguishable(same, [same])
    check_distinguishable(an_ae(called_ae_title="A"), [an_ae(called_ae_title="B"), an_ae()])
    check_distinguishable(an_ae(network="10.1.0.0/16"), [an_ae(network="10.2.0.0/16"), an_ae()])


def test_reports_go_only_to_a_listening_ae_of_the_same_clinic() -> None:
    listening = an_ae(host="10.0.0.1", port=104)

    check_route_ae(listening, clinic_id=listening.clinic_id)
    with pytest.raises(RouteNeedsListener):
        check_route_ae(listening, clinic_id=new_id())
    deaf = an_ae()
    with pytest.raises(RouteNeedsListener):
        check_route_ae(deaf, clinic_id=deaf.clinic_id)
