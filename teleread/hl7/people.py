"""People in HL7 v2: a DICOM Person Name as XPN, a signer as XCN.

References
----------
HL7 v2.5.1 2.A.89 (XPN), 2.A.86 (XCN), Tables 0200 (name type) and 0465 (name
representation); DICOM PS3.5 6.2.1 (PN).
"""

from teleread.hl7.delimited import components, repetitions

IDEOGRAPHIC, ALPHABETIC, PHONETIC = "I", "A", "P"


def patient_name(value: str) -> str:
    """Return PID-5 of a DICOM Person Name: the ideographic form first, which is the name by law.

    A name of one form, as most devices send it, keeps its letters as they are
    and its representation is by what it is written in.
    """
    forms = (*value.split("="), "", "", "")[:3]
    ordered = ((forms[1], IDEOGRAPHIC), (forms[0], _representation(forms[0])), (forms[2], PHONETIC))
    names = repetitions(_xpn(form, representation) for form, representation in ordered if form.strip("^ "))
    return names or components("", "", "", "", "", "", "U")


def person(name: str) -> str:
    """Return an XCN of somebody who is known by name."""
    return components("", name) if name else ""


def _xpn(form: str, representation: str) -> str:
    family, given, middle, prefix, suffix = (*form.split("^"), "", "", "", "", "")[:5]
    return components(family, given, middle, suffix, prefix, "", "L", representation)


def _representation(form: str) -> str:
    return ALPHABETIC if form.isascii() else IDEOGRAPHIC
