"""How a Chinese character is read aloud, as Latin letters without tones."""

import os
import unicodedata
from functools import cache, lru_cache

DIAERESIS = "u\u0308"


@lru_cache(maxsize=20_000)
def readings_of(character: str) -> frozenset[str]:
    """Return every reading of a character, none of what is no Chinese character.

    A surname may be read as it is read nowhere else, so all readings count:
    单 is dan, chan and shan. 吕 is written lv, lu and lyu in documents.
    """
    marked = _dictionary().get(ord(character), "")
    plain = {_without_marks(reading) for reading in marked.split(",") if reading}
    return frozenset(spelling for reading in plain for spelling in _spellings(reading))


def first_reading_of(character: str) -> str:
    """Return how a character is read most often, "" for what is no Chinese character: for names to be shown."""
    marked = _dictionary().get(ord(character), "").partition(",")[0]
    return _without_marks(marked).replace("v", "u")


def _spellings(reading: str) -> tuple[str, ...]:
    return (reading, reading.replace("v", "u"), reading.replace("v", "yu")) if "v" in reading else (reading,)


def _without_marks(reading: str) -> str:
    apart = unicodedata.normalize("NFD", reading)
    # The tone may stand between the letter and its diaeresis or after both.
    vowels = "".join(each for each in apart if each == "\u0308" or not unicodedata.combining(each))
    return vowels.replace(DIAERESIS, "v").replace("\u0308", "")


@cache
def _dictionary() -> dict[int, str]:
    # Its phrases are four times its characters in memory, and no name is a phrase.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415  (13 MB that only few need)

    return dict(pinyin_dict)
