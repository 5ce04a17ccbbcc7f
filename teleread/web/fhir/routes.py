"""Every route of FHIR. Importing a module of routes adds them."""

from teleread.web.fhir import reading, searching

__all__ = ["ROUTER"]

ROUTER = reading.router
_MODULES = (reading, searching)
