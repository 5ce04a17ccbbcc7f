"""Which kind of reading a Series asks for, by its Modality (0008,0060)."""

from collections.abc import Iterable

from teleread.clinics.clinic import Modality

_READ = {
    **dict.fromkeys(("CR", "DX", "DR", "RG", "RF", "XA", "MG", "IO", "PX"), Modality.XRAY),
    **dict.fromkeys(("US", "IVUS"), Modality.ULTRASOUND),
    "ECG": Modality.ECG,
}
_COMPANIONS = frozenset(
    {
        "SR",
        "PR",
        "KO",
        "DOC",
        "AU",
        "REG",
        "SEG",
        "RWV",
        "FID",
        "PLAN",
        "ASMT",
        "STAIN",
        "TEXTUREMAP",
        "M3D",
        "RTSTRUCT",
    }
)
_UNSPECIFIC = frozenset({"OT", "SC", ""})


def kind_of_series(series_modality: str) -> Modality | None:
    """Return how a Series is read, or None if it only accompanies others.

    Reports, presentation states, key object selections and encapsulated
    documents are looked at with the Study and make no Reading by themselves.
    "DR" is no defined term any more, but devices still send it.

    References
    ----------
    DICOM PS3.3 C.7.3.1.1.1 (Modality).
    """
    term = series_modality.strip().upper()
    return None if term in _COMPANIONS else _READ.get(term, Modality.OTHER)


def kinds_of_study(series_modalities: Iterable[str]) -> dict[str, Modality | None]:
    """Return, for each Modality of a Study's Series, the kind of Reading it belongs to.

    A secondary capture (OT, SC or nothing) in a Study with one kind of its own
    belongs to that kind: an ultrasound device's screen page is not a second
    thing to read.
    """
    kinds = {modality: kind_of_series(modality) for modality in series_modalities}
    own = {kind for modality, kind in kinds.items() if kind and modality.strip().upper() not in _UNSPECIFIC}
    if len(own) != 1:
        return kinds
    (only,) = own
    return {modality: only if modality.strip().upper() in _UNSPECIFIC else kind for modality, kind in kinds.items()}
