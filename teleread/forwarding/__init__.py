"""Instances on their way to a PACS: where to, by which rule, and what proves that they are there."""
