"""Text of a parsed data set, decoded by our own rules and not by pydicom's (promise 3)."""

from dataclasses import dataclass, replace

from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset

from teleread.dicom.values.charset import decode_person_name, decode_text

SPECIFIC_CHARACTER_SET = 0x00080005


@dataclass(frozen=True, slots=True)
class CharacterSets:
    """What a data set declares, and what its Site's devices write when they declare nothing."""

    terms: tuple[str, ...] = ()
    site_default: str | None = None


UNDECLARED = CharacterSets()


def raw_value(data_set: Dataset, tag: int) -> bytes | None:
    """Return the bytes of a value as received, None when it is absent or was decoded already."""
    if tag not in data_set:
        return None
    element = data_set.get_item(tag)
    return element.value if isinstance(element, RawDataElement) and isinstance(element.value, bytes) else None


def character_sets_of(data_set: Dataset, inherited: CharacterSets = UNDECLARED) -> CharacterSets:
    """Return the declared character sets; an item without its own has its parent's (PS3.5 6.1.2.5.3)."""
    if SPECIFIC_CHARACTER_SET not in data_set:
        return inherited
    return replace(inherited, terms=_declared_terms(data_set))


def _declared_terms(data_set: Dataset) -> tuple[str, ...]:
    raw = raw_value(data_set, SPECIFIC_CHARACTER_SET)
    if raw is not None:
        declared = raw.decode("ascii", "replace")
        return tuple(term.strip("\0 ") for term in declared.split("\\")) if declared.strip("\0 ") else ()
    value = data_set[SPECIFIC_CHARACTER_SET].value
    return (value,) if isinstance(value, str) else tuple(str(term) for term in value or ())


def text_of(data_set: Dataset, keyword: str, character_sets: CharacterSets) -> str:
    """Return a text attribute, "" when it is absent."""
    tag = tag_for_keyword(keyword)
    if tag is None:
        raise KeyError(keyword)
    raw = raw_value(data_set, tag)
    if raw is not None:
        return plain_text(raw, character_sets).strip()
    value = data_set.get(keyword)
    return "" if value is None else str(value).strip()


def texts_of(data_set: Dataset, keyword: str, character_sets: CharacterSets) -> list[str]:
    """Return the values of a text attribute."""
    text = text_of(data_set, keyword, character_sets)
    return [one.strip() for one in text.split("\\")] if text else []


def plain_text(raw: bytes, character_sets: CharacterSets) -> str:
    """Return a whole text value, its backslashes kept."""
    return decode_text(raw, character_sets.terms, site_default=character_sets.site_default).text


def person_names_of(raw: bytes, character_sets: CharacterSets) -> list[str]:
    """Return the values of a PN as text, component groups kept."""
    text = decode_person_name(raw, character_sets.terms, site_default=character_sets.site_default).text
    return [one.strip() for one in text.split("\\")] if text else []
