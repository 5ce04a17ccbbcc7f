"""What a process without pages tells of itself: its figures, and whether it can do its work."""
