"""The four levels, and whose they are: Patient, Study, Series, Instance."""

from enum import StrEnum


class NameStanding(StrEnum):
    """How far a decoded name can be trusted (promise 3)."""

    EXACT = "exact"
    GUESSED = "guessed"
    LOSSY = "lossy"
    CONFIRMED = "confirmed"


LOST_ON_THE_WAY = frozenset("?？□〓")
"""What software writes in a name for a character that it does not have; nobody is called so."""


class InstanceStanding(StrEnum):
    """Which copy of a SOP Instance UID this is."""

    CURRENT = "current"
    VARIANT = "variant"
    CONFLICT = "conflict"
    DISCARDED = "discarded"


class DiscrepancyKind(StrEnum):
    """What about an arrival needs a person."""

    PATIENT_IDENTITY = "patient_identity"
    STUDY_OF_TWO_PATIENTS = "study_of_two_patients"
    SERIES_OF_TWO_STUDIES = "series_of_two_studies"
    INSTANCE_CONFLICT = "instance_conflict"
    QUARANTINED = "quarantined"
    REQUEST_AMBIGUOUS = "request_ambiguous"
    LATE_AFTER_SIGNING = "late_after_signing"
