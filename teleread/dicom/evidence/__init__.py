"""Evidence as DICOM objects: key images, measurements and annotations of a signed report.

highdicom is imported when the first object is made, by the worker alone: it costs a second and 130 MB.
"""
