"""Take a signed PDF apart by hand, for a judge that knows nothing of PDF."""

import io

from asn1crypto import cms
from pypdf import PdfReader


def content_info(pdf: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the bytes that are signed, the signature (CMS) and the time stamp on it (both DER)."""
    (field,) = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/AcroForm"]["/Fields"]
    first, one, second, two = field.get_object()["/V"].get_object()["/ByteRange"]
    room = bytes.fromhex(pdf[first + one + 1 : second - 1].decode())
    signature = cms.ContentInfo.load(room).dump()
    stamps = [
        each["values"][0].dump()
        for each in cms.ContentInfo.load(room)["content"]["signer_infos"][0]["unsigned_attrs"]
        if each["type"].native == "signature_time_stamp_token"
    ]
    return pdf[first : first + one] + pdf[second : second + two], signature, stamps[0]


def signature_value(signature: bytes) -> bytes:
    """Return what the time stamp is on."""
    value: bytes = cms.ContentInfo.load(signature)["content"]["signer_infos"][0]["signature"].native
    return value
