"""FHIR R4: what was signed, and what it is about, to be read by other programs."""
