"""Surrogate keys of everything that is stored."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a fresh surrogate key, in the order of time of creation.

    References
    ----------
    RFC 9562 5.7 (UUID version 7): 48 bits of Unix time in milliseconds, then
    (6.2, method 3) 12 bits of its fraction and 62 random bits. Neighbouring
    rows stay neighbours in an index, what one process does twice within a
    millisecond stays in its order, and a key says nothing of a patient.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | fraction << 64
    return UUID(int=value | 0x2 << 62 | secrets.randbits(62))
