"""WADO-RS: frames, bulk data and rendered pictures (PS3.18 10.4.1.1.3 to 10.4.1.1.5)."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Annotated, Any

from fastapi import Path, Query, Response

from teleread.dicom.pixels.encoders import ENCODERS
from teleread.errors import Invalid
from teleread.views.dicomweb import Located
from teleread.web.caching import asked_again, etag_of, unchanged
from teleread.web.dicomweb.accept import EXPLICIT_VR_LITTLE_ENDIAN, OCTET_STREAM, Wanted, not_acceptable
from teleread.web.dicomweb.addresses import INSTANCE, InstanceAddress, get, url_of_instance
from teleread.web.dicomweb.multipart import Part, related
from teleread.web.dicomweb.retrieval import Retrieval, Retrieving
from teleread.web.dicomweb.stored_frames import NATIVE, stored_frames

OCTETS: dict[int | str, dict[str, Any]] = {200: {"content": {"multipart/related": {}, OCTET_STREAM: {}}}}
PICTURES: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}, "image/png": {}}}}
MOST_FRAMES_ASKED = 1000

_JPEG = "1.2.840.10008.1.2.4."
MEDIA_TYPES = {
    **{_JPEG + end: "image/jpeg" for end in ("50", "51", "53", "55", "57", "70")},
    **{_JPEG + end: "image/jls" for end in ("80", "81")},
    **{_JPEG + end: "image/jp2" for end in ("90", "91")},
    **{_JPEG + end: "image/jxl" for end in ("110", "111", "112")},
    **{_JPEG + end: "image/jphc" for end in ("201", "202", "203")},
    "1.2.840.10008.1.2.5": "image/dicom-rle",
}
"""What a compressed frame is called (PS3.18 Table 8.7.3-5)."""
ENCODED = {MEDIA_TYPES[uid]: uid for uid in ENCODERS}
"""What frames can be compressed to here, without loss."""


class FramesInvalid(Invalid):
    """A list of frames that names none, too many, or no numbers."""

    code = "frames_invalid"
    zh, en = "帧号列表无效", "The list of frames is not valid"


class RenderingInvalid(Invalid):
    """A viewport, window or quality that makes no sense."""

    code = "rendering_invalid"
    zh, en = "渲染参数无效", "A rendering parameter is not valid"


@get(INSTANCE + "/frames/{frame_list}", response_class=Response, responses=OCTETS)
def retrieve_frames(
    retrieving: Retrieving, address: InstanceAddress, frame_list: Annotated[str, Path(max_length=8000)]
) -> Response:
    """Return frames, decoded or as they are stored, by what the client accepts."""
    located = retrieving.the_instance(address)
    numbers = frame_numbers(frame_list)
    form, syntax = _frame_form(retrieving.forms(), located, len(numbers))
    etag = etag_of(located.instance, "frames", frame_list, syntax, form.is_multipart)
    if (answer := unchanged(retrieving.request, etag, asked_again(etag))) is not None:
        return answer
    return frames_answer(retrieving, located, numbers, form=form, syntax=syntax, etag=etag)


@get(INSTANCE + "/rendered", response_class=Response, responses=PICTURES)
def retrieve_rendered_instance(
    retrieving: Retrieving,
    address: InstanceAddress,
    viewport: Annotated[str | None, Query(max_length=64)] = None,
    window: Annotated[str | None, Query(max_length=64)] = None,
    quality: Annotated[int, Query(ge=1, le=100)] = 90,
) -> Response:
    """Return a picture of the Instance: of a clip, its first frame."""
    return rendered(retrieving, retrieving.the_instance(address), 1, picture(viewport, window, quality))


@get(INSTANCE + "/frames/{number}/rendered", response_class=Response, responses=PICTURES)
def retrieve_rendered_frame(
    retrieving: Retrieving,
    address: InstanceAddress,
    number: Annotated[int, Path(ge=1)],
    viewport: Annotated[str | None, Query(max_length=64)] = None,
    window: Annotated[str | None, Query(max_length=64)] = None,
    quality: Annotated[int, Query(ge=1, le=100)] = 90,
) -> Response:
    """Return a picture of one frame."""
    return rendered(retrieving, retrieving.the_instance(address), number, picture(viewport, window, quality))


def frame_numbers(frame_list: str) -> list[int]:
    """Return the numbers of `1,2,5`, from 1.

    Raises
    ------
    FramesInvalid
        If there are none, too many, or something else.
    """
    parts = [part.strip() for part in frame_list.split(",")]
    if len(parts) > MOST_FRAMES_ASKED or not all(
        part.isdecimal() and part.isascii() and int(part) > 0 for part in parts
    ):
        raise FramesInvalid
    return [int(part) for part in parts]


def picture(viewport: str | None, window: str | None, quality: int) -> dict[str, Any]:
    """Return the arguments of a rendering (PS3.18 8.3.5.1).

    Only the size of a viewport is supported, not its source region.
    """
    sizes = [int(one) for one in viewport.split(",") if one.isdecimal()] if viewport else []
    if viewport and (len(sizes) != 2 or min(sizes) < 1):
        raise RenderingInvalid
    width, height = sizes or (None, None)
    return {"width": width, "height": height, "quality": quality, "window": window_of(window)}


def window_of(window: str | None) -> dict[str, Any] | None:
    """Return the window that a rendering asks for: centre, width and function (PS3.18 8.3.5.1.4)."""
    if window is None:
        return None
    center, width, function = (*window.split(","), "linear")[:3] if window.count(",") in (1, 2) else ("", "", "")
    function = function.strip().upper().replace("-", "_")
    try:
        middle, span = float(center), float(width)
    except ValueError:
        raise RenderingInvalid from None
    narrowest = 1 if function == "LINEAR" else 1e-9
    if function not in ("LINEAR", "LINEAR_EXACT", "SIGMOID") or not narrowest <= span < 1e9 or not abs(middle) < 1e9:
        raise RenderingInvalid
    return {"center": middle, "width": span, "function": function}


def _frame_form(forms: Sequence[Wanted], located: Located, count: int) -> tuple[Wanted, str]:
    """Return the best form that can be served, and in which transfer syntax.

    Octets without a transfer syntax mean Explicit VR Little Endian (PS3.18
    8.7.3.5.2).
    """
    stored_syntax = located.instance.transfer_syntax_uid
    stored_type = MEDIA_TYPES.get(stored_syntax, OCTET_STREAM)
    for form in forms:
        if not form.is_multipart and form.media_type != "*/*" and count > 1:
            continue
        is_stored_asked = form.transfer_syntax in ("*", stored_syntax)
        if form.media_type in (OCTET_STREAM, "*/*", "application/*"):
            if is_stored_asked or form.transfer_syntax in (None, EXPLICIT_VR_LITTLE_ENDIAN):
                return form, stored_syntax if is_stored_asked else EXPLICIT_VR_LITTLE_ENDIAN
        elif form.media_type in (stored_type, "image/*") and (is_stored_asked or form.transfer_syntax is None):
            if stored_type != OCTET_STREAM:
                return form, stored_syntax
        elif form.transfer_syntax in (None, "*", ENCODED.get(form.media_type)) and form.media_type in ENCODED:
            return form, ENCODED[form.media_type]
    raise not_acceptable()


def frames_answer(
    retrieving: Retrieval, located: Located, numbers: list[int], *, form: Wanted, syntax: str, etag: str
) -> Response:
    """Return frames in a transfer syntax, as parts or as one single part."""
    syntax, lengths, bodies = _bodies(retrieving, located, numbers, wanted=syntax)
    media_type = MEDIA_TYPES.get(syntax, OCTET_STREAM)
    content_type = f"{media_type}; transfer-syntax={syntax}"
    if not form.is_multipart and form.media_type != "*/*":
        body = b"".join(chunk for each in bodies for chunk in each)
        return Response(body, headers={**asked_again(etag), "Content-Type": content_type})
    root = url_of_instance(retrieving.base, located)
    parts = [
        Part(content_type, f"{root}/frames/{number}", length, body)
        for number, length, body in zip(numbers, lengths, bodies, strict=True)
    ]
    response = related(parts, media_type)
    response.headers.update(asked_again(etag))
    return response


def _bodies(
    retrieving: Retrieval, located: Located, numbers: list[int], *, wanted: str
) -> tuple[str, list[int], list[Iterable[bytes]]]:
    """Return the transfer syntax of frames, their lengths and their bytes: from the file if they lie so in it."""
    stored_syntax = located.instance.transfer_syntax_uid
    as_stored, is_encoded = wanted == stored_syntax, wanted in ENCODERS
    if (stored_syntax in NATIVE and not is_encoded) or (as_stored and stored_syntax in MEDIA_TYPES):
        found = stored_frames(retrieving, located, numbers)
        if found is not None:
            syntax = EXPLICIT_VR_LITTLE_ENDIAN if stored_syntax in NATIVE else stored_syntax
            return syntax, [length for length, _ in found], [chunks for _, chunks in found]
    if is_encoded and not as_stored:
        answer = retrieving.decode(located, "frames_as", numbers=numbers, wanted=wanted)
    else:
        answer = retrieving.decode(located, "frames", numbers=numbers, as_stored=as_stored)
    lengths = answer.header["lengths"]
    starts = accumulate(lengths, initial=0)
    bodies = [[answer.body[start : start + length]] for start, length in zip(starts, lengths, strict=False)]
    return answer.header["transfer_syntax_uid"], lengths, [*bodies]


def rendered(
    retrieving: Retrieval, located: Located, number: int, asked: dict[str, Any], *, media_type: str | None = None
) -> Response:
    """Return a picture of one frame, of the media type that is given, else of the best that the client accepts."""
    media_type = media_type or _picture_type(retrieving.forms())
    window = asked["window"] or {}
    etag = etag_of(
        located.instance, "rendered", number, media_type[-3:], asked["width"], asked["height"], asked["quality"],
        *window.values(),
    )  # fmt: skip
    if (answer := unchanged(retrieving.request, etag, asked_again(etag))) is not None:
        return answer
    body = retrieving.decode(located, "picture", number=number, media_type=media_type, **asked).body
    return Response(body, media_type=media_type, headers=asked_again(etag))


def _picture_type(forms: Sequence[Wanted]) -> str:
    for form in forms:
        if form.media_type in ("image/jpeg", "image/*", "*/*"):
            return "image/jpeg"
        if form.media_type == "image/png":
            return "image/png"
    raise not_acceptable()
