"""What a document says: the PDF of an Encapsulated PDF Instance (PS3.3 C.24.2), the text of a structured one."""

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.dataset.unshowable import NotAPdf
from teleread.dicom.showing.structured import is_structured, read_structured
from teleread.dicom.values.numbers import whole
from teleread.dicom.values.texts import raw_value

ENCAPSULATED_DOCUMENT = 0x00420011
PDF_SIGNATURE = b"%PDF-"


def read_document(opened: Opened) -> tuple[str, bytes]:
    """Return the media type and the bytes that a browser shows.

    Raises
    ------
    NotAPdf, NotReadable
        If it is neither a PDF nor a structured document, or nothing is in it.
    """
    if is_structured(opened):
        return "text/plain; charset=utf-8", read_structured(opened)
    return "application/pdf", read_pdf(opened)


def read_pdf(opened: Opened) -> bytes:
    """Return the PDF without the padding byte.

    Raises
    ------
    NotAPdf
        If the Instance holds another kind of document, or bytes that are no PDF.
    """
    content = raw_value(opened.data_set, ENCAPSULATED_DOCUMENT)
    if content is None or not content[:1024].lstrip().startswith(PDF_SIGNATURE):
        raise NotAPdf
    length = whole(opened.data_set, "EncapsulatedDocumentLength")
    return content[:length] if length is not None and len(content) - 1 <= length <= len(content) else content
