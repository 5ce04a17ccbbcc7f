"""An object store: bytes, keys and an opaque envelope; nothing of medicine."""
