"""What kind of thing an Instance is to a viewer, by its SOP Class (PS3.4 B.5)."""

from enum import StrEnum

_STORAGE = "1.2.840.10008.5.1.4.1.1."
WAVEFORMS = tuple(_STORAGE + f"9.{end}" for end in ("1.1", "1.2", "1.3", "2.1", "3.1", "4.1", "5.1", "6.1"))
DOCUMENTS = (f"{_STORAGE}104.", f"{_STORAGE}88.")
PRESENTATION_STATES = f"{_STORAGE}11."
NO_PICTURES = (PRESENTATION_STATES, f"{_STORAGE}66", f"{_STORAGE}67", f"{_STORAGE}481.", "1.2.840.10008.1.3.10")


class Kind(StrEnum):
    """How a viewer opens an Instance."""

    IMAGE = "image"
    CLIP = "clip"
    ECG = "ecg"
    DOCUMENT = "document"
    OTHER = "other"


def kind_of(sop_class_uid: str, *, number_of_frames: int) -> Kind:
    """Return the kind: waveforms of every class as ECG, what is unknown as a picture to be tried."""
    if sop_class_uid.startswith(WAVEFORMS):
        return Kind.ECG
    if sop_class_uid.startswith(DOCUMENTS):
        return Kind.DOCUMENT
    if sop_class_uid.startswith(NO_PICTURES) or not sop_class_uid:
        return Kind.OTHER
    return Kind.CLIP if number_of_frames > 1 else Kind.IMAGE
