"""Metadata as XML: what DCMTK's dcm2xml says of the same file."""

import subprocess
from xml.etree import ElementTree

import pytest

from teleread.dicom.decoding.operations import metadata
from teleread.dicom.model.dicom_xml import to_xml
from tests.unit.dicom.opened import opened

FILES = [
    "constructed/documents/sr-utf8.dcm",
    "xray/dx-hands.dcm",
    "us/us-esopecho-rgb.dcm",
    "constructed/charset-cn/xr-utf8.dcm",
    "xray/cr-dental-modality-lut.dcm",
]
SPACE = "{*}"


def said(root, path=()):
    """Every attribute with its values; numbers by value, bulk data by its being there."""
    for attribute in root.findall(f"{SPACE}DicomAttribute"):
        place = (*path, attribute.get("tag").upper(), attribute.get("privateCreator"))
        is_bulk = attribute.find(f"{SPACE}BulkData") is not None or attribute.find(f"{SPACE}InlineBinary") is not None
        found = [(value.get("number"), plain(value.text)) for value in attribute.findall(f"{SPACE}Value")]
        values = ["binary"] if is_bulk else [one for one in found if one[1] != ""]
        names = [
            [(bare(part), bare(one), one.text) for part in name for one in part]
            for name in attribute.findall(f"{SPACE}PersonName")
        ]
        yield place, (attribute.get("vr"), attribute.get("keyword") or "", tuple(values), str(names))
        for number, item in enumerate(attribute.findall(f"{SPACE}Item")):
            yield from said(item, (*place, number))


def bare(element):
    return element.tag.rpartition("}")[2]


def plain(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return (text or "").strip()


@pytest.mark.parametrize("name", FILES)
def test_dcmtk_says_the_same(shared_data, name):
    theirs = subprocess.run(
        ["dcm2xml", "-nat", str(shared_data / name)], capture_output=True, timeout=60, check=True
    ).stdout
    header, _ = metadata(opened(shared_data / name), bulk_root="http://here")
    ours = dict(said(ElementTree.fromstring(to_xml(header))))
    expected = dict(said(ElementTree.fromstring(theirs)))
    expected = {place: found for place, found in expected.items() if place[0] <= "7FE00010"}
    for added in ("00080005", "00083002"):
        ours.pop((added, None), None)
        expected.pop((added, None), None)
    different = {
        place: (ours.get(place), expected.get(place))
        for place in {*ours, *expected}
        if ours.get(place) != expected.get(place)
    }
    assert different == {}
