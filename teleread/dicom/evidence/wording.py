"""A mark in words, as it stands beside it in another viewer."""

from typing import Final

from teleread.dicom.encapsulate import one_line
from teleread.dicom.evidence.contents import Measured
from teleread.reports.evidence import MarkKind
from teleread.reports.measuring import Quantity, Value
from teleread.reports.scale import Origin

WHERE: Final = {
    Origin.GEOMETRY: "假定几何 assumed geometry",
    Origin.FIDUCIAL: "参照物 fiducial",
    Origin.UNSTATED: "像素间距来源未说明 spacing unstated",
    Origin.DETECTOR: "探测器平面 at detector",
    Origin.FILM: "胶片 on film",
    Origin.MANUAL: "手动校准 calibrated by hand",
}
"""What a length is not, said beside it: nobody should take it for the patient's."""

PREFIXES: Final = {
    Quantity.MEAN: "均值 mean ",
    Quantity.STANDARD_DEVIATION: "SD ",
    Quantity.RATIO: "比值 ratio ",
    Quantity.AT_START: "起点 start ",
    Quantity.AT_END: "终点 end ",
}


def words_of(measured: Measured) -> str:
    """Return what stands beside a mark; empty for one that says nothing."""
    mark = measured.mark
    if mark.kind is MarkKind.ARROW:
        return "\r\n".join(one_line(line) for line in mark.text.splitlines()).strip()
    if mark.kind is MarkKind.CALIBRATION:
        return "" if mark.mm is None else f"= {mark.mm:g} mm (校准线 calibration line)"
    return "\r\n".join(_value(value) for value in measured.values)


def _value(value: Value) -> str:
    digits = 2 if value.unit in ("1", "s", "cm", "cm²") and value.quantity is not Quantity.MEAN else 1
    number = f"{PREFIXES.get(value.quantity, '')}{value.value:.{digits}f}"
    unit = {"1": "", "°": "°"}.get(value.unit, f" {value.unit}")
    if value.magnification is not None:
        return f"{number}{unit} (除以放大率 ÷ {value.magnification:g})"
    where = WHERE.get(value.origin)
    return f"{number}{unit} ({where})" if where else f"{number}{unit}"
