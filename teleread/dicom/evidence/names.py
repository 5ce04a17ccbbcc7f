"""A person of this hospital as a DICOM Person Name: Latin letters first, Chinese beside them."""

import unicodedata
from typing import Final

from teleread.archive.pinyin import first_reading_of
from teleread.dicom.encapsulate import one_line

COMPOUND: Final = frozenset(
    (
        *("欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "夏侯", "诸葛", "闻人", "皇甫"),
        *("尉迟", "公孙", "慕容", "宇文", "长孙", "司徒", "令狐", "轩辕", "呼延", "澹台"),
    )
)
"""Family names of two characters."""

READ_OTHERWISE: Final = {
    "单": "Shan",
    "解": "Xie",
    "查": "Zha",
    "仇": "Qiu",
    "曾": "Zeng",
    "任": "Ren",
    "朴": "Piao",
    "盖": "Ge",
    "区": "Ou",
    "翟": "Zhai",
    "覃": "Qin",
}
"""Family names that are read as the character is read nowhere else."""


def person_name(display_name: str) -> str:
    """Return a display name as a Person Name, such as `Li^Ming=李^明`.

    The ideographs are the name; the letters are how it is most often read, for
    programs that show nothing else. What is not Chinese stays one component.

    References
    ----------
    PS3.5 6.2.1.1 (component groups), H.3 (examples of ideographs).
    """
    name = one_line(display_name).replace("^", " ").replace("=", " ").strip()[:64]
    if not name or not all(_is_ideograph(character) for character in name):
        return f"{name}^" if name else ""
    at = 2 if len(name) > 2 and name[:2] in COMPOUND else 1
    family, given = name[:at], name[at:]
    if not given:
        return f"{_letters(family)}^={family}^"
    first = READ_OTHERWISE.get(family) or _letters(family)
    return f"{first}^{_letters(given)}={family}^{given}"


def _letters(characters: str) -> str:
    return "".join(first_reading_of(character) for character in characters).capitalize() or "X"


def _is_ideograph(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK ")
