"""The report as a printable document."""
