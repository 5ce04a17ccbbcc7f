"""Whose medical records a caller may see."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Scope:
    """The clinics whose records the caller may see; None means every clinic.

    The first argument of every query of medical data. Only
    `teleread.clinics.access` builds one.
    """

    clinic_ids: frozenset[UUID] | None

    def covers(self, clinic_id: UUID) -> bool:
        """Say whether records of the clinic are inside."""
        return self.clinic_ids is None or clinic_id in self.clinic_ids
