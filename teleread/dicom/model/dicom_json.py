"""A parsed header in the DICOM JSON Model (PS3.18 Annex F), its text by our own character-set rules."""

import base64
import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.values.numbers import whole
from teleread.dicom.values.texts import CharacterSets, character_sets_of, person_names_of, plain_text

LONGEST_INLINE = 1024
LONGEST_TEXT = 64 << 10
DEEPEST = 64
UTF_8 = "ISO_IR 192"
BINARY = frozenset({"OB", "OD", "OF", "OL", "OV", "OW", "UN"})
WORDS = {"OW": 2, "OF": 4, "OL": 4, "OD": 8, "OV": 8}
NUMBERS = {"US": "H", "SS": "h", "UL": "I", "SL": "i", "UV": "Q", "SV": "q", "FL": "f", "FD": "d"}
WHOLE_TEXT = frozenset({"LT", "ST", "UT", "UR"})
"""Value representations that are one value whatever is in them (PS3.5 6.2)."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a data set are to be read, and where its bulk data is to be had."""

    is_little_endian: bool
    is_signed: bool
    bulk_uri: Callable[[str], str]


def to_json(opened: Opened, *, bulk_uri: Callable[[str], str]) -> Json:
    """Return the data set in the DICOM JSON Model.

    Binary values beyond 1 KB are left out for their BulkDataURI. Text is UTF-8,
    so Specific Character Set says ISO_IR 192. A number that is none stays the
    string that it is.

    Parameters
    ----------
    bulk_uri
        From the path of an element (`54000100/0/54001010`) to its URI.

    References
    ----------
    PS3.18 F.2; PS3.5 6.1.2.3.
    """
    is_signed = whole(opened.data_set, "PixelRepresentation") == 1
    encoding = Encoding(opened.is_little_endian, is_signed, bulk_uri)
    converted = _items(opened.data_set, encoding, opened.character_sets, "")
    if "00080005" in converted:
        converted["00080005"] = {"vr": "CS", "Value": [UTF_8]}
    return converted


def _items(data_set: Dataset, encoding: Encoding, character_sets: CharacterSets, path: str) -> Json:
    if path.count("/") > 2 * DEEPEST:
        return {}
    return {
        f"{tag:08X}": _element(element, encoding, character_sets, f"{path}{tag:08X}")
        for tag, element in _elements(data_set, encoding)
    }


def _elements(data_set: Dataset, encoding: Encoding) -> Iterator[tuple[int, DataElement | RawDataElement]]:
    """Yield the elements as received; a sequence is parsed, its items as received again."""
    for tag in sorted(data_set.keys()):
        number = int(tag)
        if number & 0xFFFF and number >> 16 > 0x0007:
            element = data_set.get_item(tag)
            is_raw_sequence = isinstance(element, RawDataElement) and _is_sequence(element, encoding)
            yield number, data_set[tag] if is_raw_sequence else element


def _is_sequence(element: RawDataElement, encoding: Encoding) -> bool:
    return representation_of(element, is_signed=encoding.is_signed) == "SQ"


def _element(
    element: DataElement | RawDataElement, encoding: Encoding, character_sets: CharacterSets, path: str
) -> Json:
    if isinstance(element, DataElement):
        return _decoded(element, encoding, character_sets, path)
    vr = representation_of(element, is_signed=encoding.is_signed)
    raw = element.value or b""
    if is_bulk(vr, raw):
        return {"vr": vr, **_binary(raw, vr, encoding, path)}
    values = _values(raw, vr, encoding, character_sets)
    return {"vr": vr, "Value": values} if values else {"vr": vr}


def _decoded(element: DataElement, encoding: Encoding, character_sets: CharacterSets, path: str) -> Json:
    """Return an element that pydicom holds decoded: a sequence, or what was looked at before."""
    if element.VR == "SQ":
        items = [
            _items(item, encoding, character_sets_of(item, character_sets), f"{path}/{index}/")
            for index, item in enumerate(element.value)
        ]
        return {"vr": "SQ", "Value": items} if items else {"vr": "SQ"}
    if isinstance(element.value, bytes):
        return {"vr": element.VR, **_binary(element.value, element.VR, encoding, path)}
    value = element.value
    several = [] if value is None or value == "" else list(value) if element.VM > 1 else [value]
    values = [_plain(one, element.VR) for one in several]
    return {"vr": element.VR, "Value": values} if values else {"vr": element.VR}


def representation_of(element: RawDataElement, *, is_signed: bool) -> str:
    """Return the VR: as written, or by the dictionary where the syntax is implicit (PS3.5 7.1.3)."""
    vr = element.VR
    if vr is None or (vr == "UN" and not element.tag.is_private):
        try:
            vr = dictionary_VR(element.tag)
        except KeyError:
            vr = "UN"
    if " or " in vr:
        return ("SS" if is_signed else "US") if "SS" in vr and "OW" not in vr else "OW"
    return vr


def is_bulk(vr: str, raw: bytes) -> bool:
    """Say whether a value is bytes, or text of a length that nobody reads in a header."""
    return vr in BINARY or len(raw) > LONGEST_TEXT


def _binary(raw: bytes, vr: str, encoding: Encoding, path: str) -> Json:
    if not raw:
        return {}
    if len(raw) > LONGEST_INLINE:
        return {"BulkDataURI": encoding.bulk_uri(path)}
    return {"InlineBinary": base64.b64encode(little_endian(raw, vr, encoding.is_little_endian)).decode()}


def little_endian(raw: bytes, vr: str, is_little_endian: bool) -> bytes:  # noqa: FBT001  (a property of the bytes beside it)
    """Return a binary value in little endian (PS3.18 F.2.7)."""
    size = WORDS.get(vr, 1)
    if is_little_endian or size == 1 or len(raw) % size:
        return raw
    return b"".join(raw[at : at + size][::-1] for at in range(0, len(raw), size))


def _values(raw: bytes, vr: str, encoding: Encoding, character_sets: CharacterSets) -> list[Any]:
    if vr == "AT":
        order = "<" if encoding.is_little_endian else ">"
        return [f"{group:04X}{element:04X}" for group, element in struct.iter_unpack(f"{order}HH", _even(raw, 4))]
    if vr in NUMBERS:
        form = ("<" if encoding.is_little_endian else ">") + NUMBERS[vr]
        return [_finite(one) for (one,) in struct.iter_unpack(form, _even(raw, struct.calcsize(form)))]
    if vr == "PN":
        return [_person_name(one) for one in person_names_of(raw, character_sets)]
    text = plain_text(raw, character_sets)
    if vr in WHOLE_TEXT:
        return [text.rstrip()] if text.strip() else []
    if not text.strip():
        return []
    return [_plain(one.strip(), vr) if one.strip() else None for one in text.split("\\")]


def _even(raw: bytes, size: int) -> bytes:
    return raw[: len(raw) // size * size]


def _plain(value: Any, vr: str) -> Any:
    if vr in ("DS", "IS"):
        try:
            return int(str(value)) if vr == "IS" else _finite(float(value))
        except ValueError:
            return str(value)
    if vr == "PN":
        return _person_name(str(value))
    return _finite(value) if isinstance(value, int | float) else str(value)


def _finite(value: float) -> float | str:
    return value if not isinstance(value, float) or math.isfinite(value) else str(value)


def _person_name(text: str) -> Json:
    groups = zip(("Alphabetic", "Ideographic", "Phonetic"), text.split("="), strict=False)
    return {name: group for name, group in groups if group}
