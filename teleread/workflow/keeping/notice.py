"""What the gateway refuses is written down: who was not let in, and which Site had too much."""

from datetime import datetime

from teleread.audit.records import record
from teleread.clinics.limits import Limit
from teleread.database import Database, transaction
from teleread.dicom.association.admission import Admitted, Call, Reason


def notice_refusal(database: Database, call: Call, reason: Reason, *, at: datetime) -> None:
    """Write down that an association was not let in."""
    with transaction(database) as session:
        record(
            session,
            "association.refused",
            at=at,
            account_id=None,
            clinic_id=None,
            subject_kind="association",
            subject_id=None,
            calling_ae_title=call.calling_ae_title,
            called_ae_title=call.called_ae_title,
            peer_address=call.peer_address,
            is_encrypted=call.is_encrypted,
            reason=reason.value,
        )


def notice_limit(database: Database, admitted: Admitted, limit: Limit, *, at: datetime) -> None:
    """Write down that a device or a person of a Site asked for more than it may."""
    with transaction(database) as session:
        record(
            session,
            "site.limited",
            at=at,
            account_id=admitted.account_id,
            clinic_id=admitted.clinic_id,
            subject_kind="site",
            subject_id=admitted.site_id,
            limit=limit.value,
            ae_id=str(admitted.ae_id) if admitted.ae_id else None,
        )
