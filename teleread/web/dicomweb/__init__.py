"""DICOMweb: the Standard's own addresses of studies, series and Instances (PS3.18)."""
