"""Surrogate keys of everything that is stored."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a fresh surrogate key, roughly ordered by time of creation.

    References
    ----------
    RFC 9562 5.7 (UUID version 7): 48 bits of Unix time in milliseconds, then
    74 random bits, so neighbouring rows stay neighbours in an index and a key
    says nothing of a patient.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
