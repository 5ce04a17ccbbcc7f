"""What a client accepts, as PS3.18 8.7 means it."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache

from fastapi import HTTPException

OCTET_STREAM = "application/octet-stream"
DICOM = "application/dicom"
DICOM_JSON = "application/dicom+json"
DICOM_XML = "application/dicom+xml"
EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1"
MULTIPART = "multipart/related"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One acceptable form: the media type of a part, whether parts are asked for, and the transfer syntax."""

    media_type: str
    is_multipart: bool
    transfer_syntax: str | None


@lru_cache(maxsize=128)
def wanted_forms(accept: str) -> Sequence[Wanted]:
    """Return the acceptable forms, best first; quality 0 and what cannot be read are left out.

    A missing header accepts everything.

    References
    ----------
    RFC 9110 12.5.1; PS3.18 8.7.4, 8.7.5.
    """
    forms: list[tuple[float, Wanted]] = []
    for part in _split(accept) or ["*/*"]:
        header = Message()
        header["Content-Type"] = part
        quality = _quality(header.get_param("q"))
        if quality <= 0:
            continue
        media_type = part.partition(";")[0].strip().lower()
        inner = _parameter(header, "type")
        forms.append(
            (
                quality,
                Wanted(
                    media_type=(inner or "*/*").lower() if media_type == MULTIPART else media_type,
                    is_multipart=media_type == MULTIPART,
                    transfer_syntax=_parameter(header, "transfer-syntax"),
                ),
            )
        )
    return tuple(form for _, form in sorted(forms, key=lambda one: -one[0]))


def not_acceptable() -> HTTPException:
    """Return the refusal of every form that was asked for."""
    return HTTPException(status_code=406)


def _parameter(header: Message, name: str) -> str | None:
    value = header.get_param(name)
    return value if isinstance(value, str) else None


def _quality(value: object) -> float:
    try:
        return float(str(value)) if value is not None else 1.0
    except ValueError:
        return 0.0


def _split(accept: str) -> list[str]:
    """Split at the commas that are outside quotes."""
    parts, current, is_quoted = [], "", False
    for character in accept:
        is_quoted ^= character == '"'
        if character == "," and not is_quoted:
            parts.append(current)
            current = ""
        else:
            current += character
    return [part.strip() for part in (*parts, current) if part.strip()]
