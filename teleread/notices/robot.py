r"""A robot of WeCom or DingTalk: where it listens, what is said to it, and what its answer means.

References
----------
WeCom, "群机器人配置说明": POST JSON `{"msgtype": "text", "text": {"content"}}`; at
most 2,048 bytes and 20 messages a minute; 200 with `errcode` other than 0 is a refusal.
DingTalk, "自定义机器人接入" and "安全设置": the same form; with signing,
`timestamp` (ms) and `sign` = base64 of HMAC-SHA256 over "timestamp\nsecret" in the query.
"""

import base64
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit
from uuid import UUID

from teleread.errors import Conflict, Invalid, Missing
from teleread.outbox import Failure


class RobotKind(StrEnum):
    """Whose robots there are."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"


HOSTS: Final[Mapping[RobotKind, str]] = {
    RobotKind.WECOM: "qyapi.weixin.qq.com",
    RobotKind.DINGTALK: "oapi.dingtalk.com",
}
"""The only hosts that are called, by https, but for those that `TELEREAD_ROBOT_HOSTS` adds."""

KEY_OF: Final[Mapping[RobotKind, str]] = {RobotKind.WECOM: "key", RobotKind.DINGTALK: "access_token"}

PASSING: Final[Mapping[RobotKind, frozenset[int]]] = {
    RobotKind.WECOM: frozenset({-1, 45009, 45033}),
    RobotKind.DINGTALK: frozenset({-1, 130101, 130102, 410100, 500000}),
}
"""Answers that mean busy or too often: waiting mends them. Any other number is a person's affair."""

LONGEST_DETAIL: Final = 200


@dataclass(frozen=True, slots=True)
class Robot:
    """A robot; its URL holds its key, so it is sealed like a password and shown to nobody.

    Parameters
    ----------
    clinic_id
        Whose notices it is told; None for every clinic's.
    """

    id: UUID
    name: str
    kind: RobotKind
    clinic_id: UUID | None
    host: str
    sealed_url: bytes
    sealed_secret: bytes
    is_paused: bool


class RobotMissing(Missing):
    """No such robot."""

    code = "notice_robot_missing"
    zh, en = "未找到该机器人", "No such robot"


class RobotTaken(Conflict):
    """Another robot has the name."""

    code = "notice_robot_taken"
    zh, en = "已有同名的机器人", "Another robot has this name"


class RobotRefused(Invalid):
    """A value cannot be right; `reason` says why."""

    code = "notice_robot_refused"
    zh, en = "{reason_zh}", "{reason}"


def read_hosts(setting: str) -> frozenset[str]:
    """Return the origins, as `https://host` or `http://host:port`, that a setting adds."""
    listed = (each.strip().rstrip("/").lower() for each in setting.split(","))
    return frozenset(each if "://" in each else f"https://{each}" for each in listed if each)


def check_robot_url(kind: RobotKind, url: str, *, added: frozenset[str]) -> str:
    """Return the URL of a robot, if it is one that this server may be made to call.

    Raises
    ------
    RobotRefused
        If its host is not the product's own by https and not listed, it holds
        a name and password, or the robot's key is not in it.
    """
    trimmed = url.strip()
    try:
        parts = urlsplit(trimmed)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
    except ValueError:
        parts, origin = urlsplit(""), ""
    if origin not in {f"https://{HOSTS[kind]}", *added}:
        raise RobotRefused(
            reason=f"The address must begin with https://{HOSTS[kind]}/",
            reason_zh=f"地址须以 https://{HOSTS[kind]}/ 开头",
        )
    is_clean = trimmed.isascii() and trimmed.isprintable() and " " not in trimmed and not parts.fragment
    if not is_clean or not parse_qs(parts.query).get(KEY_OF[kind]):
        raise RobotRefused(
            reason=f"The address lacks its {KEY_OF[kind]}; copy it whole",
            reason_zh=f"地址缺少 {KEY_OF[kind]}，请完整复制",
        )
    return trimmed


def check_robot_name(name: str) -> str:
    """Return a name without outer spaces; raises RobotRefused."""
    trimmed = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(trimmed) <= 64 or not trimmed.isprintable():
        raise RobotRefused(reason="A name has 1 to 64 printable characters", reason_zh="名称须为 1 至 64 个可显示字符")
    return trimmed


def signed_url(url: str, secret: str, *, at: datetime) -> str:
    """Return a DingTalk robot's URL with the moment and its signature; as it is without a secret."""
    if not secret:
        return url
    timestamp = str(round(at.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    return f"{url}&timestamp={timestamp}&sign={quote(base64.b64encode(digest), safe='')}"


def body_of(text: str) -> bytes:
    """Return the body of a request; both products read the same."""
    return json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()


def judge(kind: RobotKind, status: int, answer: bytes) -> Failure | None:
    """Return what an answer says went wrong; None if the robot has said it to its group.

    Success is 200 **and** errcode 0: both products answer 200 to a wrong key,
    and say so in the body.
    """
    if status != 200:
        is_permanent = 400 <= status < 500 and status not in (408, 425, 429)
        return Failure(f"HTTP {status}", is_permanent=is_permanent)
    try:
        said = json.loads(answer)
        errcode, errmsg = int(said["errcode"]), str(said.get("errmsg", ""))
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return Failure("应答不是机器人的格式 The answer is not a robot's")
    if errcode == 0:
        return None
    words = "".join(each if each.isprintable() else " " for each in errmsg)[:LONGEST_DETAIL]
    return Failure(f"errcode {errcode}: {words}", is_permanent=errcode not in PASSING[kind])
