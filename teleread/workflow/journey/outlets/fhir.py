"""A FHIR server of the clinic: the report and all that it is about as one transaction."""

from dataclasses import replace
from urllib.parse import urlsplit

from teleread.fhir import pushing
from teleread.fhir.bundles import transaction
from teleread.fhir.checking import NotFhir, checked
from teleread.fhir.pushing import FhirServer, NotTaken, Taken
from teleread.forwarding.credentials import unseal
from teleread.views.sending import Destination
from teleread.workflow.journey.outlets.parcel import Failure, Parcel, Sender, Sent
from teleread.workflow.journey.outlets.tls import context_of


def push_report(parcel: Parcel, sender: Sender) -> Sent | Failure:
    """Send a version; what was sent before is sent the same, and takes the place of itself."""
    assert parcel.whole is not None, "a transaction tells of everything"  # noqa: S101  (the table of outlets says so)
    try:
        bundle = checked(transaction(parcel.whole, pdf=parcel.pdf))
    except NotFhir as defect:
        return Failure(f"{defect.message_zh()} {defect.message_en()}", is_permanent=True)
    return _result(pushing.push(bundle, _server(parcel.destination, sender), timeout=sender.timeout))


def call(destination: Destination, sender: Sender) -> Sent | Failure:
    """Ask the server what it can do, which changes nothing there."""
    return _result(pushing.call(_server(destination, sender), timeout=sender.timeout))


def _server(destination: Destination, sender: Sender) -> FhirServer:
    end, keys_dir = destination.end, sender.proofs.keys_dir
    is_tls = urlsplit(end.url).scheme == "https"
    tls = context_of(replace(destination, end=replace(end, uses_tls=is_tls)), sender)
    sealed = destination.sealed_token
    token = unseal(keys_dir, sealed) if sealed and keys_dir is not None else ""
    return FhirServer(end.url, token, tls)


def _result(answer: Taken | NotTaken) -> Sent | Failure:
    if isinstance(answer, Taken):
        return Sent(answer.detail)
    return Failure(answer.detail, is_permanent=answer.is_permanent)
