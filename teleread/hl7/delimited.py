"""Segments, fields and components joined by their delimiters; what is joined is escaped before."""

from collections.abc import Iterable

from teleread.hl7.text import escaped


def components(*values: str) -> str:
    """Return a field of several components, empty ones at the end left out."""
    return "^".join(escaped(value) for value in values).rstrip("^")


def subcomponents(*values: str) -> str:
    """Return a component of several subcomponents, empty ones at the end left out."""
    return "&".join(escaped(value) for value in values).rstrip("&")


def repetitions(values: Iterable[str]) -> str:
    """Return a field that repeats."""
    return "~".join(value for value in values if value)


def segment(name: str, fields: dict[int, str]) -> str:
    """Return a segment by the numbers of its fields."""
    values = [fields.get(number, "") for number in range(1, max(fields) + 1)]
    return "|".join([name, *values])
