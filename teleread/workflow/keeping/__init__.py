"""The worker's chores."""
