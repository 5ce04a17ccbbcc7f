"""The hospital's certificate on the PDF of a report (PAdES), and how anybody checks it."""
