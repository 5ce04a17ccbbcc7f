"""Reports, studies and orders as FHIR R4 has them."""
