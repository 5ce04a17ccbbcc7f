"""Numbers of a header that may be absent, empty or nonsense."""

import math
from typing import Any

from pydicom.dataset import Dataset


def numbers(data_set: Dataset, keyword: str) -> list[float] | None:
    """Return the finite numbers of an attribute, [] when it is absent or empty, None when it is nonsense."""
    try:
        value: Any = data_set.get(keyword)
        if value is None or value == "":
            return []
        found = [float(one) for one in value] if _is_several(value) else [float(value)]
    except (TypeError, ValueError, OverflowError, ArithmeticError):
        return None
    return found if all(math.isfinite(one) for one in found) else None


def number(data_set: Dataset, keyword: str) -> float | None:
    """Return the first finite number of an attribute, None when there is none."""
    found = numbers(data_set, keyword)
    return found[0] if found else None


def whole(data_set: Dataset, keyword: str) -> int | None:
    """Return a whole number, None when there is none."""
    found = number(data_set, keyword)
    return int(found) if found is not None and found == int(found) else None


def _is_several(value: Any) -> bool:
    return not isinstance(value, str | bytes | int | float) and hasattr(value, "__iter__")
