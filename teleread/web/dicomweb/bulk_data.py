"""WADO-RS: the values that metadata has only the addresses of (PS3.18 10.4.1.1.5)."""

from collections.abc import Callable, Iterable

from fastapi import Response

from teleread.views.dicomweb import Located
from teleread.web.caching import asked_again, etag_of, unchanged
from teleread.web.dicomweb.accept import OCTET_STREAM, Wanted, not_acceptable
from teleread.web.dicomweb.addresses import INSTANCE, InstanceAddress, get, url_of_instance
from teleread.web.dicomweb.multipart import Part, related
from teleread.web.dicomweb.pixels import MEDIA_TYPES, OCTETS, frames_answer
from teleread.web.dicomweb.retrieval import Retrieval, Retrieving
from teleread.web.dicomweb.stored_frames import NATIVE, Layouts
from teleread.web.originals import original
from teleread.web.ranges import ranged

PIXEL_DATA = "7FE00010"


@get(INSTANCE + "/bulkdata/{element_path:path}", response_class=Response, responses=OCTETS)
def retrieve_bulk_data(retrieving: Retrieving, address: InstanceAddress, element_path: str) -> Response:
    """Return the value of an element that the metadata has only the address of."""
    located = retrieving.the_instance(address)
    etag = etag_of(located.instance, "bulk", element_path)
    if (answer := unchanged(retrieving.request, etag, asked_again(etag))) is not None:
        return answer
    if element_path == PIXEL_DATA:
        return _pixel_data(retrieving, located)
    body = retrieving.decode(located, "bulk", path=element_path).body
    return _octets(retrieving, located, len(body), _of(body), element_path)


def _pixel_data(retrieving: Retrieval, located: Located) -> Response:
    """Return all pixel data: compressed frames as parts, native ones as one value."""
    instance = located.instance
    if instance.transfer_syntax_uid not in MEDIA_TYPES:
        return _native_pixel_data(retrieving, located)
    numbers = list(range(1, instance.number_of_frames + 1))
    form = Wanted("*/*", is_multipart=True, transfer_syntax="*")
    etag = etag_of(instance, "bulk", PIXEL_DATA)
    return frames_answer(retrieving, located, numbers, form=form, syntax=instance.transfer_syntax_uid, etag=etag)


def _native_pixel_data(retrieving: Retrieval, located: Located) -> Response:
    """Return native pixel data: from its place in the file if it lies there little endian."""
    instance = located.instance
    if instance.transfer_syntax_uid in NATIVE:
        layouts: Layouts = retrieving.request.app.state.layouts
        layout = layouts.of(retrieving, located)
        if (offset := layout.value_offset) is not None:
            size_bytes = layout.frame_bytes * layout.number_of_frames

            def chunks(start: int, length: int) -> Iterable[bytes]:
                return original(retrieving.run, instance, start=offset + start, length=length)

            return _octets(retrieving, located, size_bytes, chunks, PIXEL_DATA)
    body = retrieving.decode(located, "frames", numbers=[], as_stored=True).body
    return _octets(retrieving, located, len(body), _of(body), PIXEL_DATA)


def _of(body: bytes) -> Callable[[int, int], Iterable[bytes]]:
    return lambda start, length: [body[start : start + length]]


def _octets(
    retrieving: Retrieval,
    located: Located,
    size_bytes: int,
    chunks: Callable[[int, int], Iterable[bytes]],
    element_path: str,
) -> Response:
    """Return one value or the part of it that is asked for, alone or as the only part."""
    etag = etag_of(located.instance, "bulk", element_path)
    for form in retrieving.forms():
        if form.media_type not in (OCTET_STREAM, "*/*", "application/*"):
            continue
        if not form.is_multipart:
            headers = {**asked_again(etag), "Content-Type": OCTET_STREAM}
            return ranged(retrieving.request, size_bytes, chunks, etag=etag, headers=headers)
        location = f"{url_of_instance(retrieving.base, located)}/bulkdata/{element_path}"
        response = related([Part(OCTET_STREAM, location, size_bytes, chunks(0, size_bytes))], OCTET_STREAM)
        response.headers.update(asked_again(etag))
        return response
    raise not_acceptable()
