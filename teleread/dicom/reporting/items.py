"""Content items of a structured report.

References
----------
PS3.3 C.17.3 (SR Document Content), C.18 (Content Macros).
"""

from collections.abc import Sequence as Items
from typing import Final

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from teleread.dicom.encapsulate import one_line

Triple = tuple[str, str, str]

HAS_CONTEXT: Final = "HAS OBS CONTEXT"
HAS_MODIFIER: Final = "HAS CONCEPT MOD"
CONTAINS: Final = "CONTAINS"


def code(triple: Triple) -> Dataset:
    """Return a code: its value, its scheme and what it means."""
    concept = Dataset()
    concept.CodeValue, concept.CodingSchemeDesignator, concept.CodeMeaning = triple
    return concept


def container(name: Triple, items: Items[Dataset], *, relationship: str | None = CONTAINS) -> Dataset:
    """Return a heading with what stands below it; the root has no relationship."""
    item = _item("CONTAINER", name, relationship)
    item.ContinuityOfContent = "SEPARATE"
    if items:
        item.ContentSequence = Sequence(items)
    return item


def text(name: Triple, value: str, *, relationship: str = CONTAINS) -> Dataset:
    """Return a paragraph. Text is text: nothing in it is markup, and lines end as the Standard ends them.

    References
    ----------
    PS3.5 6.1.3 (a new line is CR LF), 6.2 (UT: one value, a backslash is a backslash).
    """
    item = _item("TEXT", name, relationship)
    item.TextValue = value.replace("\n", "\r\n")
    return item


def coded(name: Triple, value: Triple, *, relationship: str) -> Dataset:
    """Return a coded statement."""
    item = _item("CODE", name, relationship)
    item.ConceptCodeSequence = Sequence([code(value)])
    return item


def person(name: Triple, value: str, *, relationship: str) -> Dataset:
    """Return a person by name."""
    item = _item("PNAME", name, relationship)
    item.PersonName = value
    return item


def line(name: Triple, value: str, *, relationship: str) -> Dataset:
    """Return a text of one line, such as the name of an organization."""
    return text(name, one_line(value), relationship=relationship)


def _item(value_type: str, name: Triple, relationship: str | None) -> Dataset:
    item = Dataset()
    if relationship is not None:
        item.RelationshipType = relationship
    item.ValueType = value_type
    item.ConceptNameCodeSequence = Sequence([code(name)])
    return item
