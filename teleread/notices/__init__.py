"""Notices that leave the house by e-mail and robots: that something waits, and where; never whom it is about."""
