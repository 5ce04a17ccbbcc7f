"""Under which key the bytes of a receipt lie."""

import secrets
from datetime import UTC, datetime
from uuid import UUID


def key_of_receipt(clinic_id: UUID, *, received_at: datetime) -> str:
    """Return a fresh key: the clinic, the day, and 128 random bits.

    Random for every receipt, so nothing is ever written over, and nothing in it
    comes from the sender: a UID may hold a path.
    """
    return f"instances/{clinic_id.hex}/{received_at.astimezone(UTC):%Y/%m/%d}/{secrets.token_hex(16)}"
