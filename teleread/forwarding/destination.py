"""A PACS that Instances go to, and the rules that say which."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from teleread.errors import Conflict, Invalid, Missing
from teleread.forwarding.forwarding import Missed, Reason
from teleread.outbox import delay_after, let_go


class DestinationKind(StrEnum):
    """The two ways in: C-STORE to an AE (PS3.4 Annex B), STOW-RS to a URL (PS3.18 10.5)."""

    DICOM = "dicom"
    STOW = "stow"


class CredentialKind(StrEnum):
    """How we say to a web server who we are (RFC 7617, RFC 6750)."""

    NONE = "none"
    BASIC = "basic"
    BEARER = "bearer"


@dataclass(frozen=True, slots=True)
class Destination:
    """A PACS. One worker at a time calls it: the lease is of the destination, not of what waits for it.

    Parameters
    ----------
    ae_id
        The device on record that Instances go to by C-STORE: it says where it
        listens, and lets its reports of commitment in.
    authorities
        PEM of the authorities that its TLS certificate is believed from; the
        system's own where empty.
    asks_commitment
        Whether it is asked to commit itself, where it can.
    attempts
        How often a worker took it up; with the worker's name it fences what that one reports.
    failures
        How often it could not be reached or used, one after the other.
    reason, detail
        Why not, the last time.
    """

    id: UUID
    name: str
    kind: DestinationKind
    ae_id: UUID | None
    uses_tls: bool
    authorities: str
    url: str
    credential_kind: CredentialKind
    user_name: str
    sealed_secret: bytes
    asks_commitment: bool
    is_paused: bool
    attempts: int
    failures: int
    next_attempt_at: datetime
    lease_holder: str | None
    lease_ends_at: datetime | None
    reason: Reason | None
    detail: str


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """What a clinic sends goes to a destination: all of it, or what one device or one modality makes."""

    id: UUID
    clinic_id: UUID
    ae_id: UUID | None
    modality: str | None
    destination_id: UUID


class DestinationMissing(Missing):
    """No such destination."""

    code = "destination_missing"
    zh, en = "未找到该转发目的地", "No such destination"


class RuleMissing(Missing):
    """No such routing rule inside the caller's Scope."""

    code = "routing_rule_missing"
    zh, en = "未找到该转发规则", "No such routing rule"


class DestinationTaken(Conflict):
    """Another destination has the name."""

    code = "destination_taken"
    zh, en = "已有同名的转发目的地", "Another destination has this name"


class DestinationInUse(Conflict):
    """Rules or Instances on their way refer to it."""

    code = "destination_in_use"
    zh, en = (
        "该目的地仍有转发规则或转发记录，请改为暂停",
        "Rules or Instances refer to the destination; pause it instead",
    )


class RuleTaken(Conflict):
    """The same rule is there already."""

    code = "routing_rule_taken"
    zh, en = "已有相同的转发规则", "The same rule is there already"


class DestinationRefused(Invalid):
    """A value cannot be right; `reason` says why."""

    code = "destination_refused"
    zh, en = "{reason_zh}", "{reason}"


class AddressWithheld(Invalid):
    """An address that a server must never be made to call."""

    code = "address_withheld"
    zh, en = "该地址不可作为转发目的地", "This address cannot be a destination"


def left(destination: Destination, missed: Missed | None, *, at: datetime, jitter: float) -> Destination:
    """Return the destination as its worker leaves it: when it is called again, and what was wrong with it."""
    if missed is None:
        return replace(let_go(destination, next_attempt_at=at), failures=0, reason=None, detail="")
    failures = destination.failures + 1
    again_at = at + delay_after(failures, jitter=jitter)
    free = let_go(destination, next_attempt_at=again_at)
    return replace(free, failures=failures, reason=missed.reason, detail=missed.detail)


def check_url(url: str) -> str:
    """Return the URL of a STOW-RS service without a slash at its end (PS3.18 10.5.1).

    The service's root, such as `https://pacs.example/dicom-web`, or the whole
    resource that ends in `/studies`. Link-local addresses are refused: in many
    data centres they hand out credentials to whoever calls.

    Raises
    ------
    DestinationRefused
        If it is no URL of a web server, or holds a name and password.
    AddressWithheld
        If it names a link-local address.
    """
    trimmed = url.strip().rstrip("/")
    parts = urlsplit(trimmed)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise DestinationRefused(
            reason="The URL must begin with http:// or https:// and end with the path of the DICOMweb service",
            reason_zh="网址须以 http:// 或 https:// 开头，并以 DICOMweb 服务的路径结尾",
        )
    if parts.username is not None:
        raise DestinationRefused(
            reason="User name and password have fields of their own", reason_zh="用户名和密码请填写在专门的栏目中"
        )
    _check_host(parts.hostname)
    return trimmed.removesuffix("/studies")


def check_modality(modality: str | None) -> str | None:
    """Return a Modality (0008,0060), None for all; raises DestinationRefused."""
    code = (modality or "").strip().upper()
    if not code:
        return None
    if not re.fullmatch(r"[A-Z0-9_]{1,16}", code):
        raise DestinationRefused(
            reason="A modality is a code such as CT, DX, US or ECG", reason_zh="检查设备类型须为 CT、DX、US、ECG 等代码"
        )
    return code


def check_destination_name(name: str) -> str:
    """Return a name without outer spaces; raises DestinationRefused."""
    trimmed = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(trimmed) <= 64 or not trimmed.isprintable():
        raise DestinationRefused(
            reason="A name has 1 to 64 printable characters", reason_zh="名称须为 1 至 64 个可显示字符"
        )
    return trimmed


def check_credential(kind: CredentialKind, *, user_name: str, has_secret: bool, url: str) -> None:
    """Refuse a credential that cannot work, or that anybody on the way could read."""
    if kind is CredentialKind.NONE:
        return
    if not has_secret or (kind is CredentialKind.BASIC and (not user_name or ":" in user_name)):
        raise DestinationRefused(reason="The credential is not complete", reason_zh="访问凭据不完整")
    if urlsplit(url).scheme != "https" and not _is_loopback(urlsplit(url).hostname or ""):
        raise DestinationRefused(
            reason="A credential is sent over https only", reason_zh="使用访问凭据时网址须为 https"
        )


def _check_host(host: str) -> None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        raise AddressWithheld


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
