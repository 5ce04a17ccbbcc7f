"""What was said, by whom, and that it got home."""
