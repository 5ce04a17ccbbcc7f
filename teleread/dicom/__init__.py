"""Everything that speaks DICOM; the only importer of pydicom and pynetdicom."""
