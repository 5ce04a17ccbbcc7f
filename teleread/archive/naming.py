"""What a confirmed patient's name may be."""

import unicodedata

from teleread.errors import Invalid

LONGEST_NAME = 256


class NameRefused(Invalid):
    """What was typed is no name."""

    code = "name_refused"
    zh, en = "姓名须为 1 至 256 个可显示字符", "A name has 1 to 256 printable characters"


def check_patient_name(name: str) -> str:
    """Return a name in canonical composition without outer spaces; raises NameRefused."""
    trimmed = unicodedata.normalize("NFC", name).strip()
    has_letter = any(character.isalnum() for character in trimmed)
    if not has_letter or len(trimmed) > LONGEST_NAME or not trimmed.isprintable() or "\ufffd" in trimmed:
        raise NameRefused
    return trimmed
