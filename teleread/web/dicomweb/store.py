"""STOW-RS: store Instances (PS3.18 10.5)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from email.message import Message
from pathlib import Path
from typing import Annotated, Any

import anyio
import structlog
from fastapi import Depends, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from teleread.accounts.account import NotPermitted, Role
from teleread.clinics.access import scope_of_clinic
from teleread.database import snapshot
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.status import OUT_OF_RESOURCES
from teleread.errors import TelereadError
from teleread.views.dicomweb import load_addresses
from teleread.web.dependencies import Caller, Run, Runtime, permit
from teleread.web.dicomweb.accept import DICOM, MULTIPART, not_acceptable, wanted_forms
from teleread.web.dicomweb.addresses import STUDY, BaseUrl, NamedClinic, Uid, post, url_of
from teleread.web.dicomweb.answers import JSON_TYPES, dicom_json
from teleread.web.dicomweb.incoming import Parts, is_boundary, spool_of
from teleread.web.dicomweb.outcome import outcome
from teleread.web.dicomweb.slots import Slots
from teleread.web.originals import Decoders
from teleread.workflow.journey.upload import Handed, receive_file, uploader

log = structlog.get_logger()

SILENCE_SECONDS = 60.0
MOST_UPLOADS, MOST_OF_ACCOUNT = 24, 8
SLOTS = Slots(most=MOST_UPLOADS, most_of_one=MOST_OF_ACCOUNT)

ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "Every Instance is stored", "content": {"application/dicom+json": {}}},
    202: {"description": "Some are stored, or with a warning", "content": {"application/dicom+json": {}}},
    409: {"description": "None is stored", "content": {"application/dicom+json": {}}},
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
    caller: Caller
    run: Runtime
    decoders: Decoders
    admitted: Admitted
    base: str
    handed: list[Handed] = field(default_factory=list)


def storing(
    request: Request,
    run: Run,
    decoders: Decoders,
    base: BaseUrl,
    clinic_key: NamedClinic,
    caller: Annotated[Caller, Depends(permit(Role.TECHNICIAN))],
) -> Storing:
    """Let a technician store for their own clinic, and nobody else for any."""
    home = caller.account.clinic_id
    if home is None:
        raise NotPermitted
    with snapshot(run.database) as session:
        admitted = uploader(session, scope_of_clinic(home), caller.account, clinic=clinic_key or home)
    return Storing(request, caller, run, decoders, admitted, base)


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
    folder = spool_of(storing.run.settings)
    with SLOTS.taken(storing.caller.account.id):
        await _read(storing, Parts(boundary, folder, lambda path: _keep(storing, path, study_instance_uid)))
    return await run_in_threadpool(_answer, storing)


async def _read(storing: Storing, parts: Parts) -> None:
    """Feed the body to its parts; a thread is held only while there is something to do."""
    try:
        async for chunk in _chunks(storing.request):
            await run_in_threadpool(parts.feed, chunk)
        parts.finish()
    except ClientDisconnect:
        raise HTTPException(400) from None
    finally:
        parts.close()


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    stream = request.stream()
    while True:
        try:
            with anyio.fail_after(SILENCE_SECONDS):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise HTTPException(408, headers={"Connection": "close"}) from None
        yield chunk


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


def _keep(storing: Storing, path: Path | None, study_instance_uid: str | None) -> None:
    """Keep one part's Instance; its outcome stands in the answer."""
    if path is None:
        storing.handed.append(Handed(failure=OUT_OF_RESOURCES))
        return
    handed = receive_file(
        storing.run.database,
        storing.run.store,
        path,
        admitted=storing.admitted,
        study_instance_uid=study_instance_uid,
        at=storing.run.clock(),
        decoders=storing.decoders,
    )
    _note(storing.admitted, handed)
    storing.handed.append(replace(handed, error=None))


def _note(admitted: Admitted, handed: Handed) -> None:
    whose = {"clinic_id": str(admitted.clinic_id), "account_id": str(admitted.account_id)}
    if not handed.failure:
        log.info("instance.received", id=str(handed.id), is_quarantined=handed.is_quarantined, **whose)
    elif handed.error is None or isinstance(handed.error, TelereadError):
        log.warning("instance.refused", status=f"{handed.failure:04X}", **whose)
    else:
        log.error("instance.failed", status=f"{handed.failure:04X}", kind=type(handed.error).__name__, **whose)


def _answer(storing: Storing) -> Response:
    scope = scope_of_clinic(storing.admitted.clinic_id)
    kept = [one.id for one in storing.handed if one.id is not None and not one.is_quarantined]
    with snapshot(storing.run.database) as session:
        addresses = load_addresses(session, scope, kept)
    urls = {
        key: url_of(
            storing.base,
            address.clinic_key or "",
            address.study_instance_uid,
            address.series_instance_uid or "",
            address.sop_instance_uid or "",
        )
        for key, address in addresses.items()
    }
    studies = {url_of(storing.base, each.clinic_key or "", each.study_instance_uid) for each in addresses.values()}
    status, data_set = outcome(storing.handed, urls, study_url=studies.pop() if len(studies) == 1 else None)
    return dicom_json(data_set, status_code=status.value)
