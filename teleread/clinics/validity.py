"""What a clinic and its parts must be like to be kept."""

import ipaddress
import re
import secrets
import unicodedata
from functools import cache
from zoneinfo import available_timezones

from teleread.clinics.clinic import AE, Calling
from teleread.errors import Conflict, Invalid, Missing

LONGEST_TERM_MINUTES = 7 * 24 * 60

CHARACTER_SETS = frozenset(
    {
        *("ISO_IR 6", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 144", "ISO_IR 127", "ISO_IR 126"),
        *("ISO_IR 138", "ISO_IR 148", "ISO_IR 203", "ISO_IR 13", "ISO_IR 166", "ISO_IR 192", "GB18030", "GBK"),
    }
)
"""Defined Terms that stand alone (PS3.3 Tables C.12-2 and C.12-5)."""

ANSWERING_CHARACTER_SETS = frozenset({"ISO_IR 192", "GB18030", "GBK"})
"""What a device may be answered in: a Chinese name must be sayable."""

CODE_EXTENSIONS = frozenset(
    f"ISO 2022 IR {number}"
    for number in (6, 100, 101, 109, 110, 144, 127, 126, 138, 148, 203, 13, 166, 87, 159, 149, 58)
)
"""Defined Terms that may follow one another (PS3.3 Tables C.12-3 and C.12-4)."""


class ClinicMissing(Missing):
    """No such clinic, or one outside the Scope."""

    code = "clinic_missing"
    zh, en = "未找到该基层机构", "No such clinic"


class PartMissing(Missing):
    """No such part of a clinic, or one outside the Scope."""

    code = "part_missing"
    zh, en = "未找到该配置项", "No such setting"


class DepartmentMissing(Missing):
    """No such department."""

    code = "department_missing"
    zh, en = "未找到该科室", "No such department"


class AlreadyThere(Conflict):
    """Another of the same name or key is kept already."""

    code = "already_there"
    zh, en = "已存在相同的名称或配置", "One of the same name or kind is there already"


class InUse(Conflict):
    """Something that is kept refers to it."""

    code = "in_use"
    zh, en = "该项已被使用，不能删除", "It is in use and cannot be removed"


class AEIndistinguishable(Conflict):
    """Another AE calls with the same title from the same network, so its arrivals could not be told apart."""

    code = "ae_indistinguishable"
    zh = "已有相同 AE 标题、被叫标题和网络的设备，无法区分来源"
    en = "Another AE has the same title, called title and network; their arrivals could not be told apart"


class PageRouteStays(Conflict):
    """Every clinic can read its reports on its page."""

    code = "page_route_stays"
    zh, en = "页面回传方式不能删除", "The route to the clinic's page always stays"


class RouteNeedsListener(Invalid):
    """A DICOM route goes to an AE of the clinic that has host and port."""

    code = "route_needs_listener"
    zh = "DICOM 回传须指定本机构中已填写主机和端口的 AE"
    en = "A DICOM route needs an AE of the clinic with host and port"


class SettingRefused(Invalid):
    """A value cannot be right; `reason` says why."""

    code = "setting_refused"
    zh, en = "{reason_zh}", "{reason}"


def check_name(name: str) -> str:
    """Return a name of a clinic, Site or department without outer spaces; raises SettingRefused."""
    trimmed = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(trimmed) <= 64 or not trimmed.isprintable():
        raise SettingRefused(
            reason="A name has 1 to 64 printable characters", reason_zh="名称须为 1 至 64 个可显示字符"
        )
    return trimmed


def check_key(key: str) -> str:
    """Return the word that names a clinic in addresses; raises SettingRefused."""
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?", key):
        raise SettingRefused(
            reason="A key has 1 to 32 small letters, digits and inner hyphens",
            reason_zh="标识须为 1 至 32 个小写字母、数字或中间的连字符",
        )
    return key


def key_from_name(name: str) -> str:
    """Return a key made of a name's Latin letters, or a random one if it has none."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    latin = re.sub(r"[^a-z0-9]+", "-", letters.casefold()).strip("-")[:32].strip("-")
    return latin if re.search(r"[a-z]", latin) else f"clinic-{secrets.token_hex(4)}"


def check_time_zone(time_zone: str) -> str:
    """Return the name of a time zone that exists; raises SettingRefused."""
    if time_zone not in _time_zones():
        raise SettingRefused(
            reason="The time zone is not a name of the IANA database, such as Asia/Shanghai",
            reason_zh="时区须为 IANA 名称，例如 Asia/Shanghai",
        )
    return time_zone


def check_character_set(terms: str | None) -> str | None:
    r"""Return the Defined Terms that a Site's devices mean when they declare none.

    Several are joined by a backslash, as in Specific Character Set; the first
    may be empty (`\ISO 2022 IR 58`). Raises SettingRefused.

    References
    ----------
    DICOM PS3.3 C.12.1.1.2.
    """
    if not terms:
        return None
    first, *further = terms.split("\\")
    is_single = not further and first in CHARACTER_SETS | CODE_EXTENSIONS
    is_extended = bool(further) and first in CODE_EXTENSIONS | {""} and CODE_EXTENSIONS.issuperset(further)
    if not is_single and not is_extended:
        raise SettingRefused(
            reason="The character set is not a Defined Term of Specific Character Set, such as GB18030",
            reason_zh="字符集须为 DICOM 定义的术语，例如 GB18030",
        )
    return terms


def check_answering_character_set(term: str | None) -> str | None:
    """Return the Defined Term in which a device reads our answers; raises SettingRefused.

    References
    ----------
    DICOM PS3.3 Table C.12-5.
    """
    if not term:
        return None
    if term not in ANSWERING_CHARACTER_SETS:
        raise SettingRefused(
            reason="A device is answered in ISO_IR 192, GB18030 or GBK",
            reason_zh="设备应答字符集须为 ISO_IR 192、GB18030 或 GBK",
        )
    return term


def check_ae_title(title: str) -> str:
    """Return an AE title without outer spaces; raises SettingRefused.

    References
    ----------
    DICOM PS3.5 6.2, VR AE: at most 16 characters of the default repertoire
    without backslash and control characters; outer spaces do not count and
    only spaces are no title.
    """
    trimmed = title.strip(" ")
    if not 1 <= len(trimmed) <= 16 or not all(" " <= letter <= "~" and letter != "\\" for letter in trimmed):
        raise SettingRefused(
            reason="An AE title has 1 to 16 ASCII characters without backslash",
            reason_zh="AE 标题须为 1 至 16 个 ASCII 字符，不含反斜杠",
        )
    return trimmed


def check_network(network: str | None) -> str | None:
    """Return the network that an AE calls from in its usual form; raises SettingRefused."""
    if not network:
        return None
    try:
        return str(ipaddress.ip_network(network.strip(), strict=False))
    except ValueError as error:
        raise SettingRefused(
            reason="The network is no address or CIDR, such as 10.1.2.0/24",
            reason_zh="网络须为地址或 CIDR，例如 10.1.2.0/24",
        ) from error


def check_listener(host: str | None, port: int | None) -> tuple[str | None, int | None]:
    """Return where an AE listens, if it does; raises SettingRefused."""
    host = host.strip() if host else None
    if (host is None) != (port is None):
        raise SettingRefused(reason="Host and port belong together", reason_zh="主机和端口须同时填写")
    if host is not None and not _is_host(host):
        raise SettingRefused(reason="The host is no name or address", reason_zh="主机须为域名或地址")
    if port is not None and not 1 <= port <= 65535:
        raise SettingRefused(reason="A port is 1 to 65535", reason_zh="端口须为 1 至 65535")
    return host, port


def check_issuer(issuer: str) -> str:
    """Return who numbers an AE's patients; raises SettingRefused.

    References
    ----------
    DICOM PS3.5 6.2, VR LO: at most 64 characters without backslash and control characters.
    """
    trimmed = issuer.strip()
    if not 1 <= len(trimmed) <= 64 or not trimmed.isprintable() or "\\" in trimmed:
        raise SettingRefused(
            reason="An issuer of patient IDs has 1 to 64 printable characters without backslash",
            reason_zh="患者编号签发机构须为 1 至 64 个可显示字符，不含反斜杠",
        )
    return trimmed


def check_calling(calling: Calling, *, default_issuer: str) -> Calling:
    """Return how an AE calls and is called with every value in its usual form; raises SettingRefused."""
    host, port = check_listener(calling.host, calling.port)
    return Calling(
        called_ae_title=check_ae_title(calling.called_ae_title) if calling.called_ae_title else None,
        network=check_network(calling.network),
        host=host,
        port=port,
        issuer_of_patient_id=check_issuer(calling.issuer_of_patient_id or default_issuer),
        character_set=check_answering_character_set(calling.character_set),
    )


def check_minutes(minutes: int) -> int:
    """Return a term that a person can keep; raises SettingRefused."""
    if not 1 <= minutes <= LONGEST_TERM_MINUTES:
        raise SettingRefused(reason="A term is 1 minute to 7 days", reason_zh="时限须为 1 分钟至 7 天")
    return minutes


def check_distinguishable(ae: AE, others: list[AE]) -> None:
    """Refuse an AE whose calls look exactly like another's; raises AEIndistinguishable."""
    looks = (ae.ae_title, ae.called_ae_title, ae.network)
    if any((other.ae_title, other.called_ae_title, other.network) == looks for other in others if other.id != ae.id):
        raise AEIndistinguishable


def check_route_ae(ae: AE | None, *, clinic_id: object) -> None:
    """Refuse a DICOM route to no AE, to one of another clinic or to one that does not listen."""
    if ae is None or ae.clinic_id != clinic_id or ae.host is None or ae.port is None:
        raise RouteNeedsListener


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.rstrip(".").split(".")
        return len(host) <= 253 and all(re.fullmatch(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)", label) for label in labels)
    return True
