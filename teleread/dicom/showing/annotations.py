"""What an ECG device measured and stated: the Waveform Annotation Module (PS3.3 C.10.10)."""

from dataclasses import dataclass
from datetime import datetime

from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.showing.waveform import code_of
from teleread.dicom.values.numbers import number, numbers
from teleread.dicom.values.texts import UNDECLARED, CharacterSets, character_sets_of, text_of

MOST_ANNOTATIONS = 10_000


@dataclass(frozen=True, slots=True)
class Annotation:
    """One statement or measurement, or a mark at samples of channels.

    `channels` are pairs of group and channel, both from 1; channel 0 is the
    whole group.
    """

    text: str
    name: str
    name_code: str
    value: float | None
    unit: str
    coded_value: str
    group_number: int | None
    channels: tuple[tuple[int, int], ...]
    sample_positions: tuple[int, ...]
    time_offsets_ms: tuple[float, ...]


def read_annotations(opened: Opened) -> list[Annotation]:
    """Return the annotations in their order, their text by our own character-set rules."""
    character_sets = opened.character_sets
    items = opened.data_set.get("WaveformAnnotationSequence") or []
    return [_annotation(item, character_sets) for item in items[:MOST_ANNOTATIONS]]


def _annotation(item: Dataset, inherited: CharacterSets) -> Annotation:
    character_sets = character_sets_of(item, inherited)
    name_code, _, name = code_of(item, "ConceptNameCodeSequence", character_sets)
    unit, _, _ = code_of(item, "MeasurementUnitsCodeSequence", character_sets)
    _, _, coded_value = code_of(item, "ConceptCodeSequence", character_sets)
    pairs = [int(one) for one in numbers(item, "ReferencedWaveformChannels") or []]
    group_number = number(item, "AnnotationGroupNumber")
    return Annotation(
        text=text_of(item, "UnformattedTextValue", character_sets),
        name=name,
        name_code=name_code,
        value=number(item, "NumericValue"),
        unit=unit,
        coded_value=coded_value,
        group_number=None if group_number is None else int(group_number),
        channels=tuple(zip(pairs[0::2], pairs[1::2], strict=False)),
        sample_positions=tuple(int(one) for one in numbers(item, "ReferencedSamplePositions") or []),
        time_offsets_ms=tuple(numbers(item, "ReferencedTimeOffsets") or []),
    )


def acquired_at(data_set: Dataset) -> str | None:
    """Return the device's wall clock at the recording as ISO 8601 without a zone, None when it is not said."""
    moment = text_of(data_set, "AcquisitionDateTime", UNDECLARED)
    if not moment:
        moment = text_of(data_set, "ContentDate", UNDECLARED) + text_of(data_set, "ContentTime", UNDECLARED)
    try:
        return datetime.strptime(moment[:14], "%Y%m%d%H%M%S").isoformat()  # noqa: DTZ007  (a wall clock has no zone)
    except ValueError:
        return None
