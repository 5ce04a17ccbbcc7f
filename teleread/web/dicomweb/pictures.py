"""WADO-RS: one picture that stands for a study, a series or an Instance (PS3.18 10.4.1.1.3, 10.4.1.1.6)."""

from typing import Annotated

from fastapi import Path, Query, Response

from teleread.dicom.showing.kinds import Kind, kind_of
from teleread.errors import Missing
from teleread.views.dicomweb import Address, Located
from teleread.web.dicomweb.addresses import (
    INSTANCE,
    SERIES,
    STUDY,
    InstanceAddress,
    SeriesAddress,
    StudyAddress,
    get,
)
from teleread.web.dicomweb.pixels import PICTURES, picture, rendered
from teleread.web.dicomweb.retrieval import Retrieval, Retrieving

THUMBNAIL = "256,256"
QUALITY = 90

Viewport = Annotated[str | None, Query(max_length=64)]
Window = Annotated[str | None, Query(max_length=64)]
Quality = Annotated[int, Query(ge=1, le=100)]


class NoPicture(Missing):
    """Nothing at that address is a picture."""

    code = "no_picture"
    zh, en = "其中没有图像", "There is no picture in it"


@get(STUDY + "/rendered", response_class=Response, responses=PICTURES)
def retrieve_rendered_study(
    retrieving: Retrieving,
    address: StudyAddress,
    viewport: Viewport = None,
    window: Window = None,
    quality: Quality = QUALITY,
) -> Response:
    """Return a picture of the study's first Instance that is one."""
    return rendered(retrieving, _representative(retrieving, address), 1, picture(viewport, window, quality))


@get(SERIES + "/rendered", response_class=Response, responses=PICTURES)
def retrieve_rendered_series(
    retrieving: Retrieving,
    address: SeriesAddress,
    viewport: Viewport = None,
    window: Window = None,
    quality: Quality = QUALITY,
) -> Response:
    """Return a picture of the series' first Instance that is one."""
    return rendered(retrieving, _representative(retrieving, address), 1, picture(viewport, window, quality))


@get(STUDY + "/thumbnail", response_class=Response, responses=PICTURES)
def retrieve_study_thumbnail(retrieving: Retrieving, address: StudyAddress, viewport: Viewport = THUMBNAIL) -> Response:
    """Return a small picture of a study."""
    return rendered(retrieving, _representative(retrieving, address), 1, picture(viewport, None, QUALITY))


@get(SERIES + "/thumbnail", response_class=Response, responses=PICTURES)
def retrieve_series_thumbnail(
    retrieving: Retrieving, address: SeriesAddress, viewport: Viewport = THUMBNAIL
) -> Response:
    """Return a small picture of a series."""
    return rendered(retrieving, _representative(retrieving, address), 1, picture(viewport, None, QUALITY))


@get(INSTANCE + "/thumbnail", response_class=Response, responses=PICTURES)
def retrieve_instance_thumbnail(
    retrieving: Retrieving, address: InstanceAddress, viewport: Viewport = THUMBNAIL
) -> Response:
    """Return a small picture of an Instance: of a clip, its first frame."""
    return rendered(retrieving, _representative(retrieving, address), 1, picture(viewport, None, QUALITY))


@get(INSTANCE + "/frames/{number}/thumbnail", response_class=Response, responses=PICTURES)
def retrieve_frame_thumbnail(
    retrieving: Retrieving,
    address: InstanceAddress,
    number: Annotated[int, Path(ge=1)],
    viewport: Viewport = THUMBNAIL,
) -> Response:
    """Return a small picture of one frame."""
    return rendered(retrieving, retrieving.the_instance(address), number, picture(viewport, None, QUALITY))


def _representative(retrieving: Retrieval, address: Address) -> Located:
    for located in retrieving.located(address):
        instance = located.instance
        if kind_of(instance.sop_class_uid, number_of_frames=instance.number_of_frames) in (Kind.IMAGE, Kind.CLIP):
            return located
    raise NoPicture
