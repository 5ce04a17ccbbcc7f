"""A data set in the DICOM JSON and XML models (PS3.18, PS3.19)."""
