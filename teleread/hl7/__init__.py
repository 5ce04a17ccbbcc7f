"""HL7 v2: a report as an ORU^R01 message, and how it goes to another system by MLLP."""
