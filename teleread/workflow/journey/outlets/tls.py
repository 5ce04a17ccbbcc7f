"""TLS to whoever is called."""

import ssl

from teleread.views.sending import Destination
from teleread.workflow.journey.outlets.parcel import Sender
from teleread.workflow.keeping.outlets import tls_context


def context_of(destination: Destination, sender: Sender) -> ssl.SSLContext | None:
    """Return the context in which a destination is called, None for a call in the clear.

    Raises
    ------
    AuthoritiesUnreadable
        If what should be certificates is something else.
    """
    if not destination.end.uses_tls:
        return None
    context = tls_context(destination.end.authorities)
    if sender.proofs.certificate is not None:
        context.load_cert_chain(sender.proofs.certificate, sender.proofs.key)
    return context


def check_authorities(authorities: str) -> None:
    """Refuse what should be certificates and is something else; raises AuthoritiesUnreadable."""
    if authorities:
        tls_context(authorities)
