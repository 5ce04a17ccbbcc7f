"""Identifiers of queries, read and answered: keys as text, answers in what the AE can read.

References
----------
DICOM PS3.4 C.2.2.2 (keys of an Identifier); PS3.3 C.12.1.1.2 (Specific Character Set).
"""

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Listed
from typing import Any

from pydicom.config import IGNORE
from pydicom.datadict import dictionary_has_tag, dictionary_VR, keyword_for_tag
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from teleread.dicom.values.texts import SPECIFIC_CHARACTER_SET, CharacterSets, character_sets_of, text_of, texts_of

DEFAULT_CHARACTER_SET = "ISO_IR 192"
_CODECS = {"ISO_IR 192": "utf-8", "GB18030": "gb18030", "GBK": "gbk"}
_NO_KEYS = frozenset({SPECIFIC_CHARACTER_SET, 0x00080201, 0x00080052, 0x00080053})
"""Character set, zone, level and view: said about a query, not asked for."""

Values = Mapping[str, Any]
"""What is known, by keyword; None where it is empty, a list of the same for items."""


class Keys:
    """The matching keys of an Identifier or of one of its items, each read as text once it is asked for."""

    def __init__(self, identifier: Dataset, site_default: str | None, inherited: CharacterSets | None = None) -> None:
        self._data_set = identifier
        self._character_sets = character_sets_of(identifier, inherited or CharacterSets(site_default=site_default))
        self._site_default = site_default

    def text(self, keyword: str) -> str:
        """Return a key's value, "" if it matches everything."""
        text = text_of(self._data_set, keyword, self._character_sets)
        return "" if text == "*" else text

    def texts(self, keyword: str) -> list[str]:
        """Return the values of a key that may have several."""
        return [text for text in texts_of(self._data_set, keyword, self._character_sets) if text]

    def item(self, keyword: str) -> "Keys":
        """Return the keys of a sequence's only item; none if it has none."""
        return (self.items(keyword) or [Keys(Dataset(), self._site_default, self._character_sets)])[0]

    def items(self, keyword: str) -> list["Keys"]:
        """Return the keys of each item of a sequence."""
        value = self._data_set.get(keyword)
        items = value if isinstance(value, Sequence) else ()
        return [Keys(item, self._site_default, self._character_sets) for item in items]

    def with_values(self) -> Iterator[str]:
        """Yield the keywords of the keys that ask for a value."""
        for tag in self._data_set.keys():  # noqa: SIM118  (iterating over a data set decodes its values)
            keyword = keyword_for_tag(tag)
            if tag in _NO_KEYS or not keyword or dictionary_VR(tag) == "SQ":
                continue
            if self.text(keyword):
                yield keyword


def answer_to(identifier: Dataset, values: Values, *, character_set: str | None) -> Dataset:
    """Return every attribute that an Identifier asks for, empty where nothing is known.

    Parameters
    ----------
    values
        What is known of the match.
    character_set
        Defined Term of what the AE reads; UTF-8 unless given. A character that
        it lacks becomes a question mark.

    References
    ----------
    DICOM PS3.4 C.2.2.1.3 (response Identifier), C.2.2.2.6 (an empty sequence asks for all of its attributes).
    """
    term = character_set or DEFAULT_CHARACTER_SET
    answer = _filled(identifier, values, _CODECS[term])
    answer.SpecificCharacterSet = term
    return answer


def _filled(asked: Dataset, values: Values, codec: str) -> Dataset:
    answer = Dataset()
    for tag in sorted(asked.keys()):
        if tag.is_private or tag.element == 0 or tag == SPECIFIC_CHARACTER_SET or not dictionary_has_tag(tag):
            continue
        representation, value = dictionary_VR(tag), values.get(keyword_for_tag(tag))
        if representation == "SQ":
            answer.add_new(tag, "SQ", _items(asked[tag].value, value or (), codec))
        else:
            said = _sayable(value, codec)
            answer[tag] = DataElement(tag, representation.partition(" ")[0], said, validation_mode=IGNORE)
    return answer


def _items(asked: Listed[Dataset] | None, values: Listed[Values], codec: str) -> list[Dataset]:
    template = asked[0] if asked else None
    if template is not None and len(template):
        return [_filled(template, item, codec) for item in values]
    return [_filled(_asking_for(item), item, codec) for item in values]


def _asking_for(values: Values) -> Dataset:
    asked = Dataset()
    for keyword in values:
        setattr(asked, keyword, [] if isinstance(values[keyword], list) else None)
    return asked


def _sayable(value: Any, codec: str) -> Any:
    if isinstance(value, str):
        return value.encode(codec, "replace").decode(codec)
    return value
