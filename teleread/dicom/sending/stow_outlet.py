"""Instances to a web server: STOW-RS, one request an Instance on connections that are used again.

One Instance a request, so that each has an outcome of its own whatever the
server answers, and the server needs no memory for more.

References
----------
DICOM PS3.18 10.5 (Store transaction), 8.7.3 (multipart/related), Table 10.5.3-1
(status codes), I.2.2 (Store Instances Response Module); RFC 2387.
"""

import base64
import json
import secrets
import shutil
import ssl
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, BinaryIO, Final, cast

import urllib3

from teleread.archive.commitment import Reference
from teleread.dicom.conversion.instance import CannotConvert, converted
from teleread.dicom.dataset.part10 import EXPLICIT_VR_LITTLE_ENDIAN
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.sending.outlet import Outgoing
from teleread.errors import Unavailable
from teleread.forwarding.forwarding import Missed, Outcome, Proof, Reason, Took

PIECE_BYTES: Final = 1 << 20
LONGEST_ANSWER_BYTES: Final = 1 << 20
TRANSFER_SYNTAX_NOT_SUPPORTED: Final = 0xC122
"""Failure Reason (0008,1197), PS3.18 Table I.2-2."""

_MISSED: Final = {
    **dict.fromkeys((401, 403, 407), Reason.NOT_AUTHORISED),
    **dict.fromkeys((408, 429), Reason.OUT_OF_RESOURCES),
    **dict.fromkeys((301, 302, 303, 307, 308, 404, 405), Reason.ASSOCIATION_REFUSED),
}

_FAILED_SOP_SEQUENCE, _REFERENCED_SOP_SEQUENCE = "00081198", "00081199"
_FAILURE_REASON, _REFERENCED_SOP_INSTANCE_UID = "00081197", "00081155"


@dataclass(frozen=True, slots=True)
class WebServer:
    """A STOW-RS service and what it wants to hear of us.

    Parameters
    ----------
    url
        The root of the service, without `/studies`.
    authorisation
        Value of the Authorization header, empty for none.
    tls
        Which certificates are believed.
    """

    url: str
    authorisation: str
    tls: ssl.SSLContext | None


class StowOutlet:
    """Requests to one web server."""

    def __init__(self, server: WebServer, *, timeout: timedelta, decoders: DecoderPool) -> None:
        self._url, self._authorisation, self._decoders = f"{server.url}/studies", server.authorisation, decoders
        seconds = timeout.total_seconds()
        self._pool = urllib3.PoolManager(
            num_pools=1,
            maxsize=1,
            timeout=urllib3.Timeout(connect=seconds, read=seconds),
            retries=False,
            ssl_context=server.tls,
        )

    @property
    def can_commit(self) -> bool:
        """The answer is the proof: nothing is asked afterwards."""
        return False

    def prepare(self, kinds: Iterable[tuple[str, str]]) -> None:
        """Nothing is negotiated."""

    def send(self, outgoing: Outgoing) -> Outcome:
        """Send an Instance as it is stored; once more as Explicit VR Little Endian if the server cannot take it so."""
        outcome = self._post(outgoing, outgoing.transfer_syntax_uid)
        is_refused_so = isinstance(outcome, Missed) and outcome.reason is Reason.NOT_ACCEPTED
        if not is_refused_so or outgoing.transfer_syntax_uid == EXPLICIT_VR_LITTLE_ENDIAN:
            return outcome
        return self._post(outgoing, EXPLICIT_VR_LITTLE_ENDIAN)

    def ask_commitment(self, transaction_uid: str, references: Sequence[Reference]) -> bool:
        """Nothing is asked."""
        return False

    def is_waiting(self, *, seconds: float) -> bool:
        """Nothing is waited for."""
        return False

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def _post(self, outgoing: Outgoing, syntax: str) -> Outcome:
        boundary = secrets.token_hex(16)
        with tempfile.TemporaryFile() as body:
            try:
                _write_body(cast("BinaryIO", body), outgoing, syntax, boundary, self._decoders)
            except CannotConvert as problem:
                return Missed(Reason.CANNOT_CONVERT, f"{outgoing.transfer_syntax_uid}: {problem.values.get('reason')}")
            except Unavailable as problem:
                return Missed(Reason.UNEXPECTED, problem.code)
            size_bytes = body.seek(0, 2)
            body.seek(0)
            try:
                return self._request(body, size_bytes, boundary, outgoing.sop_instance_uid)
            except (urllib3.exceptions.HTTPError, OSError) as error:
                return _why_no_answer(error)

    def _request(self, body: Any, size_bytes: int, boundary: str, uid: str) -> Outcome:
        headers = {
            "Content-Type": f'multipart/related; type="application/dicom"; boundary={boundary}',
            "Content-Length": str(size_bytes),
            "Accept": "application/dicom+json",
        }
        if self._authorisation:
            headers["Authorization"] = self._authorisation
        response = self._pool.request(
            "POST", self._url, body=body, headers=headers, redirect=False, preload_content=False
        )
        try:
            said = response.read(LONGEST_ANSWER_BYTES)
            response.drain_conn()
        finally:
            response.release_conn()
        return outcome_of(response.status, said, uid)


def basic(user_name: str, password: str) -> str:
    """Return the header of a name and password (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{user_name}:{password}".encode()).decode("ascii")


def bearer(token: str) -> str:
    """Return the header of a token (RFC 6750)."""
    return f"Bearer {token}"


def outcome_of(status_code: int, said: bytes, sop_instance_uid: str) -> Outcome:
    """Return what a STOW-RS response means for the Instance of its request.

    The proof is that the Instance is in the Referenced SOP Sequence. An answer
    that can be read and does not name it is a refusal whatever its status: a
    server may answer 200 to parts that it passed over. One that cannot be read
    is a status without proof.
    """
    if status_code in _MISSED or status_code >= 500:
        return Missed(_MISSED.get(status_code, Reason.OUT_OF_RESOURCES), f"HTTP {status_code}")
    answer = _json(said)
    failure = _failure_of(answer, sop_instance_uid)
    if status_code in (200, 202) and failure is None:
        return _proof_of(answer, status_code, sop_instance_uid)
    if failure in (TRANSFER_SYNTAX_NOT_SUPPORTED, 0x0122) or status_code == 415:
        return Missed(Reason.NOT_ACCEPTED, _detail(status_code, failure))
    if failure is not None and failure >> 8 == 0xA7:
        return Missed(Reason.OUT_OF_RESOURCES, _detail(status_code, failure))
    return Missed(Reason.REFUSED, _detail(status_code, failure))


def _proof_of(answer: dict[str, Any], status_code: int, sop_instance_uid: str) -> Outcome:
    if sop_instance_uid in _uids(answer, _REFERENCED_SOP_SEQUENCE):
        return Took(Proof.STORED_BY_WEB)
    return Missed(Reason.REFUSED, f"HTTP {status_code}, not named") if answer else Took(Proof.STATUS)


def _write_body(body: BinaryIO, outgoing: Outgoing, syntax: str, boundary: str, decoders: DecoderPool) -> None:
    head = f"--{boundary}\r\nContent-Type: application/dicom\r\n\r\n"
    body.write(head.encode("ascii"))
    with outgoing.path.open("rb") as stored:
        if syntax == outgoing.transfer_syntax_uid:
            shutil.copyfileobj(stored, body, PIECE_BYTES)
        else:
            body.writelines(converted(stored, stored_as=outgoing.transfer_syntax_uid, wanted=syntax, decoders=decoders))
    body.write(f"\r\n--{boundary}--\r\n".encode("ascii"))
    body.flush()


def _why_no_answer(error: Exception) -> Missed:
    name = type(error).__name__
    if isinstance(error, urllib3.exceptions.ConnectTimeoutError | urllib3.exceptions.NewConnectionError):
        return Missed(Reason.UNREACHABLE, name)
    if isinstance(error, urllib3.exceptions.SSLError):
        return Missed(Reason.UNREACHABLE, f"TLS: {name}")
    if isinstance(error, urllib3.exceptions.ReadTimeoutError):
        return Missed(Reason.TIMED_OUT, name)
    return Missed(Reason.LOST, name)


def _detail(status_code: int, failure: int | None) -> str:
    return f"HTTP {status_code}" + ("" if failure is None else f", 0x{failure:04X}")


def _json(said: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    answer = answer[0] if isinstance(answer, list) and len(answer) == 1 else answer
    return answer if isinstance(answer, dict) else {}


def _items(answer: dict[str, Any], tag: str) -> list[dict[str, Any]]:
    element = answer.get(tag)
    values = element.get("Value") if isinstance(element, dict) else None
    return [item for item in values if isinstance(item, dict)] if isinstance(values, list) else []


def _uids(answer: dict[str, Any], tag: str) -> set[str]:
    return {str(_value(item, _REFERENCED_SOP_INSTANCE_UID)) for item in _items(answer, tag)}


def _value(item: dict[str, Any], tag: str) -> Any:
    element = item.get(tag)
    values = element.get("Value") if isinstance(element, dict) else None
    return values[0] if isinstance(values, list) and values else None


def _failure_of(answer: dict[str, Any], sop_instance_uid: str) -> int | None:
    """Return the Failure Reason of an Instance; some servers name none in it, and one request holds one Instance."""
    for item in _items(answer, _FAILED_SOP_SEQUENCE):
        if _value(item, _REFERENCED_SOP_INSTANCE_UID) in (sop_instance_uid, None):
            reason = _value(item, _FAILURE_REASON)
            return reason if isinstance(reason, int) else 0x0110
    return None
