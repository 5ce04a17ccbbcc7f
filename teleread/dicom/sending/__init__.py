"""Instances on their way out, by C-STORE or STOW-RS."""
