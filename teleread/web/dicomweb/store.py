"""STOW-RS: store Instances (PS3.18 10.5)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import Message
from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

import anyio
import structlog
from fastapi import Depends, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from teleread.accounts.account import NotPermitted, Role
from teleread.clinics.access import scope_of_clinic
from teleread.clinics.limits import Limit, VolumeSpent
from teleread.database import snapshot
from teleread.dicom.association.admission import Admitted
from teleread.errors import TelereadError
from teleread.health.notices import LimitNotices
from teleread.web.dependencies import Runtime, caller_of, keep_awake, permitted
from teleread.web.dicomweb.accept import DICOM, MULTIPART, not_acceptable, wanted_forms
from teleread.web.dicomweb.addresses import STUDY, Uid, base_of, post, url_of
from teleread.web.dicomweb.answers import JSON_TYPES, dicom_json
from teleread.web.dicomweb.incoming import Parts, is_boundary
from teleread.web.dicomweb.outcome import outcome
from teleread.web.dicomweb.slots import Slots
from teleread.workflow.journey.upload import Handed, Intake, Upload, uploader

log = structlog.get_logger()

SILENCE_SECONDS = 60.0
AT_ONCE_BYTES = 512 << 10
"""So much of a body is gathered before a thread takes it."""
MOST_UPLOADS, MOST_OF_ACCOUNT = 24, 8
SLOTS = Slots(most=MOST_UPLOADS, most_of_one=MOST_OF_ACCOUNT)

ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "Every Instance is stored", "content": {"application/dicom+json": {}}},
    202: {"description": "Some are stored, or with a warning", "content": {"application/dicom+json": {}}},
    409: {"description": "None is stored", "content": {"application/dicom+json": {}}},
    429: {"description": "None is stored: the volume of the Site is spent", "content": {"application/dicom+json": {}}},
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {MULTIPART: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@dataclass(frozen=True, slots=True)
class Storing:
    """One request to store: by whom, and with what it is done."""

    request: Request
    run: Runtime
    intake: Intake
    notices: LimitNotices
    account_id: UUID
    admitted: Admitted
    base: str
    handed: list[Handed] = field(default_factory=list)
    waits: list[timedelta] = field(default_factory=list)


def storing(request: Request) -> Storing:
    """Let a technician store for their own clinic, and nobody else for any.

    All is asked for in one go: each dependency of its own costs a small request a percent.
    """
    state = request.app.state
    run: Runtime = state.runtime
    clinic_key = request.path_params.get("clinic_key")
    at = run.clock()
    with snapshot(run.database) as session:
        caller = permitted(caller_of(request, session, at=at), Role.TECHNICIAN)
        account, home = caller.account, caller.account.clinic_id
        if home is None:
            raise NotPermitted
        admitted = uploader(session, scope_of_clinic(home), account, clinic=clinic_key or home)
    keep_awake(run, caller, at=at)
    base = base_of(request, run)
    storing = Storing(request, run, state.intake, state.limit_notices, account.id, admitted, base)
    _refuse_too_much(storing)
    return storing


def _refuse_too_much(storing: Storing) -> None:
    """Refuse a body that could not be kept, before it is read."""
    admitted, at = storing.admitted, storing.run.clock()
    try:
        storing.intake.allowance.may_receive(admitted.site_id, admitted.limits, at=at)
    except VolumeSpent as spent:
        storing.notices.tell_limit(admitted, spent.limit, at=at)
        raise


StoringOf = Annotated[Storing, Depends(storing)]


@post("/studies", response_class=Response, responses=ANSWERS, openapi_extra=BODY)
async def store_instances(storing: StoringOf) -> Response:
    """Store Instances of any study of the caller's clinic."""
    return await _store(storing, None)


@post(STUDY, response_class=Response, responses=ANSWERS, openapi_extra=BODY)
async def store_instances_of_study(storing: StoringOf, study_instance_uid: Uid) -> Response:
    """Store Instances of one study; one of another study fails alone."""
    return await _store(storing, study_instance_uid)


async def _store(storing: Storing, study_instance_uid: str | None) -> Response:
    headers = storing.request.headers
    if not any(form.media_type in JSON_TYPES for form in wanted_forms(headers.get("accept", ""))):
        raise not_acceptable()
    boundary = _boundary_of(headers.get("content-type", ""))
    parts = Parts(boundary, lambda: _Kept(storing, study_instance_uid))
    with SLOTS.taken(storing.account_id):
        return await _read(storing, parts)


async def _read(storing: Storing, parts: Parts) -> Response:
    """Feed the body to its parts, and return the answer; a thread is held only while there is something to do.

    While one works on what has come, the next is gathered.
    """
    at_work: asyncio.Future[Response | None] | None = None
    body, is_last, answer = storing.request.stream(), False, None
    try:
        while not is_last:
            chunks, is_last = await _gathered(body)
            if at_work is not None:
                await at_work
                await _hold_back(storing)
            at_work = asyncio.ensure_future(run_in_threadpool(_feed, storing, parts, chunks, is_last=is_last))
        answer = await at_work if at_work is not None else None
        await _hold_back(storing)
    except ClientDisconnect:
        raise HTTPException(400) from None
    finally:
        await _ended(at_work)
        if parts.has_begun:
            await run_in_threadpool(parts.close)
    return answer or Response(status_code=400)


async def _ended(at_work: asyncio.Future[Any] | None) -> None:
    """Wait until no thread holds the parts any longer."""
    if at_work is not None:
        if not at_work.done():
            await asyncio.wait([at_work])
        if not at_work.cancelled():
            at_work.exception()


async def _hold_back(storing: Storing) -> None:
    """Let a Site that sends faster than it may wait a little for the answer."""
    if storing.waits:
        wait = max(storing.waits)
        storing.waits.clear()
        await anyio.sleep(wait.total_seconds())


def _feed(storing: Storing, parts: Parts, chunks: list[bytes], *, is_last: bool) -> Response | None:
    for chunk in chunks:
        parts.feed(chunk)
    if not is_last:
        return None
    parts.finish()
    return _answer(storing)


async def _gathered(body: AsyncIterator[bytes]) -> tuple[list[bytes], bool]:
    """Return the next of a body, as much as is worth a thread, and whether it is the last."""
    chunks, size_bytes, clock = list[bytes](), 0, asyncio.get_running_loop().time
    try:
        async with asyncio.timeout(SILENCE_SECONDS) as silence:
            async for chunk in body:
                chunks.append(chunk)
                size_bytes += len(chunk)
                if size_bytes >= AT_ONCE_BYTES:
                    return chunks, False
                silence.reschedule(clock() + SILENCE_SECONDS)
    except TimeoutError:
        raise HTTPException(408, headers={"Connection": "close"}) from None
    return chunks, True


@lru_cache(maxsize=128)
def _boundary_of(content_type: str) -> str:
    """Return the boundary of a body of DICOM files; any other body is refused (415)."""
    header = Message()
    header["Content-Type"] = content_type
    kind = header.get_param("type", DICOM)
    if header.get_content_type() != MULTIPART or str(kind).lower() != DICOM:
        raise HTTPException(415)
    boundary = header.get_boundary()
    if boundary is None or not is_boundary(boundary):
        raise HTTPException(400)
    return boundary


class _Kept:
    """One part on its way into the archive; its outcome stands in the answer."""

    def __init__(self, storing: Storing, study_instance_uid: str | None) -> None:
        self._storing = storing
        self._upload = Upload(storing.intake, admitted=storing.admitted, study_instance_uid=study_instance_uid)
        self.write, self.close = self._upload.write, self._upload.close

    def end(self) -> None:
        """Keep the Instance."""
        handed = self._upload.end()
        _note(self._storing, handed)
        self._storing.handed.append(replace(handed, error=None))


def _note(storing: Storing, handed: Handed) -> None:
    admitted = storing.admitted
    whose = {"clinic_id": str(admitted.clinic_id), "account_id": str(admitted.account_id)}
    if not handed.failure:
        log.info("instance.received", id=str(handed.id), is_quarantined=handed.is_quarantined, **whose)
    elif handed.error is None or isinstance(handed.error, TelereadError):
        log.warning("instance.refused", status=f"{handed.failure:04X}", **whose)
    else:
        log.error("instance.failed", status=f"{handed.failure:04X}", kind=type(handed.error).__name__, **whose)
    if isinstance(handed.error, VolumeSpent):
        storing.notices.tell_limit(admitted, handed.error.limit, at=storing.run.clock())
    if handed.wait > timedelta(0):
        storing.waits.append(handed.wait)
        storing.notices.tell_limit(admitted, Limit.INSTANCES_PER_MINUTE, at=storing.run.clock())


def _answer(storing: Storing) -> Response:
    clinic_key = storing.admitted.issuer_of_patient_id
    addresses = {one.id: one.address for one in storing.handed if one.id is not None and one.address is not None}
    urls = {
        key: url_of(storing.base, clinic_key, one.study_instance_uid, one.series_instance_uid, one.sop_instance_uid)
        for key, one in addresses.items()
    }
    studies = {url_of(storing.base, clinic_key, each.study_instance_uid) for each in addresses.values()}
    status, data_set = outcome(storing.handed, urls, study_url=studies.pop() if len(studies) == 1 else None)
    answer = dicom_json(data_set, status_code=status.value)
    if retry_after_s := max((one.retry_after_s for one in storing.handed), default=0):
        answer.headers["Retry-After"] = str(retry_after_s)
    return answer
