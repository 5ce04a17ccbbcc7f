"""Every route of DICOMweb. Importing a module of routes adds them."""

from teleread.web.dicomweb import bulk_data, pictures, pixels, retrieve, search, store, uri
from teleread.web.dicomweb.addresses import of_clinic, of_scope

__all__ = ["ROUTERS"]

ROUTERS = (of_scope, of_clinic)
_MODULES = (search, retrieve, pixels, bulk_data, pictures, store, uri)
