"""Sending a transaction to a FHIR server, with a bounded wait and a bounded answer.

References
----------
FHIR R4 3.1.0.11 (transaction: all or nothing), 3.1.0.4 (status codes); RFC 9110 15; RFC 6750.
"""

import json
import ssl
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import urllib3

from teleread.fhir.outcome import issues_said
from teleread.fhir.values import Resource

LONGEST_ANSWER_BYTES: Final = 1 << 20
PIECE_BYTES: Final = 1 << 16
FHIR_JSON: Final = "application/fhir+json"
TRY_AGAIN: Final = frozenset({401, 403, 407, 408, 409, 412, 423, 425, 429})
"""4xx that another time may go well: a token that is renewed, a lock, a limit; every other is final."""


@dataclass(frozen=True, slots=True)
class FhirServer:
    """The root of a FHIR service, what it wants to hear of us, and whose certificate is believed.

    The token is shown nowhere.
    """

    url: str
    token: str = field(default="", repr=False)
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The server took every entry."""

    detail: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Why it did not; permanent when the same Bundle would be refused for ever."""

    detail: str
    is_permanent: bool


def push(bundle: Resource, server: FhirServer, *, timeout: timedelta) -> Taken | NotTaken:
    """Send a transaction once.

    A redirection is not followed: it would carry the report and the token to
    whoever is named in it.
    """
    headers = {"Content-Type": f"{FHIR_JSON}; charset=utf-8", "Prefer": "return=minimal"}
    answer = _ask(server, "POST", server.url, headers, serialized(bundle), timeout)
    return answer if isinstance(answer, NotTaken) else judged(*answer, entries=len(bundle["entry"]))


def call(server: FhirServer, *, timeout: timedelta) -> Taken | NotTaken:
    """Ask a server what it can do, which changes nothing there (FHIR R4 3.1.0.12)."""
    answer = _ask(server, "GET", f"{server.url}/metadata", {}, None, timeout)
    if isinstance(answer, NotTaken):
        return answer
    status, said = answer
    statement = _json(said)
    version = statement.get("fhirVersion") if isinstance(statement, dict) else None
    if status == 200 and isinstance(version, str) and version.startswith("4.0"):
        return Taken(f"HTTP 200, FHIR {version[:8]}")
    known = f", FHIR {version[:8]}" if isinstance(version, str) else ""
    return NotTaken(f"HTTP {status}{known}: no FHIR R4 service answers there", is_permanent=False)


def _ask(
    server: FhirServer, method: str, url: str, headers: Mapping[str, str], body: bytes | None, timeout: timedelta
) -> tuple[int, bytes] | NotTaken:
    seconds = timeout.total_seconds()
    limits = urllib3.Timeout(connect=seconds, read=seconds, total=2 * seconds)
    known = {"Authorization": f"Bearer {server.token}"} if server.token else {}
    with urllib3.PoolManager(num_pools=1, maxsize=1, timeout=limits, retries=False, ssl_context=server.tls) as pool:
        try:
            response = pool.request(
                method,
                url,
                body=body,
                headers={"Accept": FHIR_JSON, **headers, **known},
                redirect=False,
                preload_content=False,
            )
            with closing(response):
                return response.status, _read(response, seconds)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            return NotTaken(f"{_word(error)}: {type(error).__name__}", is_permanent=False)


def _read(response: urllib3.BaseHTTPResponse, seconds: float) -> bytes:
    """Return the beginning of an answer; whoever sends it byte by byte is given up."""
    until, said = time.monotonic() + seconds, b""
    while len(said) < LONGEST_ANSWER_BYTES and (part := response.read1(PIECE_BYTES)):
        said += part
        if time.monotonic() > until:
            raise TimeoutError
    return said


def serialized(resource: Resource) -> bytes:
    """Return a resource as JSON in UTF-8, the same bytes each time."""
    return json.dumps(resource, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def judged(status: int, said: bytes, *, entries: int) -> Taken | NotTaken:
    """Return what an answer means.

    A success without an answer that can be read is a success: the status says
    that all of a transaction was done. One whose entries tell otherwise is not
    believed.
    """
    answer = _json(said)
    detail = ", ".join(part for part in (f"HTTP {status}", issues_said(answer)) if part)
    if 200 <= status < 300:
        failed = [code for code in _statuses(answer) if not code.startswith("2")]
        if failed:
            return NotTaken(f"{detail}, entry {failed[0][:3]}", is_permanent=not failed[0].startswith("5"))
        return Taken(f"{detail}, {entries} resources")
    return NotTaken(detail, is_permanent=300 <= status < 500 and status not in TRY_AGAIN)


def _statuses(answer: Any) -> list[str]:
    entries = answer.get("entry") if isinstance(answer, dict) else None
    responses = (
        [each.get("response") for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []
    )
    return [str(each["status"]) for each in responses if isinstance(each, dict) and each.get("status")]


def _json(said: bytes) -> Any:
    try:
        return json.loads(said)
    except (ValueError, RecursionError):
        return None


def _word(error: Exception) -> str:
    if isinstance(error, urllib3.exceptions.ReadTimeoutError | TimeoutError):
        return "timed_out"
    if isinstance(error, urllib3.exceptions.ConnectTimeoutError | urllib3.exceptions.NewConnectionError):
        return "unreachable"
    return "lost"
