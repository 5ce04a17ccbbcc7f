"""WADO-URI: one Instance by the parameters of an address (PS3.18 9)."""

from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from teleread.dicom.showing.kinds import Kind, kind_of
from teleread.errors import Invalid
from teleread.views.dicomweb import Address, Located
from teleread.web.dicomweb.accept import DICOM, Wanted, not_acceptable, wanted_forms
from teleread.web.dicomweb.addresses import NamedClinic, get
from teleread.web.dicomweb.files import as_file, outgoing
from teleread.web.dicomweb.pixels import picture, rendered
from teleread.web.dicomweb.retrieval import Retrieving

ANSWERS: dict[int | str, dict[str, Any]] = {200: {"content": {DICOM: {}, "image/jpeg": {}, "image/png": {}}}}
PICTURES = ("image/jpeg", "image/png", "image/*", "*/*")
NOT_DONE = ("anonymize", "annotation", "region", "presentationUID", "presentationSeriesUID")

Edge = Annotated[int | None, Field(ge=1, le=100_000)]
Uid = Annotated[str, Field(max_length=128)]


class Asked(BaseModel):
    """The parameters of an address (PS3.18 9.1)."""

    request_type: Literal["WADO"] = Field(alias="requestType")
    study_uid: Uid = Field(alias="studyUID")
    series_uid: Uid = Field(alias="seriesUID")
    object_uid: Uid = Field(alias="objectUID")
    content_type: str = Field("", alias="contentType", max_length=512)
    transfer_syntax: str | None = Field(None, alias="transferSyntax", max_length=64)
    frame_number: int = Field(1, alias="frameNumber", ge=1)
    rows: Edge = None
    columns: Edge = None
    window_center: str | None = Field(None, alias="windowCenter", max_length=20)
    window_width: str | None = Field(None, alias="windowWidth", max_length=20)
    quality: int = Field(90, alias="imageQuality", ge=1, le=100)

    def picture(self) -> dict[str, Any]:
        """Return the arguments of a rendering; a window needs both its numbers."""
        has_window = self.window_center is not None or self.window_width is not None
        window = f"{self.window_center},{self.window_width}" if has_window else None
        return picture(None, window, self.quality) | {"width": self.columns, "height": self.rows}


class ParameterUnsupported(Invalid):
    """A parameter that would change the answer and is not supported: leaving it out would answer something else."""

    code = "parameter_unsupported"
    zh, en = "不支持参数 {parameter}", "The parameter {parameter} is not supported"


@get("/wado", response_class=Response, responses=ANSWERS)
def retrieve_by_uri(retrieving: Retrieving, clinic_key: NamedClinic, asked: Annotated[Asked, Query()]) -> Response:
    """Return an Instance as a file or a picture.

    A single picture is a JPEG unless something else is asked for, anything else a file.
    """
    for parameter in NOT_DONE:
        if parameter in retrieving.request.query_params:
            raise ParameterUnsupported(parameter=parameter)
    located = retrieving.the_instance(Address(asked.study_uid, asked.series_uid, asked.object_uid, clinic_key))
    for form in wanted_forms(asked.content_type or _default_type(located)):
        if form.media_type in (DICOM, "application/*"):
            file = outgoing(located, Wanted(DICOM, is_multipart=False, transfer_syntax=asked.transfer_syntax))
            if file is not None:
                return as_file(retrieving, file)
        if form.media_type in PICTURES:
            media_type = _picture_type(form)
            return rendered(retrieving, located, asked.frame_number, asked.picture(), media_type=media_type)
    raise not_acceptable()


def _default_type(located: Located) -> str:
    """Return what PS3.18 9.1.2.1.1 takes for asked where nothing is."""
    instance = located.instance
    is_single = kind_of(instance.sop_class_uid, number_of_frames=instance.number_of_frames) is Kind.IMAGE
    return "image/jpeg" if is_single else DICOM


def _picture_type(form: Wanted) -> str:
    return "image/png" if form.media_type == "image/png" else "image/jpeg"
