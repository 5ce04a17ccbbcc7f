"""What is measured, in codes: standard ones where there are, else our own.

References
----------
PS3.16 TID 300 (Measurement), CID 7461 and 7470 (lengths and areas); UCUM.
"""

from typing import Any, Final

from teleread.dicom.evidence.common import SCHEME
from teleread.reports.measuring import Quantity, Value
from teleread.reports.scale import Origin

Triple = tuple[str, str, str]

LENGTH: Final = ("410668003", "SCT", "Length")
DURATION: Final = ("762636008", "SCT", "Duration")
PIXEL_VALUE: Final = ("PIXEL-VALUE", SCHEME, "Pixel value after the Modality LUT")

NAMES: Final[dict[Quantity, Triple]] = {
    Quantity.LENGTH: LENGTH,
    Quantity.FIRST_LENGTH: LENGTH,
    Quantity.SECOND_LENGTH: LENGTH,
    Quantity.ANGLE: ("1483009", "SCT", "Angle"),
    Quantity.COBB: ("285285000", "SCT", "Cobb angle"),
    Quantity.RATIO: ("LENGTH-RATIO", SCHEME, "First length as a part of the second"),
    Quantity.AREA: ("42798000", "SCT", "Area"),
    Quantity.MEAN: PIXEL_VALUE,
    Quantity.STANDARD_DEVIATION: PIXEL_VALUE,
    Quantity.ACROSS: ("EXTENT-ACROSS", SCHEME, "Extent across a region"),
    Quantity.DOWN: ("EXTENT-DOWN", SCHEME, "Extent down a region"),
    Quantity.SLOPE: ("SLOPE", SCHEME, "Slope over time"),
    Quantity.AT_START: ("VALUE-AT-START", SCHEME, "Value at the first point"),
    Quantity.AT_END: ("VALUE-AT-END", SCHEME, "Value at the second point"),
}

DERIVATIONS: Final[dict[Quantity, Triple]] = {
    Quantity.MEAN: ("373098007", "SCT", "Mean"),
    Quantity.STANDARD_DEVIATION: ("386136009", "SCT", "Standard Deviation"),
}

UNITS: Final[dict[str, tuple[str, str]]] = {
    "mm": ("mm", "millimeter"),
    "cm": ("cm", "centimeter"),
    "mm²": ("mm2", "square millimeter"),
    "cm²": ("cm2", "square centimeter"),
    "px": ("{pixels}", "pixels"),
    "px²": ("{square_pixels}", "square pixels"),
    "°": ("deg", "degree"),
    "1": ("1", "no units"),
    "s": ("s", "second"),
    "Hz": ("Hz", "Hertz"),
    "%": ("%", "percent"),
    "dB": ("dB", "decibel"),
    "cm/s": ("cm/s", "centimeter per second"),
    "cm/s²": ("cm/s2", "centimeter per square second"),
    "Hz/s": ("Hz/s", "Hertz per second"),
    "dB/s": ("dB/s", "decibel per second"),
    "dB/s²": ("dB/s2", "decibel per square second"),
    "%/s": ("%/s", "percent per second"),
    "°/s": ("deg/s", "degree per second"),
}

METHODS: Final[dict[Origin, Triple]] = {
    Origin.PATIENT: ("SIZE-PATIENT", SCHEME, "By Pixel Spacing, calibrated at the patient"),
    Origin.GEOMETRY: ("SIZE-GEOMETRY", SCHEME, "By Pixel Spacing, of an assumed geometry"),
    Origin.FIDUCIAL: ("SIZE-FIDUCIAL", SCHEME, "By Pixel Spacing, of an object of known size"),
    Origin.UNSTATED: ("SIZE-UNSTATED", SCHEME, "By Pixel Spacing that may be of the detector"),
    Origin.DETECTOR: ("SIZE-DETECTOR", SCHEME, "At the detector, by Imager Pixel Spacing; not the patient's"),
    Origin.FILM: ("SIZE-FILM", SCHEME, "On the scanned film"),
    Origin.MANUAL: ("SIZE-MANUAL", SCHEME, "Calibrated by hand on a line of known length"),
    Origin.REGION: ("SIZE-REGION", SCHEME, "By the calibration of an ultrasound region"),
}
"""How the size of a pixel is known: a millimetre at the detector is not one of the patient."""

MAGNIFIED: Final = ("SIZE-CORRECTED", SCHEME, "By Imager Pixel Spacing, corrected for the magnification")


def name_of(value: Value) -> Triple:
    """Return the code of what is measured; along an axis it depends on what that counts in."""
    if value.quantity in (Quantity.ACROSS, Quantity.DOWN):
        return {"s": DURATION, "cm": LENGTH}.get(value.unit, NAMES[value.quantity])
    return NAMES[value.quantity]


def unit_of(value: Value) -> Triple:
    """Return the UCUM code of a unit."""
    code, meaning = UNITS.get(value.unit, (f"{{{value.unit}}}", value.unit))
    return code, "UCUM", meaning


def method_of(value: Value) -> Triple | None:
    """Return how the size of a pixel was known; None for what needs none."""
    return MAGNIFIED if value.magnification is not None else METHODS.get(value.origin)


def coded(triple: Triple | None) -> Any:
    """Return a code as highdicom has it."""
    from highdicom.sr import CodedConcept  # noqa: PLC0415  (only where an object is made)

    return None if triple is None else CodedConcept(*triple)
