"""What a confirmed patient's name may be."""

import unicodedata

from teleread.archive.study import NameStanding
from teleread.errors import Conflict, Invalid

LONGEST_NAME = 256


class NameRefused(Invalid):
    """What was typed is no name."""

    code = "name_refused"
    zh, en = "姓名须为 1 至 256 个可显示字符", "A name has 1 to 256 printable characters"


class NameNotInDoubt(Conflict):
    """A name that was received exactly is the device's word; another name is another patient."""

    code = "name_not_in_doubt"
    zh = "该姓名编码明确，不能在此更改；如有错误，请在设备上更正后重新发送"
    en = "The name was received without doubt and is not changed here; correct it at the device and send again"


def check_in_doubt(standing: NameStanding) -> None:
    """Refuse to replace a name that nobody doubts; raises NameNotInDoubt."""
    if standing is NameStanding.EXACT:
        raise NameNotInDoubt


def check_patient_name(name: str) -> str:
    """Return a name in canonical composition without outer spaces; raises NameRefused."""
    trimmed = unicodedata.normalize("NFC", name).strip()
    has_letter = any(character.isalnum() for character in trimmed)
    if not has_letter or len(trimmed) > LONGEST_NAME or not trimmed.isprintable() or "\ufffd" in trimmed:
        raise NameRefused
    return trimmed
