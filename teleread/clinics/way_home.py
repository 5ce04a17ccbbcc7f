"""What a way home must be like to be kept, by its kind."""

import ipaddress
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from teleread.clinics.clinic import AE, MessageCharacterSet, ReturnRoute, RouteEnd, RouteKind
from teleread.clinics.validity import AlreadyThere, SettingRefused, check_listener, check_route_ae
from teleread.errors import Conflict, Invalid

LONGEST_NAME: Final = 180
LONGEST_URL: Final = 1024

NEEDS_DEVICE: Final = frozenset({RouteKind.DICOM, RouteKind.SR})
"""The kinds that end at an AE of the clinic."""

NO_END: Final = RouteEnd()


class RouteKindNotOffered(Invalid):
    """No program of ours sends that way."""

    code = "route_kind_not_offered"
    zh, en = "本系统尚不支持此回传方式", "Reports cannot be sent this way yet"


class RouteClosed(Conflict):
    """A closed route takes nothing more."""

    code = "route_closed"
    zh, en = "该回传线路已停用", "The route is closed"


@dataclass(frozen=True, slots=True)
class Trial:
    """An admin wants to know whether a route's end answers; a worker calls it and notes what came of it."""

    route_id: UUID
    asked_at: datetime
    ended_at: datetime | None = None
    succeeded: bool | None = None
    detail: str = ""


def check_end(kind: RouteKind, end: RouteEnd, *, device: AE | None, clinic_id: object) -> RouteEnd:
    """Return where a way home ends with every value in its usual form, and nothing that its kind does not use.

    Parameters
    ----------
    device
        The AE that `end` names, if it names one.

    Raises
    ------
    RouteNeedsListener
        If a kind that ends at a device has none of the clinic that listens.
    SettingRefused
        If a value cannot be right.
    """
    return _CHECKS[kind](end, device, clinic_id)


def check_token(kind: RouteKind, end: RouteEnd, *, has_token: bool) -> None:
    """Refuse a token that nobody would be shown, or that anybody on the way could read; raises SettingRefused."""
    if not has_token:
        return
    if kind is not RouteKind.FHIR:
        raise SettingRefused(reason="Only a FHIR server is shown a token", reason_zh="仅 FHIR 回传使用访问令牌")
    parts = urlsplit(end.url)
    if parts.scheme != "https" and not _is_loopback(parts.hostname or ""):
        raise SettingRefused(reason="A token is sent over https only", reason_zh="使用访问令牌时网址须为 https")


def check_only(route: ReturnRoute, others: Iterable[ReturnRoute]) -> None:
    """Refuse a second route of a clinic to the very same place, a closed one too: open that; raises AlreadyThere."""
    place = _place(route)
    if any(_place(other) == place for other in others if other.id != route.id):
        raise AlreadyThere


def _place(route: ReturnRoute) -> tuple[object, ...]:
    end = route.end
    named = (end.receiving_application, end.receiving_facility)
    return route.clinic_id, route.kind, end.ae_id, end.host, end.port, end.url, named


def _at_page(_end: RouteEnd, _device: AE | None, _clinic_id: object) -> RouteEnd:
    return NO_END


def _at_device(end: RouteEnd, device: AE | None, clinic_id: object) -> RouteEnd:
    check_route_ae(device, clinic_id=clinic_id)
    return replace(NO_END, ae_id=end.ae_id, uses_tls=end.uses_tls, authorities=_authorities(end))


def _at_listener(end: RouteEnd, _device: AE | None, _clinic_id: object) -> RouteEnd:
    host, port = check_listener(end.host, end.port)
    if host is None or port is None:
        raise SettingRefused(
            reason="An HL7 route needs the host and port where the system listens (MLLP)",
            reason_zh="HL7 回传须填写对方系统的主机和端口（MLLP）",
        )
    return replace(
        NO_END,
        host=host,
        port=port,
        character_set=end.character_set or MessageCharacterSet.UTF8,
        receiving_application=_check_receiver(end.receiving_application),
        receiving_facility=_check_receiver(end.receiving_facility),
        uses_tls=end.uses_tls,
        authorities=_authorities(end),
    )


def _at_server(end: RouteEnd, _device: AE | None, _clinic_id: object) -> RouteEnd:
    return replace(NO_END, url=_check_url(end.url), authorities=end.authorities.strip())


_CHECKS: Final[dict[RouteKind, Callable[[RouteEnd, AE | None, object], RouteEnd]]] = {
    RouteKind.PAGE: _at_page,
    RouteKind.DICOM: _at_device,
    RouteKind.SR: _at_device,
    RouteKind.HL7: _at_listener,
    RouteKind.FHIR: _at_server,
}


def _authorities(end: RouteEnd) -> str:
    return end.authorities.strip() if end.uses_tls else ""


def _check_receiver(name: str) -> str:
    """Return a name for MSH-5 or MSH-6, a namespace ID that may be empty (HL7 v2.5.1 2.14.9.5)."""
    trimmed = name.strip()
    if len(trimmed) > LONGEST_NAME or (trimmed and not trimmed.isprintable()):
        raise SettingRefused(
            reason=f"The receiving application and facility have at most {LONGEST_NAME} printable characters",
            reason_zh=f"接收应用和接收机构须为不超过 {LONGEST_NAME} 个可显示字符",
        )
    return trimmed


def _check_url(url: str) -> str:
    """Return the base URL of a FHIR server without a slash at its end (FHIR R4 3.1.0.1.2)."""
    trimmed = url.strip().rstrip("/")
    try:
        parts = urlsplit(trimmed)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and trimmed.isprintable()
    if not is_web or " " in trimmed or parts.query or parts.fragment or len(trimmed) > LONGEST_URL:
        raise SettingRefused(
            reason="The URL must begin with http:// or https:// and end with the base of the FHIR server",
            reason_zh="网址须以 http:// 或 https:// 开头，并以 FHIR 服务的根路径结尾",
        )
    if parts.username is not None or _is_withheld(parts.hostname or ""):
        raise SettingRefused(
            reason="The URL must hold no user name and no link-local address",
            reason_zh="网址中不可含用户名，也不可为链路本地地址",
        )
    return trimmed


def _is_withheld(host: str) -> bool:
    """Say whether a server must never be made to call an address: many data centres hand out credentials there."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_link_local or address.is_multicast or address.is_unspecified


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
