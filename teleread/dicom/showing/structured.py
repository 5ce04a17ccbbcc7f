"""A structured report or key object selection as lines of text (PS3.3 C.17.3): what it says, in its order."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.dataset.unshowable import NotReadable
from teleread.dicom.values.charset import safe_to_show
from teleread.dicom.values.texts import CharacterSets, character_sets_of, text_of

MOST_ITEMS: Final = 2000
DEEPEST: Final = 32
LONGEST_LINE: Final = 4000

LEFT_OUT: Final = frozenset({"UIDREF", "SCOORD", "SCOORD3D", "TCOORD"})
"""What only programs read: UIDs and coordinates."""

ATTRIBUTES: Final = {
    "TEXT": "TextValue",
    "DATE": "Date",
    "TIME": "Time",
    "DATETIME": "DateTime",
    "PNAME": "PersonName",
}
REFERENCES: Final = {"IMAGE": "图像 image", "WAVEFORM": "波形 waveform", "COMPOSITE": "对象 object"}
CUT: Final = "…"


def is_structured(opened: Opened) -> bool:
    """Say whether an Instance is a tree of content items."""
    return "ContentSequence" in opened.data_set and text_of(opened.data_set, "ValueType", CharacterSets()) != ""


def read_structured(opened: Opened) -> bytes:
    """Return the content as UTF-8 text, a line an item, indented by their depth.

    Raises
    ------
    NotReadable
        If there is nothing in it that can be said.
    """
    root = opened.data_set
    lines = []
    for line in _lines(root, opened.character_sets, 0):
        lines.append(line)
        if len(lines) > MOST_ITEMS:
            lines.append(CUT)
            break
    if not lines:
        raise NotReadable
    return ("\n".join(lines) + "\n").encode()


def _lines(item: Dataset, inherited: CharacterSets, depth: int) -> Iterator[str]:
    character_sets = character_sets_of(item, inherited)
    said = _said(item, character_sets)
    if said:
        yield "    " * depth + said[:LONGEST_LINE]
    if depth == DEEPEST:
        yield "    " * depth + CUT
        return
    for child in _items(item, "ContentSequence"):
        yield from _lines(child, character_sets, depth + (1 if said else 0))


def _said(item: Dataset, character_sets: CharacterSets) -> str:
    kind = text_of(item, "ValueType", character_sets)
    if kind in LEFT_OUT:
        return ""
    name = _meaning(item, "ConceptNameCodeSequence", character_sets)
    value = _value(item, kind, character_sets)
    return f"{name}: {value}" if name and value else name or value


def _value(item: Dataset, kind: str, character_sets: CharacterSets) -> str:
    if kind in ATTRIBUTES:
        text = text_of(item, ATTRIBUTES[kind], character_sets)
        return "; ".join(safe_to_show(line).strip() for line in text.splitlines() if line.strip())
    if kind == "CODE":
        return _meaning(item, "ConceptCodeSequence", character_sets)
    if kind == "NUM":
        return " ".join(_number(each, character_sets) for each in _items(item, "MeasuredValueSequence"))
    if kind in REFERENCES:
        return " ".join(_reference(each, kind) for each in _items(item, "ReferencedSOPSequence"))
    return ""


def _number(item: Dataset, character_sets: CharacterSets) -> str:
    value = text_of(item, "NumericValue", character_sets)
    units = [text_of(each, "CodeValue", character_sets) for each in _items(item, "MeasurementUnitsCodeSequence")]
    return safe_to_show(" ".join([value, *(unit for unit in units if unit != "1")]))


def _reference(item: Dataset, kind: str) -> str:
    frames = text_of(item, "ReferencedFrameNumber", CharacterSets()).replace("\\", ", ").strip("[]")
    return f"[{REFERENCES[kind]}, 帧 frame {safe_to_show(frames)}]" if frames else f"[{REFERENCES[kind]}]"


def _meaning(item: Dataset, keyword: str, character_sets: CharacterSets) -> str:
    for code in _items(item, keyword):
        meaning = text_of(code, "CodeMeaning", character_sets_of(code, character_sets))
        return safe_to_show(meaning or text_of(code, "CodeValue", character_sets))
    return ""


def _items(item: Dataset, keyword: str) -> Sequence[Dataset]:
    found = item.get(keyword)
    return found if isinstance(found, Sequence) and not isinstance(found, str | bytes) else ()
