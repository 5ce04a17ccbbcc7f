"""One value of a data set by the path that its BulkDataURI carries."""

import re

from pydicom.dataelem import RawDataElement

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.model.dicom_json import is_bulk, little_endian, representation_of
from teleread.errors import Missing

_PATH = re.compile(r"(?:[0-9A-F]{8}/\d{1,6}/){0,64}[0-9A-F]{8}")


def bulk_value(opened: Opened, path: str) -> bytes:
    """Return the bytes of an element, little endian.

    Parameters
    ----------
    path
        Tags and item numbers from 0: `54000100/0/54001010`.

    Raises
    ------
    Missing
        If there is no such element, or it has no binary value.
    """
    if not _PATH.fullmatch(path):
        raise Missing
    *way, last = path.split("/")
    data_set = opened.data_set
    for tag, index in zip(way[0::2], way[1::2], strict=True):
        sequence = data_set.get(int(tag, 16))
        if sequence is None or sequence.VR != "SQ" or int(index) >= len(sequence.value):
            raise Missing
        data_set = sequence.value[int(index)]
    if int(last, 16) not in data_set:
        raise Missing
    element = data_set.get_item(int(last, 16))
    vr = representation_of(element, is_signed=False) if isinstance(element, RawDataElement) else element.VR
    if not isinstance(element.value, bytes) or not is_bulk(vr, element.value):
        raise Missing
    return little_endian(element.value, vr, opened.is_little_endian)
