"""WADO-RS: studies, series and Instances as files, and their headers (PS3.18 10.4)."""

from typing import Any

from fastapi import Response

from teleread.dicom.conversion.instance import CannotConvert
from teleread.dicom.dataset.unshowable import CannotShow
from teleread.dicom.model.dicom_xml import to_xml
from teleread.views.dicomweb import Located
from teleread.web.dicomweb.accept import DICOM, DICOM_XML, not_acceptable
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
from teleread.web.dicomweb.files import as_file, as_parts, outgoing
from teleread.web.dicomweb.multipart import Part, related
from teleread.web.dicomweb.retrieval import Retrieval, Retrieving

FILES: dict[int | str, dict[str, Any]] = {200: {"content": {"multipart/related": {}, DICOM: {}}}}
FILE_TYPES = frozenset({DICOM, "application/*", "*/*"})


@get(STUDY, response_class=Response, responses=FILES)
def retrieve_study(retrieving: Retrieving, address: StudyAddress) -> Response:
    """Return every Instance of a study as a file, in a transfer syntax that the client takes."""
    return _files(retrieving, retrieving.located(address))


@get(SERIES, response_class=Response, responses=FILES)
def retrieve_series(retrieving: Retrieving, address: SeriesAddress) -> Response:
    """Return every Instance of a series as a file, in a transfer syntax that the client takes."""
    return _files(retrieving, retrieving.located(address))


@get(INSTANCE, response_class=Response, responses=FILES)
def retrieve_instance(retrieving: Retrieving, address: InstanceAddress) -> Response:
    """Return one Instance as a file, in a transfer syntax that the client takes."""
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
    """Answer the best form in which every Instance can go out."""
    refusal: CannotConvert | None = None
    for form in retrieving.forms():
        files = [outgoing(one, form) for one in located] if form.media_type in FILE_TYPES else [None]
        going = [one for one in files if one is not None]
        if len(going) < len(files):
            continue
        try:
            if form.is_multipart or form.media_type != DICOM:
                return as_parts(retrieving, going)
            if len(going) == 1:
                return as_file(retrieving, going[0])
        except CannotConvert as problem:
            refusal = problem
    raise refusal or not_acceptable()


def _metadata(retrieving: Retrieval, located: list[Located]) -> Response:
    for form in retrieving.forms():
        if form.media_type == DICOM_XML and form.is_multipart:
            return _xml_metadata(retrieving, located)
        if form.media_type in JSON_TYPES:
            return dicom_json([_header(retrieving, one) for one in located])
    raise not_acceptable()


def _xml_metadata(retrieving: Retrieval, located: list[Located]) -> Response:
    """Return a document for each Instance (PS3.19 A.1); nothing on the way may keep them (patient data)."""
    documents = [(url_of_instance(retrieving.base, one), to_xml(_header(retrieving, one))) for one in located]
    parts = [Part(DICOM_XML, f"{url}/metadata", len(document), [document]) for url, document in documents]
    response = related(parts, DICOM_XML)
    response.headers["Cache-Control"] = "no-store"
    return response


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
