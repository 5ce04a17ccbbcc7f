"""Answers as FHIR: checked, with their version, kept by nobody on the way."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime

from fastapi import Request, Response

from teleread.fhir.checking import checked
from teleread.fhir.pushing import FHIR_JSON, serialized
from teleread.fhir.values import Resource
from teleread.web.dicomweb.accept import not_acceptable, wanted_forms

ACCEPTED = frozenset({FHIR_JSON, "application/json", "text/json", "*/*", "application/*"})
FORMATS = frozenset({"json", FHIR_JSON, "application/json", "text/json"})
RESPONSES = {200: {"content": {FHIR_JSON: {}}, "description": "FHIR R4"}}


async def wants_json(request: Request) -> None:
    """Refuse whoever wants anything but JSON (FHIR R4 3.1.0.1.11, content types)."""
    wanted = request.query_params.get("_format", "").partition(";")[0].strip().lower()
    forms = wanted_forms(request.headers.get("accept", ""))
    if wanted not in FORMATS if wanted else not any(form.media_type in ACCEPTED for form in forms):
        raise not_acceptable()


def fhir_json(resource: Resource, headers: Mapping[str, str] | None = None) -> Response:
    """Return a resource that is valid, as nothing on the way may keep it."""
    content = serialized(checked(resource))
    kept_nowhere = {"Cache-Control": "no-store", **(headers or {})}
    return Response(content, media_type=FHIR_JSON, headers=kept_nowhere)


def versioned(resource: Resource, request: Request) -> Response:
    """Return a resource with its ETag; 304 to whoever has that version.

    References
    ----------
    FHIR R4 3.1.0.1.6 (versions and ETags), 3.1.0.1.7 (conditional read).
    """
    resource = with_version(resource)
    tag = f'W/"{resource["meta"]["versionId"]}"'
    headers = {"ETag": tag, **_last_modified(resource)}
    if tag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return fhir_json(resource, headers)


def with_version(resource: Resource) -> Resource:
    """Return a resource with a version: its own, or the hash of what it says."""
    meta = resource.get("meta", {})
    if "versionId" in meta:
        return resource
    version = hashlib.sha256(serialized(resource)).hexdigest()[:32]
    head = {"resourceType": resource["resourceType"], "id": resource["id"]}
    return {**head, "meta": {"versionId": version, **meta}, **{k: v for k, v in resource.items() if k != "meta"}}


def _last_modified(resource: Resource) -> dict[str, str]:
    said = resource["meta"].get("lastUpdated")
    return {"Last-Modified": format_datetime(datetime.fromisoformat(said), usegmt=True)} if said else {}
