"""Refusals as problem+json, in one place.

References
----------
RFC 9457 (Problem Details for HTTP APIs).
"""

import json
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from storage import StoreError, StoreUnavailable
from teleread.errors import (
    Conflict,
    Forbidden,
    Invalid,
    Missing,
    TelereadError,
    TooMany,
    Unacceptable,
    Unauthenticated,
    Unavailable,
)
from teleread.fhir.outcome import operation_outcome

log = structlog.get_logger()

STATUS_OF_KIND: dict[type[TelereadError], HTTPStatus] = {
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    Missing: HTTPStatus.NOT_FOUND,
    Unacceptable: HTTPStatus.NOT_ACCEPTABLE,
    Conflict: HTTPStatus.CONFLICT,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}

TITLES: dict[int, tuple[str, str]] = {
    400: ("The request could not be understood", "无法理解该请求"),
    404: ("There is nothing at this address", "该地址不存在"),
    405: ("This address does not allow the method", "该地址不支持此方法"),
    406: ("None of the accepted forms can be served", "无法提供所要求的格式"),
    413: ("The request is too large", "请求过大"),
    415: ("The body's type is not supported", "不支持该内容类型"),
    422: ("The input is not valid", "输入无效"),
    500: ("Something went wrong on the server", "服务器内部错误"),
    503: ("The service is not available; try again", "服务暂时不可用，请稍后重试"),
}


class ProblemOut(BaseModel):
    """Why something was refused; further members are the values of the refusal."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    title_zh: str
    status: int
    code: str


DOCUMENTED: dict[int | str, dict[str, Any]] = {"default": {"description": "Refused", "model": ProblemOut}}
"""What every route may answer instead of what was asked for."""


class Problem(JSONResponse):
    """A refusal that both programs and people can read."""

    media_type = "application/problem+json"


def status_of(refusal: TelereadError) -> HTTPStatus:
    """Return the HTTP status of a refusal's kind."""
    kinds = (STATUS_OF_KIND[kind] for kind in type(refusal).__mro__ if kind in STATUS_OF_KIND)
    return next(kinds, HTTPStatus.CONFLICT)


def problem_of(refusal: TelereadError) -> Problem:
    """Return a refusal as a problem document with its values beside the title."""
    status = status_of(refusal)
    body = {
        **{key: plain(value) for key, value in refusal.values.items()},
        "type": f"urn:teleread:problem:{refusal.code}",
        "title": refusal.message_en(),
        "title_zh": refusal.message_zh(),
        "status": status.value,
        "code": refusal.code,
    }
    return Problem(body, status_code=status.value, headers=_headers_of(status, refusal))


def problem_of_status(status: int, *, code: str | None = None, **values: Any) -> Problem:
    """Return a problem document for an error that no rule raised."""
    phrase = HTTPStatus(status).phrase
    title, title_zh = TITLES.get(status, (phrase, phrase))
    code = code or phrase.lower().replace(" ", "_").replace("-", "_")
    body = {"type": "about:blank", "title": title, "title_zh": title_zh, "status": status, "code": code, **values}
    return Problem(body, status_code=status)


def say_media_type(document: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI document whose problems are of their own media type.

    The framework documents a model under the media type of the route's answer.
    """
    for path in document["paths"].values():
        for operation in path.values():
            refused = operation["responses"].get("default")
            if refused is not None:
                (schema,) = refused["content"].values()
                refused["content"] = {Problem.media_type: schema}
    return document


def as_spoken(request: Request, problem: Problem) -> Response:
    """Return a refusal in the words of the interface that was asked: FHIR has its own.

    What was not understood is 400 there (FHIR R4 3.1.0.4).
    """
    if not request.url.path.startswith("/fhir/"):
        return problem
    said = json.loads(bytes(problem.body))
    status = 400 if problem.status_code == HTTPStatus.UNPROCESSABLE_ENTITY else problem.status_code
    outcome = operation_outcome(status, zh=said["title_zh"], en=said["title"], code=said["code"])
    kept = {name: value for name, value in problem.headers.items() if name not in ("content-length", "content-type")}
    return Response(json.dumps(outcome, ensure_ascii=False), status, media_type="application/fhir+json", headers=kept)


def plain(value: object) -> object:
    """Return a value as JSON has it."""
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def install(app: FastAPI) -> None:
    """Let every refusal and every error of the app leave as a problem document."""

    @app.exception_handler(TelereadError)
    async def refused(request: Request, refusal: TelereadError) -> Response:
        return as_spoken(request, problem_of(refusal))

    @app.exception_handler(StoreError)
    async def store_failed(request: Request, failure: StoreError) -> Response:
        log.error("web.store_failed", kind=type(failure).__name__)
        if isinstance(failure, StoreUnavailable):
            return as_spoken(request, problem_of(Unavailable()))
        return as_spoken(request, problem_of_status(500, code="object_unreadable"))

    @app.exception_handler(RequestValidationError)
    async def not_valid(request: Request, error: RequestValidationError) -> Response:
        return as_spoken(request, problem_of_status(422, code="invalid", errors=places_of(error)))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        problem = problem_of_status(error.status_code)
        problem.headers.update(error.headers or {})
        return as_spoken(request, problem)


def places_of(error: RequestValidationError) -> list[dict[str, object]]:
    """Return where the input is wrong and why, without a word of the input itself."""
    return [{"place": [str(step) for step in each["loc"]], "kind": each["type"]} for each in error.errors()]


def _headers_of(status: HTTPStatus, refusal: TelereadError) -> dict[str, str]:
    if status is HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer"}
    if "retry_after_s" in refusal.values:
        return {"Retry-After": str(refusal.values["retry_after_s"])}
    return {}
