"""Under which short keys a name lies in an index, and which keys a question for it looks under.

A key is what is written from one letter on, without separators, case, width
and marks: 王^晓明 lies under 王晓明, 晓明 and 明, so that any part of a name is the
beginning of one of its keys. Chinese lies under its pinyin and the initials of
it as well. A question finds at least the names that are meant; whoever asks
compares each with what was asked.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice, product, zip_longest

from teleread.archive.pinyin import readings_of

VERSION = 2
"""Grows with every change to `keys_of`: what lies under older keys is keyed again."""

KEY_LENGTH = 8
SHORTEST_LATIN = 2
LONGEST_NAME = 200
MOST_READINGS = 48
_APART = re.compile(r"[\W_]+")
_RUNS = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")

Prefixes = tuple[str, ...]
"""The beginnings of keys, under one of which every name lies that is meant."""


def keys_of(name: str) -> frozenset[str]:
    """Return the keys of a name in the form of a PN."""
    plain = folded(name[:LONGEST_NAME])
    runs = chinese_runs(name)
    # 三^zhang^三 is asked for as 三三, too, and Li^三^Qiang as Liqiang.
    together, latin = "".join(runs), _RUNS.sub("", plain)
    keys = _from_each_letter(plain) | _from_each_letter(together) | {latin[:KEY_LENGTH]}
    spoken = {key for run in {*runs, together} for key in _spoken(run)}
    ordered = sorted(key for key in keys | spoken if is_selective(key))
    # What another key begins with is found by that one.
    return frozenset(key for key, after in zip_longest(ordered, ordered[1:], fillvalue="") if not after.startswith(key))


def folded(text: str) -> str:
    """Return the letters and digits alone, in one case and width and without marks."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _APART.sub("", "".join(each for each in apart if not unicodedata.combining(each)))


def chinese_runs(name: str) -> list[str]:
    """Return the Chinese of each component group, its separators left out: 王^晓明 is one run."""
    return [run for group in name[:LONGEST_NAME].split("=") for run in _RUNS.findall(folded(group))]


def prefixes_of_pattern(pattern: str) -> Prefixes:
    """Return where the names lie that a pattern with `*` and `?` matches; nothing if anywhere."""
    literals = [folded(literal)[:KEY_LENGTH] for literal in re.split(r"[*?]+", pattern)]
    best = max(literals, key=_weight, default="")
    return (best,) if is_selective(best) else ()


def prefixes_of_part(part: str) -> Prefixes:
    """Return where the names lie that hold a text somewhere, separators and case apart."""
    plain = folded(part)[:KEY_LENGTH]
    return (plain,) if is_selective(plain) else ()


def prefixes_of_latin(word: str) -> Prefixes:
    """Return where the names lie in which a Latin word is written, read or stands for initials."""
    plain = folded(word)[:KEY_LENGTH]
    return (plain,) if is_selective(plain) else ()


def prefixes_of_chinese(word: str) -> Prefixes:
    """Return where the names lie in which Chinese is written, or that are only its pinyin, in any rotation."""
    rotations = {word[start:] + word[:start] for start in range(len(word))}
    read = {reading for each in rotations for reading in _readings(each)}
    return (word[:KEY_LENGTH], *sorted(read)) if all(map(is_selective, read)) else ()


def is_selective(key: str) -> bool:
    """Say whether a key is worth an entry: a single Latin letter is in every other name."""
    return len(key) >= SHORTEST_LATIN or (key != "" and _RUNS.match(key) is not None)


def _from_each_letter(text: str) -> set[str]:
    return {text[start : start + KEY_LENGTH] for start in range(len(text))}


def _spoken(run: str) -> set[str]:
    """Return how Chinese is read from each character on, and the initials of the whole."""
    spoken = {reading for start in range(len(run)) for reading in _readings(run[start:])}
    initials = [sorted({reading[0] for reading in readings_of(character)}) for character in run[:KEY_LENGTH]]
    return spoken | {"".join(one) for one in islice(product(*initials), MOST_READINGS)}


def _readings(run: str) -> set[str]:
    """Return the beginnings of every way to read some characters; it ends before one that has no reading.

    Where the ways are too many, the beginnings are shorter, but none is left out.
    """
    found = {""}
    for character in run:
        readings = readings_of(character)
        longer = {(one + reading)[:KEY_LENGTH] for one, reading in product(found, readings)}
        if not longer or len(longer) > MOST_READINGS:
            break
        found = longer
        if all(len(one) == KEY_LENGTH for one in found):
            break
    return found - {""}


def _weight(literal: str) -> int:
    return sum(3 if _RUNS.match(character) else 1 for character in literal)


def ranges_of(prefixes: Iterable[str]) -> list[tuple[bytes, bytes]]:
    """Return the first and the last bytes between which keys with one of the beginnings lie."""
    encoded = sorted({prefix.encode("utf-8", "replace") for prefix in prefixes})
    return [(prefix, prefix + b"\xff") for prefix in encoded]
