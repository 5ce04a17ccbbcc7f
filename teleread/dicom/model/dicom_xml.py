"""The Native DICOM Model as XML, made of the DICOM JSON Model.

References
----------
PS3.19 A.1 (Native DICOM Model); PS3.18 F.2 (DICOM JSON Model).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from pydicom.datadict import keyword_for_tag

NAMESPACE = "http://dicom.nema.org/PS3.19/models/NativeDICOM"
_GROUPS = ("Alphabetic", "Ideographic", "Phonetic")
_COMPONENTS = ("FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix")
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 has no way to write."""


def to_xml(header: Mapping[str, Any]) -> bytes:
    """Return a data set in the DICOM JSON Model as a document of the Native DICOM Model, in UTF-8.

    Characters that XML cannot hold become U+FFFD.
    """
    root = Element("NativeDicomModel", {"xmlns": NAMESPACE, "xml:space": "preserve"})
    _add_attributes(root, header)
    document: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return document


def _add_attributes(parent: Element, data_set: Mapping[str, Any]) -> None:
    creators = dict(_creators(data_set))
    for tag, attribute in sorted(data_set.items()):
        number = int(tag, 16)
        names = {"tag": tag, "vr": attribute["vr"], "keyword": keyword_for_tag(number)}
        creator = creators.get(_block_of(number), "") if number >> 16 & 1 else ""
        if creator and number & 0xFFFF >= 0x1000:
            names |= {"tag": f"{tag[:4]}00{tag[6:]}", "privateCreator": _clean(creator)}
        element = SubElement(parent, "DicomAttribute", {name: value for name, value in names.items() if value})
        _add_value(element, attribute)


def _add_value(element: Element, attribute: Mapping[str, Any]) -> None:
    if "BulkDataURI" in attribute:
        SubElement(element, "BulkData", {"uri": attribute["BulkDataURI"]})
    elif "InlineBinary" in attribute:
        SubElement(element, "InlineBinary").text = attribute["InlineBinary"]
    for number, value in enumerate(attribute.get("Value", ()), 1):
        position = {"number": str(number)}
        if attribute["vr"] == "SQ":
            _add_attributes(SubElement(element, "Item", position), value or {})
        elif attribute["vr"] == "PN" and value:
            _add_name(SubElement(element, "PersonName", position), value)
        elif value is not None:
            SubElement(element, "Value", position).text = _clean(str(value))


def _add_name(element: Element, name: Mapping[str, str]) -> None:
    for group in _GROUPS:
        if group in name:
            parts = SubElement(element, group)
            for component, text in zip(_COMPONENTS, name[group].split("^"), strict=False):
                if text:
                    SubElement(parts, component).text = _clean(text)


def _creators(data_set: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield which block of private elements belongs to whom (PS3.5 7.8.1)."""
    for tag, attribute in data_set.items():
        number = int(tag, 16)
        if number >> 16 & 1 and 0x10 <= number & 0xFFFF <= 0xFF and attribute.get("Value"):
            yield (number >> 16) << 8 | number & 0xFF, str(attribute["Value"][0])


def _block_of(tag: int) -> int:
    return (tag >> 16) << 8 | tag >> 8 & 0xFF


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
