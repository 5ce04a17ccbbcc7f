"""Answers in the DICOM JSON Model."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Response
from pydantic_core import to_json

from teleread.web.dicomweb.accept import DICOM_JSON

JSON_TYPES = frozenset({DICOM_JSON, "application/json", "*/*", "application/*"})
DICOM_JSON_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": {DICOM_JSON: {}}, "description": "DICOM JSON Model"},
    204: {"description": "No match"},
}


def dicom_json(
    objects: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    headers: Mapping[str, str] | None = None,
    *,
    status_code: int = 200,
) -> Response:
    """Return data sets in the DICOM JSON Model; nothing on the way may keep them (patient data)."""
    content = to_json(objects)
    kept_nowhere = {"Cache-Control": "no-store", **(headers or {})}
    return Response(content, status_code=status_code, media_type=DICOM_JSON, headers=kept_nowhere)
