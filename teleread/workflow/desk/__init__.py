"""A person's acts outside the journey."""
