"""A signed report as a document of DICOM's own: Basic Text SR."""
