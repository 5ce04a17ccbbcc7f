"""WADO-RS: studies, series and Instances as files, and their headers (PS3.18 10.4)."""

from collections.abc import Iterator
from typing import Any

from fastapi import Response

from teleread.dicom.unshowable import CannotShow
from teleread.views.dicomweb import Located
from teleread.web.caching import asked_again, etag_of
from teleread.web.dependencies import Runtime
from teleread.web.dicomweb.accept import DICOM, Wanted, not_acceptable
from teleread.web.dicomweb.addresses import (
    INSTANCE,
    SERIES,
    STUDY,
    InstanceAddress,
    SeriesAddress,
    StudyAddress,
    get,
    url_of_instance,
)
from teleread.web.dicomweb.answers import DICOM_JSON_ANSWER, JSON_TYPES, dicom_json
from teleread.web.dicomweb.multipart import Part, related
from teleread.web.dicomweb.retrieval import Retrieval, Retrieving
from teleread.web.originals import original
from teleread.web.ranges import file_of

FILES: dict[int | str, dict[str, Any]] = {200: {"content": {"multipart/related": {}, DICOM: {}}}}
FILE_TYPES = frozenset({DICOM, "application/*", "*/*"})


@get(STUDY, response_class=Response, responses=FILES)
def retrieve_study(retrieving: Retrieving, address: StudyAddress) -> Response:
    """Return every Instance of a study as it was received."""
    return _files(retrieving, retrieving.located(address))


@get(SERIES, response_class=Response, responses=FILES)
def retrieve_series(retrieving: Retrieving, address: SeriesAddress) -> Response:
    """Return every Instance of a series as it was received."""
    return _files(retrieving, retrieving.located(address))


@get(INSTANCE, response_class=Response, responses=FILES)
def retrieve_instance(retrieving: Retrieving, address: InstanceAddress) -> Response:
    """Return one Instance as it was received."""
    return _files(retrieving, retrieving.located(address))


@get(STUDY + "/metadata", response_class=Response, responses=DICOM_JSON_ANSWER)
def retrieve_study_metadata(retrieving: Retrieving, address: StudyAddress) -> Response:
    """Return the headers of a study's Instances in the DICOM JSON Model."""
    return _metadata(retrieving, retrieving.located(address))


@get(SERIES + "/metadata", response_class=Response, responses=DICOM_JSON_ANSWER)
def retrieve_series_metadata(retrieving: Retrieving, address: SeriesAddress) -> Response:
    """Return the headers of a series' Instances in the DICOM JSON Model."""
    return _metadata(retrieving, retrieving.located(address))


@get(INSTANCE + "/metadata", response_class=Response, responses=DICOM_JSON_ANSWER)
def retrieve_instance_metadata(retrieving: Retrieving, address: InstanceAddress) -> Response:
    """Return the header of an Instance in the DICOM JSON Model."""
    return _metadata(retrieving, retrieving.located(address))


def _files(retrieving: Retrieval, located: list[Located]) -> Response:
    """Answer the best form that the stored transfer syntaxes allow; nothing is transcoded here."""
    for form in retrieving.forms():
        if form.media_type not in FILE_TYPES or not all(has_syntax(one, form) for one in located):
            continue
        if form.is_multipart or form.media_type != DICOM:
            parts = [_file_part(retrieving, one) for one in located]
            return related(parts, DICOM)
        if len(located) == 1:
            return single_file(retrieving, located[0])
    raise not_acceptable()


def has_syntax(located: Located, form: Wanted) -> bool:
    """Say whether an Instance is stored in the transfer syntax that is asked for."""
    return form.transfer_syntax in (None, "*", located.instance.transfer_syntax_uid)


def _file_part(retrieving: Retrieval, located: Located) -> Part:
    return Part(
        content_type=f"{DICOM}; transfer-syntax={located.instance.transfer_syntax_uid}",
        location=url_of_instance(retrieving.base, located),
        size_bytes=located.instance.size_bytes,
        chunks=_when_its_turn_comes(retrieving.run, located),
    )


def _when_its_turn_comes(run: Runtime, located: Located) -> Iterator[bytes]:
    yield from original(run, located.instance)


def single_file(retrieving: Retrieval, located: Located) -> Response:
    """Return one Instance's file, or the part of it that is asked for."""
    instance = located.instance
    etag = etag_of(instance, "file")
    headers = {**asked_again(etag), "Content-Type": f"{DICOM}; transfer-syntax={instance.transfer_syntax_uid}"}
    return file_of(retrieving.request, retrieving.run, instance, etag=etag, headers=headers)


def _metadata(retrieving: Retrieval, located: list[Located]) -> Response:
    if not any(form.media_type in JSON_TYPES for form in retrieving.forms()):
        raise not_acceptable()
    return dicom_json([_header(retrieving, one) for one in located])


def _header(retrieving: Retrieval, located: Located) -> dict[str, Any]:
    """Return an Instance's header, or only its identifiers when it cannot be parsed."""
    address = url_of_instance(retrieving.base, located)
    try:
        header: dict[str, Any] = retrieving.decode(located, "metadata", bulk_root=f"{address}/bulkdata").header
    except CannotShow:
        header = {}
    uids = {
        "00080016": located.instance.sop_class_uid,
        "00080018": located.instance.sop_instance_uid,
        "0020000D": located.study_instance_uid,
        "0020000E": located.series_instance_uid,
    }
    header |= {tag: {"vr": "UI", "Value": [uid]} for tag, uid in uids.items() if uid}
    header["00081190"] = {"vr": "UR", "Value": [address]}
    return dict(sorted(header.items()))
