"""QIDO-RS: search for studies, series and Instances (PS3.18 10.6)."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote_to_bytes

from fastapi import Depends, Query, Request, Response

from teleread.database import Session, snapshot
from teleread.errors import Invalid
from teleread.scope import Scope
from teleread.views.dicomweb import Address, locate
from teleread.views.found import Found
from teleread.views.qido import KEYS_OF_LEVEL, Level, Search, search
from teleread.web.dependencies import Caller, CurrentCaller, Run, Runtime
from teleread.web.dicomweb.accept import not_acceptable, wanted_forms
from teleread.web.dicomweb.addresses import SERIES, STUDY, BaseUrl, NamedClinic, SeriesAddress, StudyAddress, get
from teleread.web.dicomweb.answers import DICOM_JSON_ANSWER, JSON_TYPES, dicom_json
from teleread.web.dicomweb.attributes import as_json, keyword_of

MOST_MATCHES = 1000
LAST_OFFSET = 2**31 - 1
NOT_MATCHED = frozenset(
    {"limit", "offset", "includefield", "fuzzymatching", "emptyvaluematching", "multiplevaluematching", "accept"}
)
EMPTY = '""'
"""What asks for an attribute without a value, where the client says that it means that (PS3.18 8.3.4.3)."""


class KeyUnsupported(Invalid):
    """An attribute that is not matched; leaving it out would answer too much."""

    code = "key_unsupported"
    zh, en = "不支持按此属性查询", "This attribute is not supported for matching"


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it came: who asks, where, and how much of the matches."""

    request: Request
    caller: Caller
    run: Runtime
    base: str
    clinic_key: str | None
    limit: int
    offset: int


async def asked(
    request: Request,
    caller: CurrentCaller,
    run: Run,
    base: BaseUrl,
    clinic_key: NamedClinic,
    limit: Annotated[int, Query(ge=1)] = MOST_MATCHES,
    offset: Annotated[int, Query(ge=0, le=LAST_OFFSET)] = 0,
) -> Asked:
    """Gather what every search needs; a limit beyond ours is ours."""
    if not any(form.media_type in JSON_TYPES for form in wanted_forms(request.headers.get("accept", ""))):
        raise not_acceptable()
    return Asked(request, caller, run, base, clinic_key, min(limit, MOST_MATCHES), offset)


AskedFor = Annotated[Asked, Depends(asked)]


@get("/studies", response_class=Response, responses=DICOM_JSON_ANSWER)
def search_studies(asked_for: AskedFor) -> Response:
    """Search for studies by attributes, named by keyword or tag."""
    return _matches(asked_for, Level.STUDY)


@get("/series", response_class=Response, responses=DICOM_JSON_ANSWER)
def search_series(asked_for: AskedFor) -> Response:
    """Search for series of every study."""
    return _matches(asked_for, Level.SERIES)


@get("/instances", response_class=Response, responses=DICOM_JSON_ANSWER)
def search_instances(asked_for: AskedFor) -> Response:
    """Search for Instances of every study."""
    return _matches(asked_for, Level.INSTANCE)


@get(STUDY + "/series", response_class=Response, responses=DICOM_JSON_ANSWER)
def search_series_of_study(asked_for: AskedFor, address: StudyAddress) -> Response:
    """Search for series of one study."""
    return _matches(asked_for, Level.SERIES, address)


@get(STUDY + "/instances", response_class=Response, responses=DICOM_JSON_ANSWER)
def search_instances_of_study(asked_for: AskedFor, address: StudyAddress) -> Response:
    """Search for Instances of one study."""
    return _matches(asked_for, Level.INSTANCE, address)


@get(SERIES + "/instances", response_class=Response, responses=DICOM_JSON_ANSWER)
def search_instances_of_series(asked_for: AskedFor, address: SeriesAddress) -> Response:
    """Search for Instances of one series."""
    return _matches(asked_for, Level.INSTANCE, address)


def _unambiguous(session: Session, scope: Scope, address: Address | None) -> dict[str, str]:
    """Return the UIDs of the path as keys; 404 and 409 as for a retrieval."""
    if address is None:
        return {}
    locate(session, scope, address)
    uids = {"StudyInstanceUID": address.study_instance_uid, "SeriesInstanceUID": address.series_instance_uid}
    return {keyword: uid for keyword, uid in uids.items() if uid is not None}


def _matches(asked_for: Asked, level: Level, address: Address | None = None) -> Response:
    """Answer a search. It opens its own snapshot: one that is handed in costs two more threads."""
    with snapshot(asked_for.run.database) as session:
        found = _found(session, asked_for, level, address)
        objects = [as_json(one, asked_for.base) for one in found[: asked_for.limit]]
    warnings = _warnings(more=len(found) > asked_for.limit)
    return dicom_json(objects, warnings) if objects else Response(status_code=204, headers=warnings)


def _found(session: Session, asked_for: Asked, level: Level, address: Address | None) -> list[Found]:
    """Return the matches that are asked for, and one more if there is one."""
    scope = asked_for.caller.scope
    path = _unambiguous(session, scope, address)
    keys = {**_keys(asked_for.request, level), **path}
    empty = (
        {keyword for keyword, value in keys.items() if value == EMPTY} if _is(asked_for, "emptyvaluematching") else ()
    )
    wanted = Search(
        {keyword: value for keyword, value in keys.items() if keyword not in empty},
        asked_for.limit + 1,
        asked_for.offset,
        asked_for.clinic_key,
        is_fuzzy=_is(asked_for, "fuzzymatching"),
        empty=frozenset(empty),
    )
    return search(session, scope, level, wanted)


def _is(asked_for: Asked, parameter: str) -> bool:
    return asked_for.request.query_params.get(parameter, "").lower() == "true"


def _keys(request: Request, level: Level) -> dict[str, str]:
    """Return the values to match by keyword; a value of `*` or none matches everything.

    References
    ----------
    PS3.18 8.3.4.1; PS3.4 C.2.2.2.3 (universal matching).
    """
    keys: dict[str, str] = {}
    for parameter, value in _parameters(request):
        if parameter.lower() in NOT_MATCHED:
            continue
        keyword = keyword_of(parameter)
        if keyword not in KEYS_OF_LEVEL[level]:
            raise KeyUnsupported
        if value not in ("", "*"):
            keys[keyword] = f"{keys[keyword]},{value}" if keyword in keys else value
    return keys


def _parameters(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of the query, decoded from whatever Chinese was written in.

    An address is UTF-8 (RFC 3986 2.5). Old programs of a Chinese Windows write
    its own GB 18030, which is hardly ever UTF-8 by chance.
    """
    parameters = []
    for pair in request.scope["query_string"].split(b"&"):
        name, _, value = pair.partition(b"=")
        if name:
            parameters.append((_decoded(name), _decoded(value)))
    return parameters


def _decoded(encoded: bytes) -> str:
    content = unquote_to_bytes(encoded.replace(b"+", b" "))
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _warnings(*, more: bool) -> dict[str, str]:
    """Say what the answer leaves out (PS3.18 8.3.4.4)."""
    return {"Warning": '299 teleread "There are additional results that can be requested"'} if more else {}
