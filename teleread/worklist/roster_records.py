"""Named queries of credentials and shifts."""

from uuid import UUID

from sqlalchemy import select

from teleread.database import Session, insert
from teleread.worklist.records import CredentialRow, DutyRow
from teleread.worklist.roster import CredentialEntry, DutyEntry, RosterEntryMissing, RosterEntryTaken


def load_credentials(session: Session) -> list[CredentialEntry]:
    """Return what everybody may read."""
    rows = session.scalars(select(CredentialRow).order_by(CredentialRow.account_id, CredentialRow.id))
    return [CredentialEntry(row.id, row.account_id, row.modality, row.body_part, row.part) for row in rows]


def insert_credential(session: Session, credential: CredentialEntry) -> None:
    """Keep a new credential; raises RosterEntryTaken."""
    row = CredentialRow(
        id=credential.id,
        account_id=credential.account_id,
        modality=credential.modality,
        body_part=credential.body_part,
        part=credential.part,
    )
    insert(session, row, taken=RosterEntryTaken)


def delete_credential(session: Session, credential_id: UUID) -> UUID:
    """Delete a credential and return whose it was; raises RosterEntryMissing."""
    row = session.get(CredentialRow, credential_id)
    if row is None:
        raise RosterEntryMissing
    session.delete(row)
    return row.account_id


def load_duties(session: Session) -> list[DutyEntry]:
    """Return everybody's shifts in the order of the week."""
    statement = select(DutyRow).order_by(DutyRow.account_id, DutyRow.weekday, DutyRow.starts)
    return [
        DutyEntry(row.id, row.account_id, row.weekday, row.starts, row.ends, row.time_zone)
        for row in session.scalars(statement)
    ]


def insert_duty(session: Session, duty: DutyEntry) -> None:
    """Keep a new shift; raises RosterEntryTaken."""
    row = DutyRow(
        id=duty.id,
        account_id=duty.account_id,
        weekday=duty.weekday,
        starts=duty.starts,
        ends=duty.ends,
        time_zone=duty.time_zone,
    )
    insert(session, row, taken=RosterEntryTaken)


def delete_duty(session: Session, duty_id: UUID) -> UUID:
    """Delete a shift and return whose it was; raises RosterEntryMissing."""
    row = session.get(DutyRow, duty_id)
    if row is None:
        raise RosterEntryMissing
    session.delete(row)
    return row.account_id
