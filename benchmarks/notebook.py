"""What was measured, one JSON line a measurement as soon as it is known: a run that breaks off keeps what it has."""

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

Record = dict[str, Any]

SUMMED = frozenset({"failed", "left_open"})
"""What must not be lost in a median."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The records of one part."""

    path: Path

    def begin(self) -> None:
        """Turn to a new page; the one before stays beside it."""
        if self.path.exists():
            self.path.replace(self.path.with_suffix(".before.jsonl"))

    def records(self) -> list[Record]:
        """Return what was noted; a line that was cut off by a kill is no record."""
        if not self.path.exists():
            return []
        lines = self.path.read_text().split("\n")
        return [json.loads(line) for line in lines if line.endswith("}")]

    def has(self, **place: Any) -> bool:
        """Say whether something was measured at this place."""
        return any(place.items() <= record.items() for record in self.records())

    def note(self, record: Record) -> None:
        """Add a record."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({**record, "at": round(time.time())}, default=str)
        is_cut_off = self.path.exists() and not self.path.read_bytes().endswith(b"\n")
        with self.path.open("a") as stream:
            stream.write(("\n" if is_cut_off else "") + line + "\n")


def medians(records: Iterable[Record], keys: Sequence[str], columns: Sequence[str]) -> list[list[Any]]:
    """Return for each place one row: its keys, how many rounds it had, and the median of each column.

    What failed is added up.
    """
    found: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        found.setdefault(tuple(record[key] for key in keys), []).append(record)
    return [
        [*place, len(rounds), *(_of_rounds(rounds, column) for column in columns)] for place, rounds in found.items()
    ]


def _of_rounds(rounds: list[Record], column: str) -> Any:
    known = [record[column] for record in rounds if record.get(column) is not None]
    if column in SUMMED:
        return sum(known)
    return median(known) if known else ""


def table(rows: Iterable[Sequence[Any]], head: Sequence[str]) -> str:
    """Return a table in Markdown, its columns aligned."""
    lines = [list(head), *([_shown(value) for value in row] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    drawn = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    return "\n".join([drawn[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *drawn[1:]])


def _shown(value: Any) -> str:
    if not isinstance(value, float):
        return str(value)
    size = abs(value)
    return f"{value:.2f}" if size < 10 else f"{value:.1f}" if size < 100 else f"{value:,.0f}"
