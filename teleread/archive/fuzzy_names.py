"""Is this the name that somebody means, though not as it is written?"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import permutations

from teleread.archive.name_keys import Prefixes, prefixes_of_chinese, prefixes_of_latin
from teleread.archive.pinyin import readings_of

MOST_WORDS = 4
LONGEST = 64
_APART = re.compile(r"[^\w]+|_")


class Meant:
    """A name as somebody asks for it.

    Case, width, marks on letters, separators and the order of the words do not
    count; a word may be the beginning of a name's word. Chinese is found by
    its pinyin and by the initials of it, and a name that a device could only
    write in pinyin is found by its characters.

    References
    ----------
    PS3.4 C.2.2.2.1.1 (matching of person names); PS3.18 8.3.4.2 (fuzzymatching).
    """

    def __init__(self, asked: str) -> None:
        words = _words(asked)[:MOST_WORDS]
        self._latin = [word for word in words if not _is_chinese(word)]
        self._chinese = [word for word in words if _is_chinese(word)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for that a name could be compared with."""
        return not self._latin and not self._chinese

    @property
    def prefixes(self) -> list[Prefixes]:
        """Return, for each word, the beginnings of keys under which every name lies that may be meant."""
        latin = [prefixes_of_latin(word) for word in self._latin]
        return [one for one in (*map(prefixes_of_chinese, self._chinese), *latin) if one]

    def is_like(self, name: str) -> bool:
        """Say whether a name in the form of a PN may be the one that is meant."""
        words = _words(name)
        latin = [word for word in words if not _is_chinese(word)]
        chinese = [word for word in words if _is_chinese(word)]
        # A name may be in groups of separate characters: 张^三 is 张三.
        chinese = [*chinese, "".join(chinese)] if len(chinese) > 1 else chinese
        is_latin = not self._latin or _is_latin_like(self._latin, latin) or _is_read(self._latin, chinese)
        return is_latin and all(_is_chinese_like(word, chinese, latin) for word in self._chinese)


def _is_latin_like(asked: Sequence[str], words: Sequence[str]) -> bool:
    """Compare Latin words: each begins a word of its own, or all in a row are the name's in a row."""
    left = sorted(words, key=len)
    for word in sorted(asked, key=len, reverse=True):
        begun = next((each for each in left if each.startswith(word)), None)
        if begun is None:
            return bool(words) and "".join(words).startswith("".join(asked))
        left.remove(begun)
    return True


def _is_read(asked: Sequence[str], chinese: Sequence[str]) -> bool:
    """Say whether every Latin word is how some characters of one name are read, or how they begin."""
    return any(all(_reads_somewhere(word, name) for word in asked) for name in chinese)


def _reads_somewhere(word: str, name: str) -> bool:
    if len(word) == len(name) > 1 and all(
        any(reading.startswith(letter) for reading in readings_of(character))
        for letter, character in zip(word, name, strict=True)
    ):
        return True
    return any(_ends_of_reading(word, name[start:]) for start in range(len(name)))


def _ends_of_reading(word: str, name: str) -> set[int]:
    """Return how many characters the word reads, from the first on; more than one number where it is ambiguous."""
    found, reached = set(), {0}
    for count, character in enumerate(name, 1):
        readings = readings_of(character)
        reached = {at + len(reading) for at in reached for reading in readings if word.startswith(reading, at)}
        if len(word) in reached:
            found.add(count)
        if not reached:
            break
    return found


def _is_chinese_like(asked: str, chinese: Sequence[str], latin: Sequence[str]) -> bool:
    if any(asked in name for name in chinese):
        return True
    if chinese:
        return False
    return any(len(asked) in _ends_of_reading(spelt, asked) for spelt in _beginnings(latin[:MOST_WORDS]))


def _beginnings(words: Sequence[str]) -> set[str]:
    """Return the words run together in any order, and what such a run begins with."""
    return {"".join(order[:count]) for order in permutations(words) for count in range(1, len(words) + 1)}


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name[:LONGEST]).casefold())
    plain = "".join(each for each in folded if not unicodedata.combining(each))
    words = [word for word in _APART.split(plain) if word]
    return [part for word in words for part in _scripts(word)]


def _scripts(word: str) -> list[str]:
    """Part Chinese from what stands beside it without a separator."""
    parts: list[str] = []
    for character in word:
        if parts and _is_chinese(parts[-1]) == _is_chinese(character):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _is_chinese(word: str) -> bool:
    return word >= "\u3400" and not "\uac00" <= word[0] <= "\ud7af"
