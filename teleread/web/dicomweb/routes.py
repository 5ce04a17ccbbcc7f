"""Every route of DICOMweb. Importing a module of routes adds them."""

from teleread.web.dicomweb import pixels, retrieve, search, store
from teleread.web.dicomweb.addresses import of_clinic, of_scope

__all__ = ["ROUTERS"]

ROUTERS = (of_scope, of_clinic)
_MODULES = (search, retrieve, pixels, store)
