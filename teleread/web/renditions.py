"""The bytes of what was prepared of an Instance for a thin line."""

import hashlib
from typing import Any

from fastapi import Request, Response, status

from storage import ObjectDamaged, ObjectMissing, StoreUnavailable
from teleread.archive.rendition import AVIF, HTJ2K, JPEG, Contents, Part, RenditionMissing
from teleread.archive.rendition_records import find_rendition
from teleread.clinics.access import scope_of_clinic
from teleread.dicom.decoding.pool import OriginalUnreadable
from teleread.views.instances import StoredInstance
from teleread.web.caching import cached
from teleread.web.dependencies import Reader, Run, Runtime
from teleread.web.instances import OpenedInstance
from teleread.web.ranges import ranged
from teleread.web.routing import Router
from teleread.workflow.desk.renditions import make_again

router = Router(prefix="/api/instances", tags=["instances"])

Answers = dict[int | str, dict[str, Any]]


def _answers(media_type: str) -> Answers:
    return {200: {"content": {media_type: {}}}, 206: {"content": {media_type: {}}}}


@router.get("/{instance_id}/preview", response_class=Response, responses={**_answers(JPEG), 204: {}})
def get_preview(instance: OpenedInstance, request: Request, session: Reader, run: Run) -> Response:
    """Return the preview of the first frame; 204 where there is none, or none yet.

    It is asked for before anybody knows whether there is one, to save a way
    there and back: having none is no error.
    """
    try:
        contents, locator = _contents(session, instance)
    except RenditionMissing:
        return Response(status_code=status.HTTP_204_NO_CONTENT, headers={"Cache-Control": "no-store"})
    return _part(request, run, instance, part=contents.preview.part, locator=locator, media_type=JPEG)


@router.get("/{instance_id}/preview-clip", response_class=Response, responses=_answers(AVIF))
def get_preview_clip(instance: OpenedInstance, request: Request, session: Reader, run: Run) -> Response:
    """Return the preview of a clip with all of its frames."""
    contents, locator = _contents(session, instance)
    if contents.preview_clip is None:
        raise RenditionMissing
    return _part(request, run, instance, part=contents.preview_clip.part, locator=locator, media_type=AVIF)


@router.get("/{instance_id}/lossless/{frame}", response_class=Response, responses=_answers(HTJ2K))
def get_lossless_frame(instance: OpenedInstance, frame: int, request: Request, session: Reader, run: Run) -> Response:
    """Return a frame's HTJ2K codestream, from 1; its first bytes, as many as a level says, are a smaller picture."""
    contents, locator = _contents(session, instance)
    if not 1 <= frame <= len(contents.lossless):
        raise RenditionMissing
    return _part(request, run, instance, part=contents.lossless[frame - 1].part, locator=locator, media_type=HTJ2K)


def _contents(session: Reader, instance: StoredInstance) -> tuple[Contents, str]:
    found = find_rendition(session, scope_of_clinic(instance.clinic_id), instance.id)
    if found is None or found.contents is None or found.locator is None:
        raise RenditionMissing
    return found.contents, found.locator


def _part(
    request: Request, run: Runtime, instance: StoredInstance, *, part: Part, locator: str, media_type: str
) -> Response:
    etag = f'"{part.sha256[:32]}"'

    def read(start: int, length: int) -> list[bytes]:
        return [_verified(run, instance, part, locator)[start : start + length]]

    headers = {**cached(etag), "Content-Type": media_type}
    return ranged(request, part.size_bytes, read, etag=etag, headers=headers)


def _verified(run: Runtime, instance: StoredInstance, part: Part, locator: str) -> bytes:
    """Return a part whose bytes are those that were made: nobody re-reads renditions, and a wrong one is never shown.

    Raises
    ------
    RenditionMissing
        If they are lost or changed; they are made again.
    OriginalUnreadable
        If the store does not answer.
    """
    try:
        with run.store.open(locator, start=part.start, length=part.size_bytes) as stored:
            content = stored.read()
    except (ObjectMissing, ObjectDamaged):
        content = b""
    except StoreUnavailable as problem:
        raise OriginalUnreadable from problem
    if hashlib.sha256(content).hexdigest() != part.sha256:
        make_again(run.database, scope_of_clinic(instance.clinic_id), instance.id, locator=locator, at=run.clock())
        raise RenditionMissing
    return content
