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
    closed: frozenset[UUID] = frozenset()
    """Readings inside that are kept from the caller all the same: see `teleread.views.access`."""
    closed_instances: frozenset[UUID] = frozenset()
    """Instances that were made of the reports of those."""

    def covers(self, clinic_id: UUID) -> bool:
        """Say whether records of the clinic are inside."""
        return self.clinic_ids is None or clinic_id in self.clinic_ids
