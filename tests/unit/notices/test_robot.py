import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.notices.robot import (
    RobotKind,
    RobotRefused,
    body_of,
    check_robot_name,
    check_robot_url,
    judge,
    read_hosts,
    signed_url,
)

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=66666"
NONE: frozenset[str] = frozenset()


def test_the_products_own_addresses_are_taken():
    assert check_robot_url(RobotKind.WECOM, f" {WECOM} ", added=NONE) == WECOM
    assert check_robot_url(RobotKind.DINGTALK, DINGTALK, added=NONE) == DINGTALK


@pytest.mark.parametrize(
    "url",
    [
        "",
        "not a url",
        DINGTALK,
        WECOM.replace("https", "http"),
        WECOM.replace("https", "file"),
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
        "https://qyapi.weixin.qq.com:8443/send?key=1",
        "https://qyapi.weixin.qq.com@169.254.169.254/send?key=1",
        "https://user:word@qyapi.weixin.qq.com/send?key=1",
        "https://qyapi.weixin.qq.com.evil.example/send?key=1",
        "http://127.0.0.1:8080/send?key=1",
        "https://[::1/send?key=1",
        "https://qyapi.weixin.qq.com/send?key=1#fragment",
        "https://qyapi.weixin.qq.com/send?key=1 2",
        "https://qyapi.weixin.qq.com\\@evil.example/?key=1",
    ],
)
def test_any_other_address_is_refused(url: str):
    with pytest.raises(RobotRefused):
        check_robot_url(RobotKind.WECOM, url, added=NONE)


@given(st.text(max_size=80))
def test_whatever_is_typed_leads_to_no_other_host(url: str):
    try:
        checked = check_robot_url(RobotKind.WECOM, url, added=NONE)
    except RobotRefused:
        return
    assert urlsplit(checked).netloc == "qyapi.weixin.qq.com"


def test_what_the_setting_adds_is_taken_too():
    added = read_hosts("relay.example, http://127.0.0.1:9000/")
    assert added == {"https://relay.example", "http://127.0.0.1:9000"}
    check_robot_url(RobotKind.WECOM, "https://relay.example/x?key=1", added=added)
    check_robot_url(RobotKind.DINGTALK, "http://127.0.0.1:9000/x?access_token=1", added=added)
    with pytest.raises(RobotRefused):
        check_robot_url(RobotKind.WECOM, "http://127.0.0.1:9001/x?key=1", added=added)
    assert read_hosts(" ") == frozenset()


def test_a_robot_has_a_name():
    assert check_robot_name(" 值班群 ") == "值班群"
    with pytest.raises(RobotRefused):
        check_robot_name(" ")


def test_dingtalk_is_signed_as_its_manual_says():
    at = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    query = parse_qs(urlsplit(signed_url(DINGTALK, "SECdemo", at=at)).query)
    assert query["access_token"] == ["66666"]
    assert query["timestamp"] == ["1772438400000"]
    # echo -ne "1772438400000\nSECdemo" | openssl dgst -sha256 -hmac SECdemo -binary | base64
    assert query["sign"] == ["tzSWChuxpXmk295cJ3OUmzAdBXAMk8mTW4/qDRT16Jo="]
    assert signed_url(DINGTALK, "", at=at) == DINGTALK


def test_the_body_is_a_text_message():
    assert json.loads(body_of('危急值 <&"\n𬭎')) == {"msgtype": "text", "text": {"content": '危急值 <&"\n𬭎'}}


@pytest.mark.parametrize(
    ("kind", "status", "answer", "outcome"),
    [
        (RobotKind.WECOM, 200, b'{"errcode":0,"errmsg":"ok"}', None),
        (RobotKind.WECOM, 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', True),
        (RobotKind.WECOM, 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', False),
        (RobotKind.DINGTALK, 200, b'{"errcode":310000,"errmsg":"sign not match"}', True),
        (RobotKind.DINGTALK, 200, b'{"errcode":130101,"errmsg":"send too fast"}', False),
        (RobotKind.WECOM, 200, b"<html>gateway login</html>", False),
        (RobotKind.WECOM, 200, b"[]", False),
        (RobotKind.WECOM, 200, b'{"errcode":"none"}', False),
        (RobotKind.WECOM, 200, b"\xff", False),
        (RobotKind.WECOM, 200, b"[" * 60000, False),
        (RobotKind.WECOM, 302, b"", False),
        (RobotKind.WECOM, 404, b"", True),
        (RobotKind.WECOM, 429, b"", False),
        (RobotKind.WECOM, 502, b"", False),
    ],
)
def test_only_200_with_errcode_0_is_success(kind: RobotKind, status: int, answer: bytes, outcome: bool | None):
    failure = judge(kind, status, answer)
    assert (failure.is_permanent if failure else None) is outcome


@given(st.integers(200, 599), st.binary(max_size=60))
def test_no_answer_breaks_the_judge(status: int, answer: bytes):
    failure = judge(RobotKind.WECOM, status, answer)
    assert failure is None or failure.detail
