"""A DICOM Person Name as people read it on paper."""

import re
from dataclasses import dataclass
from typing import Final

_HAN: Final = re.compile("[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class ShownName:
    """The form to print large, and another in other letters, or nothing."""

    main: str
    other: str

    def __str__(self) -> str:
        """Return both on one line."""
        return f"{self.main}（{self.other}）" if self.other else self.main


def shown_name(value: str) -> ShownName:
    """Return the name as the pages show it: the ideographic form first, another beside it.

    Five parts lie apart by `^` and three forms by `=`. A Chinese name loses
    the caret without gaining a space; a name that was never written as PN
    stays as it is.

    References
    ----------
    DICOM PS3.5 6.2.1 (PN): family, given, middle, prefix, suffix.
    """
    forms = [_joined(form) for form in value.split("=")]
    alphabetic, ideographic, phonetic = (*forms, "", "", "")[:3]
    main = ideographic or alphabetic or phonetic
    other = alphabetic if main == ideographic else ""
    return ShownName(main, "" if other == main else other)


def _joined(form: str) -> str:
    family, given, middle, prefix, suffix = (*(part.strip() for part in form.split("^")), "", "", "", "", "")[:5]
    parts = [part for part in (prefix, family, given, middle, suffix) if part]
    return ("" if _HAN.search(form) else " ").join(parts)
