"""How a report goes home, a module a kind behind one table.

A new way home is a module with two functions and a row in each table: what
is not in `OUTLETS` cannot be kept as a route.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from teleread.clinics.clinic import RouteKind
from teleread.clinics.way_home import RouteKindNotOffered
from teleread.views.sending import Destination
from teleread.workflow.journey.outlets import device, fhir, message, page, sr
from teleread.workflow.journey.outlets.parcel import NO_PROOFS, Failure, Parcel, Proofs, Sender, Sent

__all__ = [
    "NO_PROOFS",
    "OUTLETS",
    "TELLING_MORE",
    "TRIALS",
    "Failure",
    "Outlet",
    "Parcel",
    "Proofs",
    "Sender",
    "Sent",
    "Trial",
    "outlet_of",
    "trial_of",
]

Outlet = Callable[[Parcel, Sender], Sent | Failure]
"""Sends one version to one place. May be asked to send the same again: what arrives is the same then."""

Trial = Callable[[Destination, Sender], Sent | Failure]
"""Calls one place in a way that changes nothing there."""

Way = TypeVar("Way")

OUTLETS: Final[Mapping[RouteKind, Outlet]] = {
    RouteKind.PAGE: page.show,
    RouteKind.DICOM: device.send_pdf,
    RouteKind.SR: sr.send_text,
    RouteKind.FHIR: fhir.push_report,
    RouteKind.HL7: message.send,
}

TELLING_MORE: Final = frozenset({RouteKind.SR, RouteKind.FHIR})
"""The kinds whose outlet needs the studies, the order and the patient beside the report."""

TRIALS: Final[Mapping[RouteKind, Trial]] = {
    RouteKind.DICOM: device.call,
    RouteKind.SR: device.call,
    RouteKind.FHIR: fhir.call,
    RouteKind.HL7: message.call,
}


def outlet_of(kind: RouteKind) -> Outlet:
    """Return what sends by routes of a kind; raises RouteKindNotOffered."""
    return _offered(OUTLETS, kind)


def trial_of(kind: RouteKind) -> Trial:
    """Return what tries routes of a kind; raises RouteKindNotOffered."""
    return _offered(TRIALS, kind)


def _offered(table: Mapping[RouteKind, Way], kind: RouteKind) -> Way:
    if kind not in table:
        raise RouteKindNotOffered
    return table[kind]
