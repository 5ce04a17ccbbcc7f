"""An Instance in a transfer syntax that it was not stored in."""
