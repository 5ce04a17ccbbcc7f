"""Who may see which clinic's records: the only builder of a Scope."""

from typing import Protocol
from uuid import UUID

from teleread.clinics.records import load_partner_clinic_ids
from teleread.database import Session
from teleread.scope import Scope


class Member(Protocol):
    """What a person's account says of where they belong."""

    @property
    def sees_every_clinic(self) -> bool:
        """Whether every clinic's records are theirs to see."""

    @property
    def home_clinic_id(self) -> UUID | None:
        """The one clinic they work at, if they do."""

    @property
    def reading_department_id(self) -> UUID | None:
        """The department they read for, if they do."""


def scope_of(session: Session, member: Member) -> Scope:
    """Return the clinics whose medical records a person may see.

    An admin sees every clinic, a technician or township doctor their own, an
    author or reviewer the clinics that are partners of their department. Who
    belongs nowhere sees nothing.
    """
    if member.sees_every_clinic:
        return Scope(None)
    own = frozenset() if member.home_clinic_id is None else frozenset({member.home_clinic_id})
    if member.reading_department_id is None:
        return Scope(own)
    return Scope(own | load_partner_clinic_ids(session, department_id=member.reading_department_id))


def scope_of_clinic(clinic_id: UUID) -> Scope:
    """Return the Scope of one clinic, for what arrives from its own devices."""
    return Scope(frozenset({clinic_id}))


def system_scope() -> Scope:
    """Return the Scope of the system itself: the worker and the command line."""
    return Scope(None)
