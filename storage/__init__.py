"""An object store: bytes, keys and an opaque envelope; nothing of medicine."""

from storage.contract import (
    ENVELOPE_LIMIT_BYTES,
    Incoming,
    KeyRefused,
    ObjectDamaged,
    ObjectExists,
    ObjectMissing,
    ObjectStore,
    StoredObject,
    StoreError,
    StoreUnavailable,
)
from storage.opening import open_store

__all__ = [
    "ENVELOPE_LIMIT_BYTES",
    "Incoming",
    "KeyRefused",
    "ObjectDamaged",
    "ObjectExists",
    "ObjectMissing",
    "ObjectStore",
    "StoreError",
    "StoreUnavailable",
    "StoredObject",
    "open_store",
]
