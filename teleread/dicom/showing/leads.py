"""The names of ECG leads, and the limb leads that follow from two of them."""

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

LEADS = {
    1: "I", 2: "II", 3: "V1", 4: "V2", 5: "V3", 6: "V4", 7: "V5", 8: "V6", 9: "V7",
    11: "V3R", 12: "V4R", 61: "III", 62: "aVR", 63: "aVL", 64: "aVF", 66: "V8", 67: "V9",
}  # fmt: skip
"""Lead numbers of SCP-ECG (EN 1064 Table 5), which MDC repeats as `2:n` (PS3.16 CID 3001)."""

_BY_NAME = {name.lower(): name for name in LEADS.values()}
_NUMBERED = re.compile(r"(?:2:|5\.6\.3-9-)(\d{1,3})")
_NAMED = re.compile(r"\b(aVR|aVL|aVF|III|II|I|V[3-4]R|V[1-9])\b", re.IGNORECASE)

Microvolts = NDArray[np.float32]


def lead_of(code: str, scheme: str, meaning: str) -> str | None:
    """Return the lead that a channel's source names, None when it names none."""
    numbered = _NUMBERED.fullmatch(code)
    if numbered and scheme in ("MDC", "SCPECG"):
        return LEADS.get(int(numbered[1]))
    named = _NAMED.search(meaning)
    return _BY_NAME[named[1].lower()] if named else None


def derived_limb_leads(leads: Mapping[str, Microvolts]) -> dict[str, Microvolts]:
    """Return III, aVR, aVL and aVF where I and II are there and all four are not.

    Exact by Einthoven's and Goldberger's laws, so an 8-channel recording is the
    whole 12-lead one.
    """
    if not {"I", "II"} <= leads.keys() or leads.keys() & {"III", "aVR", "aVL", "aVF"}:
        return {}
    one, two = leads["I"], leads["II"]
    return {"III": two - one, "aVR": -(one + two) / 2, "aVL": one - two / 2, "aVF": two - one / 2}
